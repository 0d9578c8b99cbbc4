import type { EntityKind } from '../model/entity.ts';
import type { Issue } from '../model/issue.ts';

/** An issue with what the plan knows about its record. */
export interface StagedIssue {
  readonly issue: Issue;
  readonly seq?: number;
  readonly kind?: EntityKind;
  readonly suggestion?: string;
}

/** What records of one block have in common that were read from one table. */
export interface RecordPlace {
  readonly blockId: number;
  readonly kind: EntityKind;
  readonly tableId: number | null;
  /** Namespace of the keys. */
  readonly system: string;
}

/** A record to stage. */
export interface PlacedRecord {
  readonly line: number;
  readonly status: 'valid' | 'rejected' | 'filtered';
  readonly key: string | null;
  /** As JSON; null for what is not loaded. */
  readonly data: string | null;
}

/** Parameters of one statement. */
export type SqlRow = readonly (string | number | null)[];

/**
 * What ingest adds to a plan, a batch of rows at a time, in the order of its tables. Plain texts and numbers, and for records a
 * column of each: the batch is handed to the thread that writes the plan, and this is what costs least to copy.
 */
export interface StagedRows {
  readonly inputs: SqlRow[];
  readonly tables: SqlRow[];
  readonly blocks: SqlRow[];
  /** `seq` of the first record; the others follow it one by one. */
  readonly firstSeq: number;
  readonly places: RecordPlace[];
  /** Index into `places`, by record. */
  readonly placeOf: number[];
  readonly lines: number[];
  readonly statuses: PlacedRecord['status'][];
  readonly keys: (string | null)[];
  readonly data: (string | null)[];
  readonly targets: SqlRow[];
  /** `seq` of the record and id of the target, in turn. */
  readonly links: number[];
  readonly rejects: SqlRow[];
  readonly issues: SqlRow[];
  readonly closedTables: SqlRow[];
  readonly facts: SqlRow[];
  readonly consumptions: SqlRow[];
}

export function emptyRows(firstSeq: number): StagedRows {
  return {
    firstSeq,
    inputs: [],
    tables: [],
    blocks: [],
    places: [],
    placeOf: [],
    lines: [],
    statuses: [],
    keys: [],
    data: [],
    targets: [],
    links: [],
    rejects: [],
    issues: [],
    closedTables: [],
    facts: [],
    consumptions: [],
  };
}

/** Columns of `issue` but for its id, in the order of `insertIssue`. */
export function issueRow({ issue, seq, kind, suggestion }: StagedIssue): SqlRow {
  const { origin } = issue;
  return [
    seq ?? null,
    issue.code,
    issue.severity,
    kind ?? null,
    issue.field ?? null,
    issue.column ?? null,
    issue.value ?? null,
    suggestion ?? issue.suggestion ?? null,
    JSON.stringify(issue.args),
    origin.table.file,
    origin.table.name,
    origin.line,
  ];
}

export const insertIssue = `INSERT INTO issue
  (seq, code, severity, kind, field, column_name, value, suggestion, args, file, sheet, line)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

export const insertRecord = `INSERT INTO record (seq, block_id, kind, table_id, line, status, system, key, data, hash)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS TEXT), ?)`;
