import { waitFor } from '../context.ts';
import { GateError, TargetError } from '../errors.ts';
import { entityKinds } from '../model/entity.ts';
import { issueAt } from '../model/issue.ts';
import type { StoredOperation } from '../store/plan-operations.ts';
import { Staging } from '../store/plan-staging.ts';
import type { Operation, Outcome } from '../targets/target.ts';
import { attemptsAtMost, type Applying } from './applying.ts';
import { auditEntry } from './audit-entry.ts';
import { hasOpenReference, openReferences, referenceFieldsOf } from './reference-fields.ts';
import { hashesOf, toOperation } from './sending.ts';
import { currentUpdates } from './update.ts';
import { failpoint } from '../failpoint.ts';

/** Second pass: relations to records that were written after the one that has them (parents, managers, cycles). */
export async function linkLate(run: Applying): Promise<void> {
  const { batchSize } = run.target;
  const staging = new Staging(run.plan);
  const ids = [...run.late];
  for (let start = 0; start < ids.length; start += batchSize) {
    const late = ids.slice(start, start + batchSize).flatMap((id) => writtenOperation(run, id));
    for (const operation of late) reportLostLinks(run, staging, operation);
    const operations = await lateLinks(run, late);
    for (const kind of entityKinds) {
      const ofKind = operations.filter((operation) => operation.kind === kind);
      if (ofKind.length === 0) continue;
      await writeLinks(run, ofKind);
    }
    keepWhatIsKnown(run, late);
  }
}

/** Of a record that has all its links now, everything was written; one that lacks a link is compared again by the next plan. */
function keepWhatIsKnown(run: Applying, late: readonly StoredOperation[]): void {
  const written = late.map((stored) => ({
    kind: stored.kind,
    origins: run.originsOf(stored),
    payloadHash: hasOpenReference(stored, run) ? '' : stored.payloadHash,
  }));
  run.state.keepWritten(run.account, written);
}

const firstPauseMs = 1_000;

/**
 * Links set what is to stand there, so that a write of which nothing is known is simply made again.
 * @throws GateError when the target refuses a link, TargetError when it does not answer
 */
async function writeLinks(run: Applying, operations: readonly Operation[]): Promise<void> {
  let open = operations;
  for (let attempt = 1; ; attempt += 1) {
    failpoint('before-late-links');
    const outcomes = await run.connection.write(open, run.idOf);
    failpoint('after-late-links');
    remember(run, open, outcomes);
    const stop = outcomes.find((outcome) => 'stop' in outcome && outcome.stop !== undefined);
    if (stop !== undefined && 'stop' in stop && stop.stop !== undefined) throw stop.stop;
    const refused = open.find((_, index) => outcomes[index]?.status === 'rejected');
    if (refused !== undefined) throw new GateError('plan.late-links', { kind: refused.kind });
    open = open.filter((_, index) => outcomes[index]?.status !== 'done');
    if (open.length === 0) return;
    const { place } = run.connection.identity;
    if (attempt >= attemptsAtMost) throw new TargetError('target.doubts', { place, count: attempt });
    await waitFor(run.context, firstPauseMs * 2 ** attempt);
  }
}

/** What was sent goes into the audit log; what is there now is what later runs compare with. */
function remember(run: Applying, operations: readonly Operation[], outcomes: readonly Outcome[]): void {
  const sent = operations.flatMap((operation, index) => {
    const outcome = outcomes[index];
    if (outcome?.status === 'not-executed') return [];
    const status = outcome === undefined || outcome.status === 'in-doubt' ? 'in_doubt' : outcome.status;
    return [{ operation, status }];
  });
  run.audit?.append(
    sent.map(({ operation, status }) =>
      auditEntry(run, operation, { outcome: status, targetId: operation.targetId, action: 'link' }),
    ),
  );
  const agreed = sent.flatMap(({ operation, status }) => {
    const { hashes } = hashesOf(run, operation);
    const { kind, targetId } = operation;
    return status !== 'done' || hashes === undefined || targetId === undefined ? [] : [{ kind, targetId, hashes }];
  });
  if (agreed.length > 0) run.state.agree(run.account, agreed);
}

/** Nothing for an operation that was rejected or is in doubt: there is no record to link. */
function writtenOperation(run: Applying, id: number): readonly StoredOperation[] {
  const stored = run.operation(id);
  return stored === undefined || run.state.entry(run.runId, id)?.state !== 'done' ? [] : [stored];
}

/** What was updated keeps what people changed in the target; what was created is written as planned. */
async function lateLinks(run: Applying, late: readonly StoredOperation[]): Promise<readonly Operation[]> {
  const operations = late.flatMap((stored) => {
    const targetId = run.state.lookup(run.account, stored.kind, stored)?.targetId;
    return targetId === undefined ? [] : [linking(run, stored, targetId)];
  });
  if (run.connection.expected === undefined) return (await currentUpdates(run, operations)).map(asUpdate);
  return operations.filter(({ changes }) => changes.length > 0).map(asUpdate);
}

function asUpdate(operation: Operation): Operation {
  return { ...operation, action: 'update' } as Operation;
}

/** Where only named fields are written, those are the ones that hold references. */
function linking(run: Applying, stored: StoredOperation, targetId: string): Operation {
  const operation = toOperation(run, stored, targetId);
  if (run.connection.expected === undefined) return operation;
  const held = run.connection.expected(stored.kind, operation.data, run.idOf);
  const changes = referenceFieldsOf(stored.data)
    .filter((field) => held[field] !== undefined)
    .map((field) => ({ field, before: null, after: stored.data[field] }));
  return { ...operation, changes } as Operation;
}

/** A relation whose other end never reached the target is said: it would be missed silently. */
function reportLostLinks(
  { idOf, isLoaded, context }: Applying,
  staging: Staging,
  { seq, kind, data }: StoredOperation,
): void {
  for (const { kind: other, ref } of openReferences({ kind, data }, { idOf, isLoaded })) {
    const finding = { code: 'plan.link-lost', args: { kind: other, key: ref.key } } as const;
    const issue = issueAt(staging.originOf(seq), finding);
    staging.addIssue({ issue, seq, kind });
    context.report(issue);
  }
}
