import type { DictionaryPart } from './dictionary.ts';

/** Features of some of the records, as one thread collected them; `numbers` are their reading numbers. */
export interface TablePart {
  readonly records: number;
  readonly numbers: Uint32Array<ArrayBuffer>;
  /** Those not joined yet. */
  readonly columns: (ColumnPart | undefined)[];
}

export interface ColumnPart {
  readonly used: number;
  readonly starts: Uint32Array<ArrayBuffer>;
  readonly ids: Int32Array<ArrayBuffer>;
  readonly dictionary: DictionaryPart;
}

/** One column of some of the records, its values numbered as in the whole table. */
export interface Piece {
  readonly numbers: Uint32Array;
  readonly records: number;
  readonly starts: Uint32Array;
  readonly ids: Int32Array;
}

/** Renumbers the values of a part as the whole table numbers them. */
export function pieceOf(
  { numbers, records }: TablePart,
  { starts, ids, used }: ColumnPart,
  numberOf: Int32Array,
): Piece {
  for (let at = 0; at < used; at += 1) {
    const id = ids[at] ?? -1;
    if (id !== -1) ids[at] = numberOf[id] ?? -1;
  }
  return { numbers, records, starts, ids };
}

/** The values of a feature in rank order. */
export function placeSingle(pieces: readonly Piece[], places: Uint32Array): Int32Array {
  const placed = new Int32Array(new SharedArrayBuffer(places.length * 4));
  for (const { numbers, records, ids } of pieces) {
    for (let at = 0; at < records; at += 1) placed[places[numbers[at] ?? 0] ?? 0] = ids[at] ?? -1;
  }
  return placed;
}

/** The lists of a feature in rank order. */
export function placeMany(
  pieces: readonly Piece[],
  places: Uint32Array,
): { readonly starts: Uint32Array; readonly ids: Int32Array } {
  const starts = new Uint32Array(new SharedArrayBuffer((places.length + 1) * 4));
  for (const { numbers, records, starts: own } of pieces) {
    for (let at = 0; at < records; at += 1) {
      starts[(places[numbers[at] ?? 0] ?? 0) + 1] = (own[at + 1] ?? 0) - (own[at] ?? 0);
    }
  }
  for (let place = 0; place < places.length; place += 1) {
    starts[place + 1] = (starts[place + 1] ?? 0) + (starts[place] ?? 0);
  }
  const ids = new Int32Array(new SharedArrayBuffer((starts[places.length] ?? 0) * 4));
  for (const { numbers, records, starts: own, ids: given } of pieces) {
    for (let at = 0; at < records; at += 1) {
      let to = starts[places[numbers[at] ?? 0] ?? 0] ?? 0;
      for (let from = own[at] ?? 0; from < (own[at + 1] ?? 0); from += 1) ids[to++] = given[from] ?? -1;
    }
  }
  return { starts, ids };
}
