import { Dictionary, DictionaryBuilder, type DictionaryColumns } from './dictionary.ts';
import type { FeatureLayout, FeatureRow } from './feature-layout.ts';
import type { TextHash } from './hash.ts';
import { type Piece, pieceOf, placeMany, placeSingle, type TablePart } from './table-parts.ts';

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
  starts: Uint32Array<ArrayBuffer>;
  ids: Int32Array<ArrayBuffer>;
  used: number;
}

/** Collects features in reading order and gives them back in rank order. */
export class FeatureTableBuilder {
  readonly #columns: readonly Growing[];
  #numbers = new Uint32Array(1024);
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

  /** Adds a row, and its values to a hash that is equal for equal rows, whatever table they stand in. */
  add(number: number, row: FeatureRow, hash: TextHash): void {
    let at = 0;
    for (const text of row.single) this.#push(at++, text, hash);
    for (const list of row.many) {
      const column = this.#columns[at++];
      if (column === undefined) break;
      for (const text of list) this.#push(at - 1, text, hash);
      hash.addNumber(END_OF_LIST);
      if (this.#records + 1 >= column.starts.length) column.starts = grown(column.starts);
      column.starts[this.#records + 1] = column.used;
    }
    if (this.#records === this.#numbers.length) this.#numbers = grown(this.#numbers);
    this.#numbers[this.#records] = number;
    this.#records += 1;
  }

  /** Hands over what was collected, to be joined with what other threads did; nothing is left here. */
  handOver(): TablePart {
    const columns = this.#columns.map((column) => {
      const { starts, ids, used, dictionary } = column;
      empty(column);
      return { starts, ids, used, dictionary: dictionary.handOver() };
    });
    return { records: this.#records, numbers: this.#numbers, columns };
  }

  /**
   * Ends the table, and joins it with what other threads collected; nothing is left here and there. `places`: the rank of each record by
   * its reading number; `isRepresentative`: not an exact repeat of another record.
   */
  finish(
    places: Uint32Array,
    isRepresentative: (place: number) => boolean,
    others: readonly TablePart[] = [],
  ): FeatureTable {
    let representatives = 0;
    for (let place = 0; place < places.length; place += 1) if (isRepresentative(place)) representatives += 1;
    const columns = this.#columns.map((column, at) => {
      const { name, many, starts, ids, dictionary } = column;
      const pieces: Piece[] = [{ numbers: this.#numbers, records: this.#records, starts, ids }];
      empty(column);
      for (const other of others) {
        const part = other.columns[at];
        if (part !== undefined) pieces.push(pieceOf(other, part, dictionary.take(part.dictionary)));
        other.columns[at] = undefined;
      }
      const placed = many ? placeMany(pieces, places) : { ids: placeSingle(pieces, places) };
      return { name, ...placed, dictionary: dictionary.finish() };
    });
    for (const column of columns) count(column, places.length, isRepresentative);
    return { records: places.length, representatives, columns };
  }

  #push(index: number, text: string, hash: TextHash): void {
    const column = this.#columns[index];
    if (column === undefined) return;
    if (column.used === column.ids.length) {
      const bigger = new Int32Array(column.ids.length * 2);
      bigger.set(column.ids);
      column.ids = bigger;
    }
    const id = column.dictionary.intern(text);
    column.ids[column.used++] = id;
    if (id === -1) hash.addNumber(-1);
    else column.dictionary.addTo(hash, id);
  }
}

const END_OF_LIST = -2;

/** Lets go of what a column holds. */
function empty(column: Growing): void {
  column.starts = new Uint32Array(0);
  column.ids = new Int32Array(0);
  column.used = 0;
}

function grown(column: Uint32Array): Uint32Array<ArrayBuffer> {
  const bigger = new Uint32Array(column.length * 2);
  bigger.set(column);
  return bigger;
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

const openedTables = new WeakMap<FeatureTable, ReadonlyMap<string, ReadColumn>>();

/** Opens the columns of a table by name, once in a thread, as decoded texts are kept. */
export function openColumns(table: FeatureTable): (name: string) => ReadColumn {
  let opened = openedTables.get(table);
  if (opened === undefined) {
    const columns = table.columns.map(({ name, starts, ids, dictionary }): [string, ReadColumn] => [
      name,
      { starts: starts ?? new Uint32Array(0), ids, dictionary: new Dictionary(dictionary) },
    ]);
    opened = new Map(columns);
    openedTables.set(table, opened);
  }
  const found = opened;
  return (name) => {
    const column = found.get(name);
    if (column === undefined) throw new RangeError(`no feature ${name}`);
    return column;
  };
}
