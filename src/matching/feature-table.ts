import { Dictionary, DictionaryBuilder, type DictionaryColumns } from './dictionary.ts';
import type { FeatureLayout, FeatureRow } from './feature-layout.ts';
import type { TextHash } from './hash.ts';

/** One feature of all records: `starts` is absent for features with one value at most, whose missing value is -1. */
export interface FeatureColumn {
  readonly name: string;
  readonly starts?: Uint32Array;
  readonly ids: Int32Array;
  readonly dictionary: DictionaryColumns;
}

/** All features by record number (rank order), as shared columns: what an engine is given. */
export interface FeatureTable {
  readonly records: number;
  /** How many records differ in their features. */
  readonly representatives: number;
  readonly columns: readonly FeatureColumn[];
  /** What frequencies are counted over, where that is more than the records of the table. */
  readonly counted?: { readonly records: number; readonly representatives: number };
}

interface Growing {
  readonly name: string;
  readonly many: boolean;
  readonly dictionary: DictionaryBuilder;
  starts: Uint32Array;
  ids: Int32Array;
  used: number;
}

/** Collects features in reading order and gives them back in rank order. */
export class FeatureTableBuilder {
  readonly #columns: readonly Growing[];
  #records = 0;

  constructor(layout: FeatureLayout) {
    const column = (name: string, many: boolean): Growing => ({
      name,
      many,
      dictionary: new DictionaryBuilder(),
      starts: new Uint32Array(many ? 1024 : 0),
      ids: new Int32Array(1024),
      used: 0,
    });
    this.#columns = [
      ...layout.single.map((name) => column(name, false)),
      ...layout.many.map((name) => column(name, true)),
    ];
  }

  /** Adds a row, and its values to a hash that is equal for equal rows. */
  add(row: FeatureRow, hash: TextHash): void {
    let at = 0;
    for (const text of row.single) hash.addNumber(this.#push(at++, text));
    for (const list of row.many) {
      const column = this.#columns[at++];
      if (column === undefined) break;
      for (const text of list) hash.addNumber(this.#push(at - 1, text));
      hash.addNumber(-2);
      if (this.#records + 1 >= column.starts.length) column.starts = grown(column.starts);
      column.starts[this.#records + 1] = column.used;
    }
    this.#records += 1;
  }

  /** Ends the table. `order` lists reading numbers by rank; `isRepresentative`: not an exact repeat of another record. */
  finish(order: Uint32Array, isRepresentative: (place: number) => boolean): FeatureTable {
    let representatives = 0;
    for (let place = 0; place < order.length; place += 1) if (isRepresentative(place)) representatives += 1;
    const columns = this.#columns.map((column) =>
      column.many ? placeMany(column, order) : placeSingle(column, order),
    );
    for (const column of columns) count(column, order.length, isRepresentative);
    return { records: order.length, representatives, columns };
  }

  #push(index: number, text: string): number {
    const column = this.#columns[index];
    if (column === undefined) return -1;
    if (column.used === column.ids.length) {
      const bigger = new Int32Array(column.ids.length * 2);
      bigger.set(column.ids);
      column.ids = bigger;
    }
    const id = column.dictionary.intern(text);
    column.ids[column.used++] = id;
    return id;
  }
}

function grown(column: Uint32Array): Uint32Array<ArrayBuffer> {
  const bigger = new Uint32Array(column.length * 2);
  bigger.set(column);
  return bigger;
}

function placeSingle({ name, ids, dictionary }: Growing, order: Uint32Array): FeatureColumn {
  const placed = new Int32Array(new SharedArrayBuffer(order.length * 4));
  for (let place = 0; place < order.length; place += 1) placed[place] = ids[order[place] ?? 0] ?? -1;
  return { name, ids: placed, dictionary: dictionary.finish() };
}

function placeMany({ name, ids, starts, used, dictionary }: Growing, order: Uint32Array): FeatureColumn {
  const placed = new Int32Array(new SharedArrayBuffer(used * 4));
  const placedStarts = new Uint32Array(new SharedArrayBuffer((order.length + 1) * 4));
  let at = 0;
  for (let place = 0; place < order.length; place += 1) {
    const record = order[place] ?? 0;
    const end = starts[record + 1] ?? 0;
    for (let from = starts[record] ?? 0; from < end; from += 1) placed[at++] = ids[from] ?? -1;
    placedStarts[place + 1] = at;
  }
  return { name, ids: placed, starts: placedStarts, dictionary: dictionary.finish() };
}

function count(
  { starts, ids, dictionary }: FeatureColumn,
  records: number,
  isRepresentative: (place: number) => boolean,
): void {
  const { counts, carriers } = dictionary;
  for (let place = 0; place < records; place += 1) {
    const first = isRepresentative(place) ? 1 : 0;
    const from = starts === undefined ? place : (starts[place] ?? 0);
    const to = starts === undefined ? place + 1 : (starts[place + 1] ?? 0);
    for (let at = from; at < to; at += 1) {
      const id = ids[at] ?? -1;
      if (id === -1) continue;
      counts[id] = (counts[id] ?? 0) + 1;
      carriers[id] = (carriers[id] ?? 0) + first;
    }
  }
}

/** A feature as comparisons read it. */
export interface ReadColumn {
  readonly starts: Uint32Array;
  readonly ids: Int32Array;
  readonly dictionary: Dictionary;
}

/** Opens the columns of a table by name; each thread opens its own, as decoded texts are kept. */
export function openColumns(table: FeatureTable): (name: string) => ReadColumn {
  const opened = new Map<string, ReadColumn>();
  for (const { name, starts, ids, dictionary } of table.columns) {
    opened.set(name, { starts: starts ?? new Uint32Array(0), ids, dictionary: new Dictionary(dictionary) });
  }
  return (name) => {
    const column = opened.get(name);
    if (column === undefined) throw new RangeError(`no feature ${name}`);
    return column;
  };
}
