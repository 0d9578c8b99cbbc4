/** Names of fields met most, as they stand in JSON with their colon: a model has some hundred. */
const mostNames = 2000;
const names = new Map<string, Uint8Array>();

const quote = 0x22;
const backslash = 0x5c;

/**
 * Writes plain data as JSON in UTF-8, exactly as `JSON.stringify` words it, into memory that two threads can share. Cyrillic texts take
 * half the time of making a text of the engine first and its bytes then.
 */
export class JsonBytes {
  private bytes: Buffer;
  private at = 0;

  constructor(capacity: number) {
    this.bytes = shared(capacity);
  }

  /** Where the next byte is written. */
  get size(): number {
    return this.at;
  }

  get memory(): SharedArrayBuffer {
    return this.bytes.buffer as unknown as SharedArrayBuffer;
  }

  /** Forgets what was written; the memory is used again. */
  clear(): void {
    this.at = 0;
  }

  /** Signs of JSON: ASCII, nothing is escaped. */
  signs(text: string): void {
    this.reserve(text.length);
    for (let index = 0; index < text.length; index += 1) this.bytes[this.at++] = text.charCodeAt(index);
  }

  /** A text in UTF-16, without quotes. */
  utf16(text: string): void {
    this.reserve(text.length * 2);
    this.at += this.bytes.write(text, this.at, 'utf16le');
  }

  /** A value as `JSON.stringify` gives it; undefined is passed over. */
  value(value: unknown): void {
    if (typeof value === 'string') this.text(value);
    else if (typeof value !== 'object' || value === null || 'toJSON' in value) {
      this.escaped(JSON.stringify(value) as string | undefined);
    } else if (Array.isArray(value)) this.list(value);
    else this.object(value as Readonly<Record<string, unknown>>);
  }

  private list(values: readonly unknown[]): void {
    this.reserve(1);
    this.bytes[this.at++] = 0x5b;
    for (let index = 0; index < values.length; index += 1) {
      if (index > 0) this.comma();
      const value = values[index];
      this.value(value === undefined ? null : value);
    }
    this.reserve(1);
    this.bytes[this.at++] = 0x5d;
  }

  private object(values: Readonly<Record<string, unknown>>): void {
    this.reserve(1);
    this.bytes[this.at++] = 0x7b;
    let isFirst = true;
    for (const name in values) {
      const value = values[name];
      if (value === undefined) continue;
      if (!isFirst) this.comma();
      isFirst = false;
      this.name(name);
      this.value(value);
    }
    this.reserve(1);
    this.bytes[this.at++] = 0x7d;
  }

  private comma(): void {
    this.reserve(1);
    this.bytes[this.at++] = 0x2c;
  }

  private name(name: string): void {
    const known = names.get(name) ?? learnName(name);
    this.reserve(known.length);
    const { bytes } = this;
    const { at } = this;
    for (let index = 0; index < known.length; index += 1) bytes[at + index] = known[index] as number;
    this.at = at + known.length;
  }

  /** A text in quotes. What is neither escaped nor half of a pair, nearly everything, is encoded here. */
  private text(text: string): void {
    const { length } = text;
    this.reserve(length * 3 + 2);
    const { bytes } = this;
    let { at } = this;
    bytes[at++] = quote;
    for (let index = 0; index < length; index += 1) {
      const unit = text.charCodeAt(index);
      if (unit < 0x80) {
        if (unit < 0x20 || unit === quote || unit === backslash) return this.rest(text, index, at);
        bytes[at++] = unit;
      } else if (unit < 0x8_00) {
        bytes[at] = 0xc0 | (unit >> 6);
        bytes[at + 1] = 0x80 | (unit & 0x3f);
        at += 2;
      } else if (unit < 0xd8_00 || unit > 0xdf_ff) {
        bytes[at] = 0xe0 | (unit >> 12);
        bytes[at + 1] = 0x80 | ((unit >> 6) & 0x3f);
        bytes[at + 2] = 0x80 | (unit & 0x3f);
        at += 3;
      } else return this.rest(text, index, at);
    }
    bytes[at] = quote;
    this.at = at + 1;
  }

  /** The rest of a text from the first sign on that asks for more than its bytes, and the closing quote. */
  private rest(text: string, from: number, at: number): void {
    this.at = at;
    this.escaped(JSON.stringify(text.slice(from)).slice(1));
  }

  private escaped(json: string | undefined): void {
    if (json === undefined) return;
    this.reserve(json.length * 3);
    this.at += this.bytes.write(json, this.at);
  }

  private reserve(more: number): void {
    const least = this.at + more;
    if (least <= this.bytes.length) return;
    const bigger = shared(least * 2);
    this.bytes.copy(bigger, 0, 0, this.at);
    this.bytes = bigger;
  }
}

function learnName(name: string): Uint8Array {
  const made = Buffer.from(`${JSON.stringify(name)}:`);
  if (names.size < mostNames) names.set(name, made);
  return made;
}

function shared(capacity: number): Buffer {
  return Buffer.from(new SharedArrayBuffer(capacity));
}
