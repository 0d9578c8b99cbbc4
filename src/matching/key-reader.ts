import type { EmitKey, FeatureRow } from './feature-layout.ts';
import { TextHash } from './hash.ts';
import type { KindModel } from './kind-model.ts';

/** At most so many types of keys. */
export const TYPES = 32;

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
