import type { EntityData, EntityKind } from '../../model/entity.ts';
import type { Ref } from '../../model/field.ts';
import { ownerId } from './common-fields.ts';
import { targetRef, type Encoding, type Fields } from './encoding.ts';
import { isItemKind, entityTypeIds, userNamed, type ItemKind } from './portal.ts';
import { asId, asText, dayAt, instantText, portalInstant } from './values.ts';

/** Which record of the portal a note or an activity hangs on. */
export interface Parent {
  readonly kind: ItemKind;
  readonly id: string;
}

/** A note, or an activity that is over: a comment in the history of a record. */
export interface CommentRecord {
  readonly form: 'comment';
  readonly parent: Parent;
  readonly text: string;
}

/** An activity that is still to be done. */
export interface TodoRecord {
  readonly form: 'todo';
  readonly parent: Parent;
  readonly fields: Fields;
}

export type TimelineRecord = CommentRecord | TodoRecord;

type Links = readonly { readonly kind: EntityKind; readonly ref: Ref }[] | undefined;

/** The portal hangs a comment on one record: a deal rather than its people. */
const parentOrder: readonly ItemKind[] = ['deal', 'lead', 'contact', 'company'];

/** The record of the portal; undefined when none of the linked ones is there. What is left out becomes a finding. */
export function parentOf(links: Links, encoding: Encoding): Parent | undefined {
  const found = parentOrder.flatMap((kind) =>
    (links ?? [])
      .filter((link) => link.kind === kind)
      .flatMap(({ ref }) => {
        const id = encoding.idOf(kind, ref);
        return id === undefined ? [] : [{ kind, id }];
      }),
  );
  const [parent, ...others] = found;
  if (parent !== undefined && others.length > 0)
    encoding.note({ code: 'bitrix24.links-left', args: { count: others.length, kind: parent.kind } });
  return parent;
}

/** Author and date of a comment cannot be set: they stand in front of its text, unless they do already. */
export function encodeNote(data: EntityData['note'], encoding: Encoding): TimelineRecord | undefined {
  const parent = parentOf(data.links, encoding);
  if (parent === undefined) return undefined;
  const text = prefixed(data.text, { at: data.created_at, who: data.author ?? data.created_by }, encoding);
  return { form: 'comment', parent, text };
}

/** Signs of the types, the same in every language. */
const signs: Readonly<Record<EntityData['activity']['type'], string>> = {
  call: '☎',
  meeting: '👥',
  email: '✉',
  task: '☑',
};
const directions = { in: '←', out: '→' } as const;

/** What is open and has a deadline becomes a to-do; everything else is history. */
export function encodeActivity(data: EntityData['activity'], encoding: Encoding): TimelineRecord | undefined {
  const parent = parentOf(data.links, encoding);
  if (parent === undefined) return undefined;
  const deadline = deadlineOf(data, encoding);
  const isOpen = data.status === undefined ? data.completed_at === undefined : data.status === 'open';
  if (isOpen && deadline !== undefined) return { form: 'todo', parent, fields: todoFields(data, deadline, encoding) };
  const direction = data.direction === undefined ? '' : ` ${directions[data.direction]}`;
  const body = data.body === undefined ? '' : `\n${data.body}`;
  const text = `${signs[data.type]}${direction} ${data.subject}${body}`;
  const at = data.completed_at ?? data.starts_at ?? data.due_at ?? data.created_at;
  return { form: 'comment', parent, text: prefixed(text, { at, who: data.owner ?? data.created_by }, encoding) };
}

function todoFields(data: EntityData['activity'], deadline: string, encoding: Encoding): Fields {
  return {
    title: data.subject.slice(0, 255),
    description: [data.subject.length > 255 ? data.subject : undefined, data.body].filter(Boolean).join('\n'),
    deadline,
    responsibleId: ownerId(data.owner, encoding) ?? Number(encoding.defaultUser),
  };
}

/** A day without a time ends with its last minute. */
function deadlineOf(data: EntityData['activity'], { portal }: Encoding): string | undefined {
  const at = data.due_at ?? (data.due_date === undefined ? data.starts_at : undefined);
  if (at !== undefined) return portalInstant(at);
  if (data.due_date === undefined) return undefined;
  const end = Date.parse(`${data.due_date}T23:59:00Z`) - portal.offsetMinutes * 60_000;
  return portalInstant(new Date(end).toISOString());
}

interface Stamp {
  readonly at: string | undefined;
  readonly who: Ref | undefined;
}

function prefixed(text: string, { at, who }: Stamp, encoding: Encoding): string {
  const { offsetMinutes } = encoding.portal;
  const parts = [
    at === undefined
      ? undefined
      : instantText(Date.parse(at) + offsetMinutes * 60_000)
          .slice(0, 16)
          .replace('T', ' '),
    who === undefined ? undefined : personName(who, encoding),
  ].filter((part) => part !== undefined);
  const stamp = parts.length === 0 ? '' : `[${parts.join(', ')}] `;
  return text.startsWith(stamp) ? text : stamp + text;
}

/** The name in the portal, else what the source says when it is not a bare id. */
function personName(ref: Ref, { idOf, portal }: Encoding): string | undefined {
  const id = idOf('user', ref);
  const name = id === undefined ? undefined : userNamed(portal, id)?.fullName;
  return name ?? (/[\s@\u0400-\u04FF]/u.test(ref.key) ? ref.key : undefined);
}

/** What tells a comment from the others of its parent. */
export function comparableText(text: string): string {
  return text.replaceAll('\r\n', '\n').trim();
}

export function parentRef({ kind, id }: Parent): readonly Fields[] {
  return [{ kind, ref: targetRef(id) }];
}

export function decodeNote(record: CommentRecord): Fields {
  return { text: comparableText(record.text), links: parentRef(record.parent) };
}

const written = /^(?:\[[^\]\n]*\] )?(☎|👥|✉|☑)(?: ([←→]))? ([^\n]*)(?:\n([\s\S]*))?$/u;

export function decodeActivity(record: TimelineRecord, encoding: Encoding): Fields {
  const links = parentRef(record.parent);
  if (record.form === 'todo') return { ...decodeTodo(record.fields, encoding), links };
  const [, sign, direction, subject, body] = written.exec(comparableText(record.text)) ?? [];
  const type = Object.entries(signs).find(([, known]) => known === sign)?.[0];
  return {
    subject: subject ?? record.text,
    links,
    ...(type === undefined ? {} : { type }),
    ...(direction === undefined ? {} : { direction: direction === '←' ? 'in' : 'out' }),
    ...(body === undefined || body === '' ? {} : { body }),
  };
}

function decodeTodo(fields: Fields, { portal }: Encoding): Fields {
  const at = asText(fields['deadline']);
  const instant = at === '' ? undefined : instantText(Date.parse(at));
  const isDayEnd = instant !== undefined && isLastMinute(instant, portal.offsetMinutes);
  const body = asText(fields['description']);
  const owner = asId(fields['responsibleId']);
  return {
    subject: asText(fields['title']),
    status: 'open',
    ...(body === '' ? {} : { body }),
    ...(instant === undefined
      ? {}
      : isDayEnd
        ? { due_date: dayAt(instant, portal.offsetMinutes) }
        : { due_at: instant }),
    ...(owner === undefined ? {} : { owner: targetRef(owner) }),
  };
}

function isLastMinute(instant: string, offsetMinutes: number): boolean {
  return instantText(Date.parse(instant) + offsetMinutes * 60_000).slice(11, 16) === '23:59';
}

/** Owner type of an activity, from its number. */
export function kindOfType(typeId: unknown): ItemKind | undefined {
  return Object.keys(entityTypeIds)
    .filter(isItemKind)
    .find((kind) => entityTypeIds[kind] === Number(asText(typeId)));
}
