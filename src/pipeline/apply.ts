import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { TargetError } from '../errors.ts';
import { entityKinds, type EntityKind } from '../model/entity.ts';
import {
  agreements,
  creationQueue,
  foundTargetIds,
  operationFinder,
  operationOrigins,
  operationTotals,
  plannedQueue,
  type StoredOperation,
} from '../store/plan-operations.ts';
import { readManifest } from '../store/plan.ts';
import type { JournalEntry } from '../store/state.ts';
import type { Operation } from '../targets/target.ts';
import { attemptsAtMost, type Applying, type ApplySetup } from './applying.ts';
import { breakAfterDoubts } from './breaker.ts';
import { BulkLoad } from './bulk.ts';
import { checkFreshness } from './freshness.ts';
import { pointsToLater } from './delayed-records.ts';
import { linkLate } from './late-links.ts';
import { stopIfAborted } from './progress.ts';
import { reconcile } from './reconcile.ts';
import { movingTest } from '../store/plan-earlier.ts';
import { hasLateReference, hasOpenReference } from './reference-fields.ts';
import { resultSums, type ResultSums } from './result-sums.ts';
import { followWrites, sendBatch, toOperation } from './sending.ts';
import { sweepDoubled } from './sweep.ts';
import { waiting } from './waiting.ts';
import { failpoint } from '../failpoint.ts';

export type { ApplySetup } from './applying.ts';

/**
 * Performs exactly the operations of a plan, each once. Intent is journaled before a batch is sent, outcome after; a run that was
 * interrupted is continued: what is done is not done again, what is in doubt is looked up.
 * @throws StaleError when the plan does not fit any more, GateError when a conflict is to stop the run, TargetError and AccessError
 * when the target does not let it go on: everything is journaled then, the same call continues
 */
export async function apply(setup: ApplySetup): Promise<readonly ResultSums[]> {
  const { plan, state, connection, context } = setup;
  const manifest = readManifest(plan);
  await checkFreshness({ ...setup, manifest, now: context.now() });
  failpoint('plan-verified');
  const { runId, planHash } = manifest;
  const isResumed = state.run(runId) !== undefined;
  const startedAt = context.now().toISOString();
  if (!isResumed) {
    const run = { run_id: runId, kind: manifest.kind ?? 'apply', plan_file: resolve(plan.file), plan_hash: planHash };
    const target = connection.identity.place;
    state.startRun({ ...run, target, started_at: startedAt, tool_version: setup.toolVersion });
  }
  failpoint('run-started');
  const run = { runId, planHash, startedAt, toolVersion: setup.toolVersion };
  await connection.runStarted?.(run);
  state.doubtUnsettled(runId);
  const applying = await begin(setup, runId, isResumed);
  followWrites(applying);
  if (manifest.kind === 'rollback') state.indexTargetIds();
  for (const agreed of agreements(plan)) state.agree(applying.account, agreed);
  // What was sent before an interruption may have been delivered twice as well.
  for (const [kind, mark] of state.firstWater(runId)) applying.firstWater.set(kind, mark);
  await reconcile(applying);
  // Those who watch see from the start what is to come.
  for (const [kind, total] of operationTotals(plan))
    context.progress({ phase: 'apply', subject: kind, done: 0, total });
  const bulk = new BulkLoad(applying);
  try {
    for (const kind of loadOrder(manifest.kind)) {
      await applyKind(applying, kind, bulk);
      failpoint('kind-done');
    }
  } finally {
    await bulk.close();
  }
  await linkLate(applying);
  // What was given up may have been performed since, later than the target promises.
  for (const [kind, since] of applying.sentAgain) await sweepDoubled(applying, kind, since);
  failpoint('before-end');
  const finishedAt = context.now().toISOString();
  const finishing = connection.runFinished?.({ ...run, finishedAt });
  const sums = await whileWaiting(finishing, () => resultSums(plan, state, runId));
  const isDoubtful = sums.some(({ inDoubt, blocked }) => inDoubt + blocked > 0);
  const hasRejects = sums.some(({ rejected }) => rejected > 0);
  state.endRun(runId, isDoubtful ? 'doubt' : hasRejects ? 'issues' : 'done', finishedAt);
  return sums;
}

/** What `work` gives, done while `other` goes on: it never ends before that has. */
async function whileWaiting<T>(other: Promise<void> | undefined, work: () => T): Promise<T> {
  // It may fail while the work is done: it is heard once that has ended.
  other?.catch(() => {});
  try {
    return work();
  } finally {
    await other;
  }
}

/** What refers to others is written after them and taken away before them. */
function loadOrder(kind: 'apply' | 'rollback' | undefined): readonly EntityKind[] {
  return kind === 'rollback' ? entityKinds.toReversed() : entityKinds;
}

async function begin(setup: ApplySetup, runId: string, isResumed: boolean): Promise<Applying> {
  const { plan, state, connection } = setup;
  const { account } = connection.identity;
  const foundTargetId = foundTargetIds(plan);
  const { kinds, createInOrderOf } = await connection.describe();
  const originsOf = operationOrigins(plan);
  const operation = operationFinder(plan);
  const loaded = connection.loaded?.();
  return {
    ...setup,
    runId,
    account,
    isResumed,
    // Asked before anything is settled: what is in doubt now may be there from now on.
    pointsToLater: isResumed ? pointsToLater({ state, runId, connection, operation, originsOf }) : () => false,
    createInOrder: createInOrderOf !== undefined,
    isLoaded: (kind) => kinds.includes(kind),
    originsOf,
    isMoving: movingTest(plan),
    operation,
    // What was read from a target refers to its records by their ids.
    idOf: (kind, ref) =>
      ref.system === '@target'
        ? ref.key
        : (state.lookup(account, kind, ref)?.targetId ??
          foundTargetId(kind, ref) ??
          loaded?.idOf(kind, ref)?.toString()),
    late: new Set(),
    sentAt: new Map(),
    underWay: new Set(),
    firstWater: new Map(),
    sentAgain: new Map(),
    batchId: state.lastBatch(runId),
    doubtsInRow: 0,
  };
}

/** Sends what is open, settles what is in doubt, and sends again what was not executed after all, a few times. */
async function applyKind(run: Applying, kind: EntityKind, bulk: BulkLoad): Promise<void> {
  const range = bulk.rangeOf(kind);
  await sendOpen(run, kind, range?.from);
  if (range !== undefined) await bulk.load(range, (left) => stopIfOver(run, left));
  for (let attempt = 2; attempt <= attemptsAtMost; attempt += 1) {
    await reconcile(run);
    const again = run.state.entries(run.runId, 'planned').filter((entry) => entry.kind === kind);
    if (again.length === 0) break;
    await sendAgain(run, again);
  }
  await reconcile(run);
  await sweepDoubled(run, kind, run.firstWater.get(kind));
}

/** `before`: the operation from which on the target takes them from the plan itself. */
async function sendOpen(run: Applying, kind: EntityKind, before?: number): Promise<void> {
  const queue = run.createInOrder ? creationQueue(run.plan, kind) : plannedQueue(run.plan, kind, before);
  const isSerial = run.target.writesAtOnce === 1;
  const waits = waiting(run, kind);
  let done = 0;
  let underWay: Promise<void> = Promise.resolve();
  try {
    for (;;) {
      const page = queue.next(sizeOfBatch(run, kind));
      if (page.length === 0) return;
      stopIfOver(run, queue.length - done);
      // The next batch is read and its intent written while the target works on the one before.
      const current = sendPage(run, page, waits);
      // It may fail while the one before is waited for: it is heard when its turn comes.
      current.catch(() => {});
      const previous = isSerial ? current : underWay;
      underWay = current;
      await previous;
      // A turn of the event loop, so that signals are heard.
      await setImmediate();
      done += page.length;
      run.context.progress({ phase: 'apply', subject: kind, done, total: queue.length });
    }
  } finally {
    await underWay;
  }
}

async function sendPage(
  run: Applying,
  page: readonly StoredOperation[],
  waits: (operation: Operation) => boolean,
): Promise<void> {
  const open = run.isResumed
    ? page.flatMap((stored) => openOperation(run, stored))
    : page.map((stored) => toOperation(run, stored));
  const ready = open.filter((operation) => !waits(operation));
  if (ready.length > 0) await send(run, ready);
}

/** Settled operations of an interrupted run are not sent again, but their late links are. */
function openOperation(run: Applying, stored: StoredOperation): readonly Operation[] {
  const entry = run.state.entry(run.runId, stored.id);
  if (entry === undefined || entry.state === 'planned') {
    if (entry !== undefined) noteSentAgain(run, entry);
    return [toOperation(run, stored, entry?.target_id ?? undefined)];
  }
  const isLate = hasLateReference(stored) || run.pointsToLater(stored, entry.batch_id) || isIncomplete(run, stored);
  if (entry.state === 'done' && isLate) run.late.add(stored.id);
  return [];
}

/** A link of the record was missing when it was written. */
function isIncomplete({ state, account }: Applying, stored: StoredOperation): boolean {
  return state.lookup(account, stored.kind, stored)?.payloadHash === '';
}

async function sendAgain(run: Applying, entries: readonly JournalEntry[]): Promise<void> {
  for (let start = 0; start < entries.length;) {
    stopIfOver(run, entries.length - start);
    const [first] = entries;
    const page = entries.slice(start, start + sizeOfBatch(run, first?.kind ?? 'note'));
    start += page.length;
    const operations = page.flatMap((entry) => {
      noteSentAgain(run, entry);
      const { op_id, target_id } = entry;
      const stored = run.operation(op_id);
      return stored === undefined ? [] : [toOperation(run, stored, target_id ?? undefined)];
    });
    await send(run, operations);
  }
}

function noteSentAgain({ sentAgain }: Applying, { kind, action, target_id: id, high_water: mark }: JournalEntry): void {
  if (action !== 'create' || id !== null || mark === null) return;
  const before = sentAgain.get(kind);
  if (before === undefined || Number(mark) < Number(before)) sentAgain.set(kind, mark);
}

async function send(run: Applying, operations: readonly Operation[]): Promise<void> {
  // As the write will see it: what is written with the batch itself has no id yet.
  for (const operation of operations) {
    if (operation.action !== 'delete' && hasOpenReference(operation, run)) run.late.add(operation.id);
  }
  await breakAfterDoubts(run, await sendBatch(run, operations));
}

function sizeOfBatch({ target, connection }: Applying, kind: EntityKind): number {
  const wanted = connection.nextBatchSize?.(kind) ?? target.batchSize;
  return Math.max(1, Math.min(wanted, target.batchSize));
}

function stopIfOver(run: Applying, left: number): void {
  stopIfAborted(run.context);
  if (run.deadline !== undefined && run.context.now() >= run.deadline)
    throw new TargetError('target.deadline', { left });
}
