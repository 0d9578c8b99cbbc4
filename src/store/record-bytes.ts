import { hash } from 'node:crypto';

/** Bytes of one record within a buffer of many. */
export interface RecordSpan {
  /** Where its data starts, as JSON in UTF-8. */
  readonly start: number;
  readonly end: number;
  /** What is hashed reaches from the byte before `start` to here: `[data,[[system,key]]]`. */
  readonly hashEnd: number;
}

const bracket = '['.charCodeAt(0);

/**
 * Data of records as bytes of UTF-8, each with what its hash is made of: a text is turned into bytes once, for the hash and for the
 * database. The memory is shared, so that another thread may read it without a copy.
 */
export class RecordBytes {
  private buffer: Buffer;
  private size = 0;

  constructor(capacity = 1 << 16) {
    this.buffer = shared(capacity);
  }

  /** `text`: the data as JSON. */
  add(text: string, { system, key }: { readonly system: string; readonly key: string }): RecordSpan {
    const ends = `,[[${JSON.stringify(system)},${JSON.stringify(key)}]]]`;
    const most = this.size + (text.length + ends.length) * 3 + 1;
    if (most > this.buffer.length) this.grow(most * 2);
    const { buffer } = this;
    const start = this.size + 1;
    buffer[this.size] = bracket;
    const end = start + buffer.write(text, start);
    const hashEnd = end + buffer.write(ends, end);
    this.size = hashEnd;
    return { start, end, hashEnd };
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

/** As `payloadHash` of a record that nothing was merged into. */
export function hashOfSpan(bytes: Buffer, { start, hashEnd }: RecordSpan): Buffer {
  return hash('sha256', bytes.subarray(start - 1, hashEnd), 'buffer');
}
