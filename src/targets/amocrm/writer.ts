import type { Operation, Outcome } from '../target.ts';
import { collectionOf, isRecordKind, type RecordKind } from './account.ts';
import { encodeRecord } from './codec.ts';
import { createRecords } from './create.ts';
import { writeParts } from './parts.ts';
import { isTimelineKind } from './timeline.ts';
import { writeTimeline } from './timeline-write.ts';
import { deleteRecords, updateRecords } from './update.ts';
import { unknownOutcome, type Job, type Writing } from './writing.ts';

/** Performs the operations of one kind: creates, then updates, then what stands for deletes. */
export async function writeOperations(writing: Writing, operations: readonly Operation[]): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = operations.map(() => unknownOutcome);
  for (const action of ['create', 'update', 'delete'] as const) {
    const ofAction = [...operations.entries()].filter(([, operation]) => operation.action === action);
    const [first] = ofAction;
    if (first === undefined) continue;
    const results = await perform(
      writing,
      action,
      ofAction.map(([, operation]) => operation),
    );
    for (const [at, [index]] of ofAction.entries()) outcomes[index] = results[at] ?? unknownOutcome;
  }
  return outcomes;
}

async function perform(
  writing: Writing,
  action: Operation['action'],
  operations: readonly Operation[],
): Promise<readonly Outcome[]> {
  const kind = operations[0]?.kind ?? 'company';
  if (isRecordKind(kind)) return performRecords(writing, action, { kind, operations });
  if (isTimelineKind(kind)) return writeTimeline(writing, action, { kind, operations });
  return operations.map(() => ({
    status: 'rejected',
    finding: { code: 'target.field-unsupported', args: { field: kind } },
  }));
}

async function performRecords(
  writing: Writing,
  action: Operation['action'],
  { kind, operations }: { readonly kind: RecordKind; readonly operations: readonly Operation[] },
): Promise<readonly Outcome[]> {
  const of = collectionOf[kind];
  if (action === 'delete') return deleteRecords(writing, of, operations);
  const jobs = operations.map((operation): Job => {
    const record = encodeRecord(kind, operation.data, writing.encoding);
    return { operation, record, id: operation.targetId, findings: [], outcome: undefined };
  });
  if (action === 'update') await updateRecords(writing, { kind, of, jobs });
  else {
    await createRecords(writing, { kind, of, jobs: jobs.filter(({ id }) => id === undefined) });
    await writeParts(writing, { kind, of, jobs });
  }
  return jobs.map(({ outcome }) => outcome ?? unknownOutcome);
}
