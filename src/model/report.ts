import type { EntityKind } from './entity.ts';
import type { IssueCode, Severity } from './issue.ts';
import type { ReportDiff } from './report-diff.ts';
import type { DuplicateSummary } from './report-duplicates.ts';
import type { ControlTotal, FunnelLine, FunnelSums, ReportCheck, ResultLine, ResultTotals } from './report-sums.ts';

export type { DuplicateSummary, MatchingFigures, MergeBand, MergeExample } from './report-duplicates.ts';
export type { IssueChange, ReportDiff, ReportStamp } from './report-diff.ts';
export type {
  ControlTotal,
  FunnelLine,
  FunnelName,
  FunnelSums,
  ReportCheck,
  ResultLine,
  ResultTotals,
  TotalSum,
} from './report-sums.ts';

/** A value that met a value map without an entry. */
export interface UnmappedEntry {
  readonly map: string;
  readonly value: string;
  readonly count: number;
  /** An owner who has an account in the target and does not work there any more. */
  readonly dismissed?: boolean | undefined;
}

/**
 * The report as plain JSON data: `report.json` is this, and every other form is rendered from it. Counts are integers, money is exact
 * text, arrays are sorted as their comments say. Additions raise the minor number of `format_version`.
 */
export interface Report {
  readonly format_version: '1.0';
  /** plan: nothing was loaded yet; result: after a load. */
  readonly kind: 'plan' | 'result';
  /** undo: it takes back what a run did; absent for a load. */
  readonly purpose?: 'undo' | undefined;
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
  /** The lines of the funnel added up. */
  readonly overall: FunnelSums;
  /** After a load, one line a kind. */
  readonly result: readonly ResultLine[];
  /** The lines of the result added up; null before a load. */
  readonly result_overall: ResultTotals | null;
  /** Rules of the mapping's `checks`, in its order. */
  readonly checks: readonly ReportCheck[];
  /** Money and counts of what was read and what is planned; by kind in load order, then group, then currency. */
  readonly totals: readonly ControlTotal[];
  readonly changes: ReportChanges;
  /** How long the load will take, one line a kind in load order; empty where no limit of the target decides that. */
  readonly eta: readonly EtaLine[];
  /** Meetings with records the target holds already; kinds in load order, only those that met any. */
  readonly existing: readonly ExistingLine[];
  /** By severity (errors first), then count. */
  readonly issues: readonly IssueGroup[];
  /** By kind in load order, then field name. */
  readonly fields: readonly FieldQuality[];
  readonly duplicates: readonly DuplicateSummary[];
  /** Value maps that met any value, by name. */
  readonly maps: readonly MapSummary[];
  /** Values that met a value map without an entry; by map, then count. */
  readonly unmapped: readonly UnmappedEntry[];
  readonly relations: readonly {
    readonly code: IssueCode;
    readonly kind: EntityKind;
    readonly field: string;
    readonly count: number;
  }[];
  /** Filled columns that no block reads; by file, table, then filled cells. */
  readonly left_behind: readonly LeftBehind[];
  /** Compared with the report before this one; null when there was none. */
  readonly since: ReportDiff | null;
  /** Guard rails of the mapping; null: no limit. */
  readonly limits: ReportLimits;
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
  /** quiet: automation of the target is not started by the load. */
  readonly mode: 'quiet' | 'normal';
  /** What wins when somebody changed a record of the target after the plan was made. */
  readonly conflict: 'keep-target' | 'overwrite' | 'stop';
  readonly guarantees: Readonly<Partial<Record<EntityKind, string>>>;
  /** Filled fields that the target cannot hold; by kind, then field. */
  readonly unsupported: readonly { readonly kind: EntityKind; readonly field: string; readonly filled: number }[];
  /** What cannot be undone there. */
  readonly irreversible: readonly { readonly code: IssueCode; readonly args: unknown }[];
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

export interface ReportChanges {
  readonly create: number;
  readonly update: number;
  readonly delete: number;
  readonly unchanged: number;
  readonly skip: number;
  /** Updates that change a field; by kind in load order, then count. */
  readonly by_field: readonly { readonly kind: EntityKind; readonly field: string; readonly count: number }[];
  /** References between records, as read; by kind in load order, then field. */
  readonly links: readonly {
    readonly kind: EntityKind;
    readonly field: string;
    readonly to: EntityKind;
    readonly count: number;
  }[];
  /** Custom fields that the mapping asks to create, by name. */
  readonly custom_fields: readonly {
    readonly name: string;
    readonly label: string;
    readonly type: string;
    readonly options: readonly string[];
  }[];
  /** Samples of updates, field by field, masked. */
  readonly updates: readonly {
    readonly kind: EntityKind;
    readonly key: string;
    readonly field: string;
    readonly before: string;
    readonly after: string;
  }[];
}

/** Requests and seconds of what is planned, and the limit that decides. Kinds are loaded one after the other. */
export interface EtaLine {
  readonly kind: EntityKind;
  readonly operations: number;
  readonly requests: number;
  readonly seconds: number;
  readonly bound_by: 'requests' | 'server-time';
}

/** What happens to records that the target holds already. matched = update + unchanged + skip. */
export interface ExistingLine {
  readonly kind: EntityKind;
  readonly on_match: 'update' | 'fill_empty' | 'skip' | 'create_anyway';
  readonly matched: number;
  readonly update: number;
  readonly unchanged: number;
  readonly skip: number;
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
  /** Who can decide about it: the owner of the data, the integrator, or nobody need do anything. */
  readonly decides: 'data' | 'integrator' | 'nobody';
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
  /** Of the filled ones, those whose value was brought to another form than the source has. */
  readonly fixed: number;
  /** Repairs of different shapes, masked. */
  readonly examples: readonly { readonly before: string; readonly after: string }[];
  /** Findings on the field by severity. */
  readonly errors: number;
  readonly warnings: number;
  readonly notices: number;
}

/** What a value map made of the values it met. */
export interface MapSummary {
  readonly map: string;
  readonly kind: 'text' | 'user' | 'stage' | 'enum';
  /** Rows whose value has an entry. */
  readonly rows: number;
  /** By count; the most frequent ones, `rest` are the rows of the others. Values of people are masked. */
  readonly entries: readonly { readonly value: string; readonly target: string; readonly count: number }[];
  readonly rest: number;
  /** How many rows each target value gets, by count; targets that no row met have 0. */
  readonly targets: readonly { readonly target: string; readonly count: number }[];
}

export interface LeftBehind {
  readonly file: string;
  readonly table: string;
  readonly column: string;
  readonly filled: number;
}

export interface ReportLimits {
  readonly max_creates: number | null;
  readonly max_updates: number | null;
  readonly max_deletes: number;
  readonly max_replaced: number | null;
  readonly max_reject_share: number;
}
