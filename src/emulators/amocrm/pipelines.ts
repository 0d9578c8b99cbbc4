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
import { findings, flag, integer, listOf, oneOf, requestId, shape, text, under, type Check } from './checks.ts';
import { booleanOf, memberOf, numberOf, objectsOf, textOf, type Json, type JsonObject } from './json.ts';
import type { StoredPipeline, StoredStatus } from './records.ts';
import { closingStatuses } from './snapshot.ts';
import type { AmocrmState } from './state.ts';

const mostPipelines = 50;
const mostStatuses = 100;

/** The only colours a status may have. */
const palette = (
  '#fffeb2 #fffd7f #fff000 #ffeab2 #ffdc7f #ffce5a #ffdbdb #ffc8c8 #ff8f92 #d6eaff #c1e0ff #98cbff ' +
  '#ebffb1 #deff81 #87f2c0 #f9deff #f3beff #ccc8f9 #eb93ff #f2f3f4 #e6e8ea #99ccff #ffff99 #ffcc66 ' +
  '#ccff66 #d5d8db'
).split(' ');

const color = oneOf(palette);
const newStatus = shape({ color, request_id: requestId }, { name: text, sort: integer });
const nestedStatus = shape({ color, id: oneOf([142, 143]), sort: integer, name: text });
const changedStatus = shape({ name: text, sort: integer, color });
const embedded = shape({ statuses: listOf(nestedStatus) });
const flags = { is_main: flag, is_unsorted_on: flag };
const newPipeline = shape({ request_id: requestId, _embedded: embedded }, { name: text, sort: integer, ...flags });
const changedPipeline = shape({ name: text, sort: integer, ...flags });

/** GET /leads/pipelines */
export function listPipelines(request: ApiRequest): Answer {
  const rows = request.state.pipelines.rows.toSorted((one, two) => one.sort - two.sort);
  return page(request, rows, { name: 'pipelines', view: (row) => pipelineView(request, row), hasTotal: true });
}

/** GET /leads/pipelines/{id} */
export function readPipeline(request: ApiRequest, parts: PathParts): Answer {
  const pipeline = request.state.pipelines.get(idFrom(parts[0]));
  return pipeline === undefined ? problem(404, 'Pipeline not found') : ok(pipelineView(request, pipeline));
}

/** POST /leads/pipelines */
export function createPipelines(request: ApiRequest): Answer {
  const { state } = request;
  const checked = elementsOf(request.body, newPipeline);
  if (!checked.ok) return checked.answer;
  if (state.pipelines.rows.length + checked.elements.length > mostPipelines)
    return overLimit('pipelines', mostPipelines);
  const made = checked.elements.map((element, index) => {
    const pipeline = createPipeline(state, element);
    return { ...pipelineView(request, pipeline), request_id: requestIdOf(element, index) };
  });
  return written(request, 'pipelines', made);
}

function overLimit(name: string, limit: number): Answer {
  return problem(422, `The limit of ${name} is reached: ${limit}`);
}

function createPipeline(state: AmocrmState, element: JsonObject): StoredPipeline {
  const given = objectsOf(memberOf(element['_embedded'], 'statuses'));
  const closing = closingStatuses().map((status): StoredStatus => {
    const named = given.find((one) => one['id'] === status.id);
    return named === undefined ? { ...status } : { ...status, name: textOf(named['name']) ?? status.name };
  });
  const own = given.filter((one) => one['id'] === undefined).map((one) => statusFrom(state, one));
  const inbox = {
    id: state.nextId('status'),
    name: 'Incoming leads',
    sort: 10,
    color: '#c1c1c1',
    is_editable: false,
    type: 1,
  };
  const pipeline: StoredPipeline = {
    id: state.nextId('pipeline'),
    name: textOf(element['name']) ?? '',
    sort: numberOf(element['sort']) ?? 1,
    is_main: false,
    is_unsorted_on: booleanOf(element['is_unsorted_on']) ?? true,
    is_archive: false,
    statuses: [inbox, ...own, ...closing],
  };
  state.pipelines.add(pipeline);
  if (element['is_main'] === true) makeMain(state, pipeline);
  return pipeline;
}

function makeMain(state: AmocrmState, pipeline: StoredPipeline): void {
  for (const row of state.pipelines.rows) row.is_main = row === pipeline;
}

function statusFrom(state: AmocrmState, element: JsonObject): StoredStatus {
  return {
    id: state.nextId('status'),
    name: textOf(element['name']) ?? '',
    sort: numberOf(element['sort']) ?? 20,
    color: textOf(element['color']) ?? '#fffeb2',
    is_editable: true,
    type: 0,
  };
}

/** PATCH /leads/pipelines/{id} */
export function updatePipeline(request: ApiRequest, parts: PathParts): Answer {
  const pipeline = request.state.pipelines.get(idFrom(parts[0]));
  if (pipeline === undefined) return problem(404, 'Pipeline not found');
  const checked = objectOf(request.body, changedPipeline);
  if (!checked.ok) return checked.answer;
  for (const element of checked.elements) {
    pipeline.name = textOf(element['name']) ?? pipeline.name;
    pipeline.sort = numberOf(element['sort']) ?? pipeline.sort;
    pipeline.is_unsorted_on = booleanOf(element['is_unsorted_on']) ?? pipeline.is_unsorted_on;
    if (element['is_main'] === true) makeMain(request.state, pipeline);
  }
  return ok(pipelineView(request, pipeline));
}

/** DELETE /leads/pipelines/{id}: not the last one, and not one with leads in it. */
export function deletePipeline(request: ApiRequest, parts: PathParts): Answer {
  const { state } = request;
  const pipeline = state.pipelines.get(idFrom(parts[0]));
  if (pipeline === undefined) return problem(404, 'Pipeline not found');
  const isUsed = state.entities.leads.rows.some((lead) => lead.pipeline_id === pipeline.id && !lead.is_deleted);
  if (isUsed || state.pipelines.rows.length === 1) return problem(422, 'Pipeline can not be deleted');
  state.pipelines.remove(pipeline.id);
  return nothing;
}

/** GET /leads/pipelines/{id}/statuses */
export function listStatuses(request: ApiRequest, parts: PathParts): Answer {
  const pipeline = request.state.pipelines.get(idFrom(parts[0]));
  if (pipeline === undefined) return problem(404, 'Pipeline not found');
  return page(request, pipeline.statuses, {
    name: 'statuses',
    view: (row) => statusView(request, pipeline, row),
    hasTotal: true,
  });
}

/** GET /leads/pipelines/{id}/statuses/{id} */
export function readStatus(request: ApiRequest, parts: PathParts): Answer {
  const pipeline = request.state.pipelines.get(idFrom(parts[0]));
  const status = request.state.statusOf(idFrom(parts[1]), idFrom(parts[0]));
  if (pipeline === undefined || status === undefined) return problem(404, 'Status not found');
  return ok(statusView(request, pipeline, status));
}

/** POST /leads/pipelines/{id}/statuses */
export function createStatuses(request: ApiRequest, parts: PathParts): Answer {
  const { state } = request;
  const pipeline = state.pipelines.get(idFrom(parts[0]));
  if (pipeline === undefined) return problem(404, 'Pipeline not found');
  const checked = elementsOf(request.body, newStatus);
  if (!checked.ok) return checked.answer;
  if (pipeline.statuses.length + checked.elements.length > mostStatuses) return overLimit('statuses', mostStatuses);
  const made = checked.elements.map((element, index) => {
    const status = statusFrom(state, element);
    pipeline.statuses = [...pipeline.statuses, status].toSorted((one, two) => one.sort - two.sort);
    return { ...statusView(request, pipeline, status), request_id: requestIdOf(element, index) };
  });
  return ok({ _total_items: made.length, _links: selfLink(request, request.path), _embedded: { statuses: made } });
}

/** PATCH and DELETE /leads/pipelines/{id}/statuses/{id}: those of the system stay as they are. */
export function updateStatus(request: ApiRequest, parts: PathParts): Answer {
  const pipeline = request.state.pipelines.get(idFrom(parts[0]));
  const status = request.state.statusOf(idFrom(parts[1]), idFrom(parts[0]));
  if (pipeline === undefined || status === undefined) return problem(404, 'Status not found');
  const checked = objectOf(request.body, editable(status));
  if (!checked.ok) return checked.answer;
  for (const element of checked.elements) {
    status.name = textOf(element['name']) ?? status.name;
    status.sort = numberOf(element['sort']) ?? status.sort;
    status.color = textOf(element['color']) ?? status.color;
  }
  return ok(statusView(request, pipeline, status));
}

function editable({ type }: StoredStatus): Check {
  return (value, path, found) => {
    changedStatus(value, path, found);
    if (type === 1 && memberOf(value, 'sort') !== undefined) found.push(findings.unexpected(under(path, 'sort')));
  };
}

export function deleteStatus(request: ApiRequest, parts: PathParts): Answer {
  const { state } = request;
  const pipeline = state.pipelines.get(idFrom(parts[0]));
  const status = state.statusOf(idFrom(parts[1]), idFrom(parts[0]));
  if (pipeline === undefined || status === undefined) return problem(404, 'Status not found');
  const isUsed = state.entities.leads.rows.some(
    (lead) => lead.pipeline_id === pipeline.id && lead.status_id === status.id && !lead.is_deleted,
  );
  if (isUsed || !status.is_editable) return problem(422, 'Status can not be deleted');
  pipeline.statuses = pipeline.statuses.filter((one) => one !== status);
  return nothing;
}

function pipelineView(request: ApiRequest, row: StoredPipeline): JsonObject {
  const statuses: Json = row.statuses.map((status) => statusView(request, row, status));
  const { id, name, sort, is_main: isMain, is_unsorted_on: isUnsortedOn, is_archive: isArchive } = row;
  return {
    id,
    name,
    sort,
    is_main: isMain,
    is_unsorted_on: isUnsortedOn,
    is_archive: isArchive,
    account_id: request.state.account.id,
    _links: selfLink(request, `/leads/pipelines/${id}`),
    _embedded: { statuses },
  };
}

function statusView(request: ApiRequest, pipeline: StoredPipeline, status: StoredStatus): JsonObject {
  const { id, name, sort, color: shown, is_editable: isEditable, type } = status;
  return {
    id,
    name,
    sort,
    is_editable: isEditable,
    pipeline_id: pipeline.id,
    color: shown,
    type,
    account_id: request.state.account.id,
    _links: selfLink(request, `/leads/pipelines/${pipeline.id}/statuses/${id}`),
  };
}
