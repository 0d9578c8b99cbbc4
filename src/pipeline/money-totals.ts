import type { EntityKind } from '../model/entity.ts';
import { addDecimals } from '../text/decimal-sum.ts';

type Data = Readonly<Record<string, unknown>>;

/** Sums of one field in one currency, as written and as found. */
export interface MoneyTotal {
  readonly kind: EntityKind;
  readonly field: string;
  readonly currency: string;
  readonly written: string;
  readonly found: string;
}

/** Adds up every field that holds money. */
export class MoneyTotals {
  private readonly totals = new Map<string, MoneyTotal>();

  add(kind: EntityKind, written: Data, found: Data): void {
    for (const [field, value] of Object.entries(written)) {
      if (isMoney(value)) this.sum({ kind, field, currency: value.currency, written: value.amount, found: '0' });
      const actual = found[field];
      if (isMoney(actual)) this.sum({ kind, field, currency: actual.currency, written: '0', found: actual.amount });
    }
  }

  result(): readonly MoneyTotal[] {
    return [...this.totals.values()];
  }

  private sum(one: MoneyTotal): void {
    const name = `${one.kind} ${one.field} ${one.currency}`;
    const { written, found } = this.totals.get(name) ?? { written: '0', found: '0' };
    this.totals.set(name, {
      ...one,
      written: addDecimals(written, one.written),
      found: addDecimals(found, one.found),
    });
  }
}

function isMoney(value: unknown): value is { readonly amount: string; readonly currency: string } {
  return typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value;
}
