/** What the scanner asks of bytes. */

const greater = 0x3e;

/** Longest value the cache takes, in bytes. */
export const longestShort = 48;
const slots = 8192;

/** The short values met last, by the hash of their bytes: units, currencies, statuses and kinds come again and again. */
export class ShortTexts {
  readonly #bytes = Buffer.alloc(slots * longestShort);
  readonly #lengths = new Uint8Array(slots);
  readonly #texts: string[] = Array.from({ length: slots }, () => '');

  get(hash: number, bytes: Buffer, start: number, end: number): string | undefined {
    const slot = hash & (slots - 1);
    const length = end - start;
    if (this.#lengths[slot] !== length) return undefined;
    const own = slot * longestShort;
    for (let i = 0; i < length; i += 1) if (this.#bytes[own + i] !== bytes[start + i]) return undefined;
    return this.#texts[slot];
  }

  set(hash: number, bytes: Buffer, text: string): string {
    const slot = hash & (slots - 1);
    this.#bytes.set(bytes, slot * longestShort);
    this.#lengths[slot] = bytes.length;
    this.#texts[slot] = text;
    return text;
  }
}

/** Letters, `_`, `:` and everything outside ASCII. */
export function isNameStart(byte: number): boolean {
  const letter = byte | 0x20;
  return (letter >= 0x61 && letter <= 0x7a) || byte === 0x5f || byte === 0x3a || byte >= 0x80;
}

/** Where a tag with attributes ends; `>` inside quotes does not count. -1 when it does not end here. */
export function tagEnd(bytes: Buffer, start: number): number {
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === greater) return at;
    if (byte !== 0x22 && byte !== 0x27) continue;
    at = bytes.indexOf(byte, at + 1);
    if (at < 0) return -1;
  }
  return -1;
}

export function sameBytes(bytes: Buffer, start: number, name: Buffer): boolean {
  for (let i = 0; i < name.length; i += 1) if (bytes[start + i] !== name[i]) return false;
  return true;
}

export function isBlank(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if ((bytes[at] ?? 0) > 0x20) return false;
  return end >= start;
}

export function startsWith(bytes: Buffer, at: number, mark: Buffer): boolean {
  return sameBytes(bytes, at, mark);
}
