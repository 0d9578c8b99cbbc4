import { InputError } from '../../errors.ts';
import type { Input } from '../../input.ts';
import { chooseEncoding, namedEncoding, PieceDecoder, type EncodingTrouble } from '../../piece-decoder.ts';

/** A section of a statement: its fields by name, the last filled value of a repeated one. */
export interface BankSection {
  readonly kind: 'header' | 'account' | 'document';
  /** `Платежное поручение`; may be empty. */
  readonly title: string;
  readonly line: number;
  readonly fields: ReadonlyMap<string, string>;
  /** Accounts of the header or of an account section. */
  readonly accounts: readonly string[];
  /** Fields that went on over a line break. */
  readonly continued: readonly string[];
  /** Ended by its own closing line. */
  readonly closed: boolean;
}

export interface BankEnd {
  readonly trouble: EncodingTrouble;
  readonly encoding: string;
  /** Whether the line `КонецФайла` was there. */
  readonly ended: boolean;
}

/** The encoding the header declares: `Кодировка=DOS` in bytes of any of them. */
export function declaredBankEncoding(head: Uint8Array): string {
  const text = Buffer.from(head.subarray(0, 2000)).toString('latin1');
  const value = /(?:^|\n)[^\n=]{5,30}=\s*(dos|windows|utf-?8|win)\s*\r?\n/i.exec(text)?.[1] ?? '';
  return value.toLowerCase() === 'win' ? 'windows' : value;
}

/**
 * Passes on the sections of a 1CClientBankExchange file.
 * @throws InputError when the first line is not the marker
 */
export async function* readBankSections(
  input: Input,
  options: { readonly encoding: string | undefined },
  take: (section: BankSection) => void,
): AsyncGenerator<void, BankEnd> {
  const head = await input.head();
  const choice =
    options.encoding === undefined
      ? chooseEncoding(input.file, head, declaredBankEncoding(head))
      : namedEncoding(input.file, options.encoding);
  const decoder = new PieceDecoder(choice, { file: input.file, bytes: input.limits.rowBytes, cutAfter: '\n' });
  const parser = new SectionParser(input, take);
  for await (const chunk of input.open()) {
    parser.write(decoder.write(chunk as Uint8Array));
    yield;
  }
  parser.write(decoder.end());
  parser.close();
  return { trouble: decoder.trouble, encoding: choice.encoding, ended: parser.ended };
}

class SectionParser {
  readonly #input: Input;
  readonly #take: (section: BankSection) => void;
  #line = 0;
  #bytes = 0;
  #kind: BankSection['kind'] = 'header';
  #title = '';
  #start = 1;
  #fields = new Map<string, string>();
  #accounts: string[] = [];
  #continued: string[] = [];
  #last = '';
  #open = false;
  ended = false;

  constructor(input: Input, take: (section: BankSection) => void) {
    this.#input = input;
    this.#take = take;
  }

  write(text: string): void {
    if (text === '') return;
    const lines = text.split(/\r\n|\n|\r/);
    if (text.endsWith('\n')) lines.pop();
    for (const line of lines) this.#readLine(line);
  }

  close(): void {
    if (this.#line === 0) throw new InputError('bank.not-exchange', { file: this.#input.file });
    this.#flush(false);
  }

  #readLine(raw: string): void {
    this.#line += 1;
    const line = raw.trim();
    if (this.#line === 1) {
      if (!line.startsWith('1CClientBankExchange'))
        throw new InputError('bank.not-exchange', { file: this.#input.file });
      this.#open = true;
      return;
    }
    if (line === '') return;
    const equals = line.indexOf('=');
    const name = (equals < 0 ? line : line.slice(0, equals)).trim().normalize('NFC');
    if (name === 'КонецДокумента' || name === 'КонецРасчСчет') this.#flush(true);
    else if (name === 'КонецФайла') {
      this.#flush(this.#kind === 'header');
      this.ended = true;
    } else if (name === 'СекцияДокумент') this.#begin('document', equals < 0 ? '' : line.slice(equals + 1).trim());
    else if (name === 'СекцияРасчСчет') this.#begin('account', '');
    else if (equals < 0) this.#goOn(line);
    else this.#set(name, line.slice(equals + 1).trim());
  }

  #begin(kind: BankSection['kind'], title: string): void {
    this.#flush(this.#kind === 'header');
    this.#kind = kind;
    this.#title = title;
    this.#start = this.#line;
    this.#open = true;
  }

  #flush(closed: boolean): void {
    if (this.#open) {
      this.#take({
        kind: this.#kind,
        title: this.#title,
        line: this.#start,
        fields: this.#fields,
        accounts: this.#accounts,
        continued: this.#continued,
        closed,
      });
    }
    this.#open = false;
    this.#fields = new Map();
    this.#accounts = [];
    this.#continued = [];
    this.#last = '';
    this.#bytes = 0;
  }

  #set(name: string, value: string): void {
    this.#grow(name.length + value.length);
    this.#last = name;
    if (name === 'РасчСчет') {
      if (value !== '') this.#accounts.push(value);
    } else if (value !== '' || !this.#fields.has(name)) this.#fields.set(name, value);
  }

  #goOn(line: string): void {
    if (this.#last === '' || !this.#open) return;
    this.#grow(line.length);
    this.#continued.push(this.#last);
    this.#fields.set(this.#last, `${this.#fields.get(this.#last) ?? ''} ${line}`.trim());
  }

  #grow(bytes: number): void {
    this.#bytes += bytes;
    const { file, limits } = this.#input;
    if (this.#bytes <= limits.rowBytes) return;
    const args = { file, limit: 'rowBytes', value: String(this.#bytes), allowed: String(limits.rowBytes) };
    throw new InputError('input.limit', args);
  }
}
