import type { EntityKind } from './entity.ts';
import type { Severity } from './issue.ts';

export type FunnelName =
  | 'read'
  | 'filtered'
  | 'rejected'
  | 'merged'
  | 'planned'
  | 'create'
  | 'update'
  | 'delete'
  | 'unchanged'
  | 'skip';

/** read = rows + exploded + stubs = filtered + rejected + merged + planned; planned = create + update + delete + unchanged + skip. */
export interface FunnelLine extends FunnelSums {
  readonly kind: EntityKind;
}

export interface FunnelSums {
  readonly rows: number;
  readonly exploded: number;
  readonly stubs: number;
  readonly read: number;
  readonly filtered: number;
  readonly rejected: number;
  readonly merged: number;
  readonly planned: number;
  /** Of the planned: what goes into records that other sources made in earlier runs. In no sum. */
  readonly joined: number;
  readonly create: number;
  readonly update: number;
  /** Only plans that take a run back remove records. */
  readonly delete: number;
  readonly unchanged: number;
  readonly skip: number;
  readonly adds_up: boolean;
}

/** planned = done + skipped + rejected + in_doubt + blocked. */
export interface ResultLine extends ResultTotals {
  readonly kind: EntityKind;
}

export interface ResultTotals {
  readonly planned: number;
  readonly done: number;
  /** Nothing was to be written, by the mapping or because a person has to decide: `skip` of the funnel. */
  readonly skipped: number;
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

/** source = gone + plan + diff, in records and in amounts; what was rejected while reading has no amount and is in none of them. */
export interface ControlTotal {
  readonly kind: EntityKind;
  /** The field that is summed; empty: records are counted only. */
  readonly field: string;
  /** What is grouped by; empty: all records of the currency. */
  readonly by: readonly { readonly field: string; readonly value: string }[];
  /** Empty for numbers, and for records without an amount. */
  readonly currency: string;
  /** Valid as read. */
  readonly source: TotalSum;
  /** Merged into others, or rejected because of a relation. */
  readonly gone: TotalSum;
  readonly plan: TotalSum;
  /** After a load: what of the plan the target has. */
  readonly target?: TotalSum | undefined;
  /** Exact decimal text; `0` when the sum adds up. */
  readonly diff: string;
}

export interface TotalSum {
  readonly count: number;
  /** Exact decimal text. */
  readonly sum: string;
}
