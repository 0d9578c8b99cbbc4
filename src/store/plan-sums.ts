import { entityKinds, type EntityKind } from '../model/entity.ts';
import type { PlannedAction } from './plan-operations.ts';
import { joinedCount } from './plan-loaded.ts';
import { planMemo } from './plan-memo.ts';
import type { Plan } from './plan.ts';

/** What became of the records of one kind; every number is counted in the plan file. */
export interface KindSums {
  readonly kind: EntityKind;
  /** Rows given to the blocks of this kind, as the readers counted them. */
  readonly rows: number;
  /** Records more than rows: one row may explode into several. */
  readonly exploded: number;
  /** Parents made because a relation asked for them. */
  readonly stubs: number;
  /** rows + exploded + stubs. */
  readonly read: number;
  readonly filtered: number;
  readonly rejected: number;
  readonly merged: number;
  readonly planned: number;
  /** Of the planned: what goes into records of the target that other sources made. */
  readonly joined: number;
  readonly actions: Readonly<Record<PlannedAction, number>>;
}

/** A sum that does not add up. */
export interface BrokenSum {
  readonly kind: EntityKind;
  readonly sum: string;
  readonly left: number;
  readonly right: number;
}

/** Name of the block under which stubs are staged. */
export const stubBlock = '(stub)';

const knownSums = planMemo<readonly KindSums[]>();

/** Takes over the sums that were counted of a plan before it was finished. */
export function rememberSums(plan: Plan, sums: readonly KindSums[]): void {
  knownSums.set(plan, sums);
}

/** What is to be performed of each kind, by these sums. */
export function totalsOf(sums: readonly KindSums[]): ReadonlyMap<EntityKind, number> {
  const totals = sums.map(({ kind, actions }) => [kind, actions.create + actions.update + actions.delete] as const);
  return new Map(totals.filter(([, total]) => total > 0));
}

/** Every kind that has rows or records, in load order: counted, unless that was done and the plan is finished. */
export function countSums(plan: Plan): readonly KindSums[] {
  return knownSums.get(plan) ?? countAll(plan);
}

function countAll(plan: Plan): readonly KindSums[] {
  const rows = tally(
    plan,
    `SELECT block.kind AS kind, 'rows' AS name, sum(rows) AS count FROM consumption JOIN block ON block.id = block_id GROUP BY 1
     UNION ALL SELECT block.kind, 'exploded', sum(exploded) FROM consumption JOIN block ON block.id = block_id GROUP BY 1`,
  );
  const stubs = tally(
    plan,
    // Stubs are the records of this run that stand in no table.
    `SELECT kind, 'stubs' AS name, count(*) AS count FROM record WHERE table_id IS NULL AND status <> 'loaded' GROUP BY 1`,
  );
  const statuses = tally(plan, 'SELECT kind, status AS name, count(*) AS count FROM record GROUP BY 1, 2');
  const actions = new Map([...creates(plan), ...tally(plan, otherActions)]);
  return entityKinds
    .map((kind) => {
      const row = (name: string) => rows.get(`${kind} ${name}`) ?? 0;
      const status = (name: string) => statuses.get(`${kind} ${name}`) ?? 0;
      const action = (name: string) => actions.get(`${kind} ${name}`) ?? 0;
      const stub = stubs.get(`${kind} stubs`) ?? 0;
      return {
        kind,
        rows: row('rows'),
        exploded: row('exploded'),
        stubs: stub,
        read: row('rows') + row('exploded') + stub,
        filtered: status('filtered'),
        rejected: status('rejected'),
        merged: status('merged'),
        planned: status('valid'),
        joined: joinedCount(plan, kind),
        actions: {
          create: action('create'),
          update: action('update'),
          delete: action('delete'),
          unchanged: action('unchanged'),
          skip: action('skip'),
        },
      };
    })
    .filter(({ read, filtered, rejected, merged, planned }) => read + filtered + rejected + merged + planned > 0);
}

/** Promise 1: `read = filtered + rejected + merged + planned`, and every planned record has exactly one operation. */
export function brokenSums(sums: readonly KindSums[]): readonly BrokenSum[] {
  return sums.flatMap(({ kind, read, filtered, rejected, merged, planned, actions }) => {
    const became = filtered + rejected + merged + planned;
    const operations = actions.create + actions.update + actions.delete + actions.unchanged + actions.skip;
    return [
      ...(read === became
        ? []
        : [{ kind, sum: 'read = filtered + rejected + merged + planned', left: read, right: became }]),
      ...(planned === operations
        ? []
        : [{ kind, sum: 'planned = create + update + delete + unchanged + skip', left: planned, right: operations }]),
    ];
  });
}

const otherActions = `SELECT kind, action AS name, count(*) AS count FROM operation WHERE action <> 'create' GROUP BY 1, 2`;

/** Mostly all operations are creates: grouped, a million of them would be sorted. */
function creates({ database }: Plan): ReadonlyMap<string, number> {
  const counted = entityKinds.map((kind) => `count(*) FILTER (WHERE kind = '${kind}')`).join(', ');
  const counts = database
    .prepare<unknown[], readonly number[]>(`SELECT ${counted} FROM operation WHERE action = 'create'`)
    .raw()
    .get();
  return new Map(entityKinds.map((kind, at) => [`${kind} create`, counts?.[at] ?? 0]));
}

function tally(plan: Plan, sql: string): ReadonlyMap<string, number> {
  const rows = plan.database.prepare<unknown[], { kind: string; name: string; count: number }>(sql).all();
  return new Map(rows.map(({ kind, name, count }) => [`${kind} ${name}`, count]));
}
