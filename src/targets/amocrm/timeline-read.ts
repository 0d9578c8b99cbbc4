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
    const wanted = places.slice(start, start + idsAtOnce);
    const filter: Query = wanted.map(({ id }) => ['filter[id][]', id] as const);
    const listed = await rest.all(path, name, filter);
    found.push(...listed);
    // A list may lack what is there: what did not come is asked for by itself before it is said to be gone.
    const known = new Set(listed.map((row) => asText(row['id'])));
    for (const { id } of wanted.filter((place) => !known.has(place.id))) {
      const row = await rest.one(`${path}/${id}`);
      if (row !== undefined && asText(row['id']) === id) found.push(row);
    }
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
  const standing = new Map<string, Row[]>();
  const ids: (string | undefined)[] = [];
  for (const { data } of operations) {
    const record = encodeTimeline(kind, data, { ...encoding, note: () => {} });
    const equal = new Map<Parent, readonly Row[]>();
    for (const parent of record?.parents ?? []) {
      const place = `${record?.form ?? ''} ${parent.of} ${parent.id}`;
      let rows = standing.get(place);
      if (rows === undefined) standing.set(place, (rows = await standingOf(rest, record?.form ?? 'note', parent)));
      equal.set(
        parent,
        rows.filter((row) => record !== undefined && !row.isGiven && isEqual(row, record)),
      );
    }
    ids.push(record === undefined ? undefined : giveAway(record, equal, search));
  }
  return ids;
}

interface Row {
  readonly place: Parent;
  readonly fields: Fields;
  readonly text: string;
  isGiven: boolean;
}

/** The oldest row of each record that belongs to nobody else. */
function giveAway(
  { form }: TimelineRecord,
  equal: ReadonlyMap<Parent, readonly Row[]>,
  { isTaken }: TimelineSearch['search'],
): string | undefined {
  const taken = takenRows(form, [...equal.values()], isTaken);
  const found = [...equal.values()].flatMap((rows) => rows.find((row) => !taken.has(row)) ?? []);
  for (const row of found) row.isGiven = true;
  if (found.length === 0) return undefined;
  return timelineId(
    form,
    found.map(({ place }) => place),
  );
}

/** Rows that a target id of another operation names: by themselves or together with those of the other records. */
function takenRows(
  form: TimelineRecord['form'],
  rows: readonly (readonly Row[])[],
  isTaken: (targetId: string) => boolean,
): ReadonlySet<Row> {
  let together: readonly (readonly Row[])[] = [[]];
  for (const some of rows)
    together = together.flatMap((chosen) => [chosen, ...some.map((row) => [...chosen, row])]).slice(0, manyTogether);
  const named = together.filter((chosen) => {
    const places = chosen.map(({ place }) => place);
    return places.length > 0 && isTaken(timelineId(form, places));
  });
  return new Set(named.flat());
}

/** Equal texts at one record are few. */
const manyTogether = 5_000;

export interface TimelineSearch {
  readonly kind: TimelineKind;
  readonly operations: readonly Operation[];
  readonly encoding: Encoding;
  readonly search: Pick<ContentSearch, 'isTaken'>;
}

async function standingOf(rest: Rest, form: TimelineRecord['form'], { of, id }: Parent): Promise<Row[]> {
  const owner: Query = [
    ['filter[entity_type]', of],
    ['filter[entity_id][]', id],
  ];
  const rows = form === 'note' ? await notesOf(rest, of, [id]) : await rest.all('/tasks', 'tasks', owner);
  return rows
    .flatMap((fields): Row[] => {
      const own = asId(fields['id']);
      const text = form === 'note' ? noteText(fields) : tidyText(asText(fields['text']));
      return own === undefined ? [] : [{ place: { of, id: own }, fields, text, isGiven: false }];
    })
    .toSorted((left, right) => Number(left.place.id) - Number(right.place.id));
}

/** The same text and, where it is known, the same time. */
function isEqual(row: Row, { text, fields }: TimelineRecord): boolean {
  return (
    row.text === text &&
    ['created_at', 'complete_till'].every((name) => fields[name] === undefined || fields[name] === row.fields[name])
  );
}
