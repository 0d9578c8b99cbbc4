import { hash } from 'node:crypto';
import type { Ref } from '../model/field.ts';

/** Bytes of one record within a buffer of many: its data, as JSON in UTF-8. */
export interface RecordSpan {
  readonly start: number;
  readonly end: number;
}

const bracket = '['.charCodeAt(0);
/** Most bytes that a character of a text takes as JSON: `\u001f`. */
const escaped = 6;
/** Brackets, quotes and commas around system and key in what is hashed. */
const signs = 16;

/**
 * Data of records as bytes of UTF-8, each with room for what its hash is made of: a text is turned into bytes once, for the hash and
 * for the database. The memory is shared, so that another thread may read it without a copy, and hash it.
 */
export class RecordBytes {
  private buffer: Buffer;
  private size = 0;

  constructor(capacity = 1 << 16) {
    this.buffer = shared(capacity);
  }

  /** `text`: the data as JSON. */
  add(text: string, { system, key }: Ref): RecordSpan {
    const room = (system.length + key.length) * escaped + signs;
    const most = this.size + text.length * 3 + room;
    if (most > this.buffer.length) this.grow(most * 2);
    const start = this.size + 1;
    const end = start + this.buffer.write(text, start);
    this.size = end + room;
    return { start, end };
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

function shared(capacity: number): Buffer {
  return Buffer.from(new SharedArrayBuffer(capacity));
}

/** As `payloadHash` of a record that nothing was merged into. Writes the rest of what is hashed into the room around the span. */
export function hashOfSpan(bytes: Buffer, { start, end }: RecordSpan, { system, key }: Ref): Buffer {
  bytes[start - 1] = bracket;
  const whole = end + bytes.write(`,[[${JSON.stringify(system)},${JSON.stringify(key)}]]]`, end);
  return hash('sha256', bytes.subarray(start - 1, whole), 'buffer');
}
