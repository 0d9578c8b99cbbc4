import type { MatchedKind } from '../matching/matcher.ts';
import { mergeRecords } from '../matching/survivor.ts';
import type { DedupeRules } from '../model/dedupe.ts';
import type { Staged } from '../model/staged.ts';
import { mergedText, type Merge } from '../store/merged-text.ts';
import { recordsOfPage, type PageRecord } from '../store/plan-records.ts';
import { countFields, type FieldCounts, type Repair } from './field-counts.ts';

/** Clusters one after another, their records as one text, which another thread is sent faster than objects. */
export interface ClusterPage {
  /** Records of each cluster. */
  readonly sizes: readonly number[];
  /** The records of all, as `recordsOfPage` reads them. */
  readonly records: Uint8Array<ArrayBuffer>;
}

/** What the clusters of a page become, in their order. */
export interface GoldenPage {
  readonly survivors: number[];
  /** Data of all as JSON in UTF-8, and where that of each ends. */
  readonly data: Uint8Array<ArrayBuffer>;
  readonly ends: number[];
  /** Of each as the plan keeps it. */
  readonly hashes: Uint8Array<ArrayBuffer>;
  readonly provenance: string[];
  readonly conflicts: (string | null)[];
  /** How the fields of planned records change: those of the members are gone, those of the results are new. */
  readonly counts: FieldCounts;
}

/** How clusters become records. */
export interface GoldenRules {
  readonly kind: MatchedKind;
  readonly rules: DedupeRules;
}

/** What only this thread knows of the records. */
export interface GoldenKnowledge {
  /** Tells whether a record stands in the target already. */
  readonly isLoaded: (seq: number) => boolean;
  /** Puts in what people chose. */
  readonly chosen: (golden: Merge, records: readonly Staged[]) => Merge;
  /** Takes note of values that were repaired: those of the target were not seen before. */
  readonly repaired: (field: string, repair: Repair) => void;
}

const nothingKnown: GoldenKnowledge = { isLoaded: () => false, chosen: (golden) => golden, repaired: () => {} };

export const hashBytes = 32;

/** Merges the clusters of a page. Pure: needs nothing but the texts. */
export function goldenPage(page: ClusterPage, { kind, rules }: GoldenRules, known = nothingKnown): GoldenPage {
  const clusters = page.sizes.length;
  const counts: FieldCounts = { records: 0, filled: {}, fixed: {} };
  const made: Omit<GoldenPage, 'data' | 'counts'> = {
    survivors: [],
    ends: [],
    hashes: new Uint8Array(clusters * hashBytes),
    provenance: [],
    conflicts: [],
  };
  // What a cluster becomes is mostly no longer than two of its records.
  let bytes = new Uint8Array(1 << 20);
  let end = 0;
  const all = recordsOfPage(page.records);
  for (const [at, size] of page.sizes.entries()) {
    const records = nextOf(all, size, kind);
    const own = records.filter(({ seq }) => !known.isLoaded(seq));
    const golden = known.chosen(
      mergeRecords(records as readonly Staged<MatchedKind>[], rules, known.isLoaded),
      records,
    );
    for (const { data } of own) countFields(counts, data, -1);
    countFields(counts, golden.data as Staged['data'], 1, (_, field, repair) => known.repaired(field, repair));
    const text = mergedText(golden, own);
    if (end + text.data.length > bytes.length) bytes = larger(bytes, end + text.data.length);
    bytes.set(text.data, end);
    end += text.data.length;
    made.ends.push(end);
    made.hashes.set(text.hash, at * hashBytes);
    made.survivors.push(text.survivor);
    made.provenance.push(text.provenance);
    made.conflicts.push(text.conflicts);
  }
  return { ...made, data: bytes.subarray(0, end), counts };
}

/** The records of the next cluster. */
function nextOf(records: Iterator<PageRecord>, size: number, kind: MatchedKind): readonly Staged[] {
  const found: Staged[] = [];
  while (found.length < size) {
    const next = records.next();
    if (next.done === true) throw new RangeError('the page ends within a cluster');
    found.push(staged(kind, next.value));
  }
  return found;
}

function staged(kind: MatchedKind, [seq, system, key, data]: PageRecord): Staged {
  // Only validated data is ever written to `record.data`.
  return { seq, kind, system, key, data } as Staged;
}

function larger(bytes: Uint8Array, least: number): Uint8Array<ArrayBuffer> {
  const more = new Uint8Array(least * 2);
  more.set(bytes);
  return more;
}
