import type { ContentSearch, Operation } from '../target.ts';
import { encodeTimeline, type TimelineKind } from './codec.ts';
import type { Encoding, Fields } from './encoding.ts';
import { classicRows, offsetRows } from './fast-list.ts';
import { entityTypeIds, isItemKind } from './portal.ts';
import { timelineIdOf } from './read-items.ts';
import type { Rest } from './rest.ts';
import { comparableText, kindOfType, type Parent, type TimelineRecord } from './timeline.ts';
import { asId, asMap, asText, asInstant } from './values.ts';

/** Comments and to-dos by their ids. @throws TargetError, AccessError */
export async function readTimeline(rest: Rest, ids: readonly string[]): Promise<ReadonlyMap<string, TimelineRecord>> {
  const found = new Map<string, TimelineRecord>();
  const wanted = ids.map(timelineIdOf).filter((id) => id !== undefined);
  const comments = wanted.filter(({ form }) => form === 'comment');
  const read = await rest.readFound(
    comments.map(({ id }) => ({ method: 'crm.timeline.comment.get', parameters: { id: Number(id) } })),
  );
  for (const [index, { id }] of comments.entries()) {
    const record = commentOf(asMap(read[index]?.result));
    if (record !== undefined) found.set(`comment:${id}`, record);
  }
  const todos = [...new Set(wanted.filter(({ form }) => form === 'todo').map(({ id }) => id))];
  for (const [id, row] of await todoRows(rest, todos)) {
    const record = todoOf(row);
    if (record !== undefined) found.set(`todo:${id}`, record);
  }
  return found;
}

/** A list may lack what is there: what did not come is asked for by itself. */
async function todoRows(rest: Rest, ids: readonly string[]): Promise<ReadonlyMap<string, Fields>> {
  const rows = new Map<string, Fields>();
  const add = (row: Fields): void => {
    const id = asId(row['ID']);
    if (id !== undefined) rows.set(id, row);
  };
  for (let start = 0; start < ids.length; start += 50) {
    const filter = { '@ID': ids.slice(start, start + 50).map(Number) };
    const parameters = { filter, select: ['*'] };
    for (const row of await classicRows(rest, { method: 'crm.activity.list', parameters })) add(row);
  }
  const missed = ids.filter((id) => !rows.has(id));
  const read = await rest.readFound(
    missed.map((id) => ({ method: 'crm.activity.get', parameters: { id: Number(id) } })),
  );
  for (const reply of read) if (reply !== undefined) add(asMap(reply.result));
  return rows;
}

function commentOf(row: Fields): TimelineRecord | undefined {
  const kind = asText(row['ENTITY_TYPE']);
  const id = asId(row['ENTITY_ID']);
  if (id === undefined || !isItemKind(kind)) return undefined;
  return { form: 'comment', parent: { kind, id }, text: asText(row['COMMENT']) };
}

function todoOf(row: Fields): TimelineRecord | undefined {
  const kind = kindOfType(row['OWNER_TYPE_ID']);
  const id = asId(row['OWNER_ID']);
  if (id === undefined || kind === undefined) return undefined;
  const fields = {
    title: row['SUBJECT'],
    description: row['DESCRIPTION'],
    deadline: row['DEADLINE'] ?? row['END_TIME'],
    responsibleId: row['RESPONSIBLE_ID'],
  };
  return { form: 'todo', parent: { kind, id }, fields };
}

/**
 * Ids of comments and to-dos by what they say, among those of their parents: they have no place for a marker. Of equal ones each is
 * given away once, the oldest first.
 */
export async function findTimeline(
  rest: Rest,
  { kind, operations, encoding, search }: TimelineSearch,
): Promise<readonly (string | undefined)[]> {
  const { since, isTaken } = search;
  const records = operations.map(({ data }) => encodeTimeline(kind, data, { ...encoding, note: () => {} }));
  const standing = new Map<string, { readonly id: string; readonly text: string }[]>();
  const ids: (string | undefined)[] = [];
  for (const record of records) {
    if (record === undefined) {
      ids.push(undefined);
      continue;
    }
    const place = `${record.form} ${record.parent.kind} ${record.parent.id}`;
    let rows = standing.get(place);
    if (rows === undefined) standing.set(place, (rows = await standingOf(rest, record, since)));
    const text = contentOf(record);
    const at = rows.findIndex((row) => row.text === text && !isTaken(`${record.form}:${row.id}`));
    const [found] = at < 0 ? [] : rows.splice(at, 1);
    ids.push(found === undefined ? undefined : `${record.form}:${found.id}`);
  }
  return ids;
}

export interface TimelineSearch {
  readonly kind: TimelineKind;
  readonly operations: readonly Operation[];
  readonly encoding: Encoding;
  readonly search: ContentSearch;
}

async function standingOf(
  rest: Rest,
  { form, parent }: TimelineRecord,
  since: string | undefined,
): Promise<{ readonly id: string; readonly text: string }[]> {
  const rows = form === 'comment' ? await commentsOf(rest, parent) : await todosOf(rest, parent);
  return rows
    .flatMap((row) => {
      const id = asId(row['ID']);
      const record =
        form === 'comment' ? commentOf({ ENTITY_TYPE: parent.kind, ENTITY_ID: parent.id, ...row }) : todoOf(row);
      return id === undefined || record === undefined ? [] : [{ id, text: contentOf(record) }];
    })
    .filter(({ id }) => since === undefined || Number(id) > Number(since))
    .toSorted((left, right) => Number(left.id) - Number(right.id));
}

async function commentsOf(rest: Rest, { kind, id }: Parent): Promise<readonly Fields[]> {
  const filter = { ENTITY_ID: Number(id), ENTITY_TYPE: kind };
  const parameters = { filter, order: { ID: 'ASC' }, select: ['ID', 'COMMENT', 'ENTITY_ID', 'ENTITY_TYPE'] };
  return offsetRows(rest, { method: 'crm.timeline.comment.list', parameters });
}

async function todosOf(rest: Rest, { kind, id }: Parent): Promise<readonly Fields[]> {
  const filter = { OWNER_TYPE_ID: entityTypeIds[kind], OWNER_ID: Number(id) };
  return classicRows(rest, { method: 'crm.activity.list', parameters: { filter, select: ['*'] } });
}

/** What tells it from the others of its parent. */
function contentOf(record: TimelineRecord): string {
  if (record.form === 'comment') return comparableText(record.text);
  const { title, description, deadline } = record.fields;
  return [asText(title), comparableText(asText(description)), asInstant(deadline) ?? ''].join('\n');
}
