import type { Answer } from '../emulator.ts';
import { findingsOf, type Check, type Finding } from './checks.ts';
import { isList, isObject, memberOf, type Json, type JsonObject } from './json.ts';
import { queryText, type QueryGroup } from './query.ts';
import type { StoredUser } from './records.ts';
import type { AmocrmState } from './state.ts';

/** What the account answers differently from another account. */
export interface AccountRules {
  /**
   * Filtering of lists by custom fields: documented for some accounts only. `ignored`: the parameter is passed over in silence
   * and everything comes; `refused`: 400.
   */
  readonly filtering: 'on' | 'ignored' | 'refused';
  /** Duplicate control of `leads/complex`: the same phone as a stored contact. Off unless the administrator switches it on. */
  readonly duplicateControl: boolean;
  /** Milliseconds until a new record is seen in lists; by its number it is found at once. */
  readonly lookupLagMs: number;
}

/** A request of the API with everything a handler needs. Time is in Unix seconds. */
export interface ApiRequest {
  readonly state: AmocrmState;
  readonly rules: AccountRules;
  readonly method: string;
  /** Below `/api/v4`. */
  readonly path: string;
  readonly query: QueryGroup;
  readonly search: string;
  readonly body: Json | undefined;
  /** Who is asking. */
  readonly user: StoredUser;
  readonly now: number;
  readonly nowMs: number;
  readonly origin: string;
  readonly modifiedSince: number | undefined;
}

/** Variable parts of the path, in order. */
export type PathParts = readonly string[];

export type Handle = (request: ApiRequest, parts: PathParts) => Answer;

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  422: 'Unprocessable Entity',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

const hal = { 'content-type': 'application/hal+json' };
const problemJson = { 'content-type': 'application/problem+json' };

export function ok(body: Json): Answer {
  return { status: 200, headers: hal, body: JSON.stringify(body) };
}

/** Nothing to show: a status without a body. */
export const nothing: Answer = { status: 204, headers: {}, body: '' };

export function problem(status: number, detail: string, more: JsonObject = {}): Answer {
  const body = { ...more, title: titles[status] ?? 'Error', type: `https://httpstatus.es/${status}`, status, detail };
  return { status, headers: problemJson, body: JSON.stringify(body) };
}

/** Elements that did not pass, by their own or their given `request_id`. */
export function invalid(
  elements: readonly { readonly requestId: string; readonly errors: readonly Finding[] }[],
): Answer {
  const list = elements.map(({ requestId, errors }) => ({
    request_id: requestId,
    errors: errors.map(({ code, path, detail }) => ({ code, path, detail })),
  }));
  const body = { 'validation-errors': list, ...titleOf400, detail: 'Request validation failed' };
  return { status: 400, headers: problemJson, body: JSON.stringify(body) };
}

const titleOf400 = { title: 'Bad Request', type: 'https://httpstatus.es/400', status: 400 };

/** What the caller called an element, or its index. */
export function requestIdOf(element: Json | undefined, index: number): string {
  const given = memberOf(element, 'request_id');
  return typeof given === 'string' || typeof given === 'number' ? String(given) : String(index);
}

export type Elements =
  | { readonly ok: true; readonly elements: readonly JsonObject[] }
  | { readonly ok: false; readonly answer: Answer };

/** The elements of a bulk body when all of them pass; else the refusal of the whole request. */
export function elementsOf(body: Json | undefined, check: Check, limit = 250): Elements {
  if (!isList(body)) return { ok: false, answer: problem(400, 'Request body must be a JSON array') };
  if (body.length === 0) return { ok: false, answer: problem(400, 'Request body is empty') };
  if (body.length > limit) {
    return { ok: false, answer: problem(400, `Too many entities in one request, the limit is ${limit}`) };
  }
  const wrong = body.flatMap((element, index) => {
    const errors = findingsOf(check, element);
    return errors.length === 0 ? [] : [{ requestId: requestIdOf(element, index), errors }];
  });
  if (wrong.length > 0) return { ok: false, answer: invalid(wrong) };
  return { ok: true, elements: body.filter(isObject) };
}

/** One bare object that passes, or its refusal. */
export function objectOf(body: Json | undefined, check: Check): Elements {
  if (!isObject(body)) return { ok: false, answer: problem(400, 'Request body must be a JSON object') };
  const errors = findingsOf(check, body);
  if (errors.length > 0) return { ok: false, answer: invalid([{ requestId: requestIdOf(body, 0), errors }]) };
  return { ok: true, elements: [body] };
}

export function selfLink(request: ApiRequest, path: string): JsonObject {
  return { self: { href: `${request.origin}/api/v4${path}` } };
}

/** The answer to a bulk write. */
export function written(request: ApiRequest, name: string, elements: readonly JsonObject[]): Answer {
  return ok({ _links: selfLink(request, request.path), _embedded: { [name]: elements } });
}

export function idFrom(part: string | undefined): number {
  return part !== undefined && /^\d{1,15}$/.test(part) ? Number(part) : -1;
}

/** For what an administrator alone may do. */
export function adminsOnly(handle: Handle): Handle {
  return (request, parts) =>
    request.user.is_admin ? handle(request, parts) : problem(403, 'You are not allowed to perform this action');
}

export interface Listing<T> {
  /** Of the list inside `_embedded`. */
  readonly name: string;
  readonly view: (row: T) => Json;
  /** A page holds at most so many; 250 when left out. */
  readonly most?: number;
  /** `_total_items` is there on small collections only. */
  readonly hasTotal?: boolean;
}

/** One page of a list with links to its neighbours; nothing at all when the page is empty. */
export function page<T>(request: ApiRequest, rows: Iterable<T>, listing: Listing<T>): Answer {
  const { name, view, most = 250, hasTotal = false } = listing;
  const limit = Math.min(most, Math.max(1, wholeOf(queryText(request.query, 'limit'), 50)));
  const number = Math.max(1, wholeOf(queryText(request.query, 'page'), 1));
  const { taken, hasNext, total } = slice(rows, (number - 1) * limit, limit, hasTotal);
  if (taken.length === 0) return nothing;
  const links: Record<string, Json> = { self: { href: pageAddress(request, number, limit) } };
  if (hasNext) links['next'] = { href: pageAddress(request, number + 1, limit) };
  if (number > 1) {
    links['first'] = { href: pageAddress(request, 1, limit) };
    links['prev'] = { href: pageAddress(request, number - 1, limit) };
  }
  return ok({
    ...(hasTotal ? { _total_items: total } : {}),
    _page: number,
    _links: links,
    _embedded: { [name]: taken.map(view) },
  });
}

interface Slice<T> {
  readonly taken: readonly T[];
  readonly hasNext: boolean;
  readonly total: number;
}

function slice<T>(rows: Iterable<T>, from: number, limit: number, toTheEnd: boolean): Slice<T> {
  const taken: T[] = [];
  let at = 0;
  for (const row of rows) {
    if (at >= from && taken.length < limit) taken.push(row);
    at += 1;
    if (!toTheEnd && at > from + limit) break;
  }
  return { taken, hasNext: at > from + limit, total: at };
}

function wholeOf(text: string | undefined, fallback: number): number {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : fallback;
}

function pageAddress(request: ApiRequest, number: number, limit: number): string {
  const parameters = new URLSearchParams(request.search);
  parameters.set('limit', String(limit));
  parameters.set('page', String(number));
  return `${request.origin}/api/v4${request.path}?${parameters.toString()}`;
}
