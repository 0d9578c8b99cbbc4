import type { ApiRequest } from './api.ts';
import { orderOf, queryEntries, queryMember, queryText, queryValues, withOf, type Query } from './query.ts';
import type { EntityKind, StoredEntity } from './records.ts';

type Test = (row: StoredEntity) => boolean;

/** The records a list request asks for, in its order; none are copied while the order is that of the numbers. */
export function chosenEntities(request: ApiRequest, kind: EntityKind): Iterable<StoredEntity> {
  const { state, query } = request;
  const tests = testsOf(request, kind);
  return filtered(ordered(state.entities[kind].rows, query), tests);
}

function* filtered(rows: Iterable<StoredEntity>, tests: readonly Test[]): Iterable<StoredEntity> {
  for (const row of rows) if (tests.every((test) => test(row))) yield row;
}

function ordered(rows: readonly StoredEntity[], query: Query): Iterable<StoredEntity> {
  const { key, isDown } = orderOf(query);
  if (key === 'updated_at' || key === 'created_at') {
    const sign = isDown ? -1 : 1;
    return rows.toSorted((one, two) => sign * (one[key] - two[key] || one.id - two.id));
  }
  return isDown && key === 'id' ? backwards(rows) : rows;
}

function* backwards(rows: readonly StoredEntity[]): Iterable<StoredEntity> {
  for (let at = rows.length - 1; at >= 0; at -= 1) {
    const row = rows[at];
    if (row !== undefined) yield row;
  }
}

function testsOf(request: ApiRequest, kind: EntityKind): readonly Test[] {
  const { query, nowMs, modifiedSince } = request;
  const onlyDeleted = withOf(query).has('only_deleted');
  const tests: Test[] = [(row) => row.visible_at <= nowMs, (row) => row.is_deleted === onlyDeleted];
  if (modifiedSince !== undefined) tests.push((row) => row.updated_at >= modifiedSince);
  const text = queryText(query, 'query');
  if (text !== undefined && text !== '') tests.push(searchFor(text));
  const filter = queryMember(query, 'filter');
  if (filter !== undefined)
    tests.push(...plainFilters(filter), ...leadFilters(filter, kind), ...fieldFilters(request, filter));
  return tests;
}

/** Looks for the text in every filled value: the answer holds more than those who have exactly that value. */
function searchFor(text: string): Test {
  const wanted = text.toLowerCase();
  const digits = text.replace(/\D/g, '');
  const isIn = (value: unknown): boolean => {
    if (typeof value !== 'string') return false;
    if (value.toLowerCase().includes(wanted)) return true;
    return digits.length >= 7 && value.replace(/\D/g, '').includes(digits);
  };
  return (row) => isIn(row.name) || row.fields.some(({ values }) => values.some(({ value }) => isIn(value)));
}

const idKeys = ['id', 'created_by', 'updated_by', 'responsible_user_id'] as const;
const timeKeys = ['created_at', 'updated_at', 'closed_at', 'closest_task_at'] as const;

function plainFilters(filter: Query): readonly Test[] {
  const tests: Test[] = [];
  for (const key of idKeys) {
    const values = queryValues(filter, key);
    if (values === undefined) continue;
    const wanted = new Set(values.map(Number));
    tests.push((row) => wanted.has(row[key]));
  }
  for (const key of timeKeys) {
    const range = queryMember(filter, key);
    if (range !== undefined) tests.push((row) => isWithin(row[key], range));
  }
  const names = queryMember(filter, 'name');
  if (names !== undefined) {
    const wanted = new Set(typeof names === 'string' ? [names] : queryValues(names));
    tests.push((row) => wanted.has(row.name));
  }
  return tests;
}

function isWithin(value: number | null, range: Query): boolean {
  if (value === null) return false;
  if (typeof range === 'string') return value === Number(range);
  const [from, to] = [queryText(range, 'from'), queryText(range, 'to')];
  return (from === undefined || value >= Number(from)) && (to === undefined || value <= Number(to));
}

function leadFilters(filter: Query, kind: EntityKind): readonly Test[] {
  if (kind !== 'leads') return [];
  const tests: Test[] = [];
  const pipelines = queryValues(filter, 'pipeline_id');
  if (pipelines !== undefined) tests.push((row) => pipelines.includes(String(row.pipeline_id)));
  const price = queryMember(filter, 'price');
  if (price !== undefined) tests.push((row) => isWithin(row.price, price));
  const statuses = queryMember(filter, 'statuses');
  if (statuses !== undefined) {
    const wanted = queryEntries(statuses);
    tests.push((row) =>
      wanted.some(
        ([, one]) =>
          Number(queryText(one, 'status_id')) === row.status_id &&
          Number(queryText(one, 'pipeline_id')) === row.pipeline_id,
      ),
    );
  }
  return tests;
}

/** Only accounts with that feature filter by custom fields; others pass the parameter over. */
function fieldFilters(request: ApiRequest, filter: Query): readonly Test[] {
  if (request.rules.filtering !== 'on') return [];
  return queryEntries(queryMember(filter, 'custom_fields_values')).map(([key, range]): Test => {
    const id = Number(key);
    const isRange = queryText(range, 'from') !== undefined || queryText(range, 'to') !== undefined;
    const values = new Set(typeof range === 'string' ? [range] : queryValues(range));
    return (row) => {
      const stored = row.fields.find(({ field_id: fieldId }) => fieldId === id)?.values ?? [];
      if (isRange) return stored.some(({ value }) => isWithin(Number(value), range));
      return stored.some(
        ({ value, enum_id: enumId }) =>
          (typeof value !== 'object' && values.has(String(value))) ||
          (enumId !== undefined && values.has(String(enumId))),
      );
    };
  });
}
