import type { Answer } from '../emulator.ts';
import {
  elementsOf,
  idFrom,
  nothing,
  objectOf,
  ok,
  page,
  problem,
  requestIdOf,
  selfLink,
  written,
  type ApiRequest,
  type PathParts,
} from './api.ts';
import {
  anything,
  findings,
  flag,
  idOf,
  integer,
  nullable,
  requestId,
  shape,
  text,
  under,
  type Check,
} from './checks.ts';
import { booleanOf, isObject, memberOf, numberOf, textOf, type JsonObject } from './json.ts';
import { orderOf, queryText, queryValues } from './query.ts';
import { isEntityKind, type StoredTask } from './records.ts';
import type { AmocrmState } from './state.ts';

/** 1 call and 2 meeting are there from the start. */
export const taskTypes = [
  { id: 1, name: 'Follow-up', code: 'FOLLOW_UP' },
  { id: 2, name: 'Meeting', code: 'MEETING' },
] as const;

function taskCheck(state: AmocrmState, isUpdate: boolean): Check {
  const user = idOf((id) => state.users.has(id));
  const author = idOf((id) => id === 0 || state.users.has(id));
  const optional = {
    id: anything,
    responsible_user_id: user,
    created_by: author,
    updated_by: author,
    created_at: integer,
    updated_at: integer,
    entity_id: nullable(integer),
    entity_type: nullable(text),
    task_type_id: idOf((id) => taskTypes.some((type) => type.id === id)),
    is_completed: flag,
    duration: nullable(integer),
    // An empty result is read as an empty list and may come back so.
    result: anything,
    request_id: requestId,
    group_id: anything,
    account_id: anything,
    _links: anything,
    // Clients of the vendor's active records send it empty.
    _embedded: anything,
  };
  const own = { text, complete_till: integer };
  const exists = idOf((id) => state.tasks.has(id));
  const members = isUpdate ? shape({ ...optional, ...own }, { id: exists }) : shape(optional, own);
  return (value, path, found) => {
    const before = found.length;
    members(value, path, found);
    if (found.length === before) checkOwner(state, value, path, found);
  };
}

function checkOwner(state: AmocrmState, ...[value, path, found]: Parameters<Check>): void {
  const id = numberOf(memberOf(value, 'entity_id'));
  const type = textOf(memberOf(value, 'entity_type'));
  const result = memberOf(value, 'result') ?? null;
  if (isObject(result)) text(result['text'] ?? null, under(path, 'result.text'), found);
  if (type !== undefined && !isEntityKind(type)) found.push(findings.choice(under(path, 'entity_type')));
  else if (id !== undefined && type === undefined) found.push(findings.missing(under(path, 'entity_type')));
  else if (id !== undefined && type !== undefined && isEntityKind(type)) {
    if (state.entities[type].get(id)?.is_deleted !== false) found.push(findings.choice(under(path, 'entity_id')));
  }
}

/** POST /tasks */
export function createTasks(request: ApiRequest): Answer {
  const { state, user, now } = request;
  const checked = elementsOf(request.body, taskCheck(state, false));
  if (!checked.ok) return checked.answer;
  const made = checked.elements.map((element, index): JsonObject => {
    const author = numberOf(element['created_by']) ?? user.id;
    const createdAt = numberOf(element['created_at']) ?? now;
    const task: StoredTask = {
      id: state.nextId('task'),
      entity_id: null,
      entity_type: null,
      text: '',
      complete_till: 0,
      task_type_id: 1,
      is_completed: false,
      result: null,
      duration: 0,
      responsible_user_id: user.id,
      created_by: author,
      updated_by: author,
      created_at: createdAt,
      updated_at: createdAt,
    };
    take(task, element);
    state.tasks.add(task);
    announce(state, task);
    return { id: task.id, request_id: requestIdOf(element, index), _links: selfLink(request, `/tasks/${task.id}`) };
  });
  return written(request, 'tasks', made);
}

function take(task: StoredTask, element: JsonObject): void {
  task.text = textOf(element['text']) ?? task.text;
  task.complete_till = numberOf(element['complete_till']) ?? task.complete_till;
  task.task_type_id = numberOf(element['task_type_id']) ?? task.task_type_id;
  task.is_completed = booleanOf(element['is_completed']) ?? task.is_completed;
  task.duration = numberOf(element['duration']) ?? task.duration;
  task.responsible_user_id = numberOf(element['responsible_user_id']) ?? task.responsible_user_id;
  task.entity_id = numberOf(element['entity_id']) ?? task.entity_id;
  task.entity_type = textOf(element['entity_type']) ?? task.entity_type;
  task.result = textOf(memberOf(element['result'], 'text')) ?? task.result;
  task.updated_by = numberOf(element['updated_by']) ?? task.updated_by;
  task.updated_at = numberOf(element['updated_at']) ?? task.updated_at;
}

function announce(state: AmocrmState, task: StoredTask): void {
  const { entity_type: type, entity_id: id } = task;
  const row = type !== null && id !== null && isEntityKind(type) ? state.entities[type].get(id) : undefined;
  if (row === undefined || task.is_completed) return;
  row.closest_task_at = Math.min(row.closest_task_at ?? task.complete_till, task.complete_till);
}

/** The record a task is of shows when its next open task is due: looked up anew when a task changes. */
function settle(state: AmocrmState, { entity_type: type, entity_id: id }: StoredTask): void {
  if (type === null || id === null || !isEntityKind(type)) return;
  const row = state.entities[type].get(id);
  if (row === undefined) return;
  let next: number | null = null;
  for (const task of state.tasks.rows) {
    if (task.entity_id !== id || task.entity_type !== type || task.is_completed) continue;
    next = next === null ? task.complete_till : Math.min(next, task.complete_till);
  }
  row.closest_task_at = next;
}

/** PATCH /tasks and /tasks/{id} */
export function updateTasks(request: ApiRequest, parts: PathParts): Answer {
  const { state, user, now, body } = request;
  const one = parts[0] === undefined ? undefined : idFrom(parts[0]);
  if (one !== undefined && !state.tasks.has(one)) return problem(404, 'Task not found');
  const check = taskCheck(state, true);
  const single = isObject(body) && one !== undefined ? { ...body, id: one } : body;
  const checked = one === undefined ? elementsOf(body, check) : objectOf(single, check);
  if (!checked.ok) return checked.answer;
  const changed = checked.elements.flatMap((element, index): JsonObject[] => {
    const task = state.tasks.get(numberOf(element['id']) ?? -1);
    if (task === undefined) return [];
    [task.updated_at, task.updated_by] = [now, user.id];
    take(task, element);
    settle(state, task);
    const { id, updated_at: updatedAt } = task;
    return [
      { id, updated_at: updatedAt, request_id: requestIdOf(element, index), _links: selfLink(request, `/tasks/${id}`) },
    ];
  });
  const [first] = changed;
  return one !== undefined && first !== undefined ? ok(first) : written(request, 'tasks', changed);
}

/** GET /tasks */
export function listTasks(request: ApiRequest): Answer {
  const { query } = request;
  const has = (name: string, value: string | number | null): boolean =>
    queryValues(query, 'filter', name)?.includes(String(value)) !== false;
  const completed = queryText(query, 'filter', 'is_completed');
  const since = Number(queryText(query, 'filter', 'updated_at', 'from') ?? Number.NEGATIVE_INFINITY);
  const rows = request.state.tasks.rows.filter(
    (task) =>
      has('id', task.id) &&
      has('responsible_user_id', task.responsible_user_id) &&
      has('entity_id', task.entity_id) &&
      has('entity_type', task.entity_type) &&
      has('task_type', task.task_type_id) &&
      (completed === undefined || task.is_completed === (completed === '1' || completed === 'true')) &&
      task.updated_at >= since,
  );
  return page(request, sorted(rows, request), { name: 'tasks', view: (task) => taskView(request, task) });
}

function sorted(rows: readonly StoredTask[], { query }: ApiRequest): readonly StoredTask[] {
  const { key, isDown } = orderOf(query);
  const sign = isDown ? -1 : 1;
  if (key === 'created_at' || key === 'complete_till') {
    return rows.toSorted((one, two) => sign * (one[key] - two[key] || one.id - two.id));
  }
  return sign === -1 ? rows.toReversed() : rows;
}

/** GET /tasks/{id} */
export function readTask(request: ApiRequest, parts: PathParts): Answer {
  const task = request.state.tasks.get(idFrom(parts[0]));
  return task === undefined ? nothing : ok(taskView(request, task));
}

function taskView(request: ApiRequest, task: StoredTask): JsonObject {
  return {
    ...task,
    group_id: 0,
    result: task.result === null ? [] : { text: task.result },
    account_id: request.state.account.id,
    _links: selfLink(request, `/tasks/${task.id}`),
  };
}
