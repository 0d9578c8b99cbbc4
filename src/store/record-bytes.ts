import { hash } from 'node:crypto';

/**
 * Data of one record after another as bytes of UTF-8 with its hash. The bytes stand in a buffer that is used again for the next
 * record: a text is turned into bytes once, for the hash and for the database.
 */
export class RecordBytes {
  private buffer = Buffer.alloc(1 << 16);
  /** The data as JSON, valid until the next `encode`. */
  data = this.buffer.subarray(0, 0);
  /** As `payloadHash` of a record that nothing was merged into. */
  hash = this.data;

  encode(data: unknown, ref: { readonly system: string; readonly key: string }): void {
    this.encodeText(JSON.stringify(data), ref);
  }

  /** `text`: the data as JSON. */
  encodeText(text: string, { system, key }: { readonly system: string; readonly key: string }): void {
    const ends = `,[[${JSON.stringify(system)},${JSON.stringify(key)}]]]`;
    const most = (text.length + ends.length) * 3 + 1;
    if (most > this.buffer.length) this.buffer = Buffer.alloc(most * 2);
    const { buffer } = this;
    buffer[0] = bracket;
    const end = 1 + buffer.write(text, 1);
    const whole = end + buffer.write(ends, end);
    this.data = buffer.subarray(1, end);
    this.hash = hash('sha256', buffer.subarray(0, whole), 'buffer');
  }
}

const bracket = '['.charCodeAt(0);
