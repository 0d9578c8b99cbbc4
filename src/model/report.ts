import type { EntityKind } from './entity.ts';
import type { IssueCode, Severity } from './issue.ts';

/**
 * The report as plain JSON data: `report.json` is this, and every other form is rendered from it. Counts are integers, money is exact
 * text, arrays are sorted as their comments say. Additions raise the minor number of `format_version`.
 */
export interface Report {
  readonly format_version: '1.0';
  /** plan: nothing was loaded yet; result: after a load. */
  readonly kind: 'plan' | 'result';
  readonly verdict: Verdict;
  readonly project: string;
  readonly title: string | null;
  /** Who signs. */
  readonly owner: string | null;
  readonly target: ReportTarget;
  readonly run: ReportRun;
  /** In reading order. */
  readonly inputs: readonly ReportInput[];
  /** One line a kind, in load order; every line adds up. */
  readonly funnel: readonly FunnelLine[];
  /** After a load, one line a kind. */
  readonly result: readonly ResultLine[];
  /** Rules of the mapping's `checks`, in its order. */
  readonly checks: readonly ReportCheck[];
  readonly changes: ReportChanges;
  /** By severity (errors first), then count. */
  readonly issues: readonly IssueGroup[];
  /** By kind in load order, then field name. */
  readonly fields: readonly FieldQuality[];
  readonly duplicates: readonly DuplicateSummary[];
  /** Values that met a value map without an entry; by map, then count. */
  readonly unmapped: readonly { readonly map: string; readonly value: string; readonly count: number }[];
  readonly relations: readonly {
    readonly code: IssueCode;
    readonly kind: EntityKind;
    readonly field: string;
    readonly count: number;
  }[];
  /** Filled columns that no block reads; by file, table, then filled cells. */
  readonly left_behind: readonly LeftBehind[];
  readonly masking: 'none' | 'partial' | 'full';
}

/** ready: go; remarks: look first; not-ready: something forbids to go. */
export interface Verdict {
  readonly level: 'ready' | 'remarks' | 'not-ready';
  /** The strongest reasons, at most three. */
  readonly reasons: readonly { readonly code: IssueCode; readonly args: unknown; readonly count: number }[];
}

export interface ReportTarget {
  readonly type: string;
  readonly place: string;
  readonly guarantees: Readonly<Partial<Record<EntityKind, string>>>;
}

export interface ReportRun {
  readonly id: string;
  readonly plan_hash: string;
  readonly created_at: string;
  /** After a load. */
  readonly finished_at: string | null;
  readonly tool_version: string;
  readonly mapping: readonly { readonly file: string; readonly sha256: string }[];
}

export interface ReportInput {
  readonly source: string;
  readonly file: string;
  readonly format: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Encoding, delimiter, header row and the like, as the reader found them. */
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  readonly tables: readonly { readonly name: string; readonly rows: number; readonly columns: number }[];
}

/** read = rows + exploded + stubs = filtered + rejected + merged + planned; planned = create + update + unchanged + skip. */
export interface FunnelLine {
  readonly kind: EntityKind;
  readonly rows: number;
  readonly exploded: number;
  readonly stubs: number;
  readonly read: number;
  readonly filtered: number;
  readonly rejected: number;
  readonly merged: number;
  readonly planned: number;
  readonly create: number;
  readonly update: number;
  readonly unchanged: number;
  readonly skip: number;
  readonly adds_up: boolean;
}

/** planned = done + rejected + in_doubt + blocked. */
export interface ResultLine {
  readonly kind: EntityKind;
  readonly planned: number;
  readonly done: number;
  readonly rejected: number;
  readonly in_doubt: number;
  readonly blocked: number;
  readonly adds_up: boolean;
}

export interface ReportCheck {
  readonly name: string;
  readonly kind: EntityKind;
  readonly severity: Severity;
  readonly records: number;
  readonly count: number;
  readonly allowed: string;
  readonly exceeded: 'error' | 'warning' | null;
  readonly totals: readonly {
    readonly by: readonly string[];
    readonly currency: string;
    readonly count: number;
    readonly sum: string;
  }[];
}

export interface ReportChanges {
  /** Samples of updates, field by field, masked. */
  readonly updates: readonly {
    readonly kind: EntityKind;
    readonly key: string;
    readonly field: string;
    readonly before: string;
    readonly after: string;
  }[];
}

/** All findings of one code on one field: `id` is stable, so that two reports can be compared. */
export interface IssueGroup {
  /** `code:kind:field`. */
  readonly id: string;
  readonly code: IssueCode;
  readonly severity: Severity;
  readonly kind: EntityKind | null;
  readonly field: string | null;
  readonly count: number;
  /** Of the records read of its kind, 0 to 1. */
  readonly share: number;
  /** Who can decide about it: the owner of the data, or the integrator. */
  readonly decides: 'data' | 'integrator';
  /** The first five in file order, masked. */
  readonly samples: readonly IssueSample[];
}

export interface IssueSample {
  readonly file: string;
  readonly sheet: string;
  readonly line: number;
  readonly column: string | null;
  readonly value: string | null;
  readonly suggestion: string | null;
  readonly args: unknown;
}

/** Over the planned records of a kind. */
export interface FieldQuality {
  readonly kind: EntityKind;
  readonly field: string;
  readonly filled: number;
  readonly records: number;
  /** Findings on the field by severity. */
  readonly errors: number;
  readonly warnings: number;
  readonly notices: number;
}

export interface DuplicateSummary {
  readonly kind: EntityKind;
  readonly clusters: number;
  /** Records that went into another one. */
  readonly merged: number;
  /** Pairs that wait for a person. */
  readonly review: number;
  /** Number of clusters by size, ascending. */
  readonly sizes: readonly { readonly size: number; readonly clusters: number }[];
  readonly examples: readonly MergeExample[];
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

export interface LeftBehind {
  readonly file: string;
  readonly table: string;
  readonly column: string;
  readonly filled: number;
}
