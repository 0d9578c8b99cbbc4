import type { Ref } from '../model/field.ts';
import { hashedData, type HashedData } from './payload-hash.ts';

/** A cluster's result. */
export interface Merge {
  readonly survivor: number;
  readonly data: unknown;
  /** Where each value comes from, by which rule. */
  readonly provenance: readonly { readonly field: string; readonly seq: number; readonly rule: string }[];
  readonly conflicts: readonly unknown[];
}

/** A cluster's result as the plan keeps it. */
export interface MergedText extends HashedData {
  readonly survivor: number;
  readonly provenance: string;
  readonly conflicts: string | null;
}

/** A record of this run that went into a survivor. */
type Merged = Ref & { readonly seq: number };

/** `records`: what the survivor was made of, itself included. The bytes of the data are overwritten by the next call. */
export function mergedText({ survivor, data, provenance, conflicts }: Merge, records: readonly Merged[]): MergedText {
  return {
    survivor,
    ...hashedData(JSON.stringify(data), mergedOrigins(records, survivor)),
    provenance: provenanceText(provenance),
    conflicts: conflicts.length === 0 ? null : JSON.stringify(conflicts),
  };
}

/** In the order in which a hash has them: the survivor first, then the others by `seq`. */
function mergedOrigins(records: readonly Merged[], survivor: number): readonly Ref[] {
  return records.toSorted((left, right) => {
    if (left.seq === survivor || right.seq === survivor) return left.seq === survivor ? -1 : 1;
    return left.seq - right.seq;
  });
}

/** As JSON: {record: {rule: [field, ...]}}, by the number of the record. A field stands there once for each of its values. */
function provenanceText(provenance: Merge['provenance']): string {
  // Not by an object: one with such numbers as names is slow.
  const seqs: number[] = [];
  const rules: Record<string, string[]>[] = [];
  for (const { field, seq, rule } of provenance) {
    let at = seqs.indexOf(seq);
    if (at === -1) at = seqs.push(seq) - 1;
    ((rules[at] ??= {})[rule] ??= []).push(field);
  }
  const order = seqs.toSorted((left, right) => left - right);
  return `{${order.map((seq) => `"${seq}":${JSON.stringify(rules[seqs.indexOf(seq)])}`).join(',')}}`;
}
