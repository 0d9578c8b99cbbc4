import type { ContentSearch, Operation } from '../target.ts';
import type { Collection } from './account.ts';
import type { Encoding, Fields } from './encoding.ts';
import { notesOf, noteText } from './remarks.ts';
import type { Query, Rest } from './rest.ts';
import {
  encodeTimeline,
  parentOfTask,
  readTimelineId,
  tidyText,
  timelineId,
  type Parent,
  type TimelineKind,
  type TimelineRecord,
} from './timeline.ts';
import { asId, asText } from './values.ts';

const idsAtOnce = 50;

/** Notes and tasks by their target ids; undefined where any part of one is gone. @throws TargetError, AccessError */
export async function readTimeline(
  rest: Rest,
  ids: readonly string[],
): Promise<readonly (TimelineRecord | undefined)[]> {
  const wanted = ids.map(readTimelineId);
  const rows = new Map<string, Fields>();
  for (const of of ['leads', 'contacts', 'companies'] as const) {
    const notes = wanted.flatMap(({ form, places }) =>
      form === 'note' ? places.filter((place) => place.of === of) : [],
    );
    for (const row of await rowsById(rest, `/${of}/notes`, 'notes', notes)) rows.set(`${of}:${asText(row['id'])}`, row);
  }
  const tasks = wanted.flatMap(({ form, places }) => (form === 'task' ? places : []));
  for (const row of await rowsById(rest, '/tasks', 'tasks', tasks)) rows.set(`task:${asText(row['id'])}`, row);
  return wanted.map(({ form, places }) => {
    if (form === 'task') return taskRecord(rows.get(`task:${places[0]?.id ?? ''}`));
    return noteRecord(places.map(({ of, id }) => [of, rows.get(`${of}:${id}`)] as const));
  });
}

async function rowsById(
  rest: Rest,
  ...[path, name, places]: [string, string, readonly Parent[]]
): Promise<readonly Fields[]> {
  const found: Fields[] = [];
  for (let start = 0; start < places.length; start += idsAtOnce) {
    const filter: Query = places.slice(start, start + idsAtOnce).map(({ id }) => ['filter[id][]', id] as const);
    found.push(...(await rest.all(path, name, filter)));
  }
  return found;
}

function taskRecord(row: Fields | undefined): TimelineRecord | undefined {
  if (row === undefined) return undefined;
  const parent = parentOfTask(row);
  return {
    form: 'task',
    parents: parent === undefined ? [] : [parent],
    fields: row,
    text: tidyText(asText(row['text'])),
  };
}

function noteRecord(rows: readonly (readonly [Collection, Fields | undefined])[]): TimelineRecord | undefined {
  const first = rows[0]?.[1];
  if (first === undefined || rows.some(([, row]) => row === undefined)) return undefined;
  const parents = rows.flatMap(([of, row]): Parent[] => {
    const id = asId(row?.['entity_id']);
    return id === undefined ? [] : [{ of, id }];
  });
  return { form: 'note', parents, fields: first, text: noteText(first) };
}

/**
 * Target ids of notes and tasks by what they say, among those of their records: they have no place for a marker. Of equal ones each is
 * given away once, the oldest first.
 */
export async function findTimeline(
  rest: Rest,
  { kind, operations, encoding, search }: TimelineSearch,
): Promise<readonly (string | undefined)[]> {
  const standing = new Map<string, { readonly id: string; readonly text: string }[]>();
  const ids: (string | undefined)[] = [];
  for (const { data } of operations) {
    const record = encodeTimeline(kind, data, { ...encoding, note: () => {} });
    if (record === undefined) {
      ids.push(undefined);
      continue;
    }
    const found: Parent[] = [];
    for (const parent of record.parents) {
      const place = `${record.form} ${parent.of} ${parent.id}`;
      let rows = standing.get(place);
      if (rows === undefined) standing.set(place, (rows = await standingOf(rest, record.form, parent)));
      const content = contentOf(record.form, record.text, record.fields);
      const at = rows.findIndex(
        (row) => row.text === content && !search.isTaken(timelineId(record.form, [{ of: parent.of, id: row.id }])),
      );
      const [row] = at < 0 ? [] : rows.splice(at, 1);
      if (row !== undefined) found.push({ of: parent.of, id: row.id });
    }
    ids.push(found.length === 0 ? undefined : timelineId(record.form, found));
  }
  return ids;
}

export interface TimelineSearch {
  readonly kind: TimelineKind;
  readonly operations: readonly Operation[];
  readonly encoding: Encoding;
  readonly search: Pick<ContentSearch, 'isTaken'>;
}

async function standingOf(
  rest: Rest,
  form: TimelineRecord['form'],
  { of, id }: Parent,
): Promise<{ readonly id: string; readonly text: string }[]> {
  const owner: Query = [
    ['filter[entity_type]', of],
    ['filter[entity_id][]', id],
  ];
  const rows = form === 'note' ? await notesOf(rest, of, [id]) : await rest.all('/tasks', 'tasks', owner);
  return rows
    .flatMap((row) => {
      const own = asId(row['id']);
      const text = form === 'note' ? noteText(row) : tidyText(asText(row['text']));
      return own === undefined ? [] : [{ id: own, text: contentOf(form, text, row) }];
    })
    .toSorted((left, right) => Number(left.id) - Number(right.id));
}

/** What tells it from the others of its record. */
function contentOf(form: TimelineRecord['form'], text: string, fields: Fields): string {
  return form === 'note' ? text : `${text}\n${asText(fields['complete_till'])}`;
}
