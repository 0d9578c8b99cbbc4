import { InputError } from '../../errors.ts';
import type { Input } from '../../input.ts';
import { chooseEncoding, PieceDecoder } from '../../piece-decoder.ts';
import type { ODataFields, ODataValue } from './odata-objects.ts';

/** What stands around the records of an answer. */
export interface ODataEnvelope {
  /** `Catalog_Контрагенты`; empty when the answer does not say. */
  set: string;
  count: string;
}

/**
 * Passes on the records of a saved JSON answer one by one, in memory that holds one record. A single object is a record itself.
 * @throws InputError for JSON that is damaged, cut off or too deep, and for an answer that is an error
 */
export async function* readJsonRecords(
  input: Input,
  take: (record: ODataFields, envelope: ODataEnvelope, line: number) => void,
): AsyncGenerator<void> {
  const choice = chooseEncoding(input.file, await input.head());
  const decoder = new PieceDecoder(choice, { file: input.file, bytes: input.limits.rowBytes, cutAfter: '}' });
  const splitter = new RecordSplitter(input, take);
  for await (const chunk of input.open()) {
    splitter.write(decoder.write(chunk as Uint8Array));
    yield;
  }
  splitter.write(decoder.end());
  splitter.close();
  yield;
}

const quote = 0x22;
const backslash = 0x5c;

/** Finds where the objects of `value` begin and end, and parses each by itself. */
class RecordSplitter {
  readonly #input: Input;
  readonly #take: (record: ODataFields, envelope: ODataEnvelope, line: number) => void;
  readonly #envelope: ODataEnvelope = { set: '', count: '' };
  #depth = 0;
  #inString = false;
  #escaped = false;
  #line = 1;
  #recordLine = 1;
  /** Text outside of records, and the text of the record being read. */
  #outside = '';
  #record = '';
  #inRecord = false;
  #records = 0;

  constructor(input: Input, take: (record: ODataFields, envelope: ODataEnvelope, line: number) => void) {
    this.#input = input;
    this.#take = take;
  }

  write(text: string): void {
    let start = 0;
    for (let i = 0; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      if (code === 0x0a) this.#line += 1;
      if (this.#inString) this.#insideString(code);
      else if (code === quote) this.#inString = true;
      else if (code === 0x7b || code === 0x5b) start = this.#opened(text, start, i);
      else if (code === 0x7d || code === 0x5d) start = this.#closed(text, start, i);
    }
    this.#keep(text.slice(start));
  }

  close(): void {
    const { file } = this.#input;
    if (this.#depth > 0 || this.#inString) throw new InputError('input.truncated', { file, place: `:${this.#line}` });
    const envelope = this.#parse(this.#outside, 1);
    this.#readEnvelope(envelope);
    // A single object has its fields at the top and no list of values.
    if (envelope['value'] === undefined) this.#take(envelope, this.#envelope, 1);
  }

  #insideString(code: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (code === backslash) this.#escaped = true;
    else if (code === quote) this.#inString = false;
  }

  /** Records stand at depth 2: in the list of the answer. */
  #opened(text: string, start: number, at: number): number {
    this.#depth += 1;
    const { file, limits } = this.#input;
    if (this.#depth > limits.jsonDepth) {
      const args = { file, limit: 'jsonDepth', value: String(this.#depth), allowed: String(limits.jsonDepth) };
      throw new InputError('input.limit', args);
    }
    if (this.#depth !== 3 || this.#inRecord || text.charCodeAt(at) !== 0x7b || !this.#inValues(text.slice(start, at))) {
      return start;
    }
    this.#keep(text.slice(start, at));
    this.#inRecord = true;
    this.#recordLine = this.#line;
    return at;
  }

  #inValues(text: string): boolean {
    return this.#records > 0 || /"value"\s*:\s*\[\s*$/.test(`${this.#outside.slice(-200)}${text.slice(-200)}`);
  }

  #closed(text: string, start: number, at: number): number {
    this.#depth -= 1;
    if (this.#depth < 0) this.#damaged(this.#line, 'unexpected bracket');
    if (!this.#inRecord || this.#depth !== 2) return start;
    this.#record += text.slice(start, at + 1);
    if (this.#records === 0) this.#readEnvelope(this.#parse(`${this.#outside}]}`, 1));
    const record = this.#parse(this.#record, this.#recordLine);
    this.#inRecord = false;
    this.#record = '';
    this.#records += 1;
    // What is left between records is a comma: it is dropped with the next record, and the list stays empty.
    this.#outside = this.#outside.trimEnd().replace(/,$/, '');
    this.#take(record, this.#envelope, this.#recordLine);
    return at + 1;
  }

  #keep(text: string): void {
    if (this.#inRecord) this.#record += text;
    else this.#outside += this.#records > 0 ? text.replace(/^\s*,\s*$/, '') : text;
    const { file, limits } = this.#input;
    const size = this.#record.length + this.#outside.length;
    if (size <= limits.rowBytes) return;
    const args = { file, limit: 'rowBytes', value: String(size), allowed: String(limits.rowBytes) };
    throw new InputError('input.limit', args);
  }

  #readEnvelope(fields: ODataFields): void {
    const link = fields['odata.metadata'];
    if (typeof link === 'string') {
      this.#envelope.set = decoded(link.slice(link.lastIndexOf('#') + 1)).replace(/\/@Element$/, '');
    }
    const count = fields['odata.count'];
    if (typeof count === 'string') this.#envelope.count = count;
  }

  #parse(text: string, line: number): ODataFields {
    let parsed: ODataValue;
    try {
      parsed = JSON.parse(withTextNumbers(text.trim())) as ODataValue;
    } catch (cause) {
      return this.#damaged(line, cause instanceof Error ? cause.message.slice(0, 200) : String(cause));
    }
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return this.#damaged(line, 'no object');
    return parsed as ODataFields;
  }

  #damaged(line: number, reason: string): never {
    throw new InputError('onec.json', { file: this.#input.file, line, reason });
  }
}

function decoded(link: string): string {
  try {
    return decodeURIComponent(link);
  } catch {
    return link;
  }
}

const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Numbers become strings before parsing, so that sums and codes stay as they are written. */
function withTextNumbers(json: string): string {
  return json.replace(stringOrNumber, (token) => (token.startsWith('"') ? token : `"${token}"`));
}
