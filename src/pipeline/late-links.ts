import { GateError } from '../errors.ts';
import { entityKinds } from '../model/entity.ts';
import { issueAt } from '../model/issue.ts';
import type { StoredOperation } from '../store/plan-operations.ts';
import { Staging } from '../store/plan-staging.ts';
import type { Operation } from '../targets/target.ts';
import type { Applying } from './applying.ts';
import { referenceFieldsOf, referencesOf } from './reference-fields.ts';
import { toOperation } from './sending.ts';
import { currentUpdates } from './update.ts';
import { failpoint } from '../failpoint.ts';

/** Second pass: relations to records that were written after the one that has them (parents, managers, cycles). */
export async function linkLate(run: Applying): Promise<void> {
  const { batchSize } = run.target;
  const staging = new Staging(run.plan);
  for (let start = 0; start < run.late.length; start += batchSize) {
    const late = run.late.slice(start, start + batchSize).flatMap((id) => writtenOperation(run, id));
    for (const operation of late) reportLostLinks(run, staging, operation);
    const operations = await lateLinks(run, late);
    for (const kind of entityKinds) {
      const ofKind = operations.filter((operation) => operation.kind === kind);
      if (ofKind.length === 0) continue;
      failpoint('before-late-links');
      const outcomes = await run.connection.write(ofKind, run.idOf);
      failpoint('after-late-links');
      const failed = outcomes.find(({ status }) => status !== 'done');
      if (failed !== undefined && 'stop' in failed && failed.stop !== undefined) throw failed.stop;
      if (failed !== undefined) throw new GateError('plan.late-links', { kind });
    }
  }
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
  for (const { kind: other, ref } of referencesOf(kind, data)) {
    if (!isLoaded(other) || idOf(other, ref) !== undefined) continue;
    const finding = { code: 'plan.link-lost', args: { kind: other, key: ref.key } } as const;
    const issue = issueAt(staging.originOf(seq), finding);
    staging.addIssue({ issue, seq, kind });
    context.report(issue);
  }
}
