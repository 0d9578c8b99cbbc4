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
         SELECT count(*) + 1 AS size FROM record INDEXED BY record_by_survivor
         WHERE kind = ? AND survivor IS NOT NULL GROUP BY survivor)
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

/** Pairs merged by themselves whose score lies in a band, or that a rule merged whatever their score. */
export interface EdgeBand {
  /** Inclusive and exclusive; null for the rules. */
  readonly from: number | null;
  readonly to: number | null;
}

/** Of an edge; asks for `from`, `from` and `to`. */
const isOfBand =
  "decision = 'auto' AND ((? IS NULL AND rule <> 'score') OR (rule = 'score' AND score >= ? AND score < ?))";

/** How many pairs of a kind wait for a person, and how many were merged of each band: counted in one reading of the edges. */
export function countEdges(
  plan: Plan,
  kind: EntityKind,
  bands: readonly EdgeBand[],
): { readonly review: number; readonly bands: readonly number[] } {
  const counted = bands.map(() => `, count(*) FILTER (WHERE ${isOfBand})`).join('');
  const select = plan.database
    .prepare<unknown[], readonly number[]>(
      `SELECT count(*) FILTER (WHERE decision = 'review') ${counted} FROM edge WHERE kind = ?`,
    )
    .raw();
  const [review = 0, ...merged] = select.get(...bands.flatMap(({ from, to }) => [from, from, to]), kind) ?? [];
  return { review, bands: merged };
}

/** Some pairs of a band, picked at random but the same ones in every run. */
export function bandExamples(
  plan: Plan,
  { kind, band, limit }: { readonly kind: EntityKind; readonly band: EdgeBand; readonly limit: number },
): readonly EdgeExample[] {
  return plan.database
    .prepare<unknown[], Omit<EdgeExample, 'evidence'> & { evidence: string }>(
      `SELECT left_seq AS left, right_seq AS right, score, rule, evidence FROM edge WHERE kind = ? AND ${isOfBand}
       ORDER BY (left_seq * 7919 + right_seq * 104729) % 65521, left_seq, right_seq LIMIT ?`,
    )
    .all(kind, band.from, band.from, band.to, limit)
    .map((row) => ({ ...row, evidence: JSON.parse(row.evidence) as EdgeExample['evidence'] }));
}

/** How often a value of each field lost against another one when records were merged. */
export function mergeConflicts(
  plan: Plan,
  kind: EntityKind,
): readonly { readonly field: string; readonly count: number }[] {
  return plan.database
    .prepare<unknown[], { field: string; count: number }>(
      `SELECT json_extract(lost.value, '$.field') AS field, count(*) AS count
       FROM payload CROSS JOIN record ON record.seq = payload.seq CROSS JOIN json_each(payload.conflicts) AS lost
       WHERE payload.conflicts IS NOT NULL AND record.kind = ? GROUP BY 1 ORDER BY 2 DESC, 1`,
    )
    .all(kind);
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
