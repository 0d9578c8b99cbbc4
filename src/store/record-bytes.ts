import { hash } from 'node:crypto';
import type { Ref } from '../model/field.ts';

/** Bytes of one record within a buffer of many. */
export interface RecordSpan {
  /** Its data, as JSON in UTF-8. */
  readonly start: number;
  readonly end: number;
  /** End of what its hash is made of, which begins one byte before the data. */
  readonly whole: number;
}

/**
 * Data of records as bytes of UTF-8, each within what its hash is made of: it is turned into bytes once, for the hash and for the
 * database. The memory is shared, so that another thread may read it without a copy, and hash it.
 */
export class RecordBytes {
  private buffer: Buffer;
  private size = 0;
  /** What is hashed of a record, filled anew for each. */
  private readonly ref = ['', ''];
  private readonly hashed: [data: unknown, origins: readonly (readonly string[])[]] = [null, [this.ref]];

  constructor(capacity = 1 << 16) {
    this.buffer = shared(capacity);
  }

  /** `data`: plain, as it stands in JSON. */
  add(data: object, { system, key }: Ref): RecordSpan {
    const { hashed, ref } = this;
    hashed[0] = data;
    ref[0] = system;
    ref[1] = key;
    const text = JSON.stringify(hashed);
    const most = this.size + text.length * 3;
    if (most > this.buffer.length) this.grow(most * 2);
    const start = this.size + 1;
    this.size += this.buffer.write(text, this.size);
    return { start, end: this.size - signs - jsonBytes(system) - jsonBytes(key), whole: this.size };
  }

  /** Where the text begins: in UTF-16, which two threads understand at the cost of a copy. */
  addText(text: string): number {
    const start = this.size;
    const most = start + text.length * 2;
    if (most > this.buffer.length) this.grow(most * 2);
    this.size += this.buffer.write(text, start, 'utf16le');
    return start;
  }

  /** How many are used, by records and texts. */
  get length(): number {
    return this.size;
  }

  /** The memory that spans lie in. */
  get memory(): SharedArrayBuffer {
    return this.buffer.buffer as unknown as SharedArrayBuffer;
  }

  /** Forgets all records; their memory is used again. */
  clear(): void {
    this.size = 0;
  }

  private grow(capacity: number): void {
    const bigger = shared(capacity);
    this.buffer.copy(bigger, 0, 0, this.size);
    this.buffer = bigger;
  }
}

/** Brackets, commas and quotes around system and key in what is hashed. */
const signs = ',[["",""]]]'.length;

/** Bytes of a text within the quotes of JSON. */
function jsonBytes(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    const isPlain = unit >= 0x20 && unit !== 0x22 && unit !== 0x5c && (unit < 0xd800 || unit > 0xdfff);
    if (!isPlain) return Buffer.byteLength(JSON.stringify(text)) - 2;
    bytes += unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
  }
  return bytes;
}

function shared(capacity: number): Buffer {
  return Buffer.from(new SharedArrayBuffer(capacity));
}

/** As `payloadHash` of a record that nothing was merged into: its bytes as the characters of a text, which takes half as long as a buffer. */
export function hashOfSpan(bytes: Buffer, start: number, whole: number): string {
  return hash('sha256', bytes.subarray(start - 1, whole), 'binary');
}
