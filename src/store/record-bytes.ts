import { hash } from 'node:crypto';
import type { Ref } from '../model/field.ts';
import { JsonBytes } from './json-bytes.ts';

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
  private readonly json: JsonBytes;

  constructor(capacity = 1 << 16) {
    this.json = new JsonBytes(capacity);
  }

  /** `data`: plain, as it stands in JSON. */
  add(data: object, { system, key }: Ref): RecordSpan {
    const { json } = this;
    json.signs('[');
    const start = json.size;
    json.value(data);
    const end = json.size;
    json.signs(',[[');
    json.value(system);
    json.signs(',');
    json.value(key);
    json.signs(']]]');
    return { start, end, whole: json.size };
  }

  /** Where the text begins: in UTF-16, which two threads understand at the cost of a copy. */
  addText(text: string): number {
    const start = this.json.size;
    this.json.utf16(text);
    return start;
  }

  /** The memory that spans lie in. */
  get memory(): SharedArrayBuffer {
    return this.json.memory;
  }

  /** Forgets all records; their memory is used again. */
  clear(): void {
    this.json.clear();
  }
}

/** As `payloadHash` of a record that nothing was merged into: its bytes as the characters of a text, which takes half as long as a buffer. */
export function hashOfSpan(bytes: Buffer, start: number, whole: number): string {
  return hash('sha256', bytes.subarray(start - 1, whole), 'binary');
}
