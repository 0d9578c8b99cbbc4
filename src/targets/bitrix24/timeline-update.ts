import type { Operation, Outcome } from '../target.ts';
import { encodeTimeline, type TimelineKind } from './codec.ts';
import type { Encoding } from './encoding.ts';
import { entityTypeIds } from './portal.ts';
import { timelineIdOf } from './read-items.ts';
import type { Command, Rest } from './rest.ts';
import type { TimelineRecord } from './timeline.ts';
import { failedOutcome } from './writing.ts';

interface TimelineWriting {
  readonly rest: Rest;
  readonly place: string;
  readonly encoding: Encoding;
}

/** Changes texts of comments and to-dos; one that changed its form (a to-do that was done) stays what it was, with the new text. */
export async function updateTimeline(
  { rest, place, encoding }: TimelineWriting,
  kind: TimelineKind,
  operations: readonly Operation[],
): Promise<readonly Outcome[]> {
  const commands = operations.map((operation) => {
    const record = encodeTimeline(kind, operation.data, encoding);
    const found = timelineIdOf(operation.targetId ?? '');
    return record === undefined || found?.form !== record.form ? undefined : updateCommand(found.id, record);
  });
  const replies = [
    ...(await rest.batch(
      commands.filter((command) => command !== undefined),
      { isWrite: true },
    )),
  ];
  return operations.map(({ targetId = '' }, index): Outcome => {
    if (commands[index] === undefined) {
      return {
        status: 'done',
        targetId,
        findings: [{ code: 'target.field-ignored', args: { field: 'status', id: targetId } }],
      };
    }
    const reply = replies.shift() ?? { kind: 'doubt' as const, reason: 'no reply' };
    return reply.kind === 'result' ? { status: 'done', targetId } : failedOutcome(reply, place, targetId);
  });
}

function updateCommand(id: string, record: TimelineRecord): Command {
  if (record.form === 'comment') {
    return { method: 'crm.timeline.comment.update', parameters: { id: Number(id), fields: { COMMENT: record.text } } };
  }
  const { kind, id: ownerId } = record.parent;
  const owner = { ownerTypeId: entityTypeIds[kind], ownerId: Number(ownerId) };
  return { method: 'crm.activity.todo.update', parameters: { id: Number(id), ...owner, ...record.fields } };
}
