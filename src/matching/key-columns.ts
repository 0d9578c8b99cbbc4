/** Keys with the record that carries each. */
export interface UnsortedKeys {
  readonly length: number;
  readonly high: Uint32Array<ArrayBuffer>;
  readonly low: Uint32Array<ArrayBuffer>;
  readonly record: Uint32Array<ArrayBuffer>;
}

/** The same sorted by key, then by record. */
export type SortedKeys = Readonly<Record<'high' | 'low' | 'record', Uint32Array>> & { readonly length: number };

/** Visits keys in the order in which they were added. */
export function eachKey(
  { length, high, low, record }: UnsortedKeys,
  visit: (high: number, low: number, record: number) => void,
): void {
  for (let at = 0; at < length; at += 1) visit(high[at] ?? 0, low[at] ?? 0, record[at] ?? 0);
}

type Columns = Omit<UnsortedKeys, 'length'>;

function columns(size: number): Columns {
  return { high: new Uint32Array(size), low: new Uint32Array(size), record: new Uint32Array(size) };
}

/** Growing columns of 64-bit keys, 12 bytes each. */
export class KeyColumns {
  #columns: Columns;
  #length = 0;

  constructor(capacity = 1024) {
    this.#columns = columns(Math.max(16, capacity));
  }

  /** Columns that go on with what was handed over elsewhere. */
  static goingOn({ length, ...given }: UnsortedKeys): KeyColumns {
    const made = new KeyColumns(0);
    made.#columns = given;
    made.#length = length;
    return made;
  }

  get length(): number {
    return this.#length;
  }

  add(high: number, low: number, record: number): void {
    if (this.#length === this.#columns.record.length) this.#grow();
    this.#columns.high[this.#length] = high;
    this.#columns.low[this.#length] = low;
    this.#columns.record[this.#length] = record;
    this.#length += 1;
  }

  each(visit: (high: number, low: number, record: number) => void): void {
    const { high, low, record } = this.#columns;
    for (let at = 0; at < this.#length; at += 1) visit(high[at] ?? 0, low[at] ?? 0, record[at] ?? 0);
  }

  #grow(): void {
    const bigger = columns(this.#length * 2);
    bigger.high.set(this.#columns.high);
    bigger.low.set(this.#columns.low);
    bigger.record.set(this.#columns.record);
    this.#columns = bigger;
  }

  /** Gives away what was added; as much is expected again. */
  handOver(): UnsortedKeys {
    const given = { length: this.#length, ...this.#columns };
    this.#columns = columns(Math.max(16, this.#length));
    this.#length = 0;
    return given;
  }

  /** Sorts by key; equal keys stay in the order in which they were added. Empties the columns. */
  sort(): SortedKeys {
    const length = this.#length;
    const from = this.#columns;
    this.#columns = columns(16);
    this.#length = 0;
    return { length, ...radixSort(from, length) };
  }
}

const RADIX = 1 << 16;

/** Stable sort by the 64-bit key: least significant digits first by the first half, 16 bits a pass; the few ties by the second. */
export function radixSort(input: Columns, length: number): Columns {
  let from = input;
  let to = columns(length);
  const counts = new Uint32Array(RADIX);
  for (const shift of [0, 16]) {
    scatter({ from, to, digits: from.high, shift, counts, length });
    [from, to] = [to, from];
  }
  let start = 0;
  for (let end = 1; end <= length; end += 1) {
    if (end < length && from.high[end] === from.high[start]) continue;
    if (end - start > 1) sortTies(from, start, end);
    start = end;
  }
  return from;
}

/** Sorts entries with equal first halves by the second; nearly always these are equal too. */
function sortTies({ low, record }: Columns, start: number, end: number): void {
  let at = start + 1;
  while (at < end && (low[at] ?? 0) >= (low[at - 1] ?? 0)) at += 1;
  if (at === end) return;
  const order = Array.from({ length: end - start }, (_, index) => start + index);
  order.sort((left, right) => (low[left] ?? 0) - (low[right] ?? 0) || left - right);
  const [lows, records] = [order.map((index) => low[index] ?? 0), order.map((index) => record[index] ?? 0)];
  low.set(lows, start);
  record.set(records, start);
}

function scatter(pass: {
  readonly from: Columns;
  readonly to: Columns;
  readonly digits: Uint32Array;
  readonly shift: number;
  readonly counts: Uint32Array;
  readonly length: number;
}): void {
  const { from, to, digits, shift, counts, length } = pass;
  counts.fill(0);
  for (let index = 0; index < length; index += 1) {
    const digit = ((digits[index] ?? 0) >>> shift) & 0xffff;
    counts[digit] = (counts[digit] ?? 0) + 1;
  }
  let start = 0;
  for (let digit = 0; digit < RADIX; digit += 1) {
    const size = counts[digit] ?? 0;
    counts[digit] = start;
    start += size;
  }
  for (let index = 0; index < length; index += 1) {
    const digit = ((digits[index] ?? 0) >>> shift) & 0xffff;
    const place = counts[digit] ?? 0;
    counts[digit] = place + 1;
    to.high[place] = from.high[index] ?? 0;
    to.low[place] = from.low[index] ?? 0;
    to.record[place] = from.record[index] ?? 0;
  }
}

/** Calls `visit(start, end)` for every run of equal keys with at least two entries. */
export function eachRun(keys: SortedKeys, visit: (start: number, end: number) => void): void {
  let start = 0;
  while (start < keys.length) {
    const high = keys.high[start];
    const low = keys.low[start];
    let end = start + 1;
    while (end < keys.length && keys.low[end] === low && keys.high[end] === high) end += 1;
    if (end - start > 1) visit(start, end);
    start = end;
  }
}
