import { encodeTimeline, type TimelineKind } from './codec.ts';
import type { Encoding } from './encoding.ts';
import { entityTypeIds } from './portal.ts';
import type { Command, Rest } from './rest.ts';
import type { TimelineRecord } from './timeline.ts';
import { asId, asMap } from './values.ts';
import { failedOutcome } from './writing.ts';
import type { Operation, Outcome } from '../target.ts';

interface TimelineWriting {
  readonly rest: Rest;
  readonly place: string;
  readonly encoding: Encoding;
}

/** Creates comments and to-dos. One that was found again is there whole. */
export async function createTimeline(
  writing: TimelineWriting,
  kind: TimelineKind,
  operations: readonly Operation[],
): Promise<readonly Outcome[]> {
  const records = operations.map(({ data }) => encodeTimeline(kind, data, writing.encoding));
  const open = operations.map((operation, index) => (operation.targetId === undefined ? records[index] : undefined));
  const commands = open.flatMap((record) => (record === undefined ? [] : [timelineCommand(record)]));
  const replies = [...(await writing.rest.batch(commands, { isWrite: true }))];
  return operations.map(({ targetId }, index): Outcome => {
    if (targetId !== undefined) return { status: 'done', targetId };
    const record = open[index];
    if (record === undefined) return { status: 'rejected', finding: { code: 'bitrix24.no-parent', args: { kind } } };
    const reply = replies.shift() ?? { kind: 'doubt' as const, reason: 'no reply' };
    if (reply.kind !== 'result') return failedOutcome(reply, writing.place);
    const id = asId(reply.result) ?? asId(asMap(reply.result)['id']);
    if (id === undefined) return { status: 'in-doubt', reason: 'no id in the answer' };
    return { status: 'done', targetId: `${record.form}:${id}` };
  });
}

function timelineCommand(record: TimelineRecord): Command {
  const { kind, id } = record.parent;
  if (record.form === 'comment') {
    const fields = { ENTITY_ID: Number(id), ENTITY_TYPE: kind, COMMENT: record.text };
    return { method: 'crm.timeline.comment.add', parameters: { fields } };
  }
  const owner = { ownerTypeId: entityTypeIds[kind], ownerId: Number(id) };
  return { method: 'crm.activity.todo.add', parameters: { ...owner, ...record.fields } };
}
