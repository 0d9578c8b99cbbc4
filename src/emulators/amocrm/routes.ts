import type { Answer } from '../emulator.ts';
import * as account from './account.ts';
import { adminsOnly, problem, type Handle, type PathParts } from './api.ts';
import * as catalogs from './catalogs.ts';
import { createComplex } from './complex.ts';
import * as fields from './custom-fields.ts';
import * as entities from './entities.ts';
import { listEvents } from './events.ts';
import * as links from './links.ts';
import * as notes from './notes.ts';
import * as pipelines from './pipelines.ts';
import * as tags from './tags.ts';
import * as tasks from './tasks.ts';

type Methods = Readonly<Partial<Record<'GET' | 'POST' | 'PATCH' | 'DELETE', Handle>>>;

/** Paths below `/api/v4`. `{kind}` is a kind of record, `{id}` a number; both are handed to the handler in order. */
const paths: Readonly<Record<string, Methods>> = {
  '/account': { GET: account.readAccount },
  '/users': { GET: adminsOnly(account.listUsers) },
  '/users/{id}': { GET: adminsOnly(account.readUser) },
  '/leads/pipelines': { GET: pipelines.listPipelines, POST: adminsOnly(pipelines.createPipelines) },
  '/leads/pipelines/{id}': {
    GET: pipelines.readPipeline,
    PATCH: adminsOnly(pipelines.updatePipeline),
    DELETE: adminsOnly(pipelines.deletePipeline),
  },
  '/leads/pipelines/{id}/statuses': { GET: pipelines.listStatuses, POST: adminsOnly(pipelines.createStatuses) },
  '/leads/pipelines/{id}/statuses/{id}': {
    GET: pipelines.readStatus,
    PATCH: adminsOnly(pipelines.updateStatus),
    DELETE: adminsOnly(pipelines.deleteStatus),
  },
  '/leads/loss_reasons': { GET: account.listReasons, POST: adminsOnly(account.createReasons) },
  '/leads/loss_reasons/{id}': { GET: account.readReason },
  '/leads/complex': { POST: createComplex },
  '/tasks': { GET: tasks.listTasks, POST: tasks.createTasks, PATCH: tasks.updateTasks },
  '/tasks/{id}': { GET: tasks.readTask, PATCH: tasks.updateTasks },
  '/sources': { GET: account.listSources, POST: account.createSources },
  '/events': { GET: listEvents },
  '/catalogs': { GET: catalogs.listCatalogs, POST: adminsOnly(catalogs.createCatalogs) },
  '/catalogs/{id}': { GET: catalogs.readCatalog },
  '/catalogs/{id}/custom_fields': { GET: fields.listFields, POST: adminsOnly(fields.createFields) },
  '/catalogs/{id}/custom_fields/{id}': { GET: fields.readField },
  '/catalogs/{id}/elements': {
    GET: catalogs.listElements,
    POST: catalogs.createElements,
    PATCH: catalogs.updateElements,
  },
  '/catalogs/{id}/elements/{id}': { GET: catalogs.readElement },
  '/{kind}': { GET: entities.listEntities, POST: entities.createEntities, PATCH: entities.updateEntities },
  '/{kind}/custom_fields': {
    GET: fields.listFields,
    POST: adminsOnly(fields.createFields),
    PATCH: adminsOnly(fields.updateFields),
  },
  '/{kind}/custom_fields/{id}': {
    GET: fields.readField,
    PATCH: adminsOnly(fields.updateFields),
    DELETE: adminsOnly(fields.deleteField),
  },
  '/{kind}/tags': { GET: tags.listTags, POST: tags.createTags },
  '/{kind}/link': { POST: links.linkEntities },
  '/{kind}/unlink': { POST: links.unlinkEntities },
  '/{kind}/links': { GET: links.listLinks },
  '/{kind}/notes': { GET: notes.listNotes, POST: notes.createNotes, PATCH: notes.updateNotes },
  '/{kind}/notes/{id}': { GET: (request, [kind = '', id = '']) => notes.readNote(request, [kind, id]) },
  '/{kind}/{id}': { GET: entities.readEntity, PATCH: entities.updateOneEntity },
  '/{kind}/{id}/link': { POST: links.linkEntities },
  '/{kind}/{id}/unlink': { POST: links.unlinkEntities },
  '/{kind}/{id}/links': { GET: links.listLinks },
  '/{kind}/{id}/notes': { GET: notes.listNotes, POST: notes.createNotes },
  '/{kind}/{id}/notes/{id}': { GET: notes.readNote },
};

interface Route {
  readonly pattern: string;
  readonly expression: RegExp;
  readonly methods: Methods;
}

const routes: readonly Route[] = Object.entries(paths).map(([pattern, methods]) => {
  const source = pattern.replaceAll('{kind}', '(contacts|companies|leads)').replaceAll('{id}', '(\\d+)');
  return { pattern, expression: new RegExp(`^${source}$`), methods };
});

/** Where a path leads. */
export interface Found {
  /** The path with `{kind}` filled in and `{id}` left as it is: what fault rules and the log call it. */
  readonly name: string;
  readonly parts: PathParts;
  readonly handle: Handle;
}

const missing: Handle = () => problem(404, 'Not Found');
const wrongMethod: Handle = (): Answer => problem(405, 'Method Not Allowed');

/** @param path below `/api/v4`, without a slash at the end */
export function route(method: string, path: string): Found {
  for (const { pattern, expression, methods } of routes) {
    const match = expression.exec(path);
    if (match === null) continue;
    const parts = match.slice(1);
    const name = pattern.replace('{kind}', parts[0] ?? '');
    const handle = isMethod(method) ? methods[method] : undefined;
    return { name, parts, handle: handle ?? wrongMethod };
  }
  return { name: path.replace(/\d+/g, '{id}'), parts: [], handle: missing };
}

function isMethod(method: string): method is keyof Methods {
  return ['GET', 'POST', 'PATCH', 'DELETE'].includes(method);
}
