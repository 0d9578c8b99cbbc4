import { hash } from 'node:crypto';
import type { FieldHashes } from '../store/state.ts';

type Data = Readonly<Record<string, unknown>>;

/** Enough to tell values of one field of one record apart. */
const digits = 12;

/** Short hash of one value; equal for equal values whatever the order of their keys. */
export function fieldHash(value: unknown): string {
  return value === undefined || value === null ? '' : hash('sha256', ordered(value), 'hex').slice(0, digits);
}

/** What a record was given, and what the target gives back where it stored it faithfully, by field. */
export function fieldHashes(written: Data, expected: Data): FieldHashes {
  return Object.fromEntries(
    Object.keys(expected).map((field) => [field, [fieldHash(written[field]), fieldHash(expected[field])] as const]),
  );
}

function ordered(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  );
}
