import type { EntityKind } from '../model/entity.ts';
import type { PlannedOperation } from './plan-operations.ts';
import type { Plan } from './plan.ts';

export interface StoredInput {
  readonly id: number;
  readonly source: string;
  readonly file: string;
  readonly format: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  readonly tables: readonly StoredTable[];
}

export interface StoredTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: number;
  /** Filled cells by heading, of columns that no block reads. */
  readonly leftBehind: Readonly<Record<string, number>>;
}

/** What was read, in reading order. */
export function storedInputs(plan: Plan): readonly StoredInput[] {
  const tables = plan.database.prepare<unknown[], { name: string; columns: string; rows: number; left_behind: string }>(
    'SELECT name, columns, rows, left_behind FROM source_table WHERE input_id = ? ORDER BY id',
  );
  return plan.database
    .prepare<unknown[], Omit<StoredInput, 'facts' | 'tables'> & { facts: string }>('SELECT * FROM input ORDER BY id')
    .all()
    .map((input) => ({
      ...input,
      facts: JSON.parse(input.facts) as StoredInput['facts'],
      tables: tables.all(input.id).map(({ name, columns, rows, left_behind }) => ({
        name,
        columns: JSON.parse(columns) as string[],
        rows,
        leftBehind: JSON.parse(left_behind) as Record<string, number>,
      })),
    }));
}

/** How many clusters there are of each size. */
export function clusterSizes(
  plan: Plan,
  kind: EntityKind,
): readonly { readonly size: number; readonly clusters: number }[] {
  return plan.database
    .prepare<unknown[], { size: number; clusters: number }>(
      `SELECT size, count(*) AS clusters FROM (
         SELECT count(*) + 1 AS size FROM record WHERE kind = ? AND survivor IS NOT NULL GROUP BY survivor)
       GROUP BY size ORDER BY size`,
    )
    .all(kind);
}

export interface EdgeExample {
  readonly left: number;
  readonly right: number;
  readonly score: number;
  readonly rule: string;
  readonly evidence: readonly { readonly field: string; readonly level: string; readonly weight: number }[];
}

/** Merges that were the least certain: what a person should look at first. */
export function mergeExamples(plan: Plan, kind: EntityKind, limit: number): readonly EdgeExample[] {
  return plan.database
    .prepare<unknown[], Omit<EdgeExample, 'evidence'> & { evidence: string }>(
      `SELECT left_seq AS left, right_seq AS right, score, rule, evidence FROM edge
       WHERE kind = ? AND decision = 'auto' ORDER BY score, left_seq, right_seq LIMIT ?`,
    )
    .all(kind, limit)
    .map((row) => ({ ...row, evidence: JSON.parse(row.evidence) as EdgeExample['evidence'] }));
}

export function countEdges(plan: Plan, kind: EntityKind, decision: string): number {
  return Number(
    plan.database
      .prepare<unknown[], number>('SELECT count(*) FROM edge WHERE kind = ? AND decision = ?')
      .pluck()
      .get(kind, decision),
  );
}

/** Updates of a plan with their field changes, in the order in which they will be performed. */
export function updateExamples(
  plan: Plan,
  limit: number,
): readonly (Pick<PlannedOperation, 'kind' | 'changes'> & { readonly key: string })[] {
  return plan.database
    .prepare<unknown[], { kind: EntityKind; key: string; changes: string }>(
      `SELECT operation.kind AS kind, record.key AS key, changes FROM operation JOIN record ON record.seq = operation.seq
       WHERE action = 'update' AND changes IS NOT NULL ORDER BY operation.id LIMIT ?`,
    )
    .all(limit)
    .map((row) => ({ ...row, changes: JSON.parse(row.changes) as PlannedOperation['changes'] }));
}
