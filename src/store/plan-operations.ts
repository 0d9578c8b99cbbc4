import { createHash } from 'node:crypto';
import type { EntityKind } from '../model/entity.ts';
import type { Ref } from '../model/field.ts';
import { guarded } from './database.ts';
import { originFinder, type PlacedRecord } from './plan-records.ts';
import type { Plan } from './plan.ts';
import type { FieldHashes } from './journal.ts';
import { planMemo } from './plan-memo.ts';
import { withChanges } from './with-changes.ts';

/** create, update and delete are performed; unchanged and skip are counted. */
export type PlannedAction = 'create' | 'update' | 'delete' | 'unchanged' | 'skip';

export interface PlannedOperation {
  readonly seq: number;
  readonly kind: EntityKind;
  readonly action: PlannedAction;
  readonly targetId: string | undefined;
  readonly payloadHash: string;
  /** Before and after of the fields an update changes. */
  readonly changes: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[];
  /** Fields that both sides hold alike by now, though nobody wrote them: their hashes. */
  readonly agreed?: FieldHashes;
  /** The record of the target was put there by somebody else. */
  readonly isForeign?: boolean;
}

/** An operation as `apply` reads it. */
export interface StoredOperation extends PlannedOperation, PlacedRecord {
  readonly id: number;
  /** The data as the plan holds it: what the payload's hash was made of. */
  readonly text: string;
  /** Of an update with what the changed fields are to hold: beside the record's own that may be what stood there. */
  readonly data: Readonly<Record<string, unknown>>;
}

interface OperationRow {
  readonly id: number;
  readonly seq: number;
  readonly kind: EntityKind;
  readonly action: PlannedAction;
  readonly target_id: string | null;
  readonly payload_hash: string;
  readonly changes: string | null;
  readonly is_foreign: 0 | 1;
  readonly system: string;
  readonly key: string;
  readonly table_id: number | null;
  readonly line: number;
  readonly data: string;
}

const selectOperation = `SELECT operation.id AS id, operation.seq AS seq, operation.kind AS kind, action, target_id, payload_hash,
  changes, is_foreign, record.system AS system, record.key AS key, record.table_id AS table_id, record.line AS line, coalesce(payload.data, record.data) AS data
  FROM operation JOIN record ON record.seq = operation.seq LEFT JOIN payload ON payload.seq = operation.seq`;

/** Adds operations in the order in which they are to be performed. */
export function addOperations(plan: Plan, operations: readonly PlannedOperation[]): void {
  const insert = plan.database.prepare(
    'INSERT INTO operation (seq, kind, action, target_id, payload_hash, changes, is_foreign) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const agree = plan.database.prepare('INSERT INTO agreement (seq, hashes) VALUES (?, ?)');
  guarded(plan.file, () =>
    plan.database.transaction(() => {
      for (const { seq, kind, action, targetId, payloadHash, changes, agreed, isForeign } of operations) {
        if (agreed !== undefined) agree.run(seq, JSON.stringify(agreed));
        insert.run(
          seq,
          kind,
          action,
          targetId ?? null,
          payloadHash,
          changes.length === 0 ? null : JSON.stringify(changes),
          isForeign === true ? 1 : 0,
        );
      }
    })(),
  );
}

const toPerform = "action IN ('create', 'update', 'delete')";

/** What is to be performed, in the order of the plan. */
export function operationsToPerform(
  plan: Plan,
): IterableIterator<{ readonly id: number; readonly seq: number; readonly kind: EntityKind }> {
  return plan.database
    .prepare<unknown[], { id: number; seq: number; kind: EntityKind }>(
      `SELECT id, seq, kind FROM operation WHERE ${toPerform} ORDER BY id`,
    )
    .iterate();
}

/** How many operations of each kind are to be performed, in the order of the plan, which must be finished. */
export function operationTotals(plan: Plan): ReadonlyMap<EntityKind, number> {
  let totals = knownTotals.get(plan);
  if (totals === undefined) knownTotals.set(plan, (totals = countTotals(plan)));
  return totals;
}

/** The operations of a finished plan do not change, and each kind asks for their number. */
const knownTotals = planMemo<ReadonlyMap<EntityKind, number>>();
const knownHashes = planMemo<string>();

/** Takes over what was counted while a plan was made, now that it is finished. `planHash`: as `hashOperations` gave it. */
export function rememberOperations(
  plan: Plan,
  { planHash, totals }: { readonly planHash: string; readonly totals: ReadonlyMap<EntityKind, number> },
): void {
  knownHashes.set(plan, planHash);
  knownTotals.set(plan, totals);
}

function countTotals(plan: Plan): ReadonlyMap<EntityKind, number> {
  const rows = plan.database
    .prepare<unknown[], { readonly kind: EntityKind; readonly total: number }>(
      `SELECT kind, count(*) AS total FROM operation WHERE ${toPerform} GROUP BY kind ORDER BY min(id)`,
    )
    .all();
  return new Map(rows.map(({ kind, total }) => [kind, total]));
}

/** Gives the operations to perform of one kind, in their order, as many at a time as are asked for; none at the end. */
export interface OperationQueue {
  /** How many there are to perform. */
  readonly length: number;
  next(count: number): readonly StoredOperation[];
}

/** Operations in the order of the plan; those before operation `before`. */
export function plannedQueue(plan: Plan, kind: EntityKind, before = Number.MAX_SAFE_INTEGER): OperationQueue {
  const select = plan.database.prepare<unknown[], OperationRow>(
    `${selectOperation} WHERE operation.id > ? AND operation.id < ? AND operation.kind = ? AND ${toPerform}
     ORDER BY operation.id LIMIT ?`,
  );
  const length = operationTotals(plan).get(kind) ?? 0;
  let last = 0;
  let left = length;
  return {
    length,
    next: (count) => {
      // To find that there are no more, SQLite would look at the operations of all kinds.
      if (left === 0) return [];
      const rows = select.all(last, before, kind, Math.min(count, left));
      last = rows[rows.length - 1]?.id ?? last;
      left -= rows.length;
      return rows.map(toOperation);
    },
  };
}

/** Operations from the last to the first: what was written last is taken away first. */
export function reversedQueue(plan: Plan, kind: EntityKind): OperationQueue {
  const select = plan.database.prepare<unknown[], OperationRow>(
    `${selectOperation} WHERE operation.id < ? AND operation.kind = ? AND ${toPerform} ORDER BY operation.id DESC LIMIT ?`,
  );
  let last = Number.MAX_SAFE_INTEGER;
  return {
    length: operationTotals(plan).get(kind) ?? 0,
    next: (count) => {
      const rows = select.all(last, kind, count);
      last = rows[rows.length - 1]?.id ?? last;
      return rows.map(toOperation);
    },
  };
}

/**
 * Operations in ascending order of the records' creation, for targets that take history in order only; those without a date come
 * last.
 */
export function creationQueue(plan: Plan, kind: EntityKind): OperationQueue {
  const ids = plan.database
    .prepare<unknown[], number>(
      `SELECT operation.id FROM operation JOIN record ON record.seq = operation.seq LEFT JOIN payload ON payload.seq = operation.seq
       WHERE operation.kind = ? AND ${toPerform}
       ORDER BY coalesce(payload.data, record.data) ->> 'created_at' NULLS LAST, operation.id`,
    )
    .pluck()
    .all(kind);
  const find = operationFinder(plan);
  let at = 0;
  return {
    length: ids.length,
    next: (count) => {
      const found = ids.slice(at, at + count).flatMap((id) => find(id) ?? []);
      at += count;
      return found;
    },
  };
}

/** One operation by its id. */
export function findOperation(plan: Plan, id: number): StoredOperation | undefined {
  return operationFinder(plan)(id);
}

/** Gives operations by their ids. */
export function operationFinder(plan: Plan): (id: number) => StoredOperation | undefined {
  const select = plan.database.prepare<unknown[], OperationRow>(`${selectOperation} WHERE operation.id = ?`);
  return (id) => {
    const row = select.get(id);
    return row === undefined ? undefined : toOperation(row);
  };
}

const hashedAtOnce = 1000;

/** SHA-256 over all operations in order: kind, action, target id and payload of each. The plan's identity. */
export function hashOperations(plan: Plan): string {
  return knownHashes.get(plan) ?? operationsDigest(plan).toString('hex');
}

/** The same, of whatever holds the operations of a plan. */
export function operationsDigest({ database }: Pick<Plan, 'database'>): Buffer {
  const hash = createHash('sha256');
  const select = database
    .prepare<unknown[], string>(
      `SELECT group_concat(kind || ' ' || action || ' ' || coalesce(target_id, '') || ' ' || payload_hash || char(10), '')
       FROM (SELECT * FROM operation WHERE id > ? AND id <= ? ORDER BY id)`,
    )
    .pluck();
  const last = Number(database.prepare('SELECT coalesce(max(id), 0) FROM operation').pluck().get());
  for (let id = 0; id < last; id += hashedAtOnce) hash.update(select.get(id, id + hashedAtOnce) ?? '');
  return hash.digest();
}

/**
 * Gives the target id that planning found for a record: also for records that need nothing and are in no journal of ours, because
 * they were loaded from another folder or the journal was lost.
 */
export function foundTargetIds(plan: Plan): (kind: EntityKind, ref: Ref) => string | undefined {
  const select = plan.database
    .prepare<unknown[], string>(
      `SELECT operation.target_id FROM record JOIN operation ON operation.seq = coalesce(record.survivor, record.seq)
       WHERE record.kind = ? AND record.system = ? AND record.key = ? AND record.key IS NOT NULL
         AND operation.target_id IS NOT NULL LIMIT 1`,
    )
    .pluck();
  return (kind, { system, key }) => select.get(kind, system, key);
}

/** Fields that a record of the target and its source hold alike by now, though nobody wrote them. */
export interface Agreement {
  readonly kind: EntityKind;
  readonly targetId: string;
  readonly hashes: FieldHashes;
}

const agreementsAtOnce = 500;

/** Page by page, of the records that are still planned for. */
export function* agreements(plan: Plan): Generator<readonly Agreement[]> {
  const select = plan.database.prepare<unknown[], { seq: number; kind: EntityKind; targetId: string; hashes: string }>(
    `SELECT agreement.seq AS seq, operation.kind AS kind, operation.target_id AS targetId, hashes
     FROM agreement JOIN operation ON operation.seq = agreement.seq
     WHERE agreement.seq > ? AND operation.target_id IS NOT NULL AND action IN ('update', 'unchanged')
     ORDER BY agreement.seq LIMIT ${agreementsAtOnce}`,
  );
  for (let last = 0; ;) {
    const rows = select.all(last);
    if (rows.length === 0) return;
    last = rows.at(-1)?.seq ?? last;
    yield rows.map(({ kind, targetId, hashes }) => ({ kind, targetId, hashes: JSON.parse(hashes) as FieldHashes }));
  }
}

/** The source records of an operation, as the target keeps them. */
export const operationOrigins = originFinder;

function toOperation(row: OperationRow): StoredOperation {
  const changes = row.changes === null ? [] : (JSON.parse(row.changes) as StoredOperation['changes']);
  return {
    id: row.id,
    seq: row.seq,
    kind: row.kind,
    action: row.action,
    targetId: row.target_id ?? undefined,
    payloadHash: row.payload_hash,
    changes,
    ...(row.is_foreign === 1 ? { isForeign: true } : {}),
    system: row.system,
    key: row.key,
    tableId: row.table_id,
    line: row.line,
    text: row.data,
    data: withChanges(JSON.parse(row.data) as Readonly<Record<string, unknown>>, changes),
  };
}
