import { PerenosError } from '../../errors.ts';
import type { Operation, Outcome } from '../target.ts';
import { halfWritten } from '../write-outcome.ts';
import { collections } from './account.ts';
import type { Fields } from './encoding.ts';
import { sendElements } from './send.ts';
import { readTimeline } from './timeline-read.ts';
import {
  encodeTimeline,
  readTimelineId,
  timelineId,
  type Parent,
  type TimelineKind,
  type TimelineRecord,
} from './timeline.ts';
import { asId } from './values.ts';
import { failedOutcome, unknownOutcome, type Element, type ElementReply, type Writing } from './writing.ts';

interface Batch {
  readonly kind: TimelineKind;
  readonly operations: readonly Operation[];
}

/** Writes notes and tasks. */
export async function writeTimeline(
  writing: Writing,
  action: Operation['action'],
  { kind, operations }: Batch,
): Promise<readonly Outcome[]> {
  try {
    if (action === 'create') return await createTimeline(writing, { kind, operations });
    if (action === 'update') return await updateTimeline(writing, { kind, operations });
    return await endTimeline(writing, operations);
  } catch (error) {
    if (!(error instanceof PerenosError)) throw error;
    return operations.map(() => ({ status: 'not-executed', reason: error.message, stop: error }));
  }
}

/** One note or task of an operation: a note of two records is written twice. */
interface Piece {
  readonly operation: Operation;
  readonly record: TimelineRecord;
  readonly parent: Parent;
  readonly element: Element;
}

async function createTimeline(writing: Writing, { kind, operations }: Batch): Promise<readonly Outcome[]> {
  const outcomes = new Map<Operation, Outcome>();
  const pieces: Piece[] = [];
  const made = new Map<Operation, Parent[]>();
  const again = await standingParents(writing, operations);
  for (const operation of operations) {
    const record = encodeTimeline(kind, operation.data, writing.encoding);
    if (record === undefined) {
      outcomes.set(operation, { status: 'rejected', finding: { code: 'amocrm.no-parent', args: {} } });
      continue;
    }
    const standing = again.get(operation);
    made.set(operation, [...(standing?.places ?? [])]);
    for (const parent of record.parents.filter((one) => !isAmong(one, standing?.owners ?? [])))
      pieces.push({ operation, record, parent, element: elementOf(operation, record, parent) });
  }
  const replies = await sendPieces(writing, pieces);
  for (const piece of pieces) takePiece(piece, replies.get(piece.element), { outcomes, made });
  return operations.map((operation) => outcomes.get(operation) ?? doneOutcome(kind, operation, { writing, made }));
}

function doneOutcome(
  kind: TimelineKind,
  operation: Operation,
  { writing, made }: { readonly writing: Writing; readonly made: ReadonlyMap<Operation, readonly Parent[]> },
): Outcome {
  const form = encodeTimeline(kind, operation.data, { ...writing.encoding, note: () => {} })?.form ?? 'note';
  return { status: 'done', targetId: timelineId(form, made.get(operation) ?? []) };
}

interface Standing {
  /** The notes that are there. */
  readonly places: readonly Parent[];
  /** The records they hang on. */
  readonly owners: readonly Parent[];
}

/** Of what was found again after a lost answer: which of its notes are there. */
async function standingParents(
  writing: Writing,
  operations: readonly Operation[],
): Promise<ReadonlyMap<Operation, Standing>> {
  const again = operations.filter(({ targetId }) => targetId !== undefined);
  const found = await readTimeline(
    writing.rest,
    again.map(({ targetId = '' }) => targetId),
  );
  return new Map(
    again.flatMap((operation, index): [Operation, Standing][] => {
      const record = found[index];
      const { places } = readTimelineId(operation.targetId ?? '');
      return record === undefined ? [] : [[operation, { places, owners: record.parents }]];
    }),
  );
}

function isAmong({ of, id }: Parent, parents: readonly Parent[]): boolean {
  return parents.some((one) => one.of === of && one.id === id);
}

function elementOf({ id }: Operation, { form, fields }: TimelineRecord, parent: Parent): Element {
  const owner: Fields = form === 'task' ? { entity_type: parent.of } : {};
  return { requestId: `${id}-${parent.of}-${parent.id}`, body: { ...fields, ...owner, entity_id: Number(parent.id) } };
}

async function sendPieces(writing: Writing, pieces: readonly Piece[]): Promise<ReadonlyMap<Element, ElementReply>> {
  const replies = new Map<Element, ElementReply>();
  const send = async (some: readonly Piece[], path: string, name: string): Promise<void> => {
    const elements = some.map(({ element }) => element);
    const found = await sendElements(writing, elements, { verb: 'POST', path, name, isRepeatable: false });
    for (const element of elements) {
      const reply = found.get(element.requestId);
      if (reply !== undefined) replies.set(element, reply);
    }
  };
  for (const of of collections)
    await send(
      pieces.filter(({ record, parent }) => record.form === 'note' && parent.of === of),
      `/${of}/notes`,
      'notes',
    );
  await send(
    pieces.filter(({ record }) => record.form === 'task'),
    '/tasks',
    'tasks',
  );
  return replies;
}

interface Taking {
  readonly outcomes: Map<Operation, Outcome>;
  readonly made: Map<Operation, Parent[]>;
}

function takePiece({ operation, parent }: Piece, reply: ElementReply | undefined, { outcomes, made }: Taking): void {
  if (reply?.kind === 'done') {
    made.get(operation)?.push({ of: parent.of, id: asId(reply.row['id']) ?? '' });
    return;
  }
  const failed = reply ?? ({ kind: 'doubt', reason: 'no reply' } as const);
  const known = outcomes.get(operation);
  // The worst of several decides: what nobody knows is looked for, all of it.
  if (known === undefined || failed.kind !== 'rejected') outcomes.set(operation, failedOutcome(failed));
}

/** The text of notes; text, deadline and owner of tasks. */
async function updateTimeline(writing: Writing, { kind, operations }: Batch): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const operation of operations) {
    const { targetId = '' } = operation;
    const record = encodeTimeline(kind, operation.data, writing.encoding);
    const { form, places } = readTimelineId(targetId);
    if (record === undefined || record.form !== form) {
      outcomes.push({ status: 'rejected', finding: { code: 'amocrm.stays', args: { id: targetId } } });
      continue;
    }
    let outcome: Outcome = { status: 'done', targetId };
    for (const { of, id } of places) {
      const { created_at: _at, created_by: _by, ...fields } = record.fields;
      const element = { requestId: `${operation.id}-${id}`, body: { ...fields, id: Number(id) } };
      const path = form === 'task' ? '/tasks' : `/${of}/notes`;
      const name = form === 'task' ? 'tasks' : 'notes';
      const replies = await sendElements(writing, [element], { verb: 'PATCH', path, name, isRepeatable: true });
      const reply = replies.get(element.requestId);
      if (reply?.kind !== 'done') outcome = reply === undefined ? unknownOutcome : failedOutcome(reply, targetId);
    }
    outcomes.push(outcome);
  }
  return outcomes;
}

/** A task is done with; a note stays: the API deletes neither. */
async function endTimeline(writing: Writing, operations: readonly Operation[]): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { id, targetId = '' } of operations) {
    const { form, places } = readTimelineId(targetId);
    if (form === 'note') {
      outcomes.push({ status: 'rejected', finding: { code: 'amocrm.stays', args: { id: targetId } } });
      continue;
    }
    const body = { id: Number(places[0]?.id ?? 0), is_completed: true, result: { text: writing.undoTag } };
    const element = { requestId: String(id), body };
    const sending = { verb: 'PATCH', path: '/tasks', name: 'tasks', isRepeatable: true } as const;
    const reply = (await sendElements(writing, [element], sending)).get(element.requestId);
    if (reply?.kind === 'done') outcomes.push({ status: 'done', targetId });
    else
      outcomes.push(
        reply === undefined
          ? halfWritten(targetId, { kind: 'doubt', reason: 'no reply' })
          : failedOutcome(reply, targetId),
      );
  }
  return outcomes;
}
