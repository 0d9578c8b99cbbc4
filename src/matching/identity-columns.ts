import type { Staged } from '../model/staged.ts';
import type { MatchedKind } from './matcher.ts';

/** Memory that two threads share, where texts are put. */
export interface TextMemory {
  /** Where the text begins: in UTF-16. */
  addText(text: string): number;
}

/** What exact matching reads of records, as it is handed from one thread to another: texts are dear one by one. */
export interface IdentityBatch {
  /**
   * By record: `seq`, index of its kind, index into `systems`, where its texts begin and how long they are together, then the length
   * of each; lists after how many items they have.
   */
  readonly numbers: Int32Array;
  readonly systems: readonly string[];
}

/** Stands for the length of a text, or of a list, that there is not. */
const none = -1;
const kinds = ['company', 'contact'] as const;
const names = {
  company: ['name', 'inn', 'kpp'],
  contact: ['last_name', 'first_name', 'middle_name', 'full_name', 'inn'],
} as const satisfies Record<MatchedKind, readonly string[]>;

/** Numbers of a record without phones and e-mails. */
const fixedNumbers = 5 + 1 + names.contact.length + 2;

type Texts = Readonly<Record<string, string | undefined>>;

/** Collects of records what exact matching reads of them. */
export class IdentityColumns {
  #numbers = new Int32Array(1 << 14);
  #size = 0;
  #systems: string[] = [];
  /** Texts of the record that is being added. */
  #text = '';

  add({ seq, kind, system, key, data }: Staged<MatchedKind>, memory: TextMemory): void {
    const { phones, emails } = data;
    const most = fixedNumbers + 2 * (phones?.length ?? 0) + (emails?.length ?? 0);
    if (this.#size + most > this.#numbers.length) this.#grow(most);
    this.#text = '';
    this.#number(seq);
    this.#number(kinds.indexOf(kind));
    this.#number(this.#systemNumber(system));
    const textAt = this.#size;
    this.#size += 2;
    this.#add(key);
    for (const name of names[kind]) this.#add((data as Texts)[name]);
    this.#number(phones?.length ?? none);
    if (phones !== undefined) {
      for (const { value, ext } of phones) {
        this.#add(value);
        this.#add(ext);
      }
    }
    this.#number(emails?.length ?? none);
    if (emails !== undefined) for (const { value } of emails) this.#add(value);
    this.#numbers[textAt] = memory.addText(this.#text);
    this.#numbers[textAt + 1] = this.#text.length;
  }

  /** What was collected; nothing of it stays. */
  take(): IdentityBatch {
    const taken = { numbers: this.#numbers.slice(0, this.#size), systems: this.#systems };
    this.#size = 0;
    this.#systems = [];
    return taken;
  }

  #add(text: string | undefined): void {
    this.#number(text === undefined ? none : text.length);
    if (text !== undefined) this.#text += text;
  }

  #number(number: number): void {
    this.#numbers[this.#size] = number;
    this.#size += 1;
  }

  #grow(more: number): void {
    const bigger = new Int32Array(this.#numbers.length * 2 + more);
    bigger.set(this.#numbers);
    this.#numbers = bigger;
  }

  #systemNumber(system: string): number {
    const known = this.#systems.indexOf(system);
    return known < 0 ? this.#systems.push(system) - 1 : known;
  }
}

/** Visits the records of a batch: of their data there is what exact matching reads, nothing else. `memory`: where their texts are. */
export function eachIdentity(
  batch: IdentityBatch,
  memory: SharedArrayBuffer,
  visit: (record: Staged<MatchedKind>) => void,
): void {
  const reader = new IdentityReader(batch, Buffer.from(memory));
  while (reader.hasMore) visit(reader.next());
}

class IdentityReader {
  readonly #batch: IdentityBatch;
  readonly #memory: Buffer;
  #at = 0;
  /** Texts of the record that is being read, and where the next one begins. */
  #texts = '';
  #textAt = 0;

  constructor(batch: IdentityBatch, memory: Buffer) {
    this.#batch = batch;
    this.#memory = memory;
  }

  get hasMore(): boolean {
    return this.#at < this.#batch.numbers.length;
  }

  next(): Staged<MatchedKind> {
    const seq = this.#number();
    const kind = kinds[this.#number()] ?? 'contact';
    const system = this.#batch.systems[this.#number()] ?? '';
    const start = this.#number();
    this.#texts = this.#memory.toString('utf16le', start, start + this.#number() * 2);
    this.#textAt = 0;
    const key = this.#text() ?? '';
    const data: Record<string, unknown> = {};
    for (const name of names[kind]) data[name] = this.#text();
    data['phones'] = this.#phones();
    data['emails'] = this.#emails();
    return { seq, kind, system, key, data } as unknown as Staged<MatchedKind>;
  }

  #phones(): readonly unknown[] | undefined {
    const length = this.#number();
    if (length === none) return undefined;
    const phones = [];
    while (phones.length < length) phones.push({ value: this.#text(), ext: this.#text() });
    return phones;
  }

  #emails(): readonly unknown[] | undefined {
    const length = this.#number();
    if (length === none) return undefined;
    const emails = [];
    while (emails.length < length) emails.push({ value: this.#text() });
    return emails;
  }

  #text(): string | undefined {
    const length = this.#number();
    if (length === none) return undefined;
    const from = this.#textAt;
    this.#textAt += length;
    return this.#texts.slice(from, this.#textAt);
  }

  #number(): number {
    const number = this.#batch.numbers[this.#at] ?? none;
    this.#at += 1;
    return number;
  }
}
