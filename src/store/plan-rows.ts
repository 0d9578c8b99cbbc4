import type { EntityKind } from '../model/entity.ts';
import { guarded } from './database.ts';
import { findingsFinder, type StoredFinding } from './plan-findings.ts';
import type { Plan } from './plan.ts';

/** rejected: rows that are not loaded. warn: loaded, but with warnings. fixed: loaded with repaired values. */
export type RowSelection = 'rejected' | 'warn' | 'fixed';

/** Rows of one block and one source table. */
export interface RowGroup {
  readonly kind: EntityKind;
  readonly block: string;
  readonly blockId: number;
  readonly tableId: number;
  readonly file: string;
  readonly sheet: string;
  readonly columns: readonly string[];
  readonly count: number;
  /** Headings that findings speak of. */
  readonly found: readonly string[];
}

/** A record with its row as it was read. */
export interface StoredRow {
  readonly seq: number;
  readonly kind: EntityKind;
  readonly block: string;
  readonly system: string;
  readonly key: string | null;
  readonly file: string;
  readonly sheet: string;
  readonly line: number;
  readonly columns: readonly string[];
  /** Null when the plan does not keep them. */
  readonly cells: readonly unknown[] | null;
  readonly findings: readonly StoredFinding[];
}

const statusOf: Readonly<Record<RowSelection, string>> = {
  rejected: "record.status = 'rejected'",
  warn: "record.status IN ('valid', 'merged')",
  fixed: "record.status IN ('valid', 'merged')",
};

const findingOf: Readonly<Record<RowSelection, string>> = {
  rejected: "issue.severity = 'error'",
  warn: "issue.severity = 'warning'",
  fixed: "issue.severity = 'notice' AND issue.value IS NOT NULL",
};

/** Whether a finding is of a kind that a selection shows. */
export function isOfSelection({ severity, value }: StoredFinding, selection: RowSelection): boolean {
  if (selection === 'rejected') return severity === 'error';
  return selection === 'warn' ? severity === 'warning' : severity === 'notice' && value !== null;
}

/** A condition on codes: `phone.*` areas that findings must (not) belong to. */
export interface RowFilter {
  readonly selection: RowSelection;
  readonly codes?: readonly string[] | undefined;
}

function chosen({ selection, codes }: RowFilter): string {
  const list =
    codes === undefined
      ? ''
      : `AND issue.code IN (SELECT value FROM json_each('${JSON.stringify(codes).replaceAll("'", "''")}'))`;
  return `SELECT seq, min(code) AS code FROM issue WHERE seq IS NOT NULL AND ${findingOf[selection]} ${list} GROUP BY seq`;
}

/** Blocks and tables that have such rows, in reading order. */
export function rowGroups(plan: Plan, filter: RowFilter): readonly RowGroup[] {
  indexFindings(plan);
  const rows = plan.database
    .prepare<unknown[], Omit<RowGroup, 'columns' | 'found'> & { columns: string }>(
      `SELECT record.kind AS kind, block.name AS block, record.block_id AS blockId, record.table_id AS tableId, source_table.file AS file,
         source_table.name AS sheet, source_table.columns AS columns, count(*) AS count
       FROM (${chosen(filter)}) AS chosen JOIN record ON record.seq = chosen.seq JOIN block ON block.id = record.block_id
       JOIN source_table ON source_table.id = record.table_id
       WHERE ${statusOf[filter.selection]} GROUP BY record.block_id, record.table_id ORDER BY record.block_id, record.table_id`,
    )
    .all();
  const found = plan.database
    .prepare<unknown[], string>(
      `SELECT DISTINCT column_name FROM issue JOIN record ON record.seq = issue.seq
       WHERE block_id = ? AND table_id = ? AND column_name IS NOT NULL AND ${findingOf[filter.selection]} AND ${statusOf[filter.selection]}`,
    )
    .pluck();
  return rows.map((row) => ({
    ...row,
    columns: JSON.parse(row.columns) as string[],
    found: found.all(row.blockId, row.tableId),
  }));
}

type Raw = Omit<StoredRow, 'cells' | 'columns' | 'findings'> & { readonly cells: string | null };

/** Rows of a group, by code, then in reading order. Nothing may be written to the plan meanwhile. */
export function* rowsOfGroup(
  plan: Plan,
  group: RowGroup,
  filter: RowFilter,
  part: { readonly from: number; readonly count: number },
): Generator<StoredRow> {
  const findings = findingsFinder(plan);
  const rows = plan.database
    .prepare<unknown[], Raw>(
      `SELECT record.seq AS seq, record.kind AS kind, record.system AS system, record.key AS key, record.line AS line, cells
       FROM (${chosen(filter)}) AS chosen JOIN record ON record.seq = chosen.seq LEFT JOIN reject ON reject.seq = record.seq
       WHERE block_id = ? AND table_id = ? AND ${statusOf[filter.selection]} ORDER BY chosen.code, record.seq LIMIT ? OFFSET ?`,
    )
    .iterate(group.blockId, group.tableId, part.count, part.from);
  const { block, file, sheet, columns } = group;
  for (const row of rows) {
    const cells = row.cells === null ? null : (JSON.parse(row.cells) as unknown[]);
    yield { ...row, block, file, sheet, columns, cells, findings: findings(row.seq) };
  }
}

const selectRow = `SELECT record.seq AS seq, record.kind AS kind, block.name AS block, record.system AS system, record.key AS key,
  source_table.file AS file, source_table.name AS sheet, record.line AS line, source_table.columns AS columns, cells
  FROM record JOIN block ON block.id = record.block_id JOIN source_table ON source_table.id = record.table_id
  LEFT JOIN reject ON reject.seq = record.seq`;

/** Finds rows by the number of their record, and by their source key. */
export function rowFinder(plan: Plan) {
  const bySeq = plan.database.prepare<unknown[], Raw & { columns: string }>(`${selectRow} WHERE record.seq = ?`);
  const byKey = plan.database.prepare<unknown[], Raw & { columns: string }>(
    `${selectRow} WHERE record.kind = ? AND record.system = ? AND record.key = ? ORDER BY record.seq LIMIT 1`,
  );
  const toRow = (row: (Raw & { columns: string }) | undefined): StoredRow | undefined =>
    row === undefined
      ? undefined
      : {
          ...row,
          columns: JSON.parse(row.columns) as string[],
          cells: row.cells === null ? null : (JSON.parse(row.cells) as unknown[]),
          findings: [],
        };
  return {
    bySeq: (seq: number) => toRow(bySeq.get(seq)),
    byKey: (kind: EntityKind, system: string, key: string) => toRow(byKey.get(kind, system, key)),
  };
}

/** Built when first needed: most plans are never asked. */
function indexFindings(plan: Plan): void {
  guarded(plan.file, () => plan.database.exec('CREATE INDEX IF NOT EXISTS issue_by_seq ON issue (seq)'));
}
