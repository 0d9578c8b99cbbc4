import type { EntityKind } from './entity.ts';

export interface DuplicateSummary {
  readonly kind: EntityKind;
  readonly clusters: number;
  /** Records that went into another one. */
  readonly merged: number;
  /** Pairs that wait for a person. */
  readonly review: number;
  /** Number of clusters by size, ascending. */
  readonly sizes: readonly { readonly size: number; readonly clusters: number }[];
  /** The least certain merges first. */
  readonly examples: readonly MergeExample[];
  /** The most likely pairs first. */
  readonly waiting: readonly MergeExample[];
  readonly matching: MatchingFigures | null;
  /** Pairs merged by themselves, the surest band first. */
  readonly bands: readonly MergeBand[];
  /** Values that lost against another one of the same field when records were merged; by count. */
  readonly conflicts: readonly { readonly field: string; readonly count: number }[];
  readonly skipped: readonly {
    readonly reason: string;
    readonly key_type: string;
    readonly value: string;
    readonly records: number;
  }[];
}

/** A merge with what spoke for it, masked. */
export interface MergeExample {
  readonly rule: string;
  readonly score: number;
  readonly records: readonly {
    readonly name: string;
    readonly file: string;
    readonly sheet: string;
    readonly line: number;
  }[];
  readonly evidence: readonly { readonly field: string; readonly level: string; readonly weight: number }[];
}

/** How matching went; present when pairs were scored. */
export interface MatchingFigures {
  /** Records compared, and those that repeat another one in everything. */
  readonly records: number;
  readonly repeats: number;
  /** Pairs that shared a key and were compared. */
  readonly compared: number;
  /** Estimated from the data: duplicate pairs among them, and those of them sure enough to be merged. */
  readonly expected_pairs: number;
  readonly expected_sure: number;
}

/** Merges of one band of certainty, with some picked at random: by them a person judges all. */
export interface MergeBand {
  readonly band: 'rule' | 'sure' | 'likely' | 'close';
  readonly merges: number;
  readonly examples: readonly MergeExample[];
}
