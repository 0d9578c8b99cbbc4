import type { EntityKind } from '../model/entity.ts';

/** Planned records and filled fields of each kind, counted while operations are made. */
export interface FieldTally {
  readonly kind: EntityKind;
  records: number;
  /** Filled records by field name. */
  readonly filled: Record<string, number>;
}

/** Counts the fields of one record. */
export function tallyFields(tally: FieldTally, data: Readonly<Record<string, unknown>>): void {
  tally.records += 1;
  const { filled } = tally;
  for (const field in data) {
    if (data[field] !== undefined) filled[field] = (filled[field] ?? 0) + 1;
  }
}
