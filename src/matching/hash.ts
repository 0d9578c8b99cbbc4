/**
 * A 64-bit hash of text as two unsigned 32-bit halves, written into the instance so that hashing allocates nothing.
 * Equal text gives equal halves on every machine and in every run. With 10 million keys the chance of any two
 * different ones falling together is about 3 in a million.
 */
export class TextHash {
  high = 0;
  low = 0;

  /** Starts a new hash; `seed` separates kinds of keys. */
  start(seed: number): this {
    this.high = Math.imul(seed ^ 0xdeadbeef, 0x9e3779b1);
    this.low = Math.imul(seed ^ 0x41c6ce57, 0x85ebca77);
    return this;
  }

  /** Adds text and a separator, so that ("ab", "c") differs from ("a", "bc"). */
  add(text: string): this {
    let high = this.high;
    let low = this.low;
    for (let index = 0; index < text.length; index += 1) {
      const unit = text.charCodeAt(index);
      high = Math.imul(high ^ unit, 0x9e3779b1);
      low = Math.imul(low ^ unit, 0x5f356495);
      high = (high << 13) | (high >>> 19);
      low = (low << 11) | (low >>> 21);
    }
    this.high = Math.imul(high ^ 0x1f, 0x85ebca77);
    this.low = Math.imul(low ^ 0x1f, 0xc2b2ae3d);
    return this;
  }

  /**
   * Adds texts with a separator between them, the same for capital and small letters and for ё and е: as `add` of the joined text would
   * with its letters made small.
   */
  addFolded(texts: readonly string[], separator: string): this {
    const { high, low } = this;
    for (let at = 0; at < texts.length; at += 1) {
      if (at > 0) this.#mix(separator.charCodeAt(0));
      if (this.#addPlain(texts[at] ?? '')) continue;
      this.high = high;
      this.low = low;
      return this.add(texts.join(separator).toLowerCase().replaceAll('ё', 'е'));
    }
    return this.#endText();
  }

  /** False when a letter is none of those whose small form is known here. */
  #addPlain(text: string): boolean {
    for (let index = 0; index < text.length; index += 1) {
      const unit = text.charCodeAt(index);
      const small = unit < 0x80 ? smallAscii(unit) : smallCyrillic(unit);
      if (small < 0) return false;
      this.#mix(small);
    }
    return true;
  }

  #mix(unit: number): void {
    const high = Math.imul(this.high ^ unit, 0x9e3779b1);
    const low = Math.imul(this.low ^ unit, 0x5f356495);
    this.high = (high << 13) | (high >>> 19);
    this.low = (low << 11) | (low >>> 21);
  }

  #endText(): this {
    this.high = Math.imul(this.high ^ 0x1f, 0x85ebca77);
    this.low = Math.imul(this.low ^ 0x1f, 0xc2b2ae3d);
    return this;
  }

  /** Adds a whole number. */
  addNumber(number: number): this {
    const high = Math.imul(this.high ^ number, 0x9e3779b1);
    const low = Math.imul(this.low ^ number, 0x5f356495);
    this.high = (high << 13) | (high >>> 19);
    this.low = (low << 11) | (low >>> 21);
    return this;
  }

  /** Ends the hash: mixes the halves; `high` and `low` are unsigned afterwards. */
  end(): this {
    let high = this.high;
    let low = this.low;
    high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
    low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
    this.high = (high ^ (high >>> 15)) >>> 0;
    this.low = (low ^ (low >>> 14)) >>> 0;
    return this;
  }
}

function smallAscii(unit: number): number {
  return unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : unit;
}

/** Russian letters and those around them, ё as е; -1 for everything else. */
function smallCyrillic(unit: number): number {
  if (unit < 0x400 || unit > 0x45f) return -1;
  if (unit === 0x401 || unit === 0x451) return 0x435;
  if (unit < 0x410) return unit + 0x50;
  return unit < 0x430 ? unit + 0x20 : unit;
}
