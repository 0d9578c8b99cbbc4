import { setImmediate } from 'node:timers/promises';
import { GateError, StaleError } from '../errors.ts';
import { entityKinds, type EntityKind } from '../model/entity.ts';
import type { Ref } from '../model/field.ts';
import { issueAt } from '../model/issue.ts';
import {
  findOperation,
  foundTargetIds,
  operationOrigins,
  operationTotals,
  pendingOperations,
  type StoredOperation,
} from '../store/plan-operations.ts';
import { Staging } from '../store/plan-staging.ts';
import { readManifest, type Plan } from '../store/plan.ts';
import type { Settlement, State } from '../store/state.ts';
import type { Connection, IdOf, Operation, Outcome, Target } from '../targets/target.ts';
import { checkFreshness } from './freshness.ts';
import { payloadHash } from './operations.ts';
import { stopIfAborted, type StageContext } from './progress.ts';
import { reconcile } from './reconcile.ts';
import { hasLateReference, hasOpenReference, referencesOf } from './reference-fields.ts';
import { resultSums, type ResultSums } from './result-sums.ts';
import { currentUpdates } from './update.ts';

export interface ApplySetup {
  readonly plan: Plan;
  readonly state: State;
  readonly target: Pick<Target, 'batchSize' | 'settleMs'>;
  readonly connection: Connection;
  readonly conflict: 'keep-target' | 'overwrite' | 'stop';
  readonly expectHash?: string;
  readonly toolVersion: string;
  readonly context: StageContext;
}

interface Applying extends ApplySetup {
  readonly runId: string;
  readonly account: string;
  readonly originsOf: ReturnType<typeof operationOrigins>;
  readonly idOf: IdOf;
  /** Ids of operations whose references were not all in the target yet. */
  readonly late: number[];
  readonly isResumed: boolean;
  /** Operations to perform, by kind. */
  readonly totals: ReadonlyMap<EntityKind, number>;
  batchId: number;
}

/**
 * Performs exactly the operations of a plan, each once. Intent is journaled before a batch is sent, outcome after; a run that was
 * interrupted is continued: what is done is not done again, what is in doubt is looked up.
 * @throws StaleError when the plan does not fit any more, GateError when a conflict is to stop the run
 */
export async function apply(setup: ApplySetup): Promise<readonly ResultSums[]> {
  const { plan, state, connection, context } = setup;
  const manifest = readManifest(plan);
  await checkFreshness({ ...setup, manifest, now: context.now() });
  const { runId, planHash } = manifest;
  const isResumed = state.run(runId) !== undefined;
  const startedAt = context.now().toISOString();
  const { account, place } = connection.identity;
  if (!isResumed) {
    const run = { run_id: runId, kind: 'apply', plan_file: plan.file, plan_hash: planHash, target: place };
    state.startRun({ ...run, started_at: startedAt, tool_version: setup.toolVersion });
  }
  const run = { runId, planHash, startedAt, toolVersion: setup.toolVersion };
  await connection.runStarted?.(run);
  const foundTargetId = foundTargetIds(plan);
  const applying: Applying = {
    ...setup,
    runId,
    account,
    isResumed,
    originsOf: operationOrigins(plan),
    idOf: (kind, ref) => state.lookup(account, kind, ref)?.targetId ?? foundTargetId(kind, ref),
    late: [],
    totals: operationTotals(plan),
    batchId: 0,
  };
  state.doubtUnsettled(runId);
  await reconcile({ ...setup, runId, settleMs: setup.target.settleMs });
  // Those who watch see from the start what is to come.
  for (const [kind, total] of applying.totals) context.progress({ phase: 'apply', subject: kind, done: 0, total });
  for (const kind of entityKinds) await applyKind(applying, kind);
  await linkLate(applying);
  const sums = resultSums(plan, state, runId);
  const finishedAt = context.now().toISOString();
  await connection.runFinished?.({ ...run, finishedAt });
  const isDoubtful = sums.some(({ inDoubt, blocked }) => inDoubt + blocked > 0);
  const hasRejects = sums.some(({ rejected }) => rejected > 0);
  state.endRun(runId, isDoubtful ? 'doubt' : hasRejects ? 'issues' : 'done', finishedAt);
  return sums;
}

async function applyKind(run: Applying, kind: EntityKind): Promise<void> {
  const total = run.totals.get(kind) ?? 0;
  let done = 0;
  let before = Promise.resolve();
  try {
    for (const page of pendingOperations(run.plan, kind, { pageSize: run.target.batchSize })) {
      stopIfAborted(run.context);
      const open = run.isResumed ? page.filter((operation) => isOpen(run, operation)) : page;
      // The next batch is read and its intent written while the target works on the one before.
      const current = open.length === 0 ? Promise.resolve() : sendBatch(run, open);
      const previous = before;
      before = current;
      await previous;
      // A turn of the event loop, so that signals are heard.
      await setImmediate();
      done += page.length;
      run.context.progress({ phase: 'apply', subject: kind, done, total });
    }
  } finally {
    await before;
  }
}

/** Settled operations of an interrupted run are not sent again, but their late links are. */
function isOpen(run: Applying, operation: StoredOperation): boolean {
  const entry = run.state.entry(run.runId, operation.id);
  const isSettled = entry !== undefined && entry.state !== 'planned';
  if (isSettled && entry.state === 'done' && hasLateReference(operation)) run.late.push(operation.id);
  return !isSettled;
}

async function sendBatch(run: Applying, stored: readonly StoredOperation[]): Promise<void> {
  const { state, runId, context } = run;
  const operations = await currentUpdates(
    run,
    stored.map((operation) => toOperation(run, operation)),
  );
  // As the write will see it: what is written with the batch itself has no id yet.
  for (const operation of stored) {
    if (hasOpenReference(operation, run.idOf)) run.late.push(operation.id);
  }
  run.batchId += 1;
  state.intend(runId, run.batchId, context.now().getTime(), operations);
  const outcomes = await run.connection.write(operations, run.idOf);
  const settlements = operations.map((operation, index) => settlementOf(operation, outcomes[index]));
  state.settle(runId, run.account, context.now().getTime(), settlements);
  for (const [index, operation] of operations.entries()) tell(context, operation, outcomes[index]);
}

/** After the journal knows it: what is told has happened. */
function tell({ event }: StageContext, { id, kind, action, marker }: Operation, outcome: Outcome | undefined): void {
  const status = outcome?.status ?? 'in-doubt';
  event({
    type: 'op',
    id,
    kind,
    action,
    system: marker.system,
    key: marker.key,
    status,
    ...(outcome?.status === 'done' ? { target_id: outcome.targetId } : {}),
    ...(outcome?.status === 'rejected' ? { code: outcome.finding.code } : {}),
  });
  if (status === 'in-doubt') {
    event({ type: 'doubt', id, kind, reason: outcome?.status === 'in-doubt' ? outcome.reason : 'no outcome' });
  }
}

function toOperation(run: Applying, stored: StoredOperation): Operation {
  const origins = run.originsOf(stored);
  if (payloadHash(stored.text, origins) !== stored.payloadHash) {
    throw new StaleError('plan.changed-bytes', { file: run.plan.file });
  }
  const marker: Ref = { system: stored.system, key: stored.key };
  const { id, kind, targetId, data, text, changes } = stored;
  const action = stored.action === 'update' ? 'update' : 'create';
  // The plan holds validated data only, and its hash has just been checked.
  return {
    id,
    kind,
    action,
    targetId,
    marker,
    data,
    text,
    origins,
    changes,
    payloadHash: stored.payloadHash,
  } as Operation;
}

function settlementOf(operation: Operation, outcome: Outcome | undefined): Settlement {
  const { id, kind, origins, payloadHash: hashed } = operation;
  if (outcome === undefined) return { id, state: 'in_doubt', reason: 'no outcome' };
  switch (outcome.status) {
    case 'done':
      return { id, state: 'done', targetId: outcome.targetId, done: { kind, origins, payloadHash: hashed } };
    case 'rejected':
      return { id, state: 'rejected', reason: JSON.stringify(outcome.finding) };
    case 'not-executed':
      return { id, state: 'planned', reason: outcome.reason };
    case 'in-doubt':
      return { id, state: 'in_doubt', reason: outcome.reason };
  }
}

/** Second pass: relations to records that were written after the one that has them (parents, managers, cycles). */
async function linkLate(run: Applying): Promise<void> {
  const { batchSize } = run.target;
  const staging = new Staging(run.plan);
  for (let start = 0; start < run.late.length; start += batchSize) {
    const late = run.late.slice(start, start + batchSize).flatMap((id) => writtenOperation(run, id));
    for (const operation of late) reportLostLinks(run, staging, operation);
    const operations = await lateLinks(run, late);
    for (const kind of entityKinds) {
      const ofKind = operations.filter((operation) => operation.kind === kind);
      if (ofKind.length === 0) continue;
      const outcomes = await run.connection.write(ofKind, run.idOf);
      if (outcomes.some(({ status }) => status !== 'done')) throw new GateError('plan.late-links', { kind });
    }
  }
}

/** Nothing for an operation that was rejected or is in doubt: there is no record to link. */
function writtenOperation(run: Applying, id: number): readonly StoredOperation[] {
  const stored = findOperation(run.plan, id);
  return stored === undefined || run.state.entry(run.runId, id)?.state !== 'done' ? [] : [stored];
}

/** What was updated keeps what people changed in the target; what was created is written as planned. */
async function lateLinks(run: Applying, late: readonly StoredOperation[]): Promise<readonly Operation[]> {
  const operations: Operation[] = [];
  for (const stored of late) {
    const targetId = run.state.lookup(run.account, stored.kind, stored)?.targetId;
    if (targetId === undefined) continue;
    const operation = { ...toOperation(run, stored), targetId };
    const [current = operation] = await currentUpdates(run, [operation]);
    operations.push({ ...current, action: 'update' });
  }
  return operations;
}

/** A relation whose other end never reached the target is said: it would be missed silently. */
function reportLostLinks({ idOf, context }: Applying, staging: Staging, { seq, kind, data }: StoredOperation): void {
  for (const { kind: other, ref } of referencesOf(kind, data)) {
    if (idOf(other, ref) !== undefined) continue;
    const finding = { code: 'plan.link-lost', args: { kind: other, key: ref.key } } as const;
    const issue = issueAt(staging.originOf(seq), finding);
    staging.addIssue({ issue, seq, kind });
    context.report(issue);
  }
}
