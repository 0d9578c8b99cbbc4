import type { EntityKind } from './entity.ts';
import type { IssueCode, Severity } from './issue.ts';
import type { ControlTotal, FunnelName, TotalSum } from './report-sums.ts';

/** What differs between two reports: of one project before and after a correction, or of two runs. */
export interface ReportDiff {
  readonly before: ReportStamp;
  readonly after: ReportStamp;
  /** New and gone findings and those whose count changed; by severity, then code, kind and field. */
  readonly issues: readonly IssueChange[];
  /** Sums of the funnel that changed; kinds in load order. */
  readonly funnel: readonly {
    readonly kind: EntityKind;
    readonly name: FunnelName;
    readonly before: number;
    readonly after: number;
  }[];
  /** Control totals of the plans that changed. */
  readonly totals: readonly {
    readonly kind: EntityKind;
    readonly field: string;
    readonly by: ControlTotal['by'];
    readonly currency: string;
    readonly before: TotalSum;
    readonly after: TotalSum;
  }[];
}

export interface ReportStamp {
  readonly run_id: string;
  readonly plan_hash: string;
  readonly created_at: string;
}

export interface IssueChange {
  readonly id: string;
  readonly code: IssueCode;
  readonly severity: Severity;
  readonly kind: EntityKind | null;
  readonly field: string | null;
  readonly change: 'new' | 'gone' | 'more' | 'fewer';
  readonly before: number;
  readonly after: number;
}
