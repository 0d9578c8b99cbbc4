import { filled } from '../../http/answer-values.ts';
import type { EntityData, EntityKind } from '../../model/entity.ts';
import type { Ref } from '../../model/field.ts';
import { targetRef } from '../../model/target-ref.ts';
import { collectionOf, type Collection, type RecordKind } from './account.ts';
import { userId, ownerId } from './common.ts';
import type { Encoding, Fields } from './encoding.ts';
import { asId, asNumber, asText, dayOf, instantOfSeconds, isLastMinute, lastMinute, secondsOf } from './values.ts';

export type TimelineKind = 'activity' | 'note';

export function isTimelineKind(kind: string): kind is TimelineKind {
  return kind === 'activity' || kind === 'note';
}

/** Which record of the account something hangs on. */
export interface Parent {
  readonly of: Collection;
  readonly id: string;
}

/** A note, once at each of its records. */
export interface NoteRecord {
  readonly form: 'note';
  readonly parents: readonly Parent[];
  /** Without the owner. */
  readonly fields: Fields;
  readonly text: string;
}

/** What is still to be done: at one record. */
export interface TaskRecord {
  readonly form: 'task';
  readonly parents: readonly Parent[];
  readonly fields: Fields;
  readonly text: string;
}

export type TimelineRecord = NoteRecord | TaskRecord;

type Links = readonly { readonly kind: EntityKind; readonly ref: Ref }[] | undefined;

const order: readonly RecordKind[] = ['deal', 'lead', 'contact', 'company'];

/** Records of the account that are linked, the most telling first. */
function parentsOf(links: Links, { idOf }: Encoding): readonly Parent[] {
  const found = order.flatMap((kind) =>
    (links ?? [])
      .filter((link) => link.kind === kind)
      .flatMap(({ ref }): Parent[] => {
        const id = idOf(kind, ref);
        return id === undefined ? [] : [{ of: collectionOf[kind], id }];
      }),
  );
  return found.filter(({ of, id }, index) => found.findIndex((one) => one.of === of && one.id === id) === index);
}

export function encodeTimeline(kind: TimelineKind, data: Fields, encoding: Encoding): TimelineRecord | undefined {
  return kind === 'note'
    ? encodeNote(data as EntityData['note'], encoding)
    : encodeActivity(data as EntityData['activity'], encoding);
}

function encodeNote(data: EntityData['note'], encoding: Encoding): TimelineRecord | undefined {
  return noteOf(data.text, { links: data.links, at: data.created_at, who: data.author ?? data.created_by }, encoding);
}

interface Stamp {
  readonly links: Links;
  readonly at: string | undefined;
  readonly who: Ref | undefined;
}

/** A note keeps its author and date. */
function noteOf(text: string, { links, at, who }: Stamp, encoding: Encoding): NoteRecord | undefined {
  const parents = parentsOf(links, encoding);
  if (parents.length === 0) return undefined;
  const tidy = tidyText(text);
  const fields = filled({ params: { text: tidy }, created_by: userId(who, encoding), created_at: secondsOf(at) });
  return { form: 'note', parents, fields: { note_type: 'common', ...fields }, text: tidy };
}

/** Signs of the types, the same in every language. */
const signs: Readonly<Record<EntityData['activity']['type'], string>> = {
  call: '☎',
  meeting: '👥',
  email: '✉',
  task: '☑',
};
const directions = { in: '←', out: '→' } as const;

/** What is open and has a deadline becomes a task; everything else is history. */
function encodeActivity(data: EntityData['activity'], encoding: Encoding): TimelineRecord | undefined {
  const direction = data.direction === undefined ? '' : ` ${directions[data.direction]}`;
  const body = data.body === undefined ? '' : `\n${data.body}`;
  const text = tidyText(`${signs[data.type]}${direction} ${data.subject}${body}`);
  const deadline = deadlineOf(data, encoding);
  const isOpen = data.status === undefined ? data.completed_at === undefined : data.status === 'open';
  if (!isOpen || deadline === undefined) {
    const at = data.completed_at ?? data.starts_at ?? data.due_at ?? data.created_at;
    return noteOf(text, { links: data.links, at, who: data.owner ?? data.created_by }, encoding);
  }
  const [parent, ...others] = parentsOf(data.links, encoding);
  if (parent === undefined) return undefined;
  if (others.length > 0) encoding.note({ code: 'amocrm.links-left', args: { count: others.length } });
  const fields = filled({
    text,
    complete_till: deadline,
    task_type_id: taskType(data.type, encoding),
    duration: data.duration_s,
    responsible_user_id: ownerId(data.owner, encoding) ?? Number(encoding.defaultUser),
    created_by: userId(data.created_by, encoding),
    created_at: secondsOf(data.created_at),
  });
  return { form: 'task', parents: [parent], fields, text };
}

/** A day without a time ends with its last minute. */
function deadlineOf(data: EntityData['activity'], { account }: Encoding): number | undefined {
  if (data.due_at !== undefined) return secondsOf(data.due_at);
  if (data.due_date !== undefined) return lastMinute(data.due_date, account.zone);
  return secondsOf(data.starts_at);
}

/** 1 and 2 are there from the start: a call and a meeting. */
function taskType(type: EntityData['activity']['type'], { account }: Encoding): number {
  const wanted = type === 'meeting' ? '2' : '1';
  return account.taskTypes.some(({ id }) => id === wanted) ? Number(wanted) : 1;
}

/** Texts come back without blanks at their ends. */
export function tidyText(text: string): string {
  return text.replaceAll('\r\n', '\n').trim();
}

const written = /^(☎|👥|✉|☑)(?: ([←→]))? ([^\n]*)(?:\n([\s\S]*))?$/u;

export function decodeTimeline(kind: TimelineKind, record: TimelineRecord, encoding: Encoding): Fields {
  const links = inOrder(record.parents).map(({ of, id }) => ({ kind: kindOf(of), ref: targetRef(id) }));
  const author = asId(record.fields['created_by']);
  const base = filled({
    links,
    created_at: instantOfSeconds(record.fields['created_at']),
    created_by: author === undefined ? undefined : targetRef(author),
  });
  if (kind === 'note') return { text: record.text, ...base };
  const [, sign, direction, subject, body] = written.exec(record.text) ?? [];
  const type = Object.entries(signs).find(([, known]) => known === sign)?.[0];
  const task = record.form === 'task' ? decodeTask(record.fields, encoding) : {};
  return filled({
    subject: subject ?? record.text,
    type,
    direction: direction === undefined ? undefined : direction === '←' ? 'in' : 'out',
    body: body === '' ? undefined : body,
    ...(record.form === 'task' ? base : { links }),
    ...task,
  });
}

function decodeTask(fields: Fields, { account }: Encoding): Fields {
  const till = asNumber(fields['complete_till']);
  const owner = asId(fields['responsible_user_id']);
  const isDay = till !== undefined && isLastMinute(till, account.zone);
  const duration = asNumber(fields['duration']);
  return {
    status: fields['is_completed'] === true ? 'done' : 'open',
    due_date: isDay ? dayOf(till, account.zone) : undefined,
    due_at: isDay ? undefined : instantOfSeconds(till),
    duration_s: duration === 0 ? undefined : duration,
    owner: owner === undefined ? undefined : targetRef(owner),
  };
}

/** A lead of the account stands for a deal. */
function kindOf(of: Collection): RecordKind {
  return of === 'leads' ? 'deal' : of === 'contacts' ? 'contact' : 'company';
}

const ranks: Readonly<Record<Collection, number>> = { leads: 0, contacts: 1, companies: 2 };

/** One order for whatever hangs on several records: the account keeps none. */
function inOrder(parents: readonly Parent[]): readonly Parent[] {
  return parents.toSorted((one, two) => ranks[one.of] - ranks[two.of] || Number(one.id) - Number(two.id) || 0);
}

/** `task:7`, or `leads:7,contacts:8` for a note at two records. */
export function timelineId(form: TimelineRecord['form'], notes: readonly Parent[]): string {
  if (form === 'task') return `task:${notes[0]?.id ?? ''}`;
  return inOrder(notes)
    .map(({ of, id }) => `${of}:${id}`)
    .join(',');
}

/** Where a note or a task is: `of` and `id` are those of the note itself. */
export function readTimelineId(targetId: string): {
  readonly form: 'task' | 'note';
  readonly places: readonly Parent[];
} {
  const task = /^task:(\d+)$/.exec(targetId);
  if (task !== null) return { form: 'task', places: [{ of: 'leads', id: task[1] ?? '' }] };
  const places = targetId.split(',').flatMap((part): Parent[] => {
    const [of = '', id = ''] = part.split(':');
    return of === 'leads' || of === 'contacts' || of === 'companies' ? [{ of, id }] : [];
  });
  return { form: 'note', places };
}

/** Record of a row that was read. */
export function parentOfTask(row: Fields): Parent | undefined {
  const of = asText(row['entity_type']);
  const id = asId(row['entity_id']);
  if (id === undefined || (of !== 'leads' && of !== 'contacts' && of !== 'companies')) return undefined;
  return { of, id };
}
