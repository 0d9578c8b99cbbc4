import { StaleError } from '../errors.ts';
import type { RecordOrigin, Ref } from '../model/field.ts';
import { issueAt } from '../model/issue.ts';
import { failpoint } from '../failpoint.ts';
import type { StoredOperation } from '../store/plan-operations.ts';
import { Staging } from '../store/plan-staging.ts';
import type { FieldHashes, Settlement } from '../store/state.ts';
import { type Operation, type OperationAction, type Outcome, leavingOrigins } from '../targets/target.ts';
import type { Applying } from './applying.ts';
import { auditEntry } from './audit-entry.ts';
import { fieldHashes } from './field-hashes.ts';
import { payloadHash } from '../store/payload-hash.ts';
import type { StageContext } from './progress.ts';
import { hasOpenReference, pointsToMoving, resolvedData } from './reference-fields.ts';
import { currentUpdates } from './update.ts';

/**
 * Journals the intent of a batch, sends it and journals what became of it: in this order, each committed before the next begins.
 * @throws what an outcome says the run must stop with, after it was journaled
 */
export async function sendBatch(run: Applying, operations: readonly Operation[]): Promise<readonly Outcome[]> {
  const { state, runId, connection, context } = run;
  const [first] = operations;
  if (first === undefined) return [];
  const wanted = await currentUpdates(run, operations);
  const highWater = await connection.highWater?.(first.kind);
  if (highWater !== undefined && !run.firstWater.has(first.kind)) run.firstWater.set(first.kind, highWater);
  run.batchId += 1;
  const batch = { id: run.batchId, sentAt: context.now().getTime(), highWater };
  failpoint('before-intent');
  state.intend(runId, batch, wanted);
  failpoint('after-intent');
  run.sentAt.set(batch.id, performance.now());
  run.underWay.add(batch.id);
  const outcomes = await connection.write(wanted, run.idOf);
  failpoint('before-result');
  settle(run, wanted, outcomes);
  run.underWay.delete(batch.id);
  failpoint('after-result');
  const stop = outcomes.find((outcome) => 'stop' in outcome && outcome.stop !== undefined);
  if (stop !== undefined && 'stop' in stop && stop.stop !== undefined) throw stop.stop;
  return outcomes;
}

/**
 * A request may wait for its turn long after the intent of its batch was written; after a crash nobody knows how long it did, so the
 * journal is told before it goes.
 */
export function followWrites(run: Applying): void {
  const { state, runId, connection, context } = run;
  connection.onWrite?.(() => {
    const now = performance.now();
    for (const id of run.underWay) run.sentAt.set(id, now);
    state.handOver(runId, context.now().getTime());
  });
}

function settle(run: Applying, operations: readonly Operation[], outcomes: readonly Outcome[]): void {
  const { state, runId, account, context } = run;
  const settlements = operations.map((operation, index) => settlementOf(run, operation, outcomes[index]));
  run.audit?.append(
    operations.flatMap((operation, index) => {
      const settlement = settlements[index];
      return settlement === undefined || settlement.state === 'planned'
        ? []
        : [auditEntry(run, operation, { outcome: settlement.state, targetId: settlement.targetId })];
    }),
  );
  failpoint('inside-result');
  state.settle(runId, account, context.now().getTime(), settlements);
  reportFindings(run, operations, outcomes);
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

/** An operation as the target takes it, its payload checked against the plan. @throws StaleError */
export function toOperation(run: Applying, stored: StoredOperation, foundId?: string): Operation {
  const origins = run.originsOf(stored);
  if (payloadHash(stored.text, origins) !== stored.payloadHash) {
    throw new StaleError('plan.changed-bytes', { file: run.plan.file });
  }
  const marker: Ref = { system: stored.system, key: stored.key };
  const { id, kind, data, text, changes, payloadHash: hashed } = stored;
  const targetId = foundId ?? stored.targetId;
  const action: OperationAction = stored.action === 'update' || stored.action === 'delete' ? stored.action : 'create';
  // The plan holds validated data only, and its hash has just been checked.
  const same = changes.length === 0 ? text : undefined;
  return { id, kind, action, targetId, marker, data, text: same, origins, changes, payloadHash: hashed } as Operation;
}

function settlementOf(run: Applying, operation: Operation, outcome: Outcome | undefined): Settlement {
  const { id, kind, origins, payloadHash: hashed } = operation;
  if (outcome === undefined) return { id, state: 'in_doubt', reason: 'no outcome' };
  switch (outcome.status) {
    case 'done': {
      const { targetId } = outcome;
      if (operation.action === 'delete') {
        return { id, state: 'done', targetId, done: { kind, origins: [], payloadHash: hashed, isGone: true } };
      }
      const isAdopted = operation.action === 'update' && run.operation(id)?.isForeign === true;
      const left = leavingOrigins(operation);
      const done = {
        kind,
        origins: without(origins, left),
        left,
        // What it holds of records that leave is compared when they are gone.
        payloadHash: left.length > 0 ? '' : writtenHash(run, operation),
        isAdopted,
        ...hashesOf(run, operation),
      };
      return { id, state: 'done', targetId, done };
    }
    case 'rejected':
      return { id, state: 'rejected', reason: JSON.stringify(outcome.finding) };
    case 'not-executed':
      return { id, state: 'planned', reason: outcome.reason, ...known(operation.targetId) };
    case 'in-doubt':
      return { id, state: 'in_doubt', reason: outcome.reason, ...known(outcome.targetId ?? operation.targetId) };
  }
}

function without(origins: readonly RecordOrigin[], left: readonly Ref[]): readonly RecordOrigin[] {
  if (left.length === 0) return origins;
  return origins.filter((origin) => !left.some(({ system, key }) => system === origin.system && key === origin.key));
}

/**
 * What the id map is to know of what was written: nothing, as long as a link is missing, so that the next plan compares the record
 * again. Links that are made in the second pass complete it.
 */
export function writtenHash(run: Applying, { id, kind, data, payloadHash: hashed }: Operation): string {
  if (run.isMoving !== undefined && pointsToMoving({ kind, data }, run.isMoving)) return '';
  return run.late.has(id) && hasOpenReference({ kind, data }, run) ? '' : hashed;
}

function known(targetId: string | undefined): { readonly targetId?: string } {
  return targetId === undefined ? {} : { targetId };
}

/** For targets that people work in: what was written, so that the next run can tell their changes from ours. */
export function hashesOf(
  run: Applying,
  { id, kind, action, data, changes }: Operation,
): { readonly hashes?: FieldHashes } {
  const expected = run.connection.expected?.(kind, data, run.idOf);
  if (expected === undefined) return {};
  if (action !== 'update') return { hashes: fieldHashes(resolvedData({ kind, data }, run), expected) };
  // What was added to what stood there is in the data too: the source's own is what it will be compared with.
  const source = JSON.parse(run.operation(id)?.text ?? '{}') as Readonly<Record<string, unknown>>;
  const hashes = fieldHashes(resolvedData({ kind, data: source }, run), expected);
  const written = new Set(changes.map(({ field }) => field));
  return { hashes: Object.fromEntries(Object.entries(hashes).filter(([field]) => written.has(field))) };
}

function reportFindings(
  { plan, operation: stored, context }: Applying,
  operations: readonly Operation[],
  outcomes: readonly Outcome[],
): void {
  const found = outcomes.some((outcome) => outcome.status === 'done' && (outcome.findings?.length ?? 0) > 0);
  if (!found) return;
  const staging = new Staging(plan);
  for (const [index, outcome] of outcomes.entries()) {
    const operation = operations[index];
    if (outcome.status !== 'done' || operation === undefined) continue;
    const { kind, id } = operation;
    const seq = stored(id)?.seq ?? 0;
    for (const finding of outcome.findings ?? []) {
      const issue = issueAt(staging.originOf(seq), finding);
      staging.addIssue({ issue, seq, kind });
      context.report(issue);
    }
  }
}
