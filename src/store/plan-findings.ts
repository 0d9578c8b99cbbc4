import type { EntityKind } from '../model/entity.ts';
import type { IssueCode, Severity } from '../model/issue.ts';
import { count, guarded } from './database.ts';
import type { Plan } from './plan.ts';

/** All findings of one code on one field of one kind. */
export interface FindingGroup {
  readonly code: IssueCode;
  readonly severity: Severity;
  readonly kind: EntityKind | null;
  readonly field: string | null;
  readonly count: number;
}

/** One finding as the plan keeps it. */
export interface StoredFinding {
  readonly seq: number | null;
  readonly code: IssueCode;
  readonly severity: Severity;
  readonly kind: EntityKind | null;
  readonly field: string | null;
  readonly column: string | null;
  readonly value: string | null;
  readonly suggestion: string | null;
  readonly args: unknown;
  readonly file: string;
  readonly sheet: string;
  readonly line: number;
}

type FindingRow = Omit<StoredFinding, 'args'> & { readonly args: string };

const columns = `seq, code, severity, kind, field, column_name AS "column", value, suggestion, args, file, sheet, line`;

/** Number of the latest finding; 0 when there is none. */
export function lastFinding({ database }: Plan): number {
  return count(database, 'SELECT coalesce(max(id), 0) FROM issue');
}

/** Groups of findings, errors first, then by count. */
export function findingGroups(plan: Plan): readonly FindingGroup[] {
  return plan.database
    .prepare<unknown[], FindingGroup>(
      `SELECT code, severity, kind, field, count(*) AS count FROM issue GROUP BY code, severity, kind, field
       ORDER BY CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, count(*) DESC, code, kind, field`,
    )
    .all();
}

/** The first findings of a group in file order. */
export function findingSamples(plan: Plan, group: FindingGroup, limit: number): readonly StoredFinding[] {
  guarded(plan.file, () =>
    plan.database.exec('CREATE INDEX IF NOT EXISTS issue_by_code ON issue (code, kind, field, file, sheet, line)'),
  );
  return plan.database
    .prepare<unknown[], FindingRow>(
      `SELECT ${columns} FROM issue WHERE code = ? AND kind IS ? AND field IS ? AND severity = ?
       ORDER BY file, sheet, line, id LIMIT ?`,
    )
    .all(group.code, group.kind, group.field, group.severity, limit)
    .map(toFinding);
}

/** One rejected record with its row as it was read. */
export interface RejectedRecord {
  readonly seq: number;
  readonly kind: EntityKind;
  readonly block: string;
  readonly key: string | null;
  readonly file: string;
  readonly sheet: string;
  readonly line: number;
  readonly columns: readonly string[];
  readonly cells: readonly unknown[];
  readonly findings: readonly StoredFinding[];
}

/** Rejected records in reading order, by pages. */
export function* rejectedRecords(
  plan: Plan,
  filter: { readonly code?: string } = {},
  pageSize = 500,
): Generator<readonly RejectedRecord[]> {
  const select = plan.database.prepare<unknown[], RejectRow>(
    `SELECT record.seq AS seq, record.kind AS kind, block.name AS block, record.key AS key, source_table.file AS file,
       source_table.name AS sheet, record.line AS line, source_table.columns AS columns, reject.cells AS cells
     FROM record JOIN block ON block.id = record.block_id
     LEFT JOIN source_table ON source_table.id = record.table_id
     LEFT JOIN reject ON reject.seq = record.seq
     WHERE record.seq > ? AND record.status = 'rejected' ORDER BY record.seq LIMIT ?`,
  );
  const findings = findingsFinder(plan);
  let last = 0;
  for (;;) {
    const rows = select.all(last, pageSize);
    if (rows.length === 0) return;
    last = rows[rows.length - 1]?.seq ?? last;
    const records = rows.map((row) => toRejected(row, findings(row.seq)));
    yield filter.code === undefined
      ? records
      : records.filter((record) => record.findings.some(({ code }) => code === filter.code));
  }
}

/** Gives the findings about a record, in the order in which they were made. */
export function findingsFinder(plan: Plan): (seq: number) => readonly StoredFinding[] {
  guarded(plan.file, () => plan.database.exec('CREATE INDEX IF NOT EXISTS issue_by_seq ON issue (seq)'));
  const select = plan.database.prepare<unknown[], FindingRow>(`SELECT ${columns} FROM issue WHERE seq = ? ORDER BY id`);
  return (seq) => select.all(seq).map(toFinding);
}

interface RejectRow {
  readonly seq: number;
  readonly kind: EntityKind;
  readonly block: string;
  readonly key: string | null;
  readonly file: string | null;
  readonly sheet: string | null;
  readonly line: number;
  readonly columns: string | null;
  readonly cells: string | null;
}

function toRejected(row: RejectRow, findings: readonly StoredFinding[]): RejectedRecord {
  return {
    ...row,
    file: row.file ?? '',
    sheet: row.sheet ?? '',
    columns: JSON.parse(row.columns ?? '[]') as string[],
    cells: JSON.parse(row.cells ?? '[]') as unknown[],
    findings,
  };
}

function toFinding(row: FindingRow): StoredFinding {
  return { ...row, args: JSON.parse(row.args) as unknown };
}
