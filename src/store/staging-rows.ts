import type { EntityKind } from '../model/entity.ts';
import type { Issue } from '../model/issue.ts';
import type { StagedReferences } from './reference-columns.ts';

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
  readonly status: (typeof statuses)[number];
  readonly key: string | null;
  /** Plain, as it stands in JSON; null for what is not loaded. */
  readonly data: object | null;
}

/** Parameters of one statement. */
export type SqlRow = readonly (string | number | null)[];

/** Numbers of one record in `StagedRecords.numbers`. */
export const recordNumbers = 7;

/** Stands for the length of a key that there is not. */
export const noKey = -1;

/** Records of a batch, column by column. */
export interface StagedRecords {
  /** `seq` of the first; the others follow it one by one. */
  readonly firstSeq: number;
  readonly places: readonly RecordPlace[];
  /** Keys of all records, one after another: one text costs less to hand over than many. */
  readonly keys: string;
  /**
   * By record: index into `places`, line, index into `statuses`, length of its key or `noKey`, and its span in `memory`: start, end,
   * whole, all 0 without data.
   */
  readonly numbers: Int32Array;
  readonly memory: SharedArrayBuffer;
}

export const statuses = ['valid', 'rejected', 'filtered'] as const;

/** Rows of the other tables. */
export interface StagedRest {
  readonly inputs: SqlRow[];
  readonly tables: SqlRow[];
  readonly blocks: SqlRow[];
  readonly rejects: SqlRow[];
  readonly issues: SqlRow[];
  readonly closedTables: SqlRow[];
  readonly facts: SqlRow[];
  readonly consumptions: SqlRow[];
}

/**
 * What ingest adds to a plan, a batch of rows at a time. It is handed to the thread that writes the plan, so it is made of what costs
 * least to hand over: bytes in shared memory, columns of numbers, short texts.
 */
export interface StagedRows {
  /** What the thread that writes notes of the records; undefined: nothing, or it was noted when they were staged. */
  readonly notes: unknown;
  readonly records: StagedRecords;
  readonly references: StagedReferences;
  readonly rest: StagedRest;
}

export function emptyRest(): StagedRest {
  return {
    inputs: [],
    tables: [],
    blocks: [],
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
