import type { Staged } from '../model/staged.ts';
import type { WeakKeys } from './block-limits.ts';
import type { Candidates, KeyStore } from './engine.ts';
import type { FeatureRow } from './feature-layout.ts';
import { type FeatureTable, openColumns } from './feature-table.ts';
import { eachKey, eachRun, KeyColumns, type UnsortedKeys } from './key-columns.ts';
import { KeyReader, TYPES } from './key-reader.ts';
import type { KindModel } from './kind-model.ts';
import type { SkippedBlock } from './matcher.ts';
import { placesOf, RecordList } from './record-list.ts';
import { RowCollector, type TakeHash } from './row-collector.ts';
import type { TablePart } from './table-parts.ts';
import type { ThreadUse } from './threads.ts';

/** Everything that scoring needs, by place: the rank of a record, which does not depend on reading order. */
export interface Prepared {
  readonly list: RecordList;
  /** Reading number by place. */
  readonly order: Uint32Array;
  /** Place by reading number. */
  readonly places: Uint32Array;
  readonly table: FeatureTable;
  readonly candidates: Candidates;
  /** For each place the place of the first record with the same features. */
  readonly representativeOf: Uint32Array;
}

/** The hashes of some rows and their keys, as another thread made them. */
export interface RowKeys {
  readonly rows: UnsortedKeys;
  readonly keys: UnsortedKeys;
  /** Of each row the number by which those that are often compared stand side by side. */
  readonly near: Uint32Array;
}

/** What tells a record of which a person has spoken from all others. */
export function judgedName({ system, key }: { readonly system: string; readonly key: string }): string {
  return `${system}\u001f${key}`;
}

/** Takes rows of features one by one and gives them back ready for scoring. */
export class Preparation {
  readonly list = new RecordList();
  readonly #own: RowCollector;
  readonly #parts: TablePart[] = [];
  readonly #rows = new KeyColumns();
  /** By reading number. */
  #near = new Uint32Array(1024);
  readonly #keys: KeyStore;
  readonly #weak: readonly WeakKeys[];

  constructor(model: KindModel, keys: KeyStore) {
    this.#keys = keys;
    this.#weak = model.weakKeys ?? [];
    this.#own = new RowCollector(model, {
      row: (high, low, number, near) => this.#addRow(high, low, number, near),
      key: (high, low, number) => this.#addKey(high, low, number),
    });
  }

  /** `judged` records are never taken for repeats of others: a person has spoken of this very record. */
  add(record: Pick<Staged, 'seq' | 'system' | 'key'>, row: FeatureRow, judged = false): void {
    this.#own.add(this.list.add(record), row, judged ? judgedName(record) : undefined);
  }

  /** Takes the hashes and keys of rows that another thread made; their records were added to `list`. */
  takeKeys({ rows, keys, near }: RowKeys): void {
    let row = 0;
    eachKey(rows, (high, low, number) => this.#addRow(high, low, number, near[row++] ?? 0));
    eachKey(keys, (high, low, number) => this.#addKey(high, low, number));
  }

  /** Takes the features of these rows. */
  takePart(part: TablePart): void {
    this.#parts.push(part);
  }

  /** Is told the keys of the records that are added while it is set, with the reading number of each. */
  onKey: TakeHash | undefined;

  #addRow(high: number, low: number, number: number, near: number): void {
    this.#rows.add(high, low, number);
    if (number >= this.#near.length) {
      const bigger = new Uint32Array(Math.max(number + 1, this.#near.length * 2));
      bigger.set(this.#near);
      this.#near = bigger;
    }
    this.#near[number] = near;
  }

  #addKey(high: number, low: number, number: number): void {
    this.#keys.add(high, low, number);
    this.onKey?.(high, low, number);
  }

  async finish(cap: number, threads?: ThreadUse): Promise<Prepared> {
    const order = this.list.ranked(this.#near);
    const places = placesOf(order);
    const representativeOf = findRepeats(this.#rows, places);
    const isFirst = (place: number): boolean => representativeOf[place] === place;
    const { numbers, compared } = numbersInPairs(places, isFirst);
    const limits = { most: cap, weak: this.#weak };
    const [candidates, table] = await Promise.all([
      this.#keys.candidates({ numbers, compared, limits, threads }),
      Promise.resolve().then(() => this.#own.table.finish(places, isFirst, this.#parts.splice(0))),
    ]);
    return { list: this.list, order, places, table, candidates, representativeOf };
  }
}

/** The place of each record, -1 of exact repeats. */
function numbersInPairs(
  places: Uint32Array,
  isFirst: (place: number) => boolean,
): { readonly numbers: Int32Array; readonly compared: number } {
  const numbers = new Int32Array(new SharedArrayBuffer(places.length * 4));
  let compared = 0;
  for (let record = 0; record < places.length; record += 1) {
    const place = places[record] ?? 0;
    const isCompared = isFirst(place);
    numbers[record] = isCompared ? place : -1;
    if (isCompared) compared += 1;
  }
  return { numbers, compared };
}

function findRepeats(rows: KeyColumns, places: Uint32Array): Uint32Array {
  const representativeOf = new Uint32Array(places.length);
  for (let place = 0; place < places.length; place += 1) representativeOf[place] = place;
  const sorted = rows.sort();
  eachRun(sorted, (start, end) => {
    const members = sorted.record.subarray(start, end).map((record) => places[record] ?? 0);
    const first = members.reduce((least, place) => Math.min(least, place));
    for (const place of members) representativeOf[place] = first;
  });
  return representativeOf;
}

/** The features of one record as they were given. */
export function rowAt(model: KindModel, column: ReturnType<typeof openColumns>, place: number): FeatureRow {
  const single = model.layout.single.map((name) => {
    const { ids, dictionary } = column(name);
    const id = ids[place] ?? -1;
    return id === -1 ? '' : dictionary.text(id);
  });
  const many = model.layout.many.map((name) => {
    const { ids, starts, dictionary } = column(name);
    return [...ids.subarray(starts[place], starts[place + 1])].map((id) => dictionary.text(id));
  });
  return { single, many };
}

/** Skipped blocks as people can read them, largest first, at most `limit`. */
export function describeOversized(model: KindModel, prepared: Prepared, limit: number): readonly SkippedBlock[] {
  const largest = prepared.candidates.oversized.toSorted(
    (left, right) => right.records - left.records || left.high - right.high || left.low - right.low,
  );
  const column = openColumns(prepared.table);
  const reader = new KeyReader(model);
  return largest.slice(0, limit).map(({ carrier, high, low, records }) => {
    const named = { high, low, text: '' };
    reader.named = named;
    reader.read(rowAt(model, column, carrier), () => {});
    const value = named.text;
    return { reason: 'oversized', keyType: model.keyTypes[low & (TYPES - 1)] ?? '', value, records };
  });
}
