import type { Staged } from '../model/staged.ts';
import type { Candidates, KeyStore } from './engine.ts';
import type { EmitKey, FeatureRow } from './feature-layout.ts';
import { type FeatureTable, FeatureTableBuilder, openColumns } from './feature-table.ts';
import { TextHash } from './hash.ts';
import { eachRun, KeyColumns } from './key-columns.ts';
import type { KindModel } from './kind-model.ts';
import type { SkippedBlock } from './matcher.ts';
import { placesOf, RecordList } from './record-list.ts';

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

/** Takes rows of features one by one and gives them back ready for scoring. */
export class Preparation {
  readonly list = new RecordList();
  readonly #reader: KeyReader;
  readonly #table: FeatureTableBuilder;
  readonly #keys: KeyStore;
  readonly #rows = new KeyColumns();
  readonly #hash = new TextHash();

  constructor(model: KindModel, keys: KeyStore) {
    this.#keys = keys;
    this.#reader = new KeyReader(model);
    this.#table = new FeatureTableBuilder(model.layout);
  }

  /** `judged` records are never taken for repeats of others: a person has spoken of this very record. */
  add(record: Pick<Staged, 'seq' | 'system' | 'key'>, row: FeatureRow, judged = false): void {
    const number = this.list.add(record);
    const { onKey } = this;
    const hash = this.#hash.start(judged ? 6 : 5);
    this.#table.add(row, hash);
    if (judged) hash.add(`${record.system}\u001f${record.key}`);
    hash.end();
    this.#rows.add(hash.high, hash.low, number);
    this.#reader.read(row, (high, low) => {
      this.#keys.add(high, low, number);
      onKey?.(high, low);
    });
  }

  /** Is told the keys of the records that are added while it is set. */
  onKey: ((high: number, low: number) => void) | undefined;

  async finish(cap: number): Promise<Prepared> {
    const order = this.list.ranked();
    const places = placesOf(order);
    const representativeOf = findRepeats(this.#rows, places);
    const table = this.#table.finish(order, (place) => representativeOf[place] === place);
    const placeOf = (record: number): number => {
      const place = places[record] ?? 0;
      return representativeOf[place] === place ? place : -1;
    };
    const candidates = await this.#keys.candidates({ records: order.length, cap, placeOf });
    return { list: this.list, order, places, table, candidates, representativeOf };
  }
}

const TYPES = 32;

/** Takes one distinct key of a row. */
export type VisitKey = (high: number, low: number, text: string) => void;

/** The distinct keys of rows; the type stands in the last five bits, so that a skipped block can be named. */
export class KeyReader {
  readonly #model: KindModel;
  readonly #hash = new TextHash();
  readonly #emit: EmitKey;
  #seen: number[] = [];
  #visit: VisitKey = () => {};

  constructor(model: KindModel) {
    this.#model = model;
    this.#emit = (type, first, second, third) => this.#take(type, first, second, third);
  }

  read(row: FeatureRow, visit: VisitKey): void {
    this.#seen.length = 0;
    this.#visit = visit;
    this.#model.keys(row, this.#emit);
  }

  #take(type: number, first: string, second: string | undefined, third: string | undefined): void {
    const hash = this.#hash.start(100 + type).add(first);
    if (second !== undefined) hash.add(second);
    if (third !== undefined) hash.add(third);
    const { high } = hash.end();
    const low = ((hash.low & ~(TYPES - 1)) | type) >>> 0;
    const seen = this.#seen;
    for (let at = 0; at < seen.length; at += 2) if (seen[at] === high && seen[at + 1] === low) return;
    seen.push(high, low);
    this.#visit(high, low, first);
    if (this.named !== undefined && high === this.named.high && low === this.named.low) {
      this.named.text = [first, second, third].filter((part) => part !== undefined).join(' ');
    }
  }

  /** Set to learn the parts of a key by its hash. */
  named: { readonly high: number; readonly low: number; text: string } | undefined;
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
function rowAt(model: KindModel, column: ReturnType<typeof openColumns>, place: number): FeatureRow {
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
