import type { FeatureRow } from './feature-layout.ts';
import { FeatureTableBuilder } from './feature-table.ts';
import { TextHash } from './hash.ts';
import { KeyReader } from './key-reader.ts';
import type { KindModel } from './kind-model.ts';

/** Takes one hash of a row, or one of its keys, with the reading number of its record. */
export type TakeHash = (high: number, low: number, number: number) => void;

/** The same of a whole row. `near`: equal for rows with an equal first feature, the name by which most rows are compared. */
export type TakeRow = (high: number, low: number, number: number, near: number) => void;

/** What one thread makes of rows: their features in a table; their hashes and keys go to those who ask for them. */
export class RowCollector {
  readonly table: FeatureTableBuilder;
  readonly #reader: KeyReader;
  readonly #hash = new TextHash();
  readonly #takeRow: TakeRow;
  readonly #takeKey: (high: number, low: number) => void;
  #number = 0;

  constructor(model: KindModel, take: { readonly row: TakeRow; readonly key: TakeHash }) {
    this.table = new FeatureTableBuilder(model.layout);
    this.#reader = new KeyReader(model);
    this.#takeRow = take.row;
    this.#takeKey = (high, low) => take.key(high, low, this.#number);
  }

  /** `judged`: what tells a record from all others that a person has spoken of; it is never taken for a repeat of another. */
  add(number: number, row: FeatureRow, judged?: string): void {
    const hash = this.#hash.start(judged === undefined ? 5 : 6);
    this.table.add(number, row, hash);
    if (judged !== undefined) hash.add(judged);
    const { high, low } = hash.end();
    const near = hash
      .start(9)
      .add(row.single[0] ?? '')
      .end().high;
    this.#takeRow(high, low, number, near);
    this.#number = number;
    this.#reader.read(row, this.#takeKey);
  }
}
