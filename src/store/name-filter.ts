/** Bits by which names are noted: a megabyte, of which a million names fill a fifth. */
const bits = 1 << 23;

/** Tells of most names that were never noted that they were not, without a query. A name that was noted is always found. */
export class NameFilter {
  private readonly noted = new Uint8Array(bits >> 3);

  add(kind: string, name: string): void {
    const hash = hashOf(kind, name);
    this.set(hash & (bits - 1));
    this.set((hash >>> 9) & (bits - 1));
  }

  /** False: the name was never added. */
  mayHave(kind: string, name: string): boolean {
    const hash = hashOf(kind, name);
    return this.has(hash & (bits - 1)) && this.has((hash >>> 9) & (bits - 1));
  }

  private set(bit: number): void {
    this.noted[bit >> 3] = (this.noted[bit >> 3] ?? 0) | (1 << (bit & 7));
  }

  private has(bit: number): boolean {
    return ((this.noted[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0;
  }
}

/** FNV-1a over the letters, its bits mixed at the end. */
function hashOf(kind: string, name: string): number {
  let hash = kind.length ^ 0x811c9dc5;
  for (let at = 0; at < name.length; at += 1) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
