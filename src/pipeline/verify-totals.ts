import type { EntityKind } from '../model/entity.ts';
import { addDecimals } from '../text/decimal-sum.ts';
import { referencesOf } from './reference-fields.ts';

type Data = Readonly<Record<string, unknown>>;

/** A control total over the records that were checked, as written and as found: sums as decimal text, counts of records and of links. */
export interface VerifyTotal {
  readonly kind: EntityKind;
  readonly field: string;
  /** What the total is of: currency, with the pipeline where there is one; stage or status; empty for links. */
  readonly group: string;
  readonly written: string;
  readonly found: string;
}

/** Fields whose values are counted one by one. */
const stageFields = ['stage', 'status'];

/** Adds up money by currency and pipeline, records by stage, and links (`reliability.md` section 10 of the house documents). */
export class VerifyTotals {
  private readonly totals = new Map<string, VerifyTotal>();

  add(kind: EntityKind, written: Data, found: Data): void {
    for (const { field, group, amount } of figuresOf(kind, written))
      this.sum({ kind, field, group, written: amount, found: '0' });
    // Only what was written is compared: what the target holds beside it is its own.
    const read = Object.fromEntries(Object.keys(written).map((field) => [field, found[field]]));
    for (const { field, group, amount } of figuresOf(kind, read))
      this.sum({ kind, field, group, written: '0', found: amount });
  }

  result(): readonly VerifyTotal[] {
    return [...this.totals.values()];
  }

  private sum(one: VerifyTotal): void {
    const name = JSON.stringify([one.kind, one.field, one.group]);
    const { written, found } = this.totals.get(name) ?? { written: '0', found: '0' };
    this.totals.set(name, {
      ...one,
      written: addDecimals(written, one.written),
      found: addDecimals(found, one.found),
    });
  }
}

interface Figure {
  readonly field: string;
  readonly group: string;
  readonly amount: string;
}

function* figuresOf(kind: EntityKind, data: Data): Generator<Figure> {
  const { pipeline } = data;
  for (const [field, value] of Object.entries(data)) {
    if (!isMoney(value)) continue;
    const group = typeof pipeline === 'string' ? `${value.currency} · ${pipeline}` : value.currency;
    yield { field, group, amount: value.amount };
  }
  for (const field of stageFields) {
    const value = data[field];
    if (typeof value === 'string') yield { field, group: value, amount: '1' };
  }
  for (const { field } of referencesOf(kind, data)) yield { field, group: '', amount: '1' };
}

function isMoney(value: unknown): value is { readonly amount: string; readonly currency: string } {
  return typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value;
}
