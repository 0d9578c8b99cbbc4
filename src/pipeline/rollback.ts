import { isDeepStrictEqual } from 'node:util';
import { entityKinds, type EntityKind } from '../model/entity.ts';
import type { Ref } from '../model/field.ts';
import { issueAt, type Finding } from '../model/issue.ts';
import { payloadHash } from '../store/payload-hash.ts';
import {
  addOperations,
  foundTargetIds,
  hashOperations,
  operationOrigins,
  reversedQueue,
  type PlannedOperation,
  type StoredOperation,
} from '../store/plan-operations.ts';
import { Staging } from '../store/plan-staging.ts';
import { createPlan, readManifest, type Manifest, type Plan, type PlanDraft } from '../store/plan.ts';
import type { State } from '../store/state.ts';
import { withChanges } from '../store/with-changes.ts';
import { type Connection, type FieldChange, type IdOf, originsField } from '../targets/target.ts';
import { changedFields } from './difference.ts';
import { newRunId } from './plan.ts';
import { stopIfAborted, type StageContext } from './progress.ts';
import { valueClass } from './value-class.ts';

type Data = Readonly<Record<string, unknown>>;

export interface RollbackSetup {
  /** The plan of the run that is to be taken back. */
  readonly plan: Plan;
  /** Where the undo plan is written. */
  readonly file: string;
  readonly state: State;
  readonly connection: Connection;
  readonly toolVersion: string;
  readonly context: StageContext;
}

/** What an undo plan will do to the records of one kind. */
export interface RollbackSums {
  readonly kind: EntityKind;
  /** Made by the run, untouched since: taken away. */
  readonly delete: number;
  /** Changed by the run: the fields that still hold our values get back what they held. */
  readonly restore: number;
  /** Edited since, or gone: left as they are. */
  readonly kept: number;
}

const pageSize = 500;
const nowhere = { table: { file: '', name: '' }, line: 0 };

/**
 * Makes a plan that takes back what a run did, to be applied like any other. Records that somebody edited since stay and are listed;
 * so are fields of updated records that hold other values than ours by now.
 */
export async function planRollback(
  setup: RollbackSetup,
): Promise<{ readonly plan: Plan; readonly manifest: Manifest; readonly sums: readonly RollbackSums[] }> {
  const draft = createPlan(setup.file);
  try {
    const sums = await undoAll(draft, setup);
    const manifest = await manifestOf(draft, setup);
    return { plan: draft.finish(manifest), manifest, sums };
  } catch (error) {
    draft.discard();
    throw error;
  }
}

interface Undoing extends RollbackSetup {
  readonly draft: PlanDraft;
  readonly staging: Staging;
  readonly runId: string;
  readonly idOf: IdOf;
  readonly originsOf: ReturnType<typeof operationOrigins>;
}

async function undoAll(draft: PlanDraft, setup: RollbackSetup): Promise<readonly RollbackSums[]> {
  const { plan, state, connection, context } = setup;
  const { account } = connection.identity;
  const found = foundTargetIds(plan);
  const idOf: IdOf = (kind, ref) => state.lookup(account, kind, ref)?.targetId ?? found(kind, ref);
  const work = {
    ...setup,
    draft,
    staging: new Staging(draft),
    runId: readManifest(plan).runId,
    idOf,
    originsOf: operationOrigins(plan),
  };
  const sums: RollbackSums[] = [];
  for (const kind of entityKinds.toReversed()) {
    const queue = reversedQueue(plan, kind);
    if (queue.length === 0) continue;
    const blockId = work.staging.addBlock(kind, kind);
    const counts = { delete: 0, restore: 0, kept: 0 };
    for (let page = queue.next(pageSize); page.length > 0; page = queue.next(pageSize)) {
      stopIfAborted(context);
      for (const action of await undoPage(work, { kind, blockId, page })) counts[action] += 1;
      context.progress({ phase: 'plan', subject: kind, done: counts.delete + counts.restore + counts.kept });
    }
    sums.push({ kind, ...counts });
  }
  work.staging.buildIndexes();
  return sums;
}

interface Page {
  readonly kind: EntityKind;
  readonly blockId: number;
  readonly page: readonly StoredOperation[];
}

type Undone = 'delete' | 'restore' | 'kept';

async function undoPage(work: Undoing, { kind, blockId, page }: Page): Promise<readonly Undone[]> {
  const done = page.flatMap((operation) => {
    const entry = work.state.entry(work.runId, operation.id);
    const id = entry?.state === 'done' ? entry.target_id : null;
    return id === null || operation.action === 'delete' ? [] : [{ operation, id }];
  });
  if (done.length === 0) return [];
  const current = await work.connection.read(
    kind,
    done.map(({ id }) => id),
  );
  const operations: PlannedOperation[] = [];
  const undone = work.staging.batch(() =>
    done.map(({ operation, id }, index) => {
      const undo = undoOne(work, { operation, id, current: current[index] });
      const { system, key } = operation;
      const base = { blockId, kind, tableId: null, line: 0, status: 'valid' } as const;
      const seq = work.staging.addRecord({ ...base, system, key, data: undo.data });
      const hashed = payloadHash(JSON.stringify(undo.data), [{ system, key }]);
      operations.push({ seq, kind, action: undo.action, targetId: id, payloadHash: hashed, changes: undo.changes });
      for (const finding of undo.findings) work.staging.addIssue({ issue: issueAt(nowhere, finding), seq, kind });
      return undo.action === 'delete' ? 'delete' : undo.action === 'update' ? 'restore' : 'kept';
    }),
  );
  addOperations(work.draft, operations);
  return undone;
}

interface Undo {
  readonly action: 'delete' | 'update' | 'skip';
  readonly data: Data;
  readonly changes: readonly FieldChange[];
  readonly findings: readonly Finding[];
}

interface Done {
  readonly operation: StoredOperation;
  readonly id: string;
  readonly current: Data | undefined;
}

function undoOne(work: Undoing, { operation, id, current }: Done): Undo {
  const { data } = operation;
  if (current === undefined) {
    return { action: 'skip', data, changes: [], findings: [{ code: 'target.record-gone', args: { id } }] };
  }
  const written = work.connection.expected?.(operation.kind, data, work.idOf) ?? data;
  return operation.action === 'update'
    ? restore(work, { operation, id, current }, written)
    : takeAway({ operation, id, current }, written);
}

/** Only as long as it is what we made of it: how a value is written does not matter. */
function takeAway({ operation, id, current = {} }: Done, written: Data): Undo {
  const { data } = operation;
  const edited = changedFields(current, written).filter(
    ({ field, before, after }) =>
      field !== originsField && !['equal', 'normalised'].includes(valueClass(after, before)),
  );
  if (edited.length === 0) return { action: 'delete', data, changes: [], findings: [] };
  const fields = edited.map(({ field }) => field).join(', ');
  return { action: 'skip', data, changes: [], findings: [{ code: 'plan.edited-since', args: { id, fields } }] };
}

/** Source records that the run brought to a record which was there before: nothing of the target is theirs any more. */
function broughtOrigins(
  { state, runId, connection, originsOf }: Undoing,
  operation: StoredOperation,
  id: string,
): readonly Ref[] {
  return originsOf(operation)
    .filter((origin) => {
      const known = state.lookup(connection.identity.account, operation.kind, origin);
      return known?.createdByRun === runId && known.targetId === id;
    })
    .map(({ system, key }) => ({ system, key }));
}

function restore(work: Undoing, { operation, id, current = {} }: Done, written: Data): Undo {
  const before = work.state.beforeImage(work.runId, operation.id);
  // Without it nobody knows what stood there: writing nothing back is the only answer that loses nothing.
  if (before === undefined) {
    const fields = operation.changes.map(({ field }) => field).filter((field) => field !== originsField);
    if (fields.length === 0) return { action: 'skip', data: current, changes: [], findings: [] };
    const args = { id, fields: fields.join(', ') };
    return { action: 'skip', data: current, changes: [], findings: [{ code: 'plan.no-before-image', args }] };
  }
  const changes: FieldChange[] = [];
  const edited: string[] = [];
  for (const { field } of operation.changes) {
    if (field === originsField || isDeepStrictEqual(current[field], before[field])) continue;
    const isOurs = ['equal', 'normalised'].includes(valueClass(written[field], current[field]));
    if (isOurs) changes.push({ field, before: current[field] ?? null, after: before[field] ?? null });
    else edited.push(field);
  }
  const findings: Finding[] =
    edited.length === 0 ? [] : [{ code: 'plan.edited-since', args: { id, fields: edited.join(', ') } }];
  const data = withChanges(current, changes);
  const leaving = broughtOrigins(work, operation, id);
  if (leaving.length > 0) changes.push({ field: originsField, before: leaving, after: [] });
  return { action: changes.length === 0 ? 'skip' : 'update', data, changes, findings };
}

async function manifestOf(
  draft: PlanDraft,
  { plan, connection, state, toolVersion, context }: RollbackSetup,
): Promise<Manifest> {
  const before = readManifest(plan);
  const { fingerprint } = await connection.describe();
  return {
    ...before,
    kind: 'rollback',
    toolVersion,
    runId: newRunId(context.now()),
    createdAt: context.now().toISOString(),
    lineage: state.lineage,
    serial: state.serial,
    planHash: hashOperations(draft),
    target: { ...connection.identity, fingerprint },
    gates: [],
  };
}
