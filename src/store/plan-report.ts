import type { EntityKind } from '../model/entity.ts';
import { count } from './database.ts';
import type { EdgeExample } from './plan-overview.ts';
import type { Plan } from './plan.ts';

/** References of one field of a kind to another kind, of records that are planned or went into one that is. */
export interface LinkCount {
  readonly kind: EntityKind;
  readonly field: string;
  readonly to: EntityKind;
  readonly count: number;
}

interface CountedTarget extends Omit<LinkCount, 'count'> {
  readonly id: number;
}

/** Counts references by holder, field and what they lead to. */
export function linkCounts({ database }: Plan): readonly LinkCount[] {
  const links = linksByTarget(database);
  const targets = database.prepare<unknown[], CountedTarget>(
    'SELECT id, holder_kind AS kind, field, kind AS "to" FROM reference_target',
  );
  const counts = new Map<string, { -readonly [Part in keyof LinkCount]: LinkCount[Part] }>();
  for (const { id, kind, field, to } of targets.iterate()) {
    const found = links[id] ?? 0;
    if (found === 0) continue;
    const known = counts.get(`${kind}\u0000${field}\u0000${to}`);
    if (known === undefined) counts.set(`${kind}\u0000${field}\u0000${to}`, { kind, field, to, count: found });
    else known.count += found;
  }
  return [...counts.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
}

const linksAtOnce = 10_000;

/** References to each target, by its number: counted here, because the database would sort millions of them. */
function linksByTarget(database: Plan['database']): Uint32Array {
  // Few records are left out, so these are looked up, not the others.
  database.exec(
    `CREATE TEMP TABLE left_out (seq INTEGER PRIMARY KEY);
     INSERT INTO temp.left_out SELECT seq FROM record
       WHERE kind IN (SELECT kind FROM block) AND status IN ('rejected', 'filtered')`,
  );
  const links = new Uint32Array(count(database, 'SELECT coalesce(max(id), 0) + 1 FROM reference_target'));
  const last = count(database, 'SELECT coalesce(max(id), 0) FROM reference_link');
  // As one text: measured against a row each, it takes half the time.
  const select = database
    .prepare<unknown[], string>(
      `SELECT json_group_array(target_id) FROM reference_link
       WHERE id > ? AND id <= ? AND seq NOT IN (SELECT seq FROM temp.left_out)`,
    )
    .pluck();
  for (let id = 0; id < last; id += linksAtOnce) {
    const targets = JSON.parse(select.get(id, id + linksAtOnce) ?? '[]') as readonly number[];
    for (const target of targets) links[target] = (links[target] ?? 0) + 1;
  }
  database.exec('DROP TABLE temp.left_out');
  return links;
}

/** How many updates change each field. */
export function changedFieldCounts(
  plan: Plan,
): readonly { readonly kind: EntityKind; readonly field: string; readonly count: number }[] {
  return plan.database
    .prepare<unknown[], { kind: EntityKind; field: string; count: number }>(
      `SELECT kind, json_extract(change.value, '$.field') AS field, count(*) AS count
       FROM operation, json_each(operation.changes) AS change WHERE action = 'update' AND changes IS NOT NULL
       GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2`,
    )
    .all();
}

/** Pairs that wait for a person, the most likely first. */
export function waitingPairs(plan: Plan, kind: EntityKind, limit: number): readonly EdgeExample[] {
  return plan.database
    .prepare<unknown[], Omit<EdgeExample, 'evidence'> & { evidence: string }>(
      `SELECT left_seq AS left, right_seq AS right, score, rule, evidence FROM edge
       WHERE kind = ? AND decision = 'review' ORDER BY score DESC, left_seq, right_seq LIMIT ?`,
    )
    .all(kind, limit)
    .map((row) => ({ ...row, evidence: JSON.parse(row.evidence) as EdgeExample['evidence'] }));
}

/** What a record was when read, and what it becomes. */
export interface AmountRow {
  readonly seq: number;
  readonly status: 'valid' | 'merged' | 'rejected';
  /** JSON of the summed field and a JSON list of the values of the group fields. */
  readonly value: string | null;
  readonly groups: string;
  readonly planned_value: string | null;
  readonly planned_groups: string;
}

/**
 * Records of a kind that were valid when read, with the value of `field` (null where it is empty) and the values of `by`, in reading
 * order. Fields are canonical ones or `custom.name`.
 */
export function amountRows(
  plan: Plan,
  kind: EntityKind,
  { field, by }: { readonly field: string; readonly by: readonly string[] },
): IterableIterator<AmountRow> {
  const value = (data: string) => (field === '' ? 'NULL' : `${data} -> ${pathOf(field)}`);
  const groups = (data: string) => `json_array(${by.map((name) => `${data} -> ${pathOf(name)}`).join(', ')})`;
  const planned = 'coalesce(payload.data, record.data)';
  return plan.database
    .prepare<unknown[], AmountRow>(
      `SELECT record.seq, status, ${value('record.data')} AS value, ${groups('record.data')} AS groups,
         ${value(planned)} AS planned_value, ${groups(planned)} AS planned_groups
       FROM record LEFT JOIN payload ON payload.seq = record.seq
       WHERE record.kind = ? AND record.data IS NOT NULL AND status IN ('valid', 'merged', 'rejected') ORDER BY record.seq`,
    )
    .iterate(kind);
}

/** Where a field stands in the JSON of a record, as a literal of SQL: names of custom fields may have any letters. */
function pathOf(field: string): string {
  const names = field.startsWith('custom.') ? ['custom', field.slice('custom.'.length)] : [field];
  const path = names.map((name) => `.${JSON.stringify(name)}`).join('');
  return `'$${path.replaceAll("'", "''")}'`;
}
