import type { Answer, Call, Performed, System, SystemRequest } from '../emulator.ts';
import type { RefusalKind } from '../fault-kinds.ts';
import type { Fault } from '../faults.ts';
import { errorPage } from '../pages.ts';
import { phpQuery } from '../php-parameters.ts';
import type { Clock } from '../virtual-clock.ts';
import { Access, tokenIn } from './access.ts';
import { ok, problem, type AccountRules, type ApiRequest } from './api.ts';
import { isList, isObject, type Json } from './json.ts';
import { Limits } from './limits.ts';
import { doAsPerson } from './people-deeds.ts';
import type { StoredUser } from './records.ts';
import { route, type Found } from './routes.ts';
import { documentedLimits, guessedLatency, type AmocrmSettings } from './settings.ts';
import { checkedSnapshot, type AmocrmSnapshot } from './snapshot.ts';
import { countsOf, type AmocrmState } from './state.ts';
import { refusedElement, spoiledAnswer, spoiledBody } from './work-faults.ts';

const prefix = '/api/v4';

interface AmocrmCall extends Call {
  readonly request: SystemRequest;
  /** Below the prefix; undefined for what is no address of the API. */
  readonly found: Found | undefined;
  readonly path: string;
  readonly body: Json | undefined;
  readonly isBroken: boolean;
}

/** An account of amoCRM behind its API. */
export class AmocrmSystem implements System<AmocrmCall> {
  readonly name = 'amocrm';
  readonly state: AmocrmState;
  readonly limits: Limits;
  readonly #settings: AmocrmSettings;
  readonly #rules: AccountRules;
  readonly #clock: Clock;
  readonly #start: AmocrmSnapshot;
  #access: Access;
  #written = 0;

  constructor(state: AmocrmState, settings: AmocrmSettings, clock: Clock) {
    const { filtering = 'ignored', duplicateControl = false, lookupLagMs = 0, limits = documentedLimits } = settings;
    this.state = state;
    this.limits = new Limits(limits === false ? undefined : limits);
    this.#settings = settings;
    this.#rules = { filtering, duplicateControl, lookupLagMs };
    this.#clock = clock;
    this.#start = state.dump();
    this.#access = new Access(state, settings, clock.now());
  }

  get access(): Access {
    return this.#access;
  }

  read(request: SystemRequest): AmocrmCall {
    const isApi = request.path.startsWith(`${prefix}/`);
    const path = isApi ? request.path.slice(prefix.length).replace(/\/$/, '') : request.path;
    const found = isApi ? route(request.method, path) : undefined;
    const body = jsonOf(request.body);
    return {
      operation: `${request.method} ${found === undefined ? request.path : `${prefix}${found.name}`}`,
      shownPath: request.path,
      parameters: { query: phpQuery(request.query), ...(body === undefined ? {} : { body: masked(body) }) },
      request,
      found,
      path,
      body,
      isBroken: body === undefined && request.body.length > 0,
    };
  }

  perform(call: AmocrmCall, fault: Fault | undefined): Performed {
    const { request, found, body } = call;
    const answer = this.#refusalOf(call) ?? (found === undefined ? this.#outside(call) : undefined);
    if (answer !== undefined || found === undefined) return { answer: answer ?? problem(404, 'Not Found'), costMs: 0 };
    const user = this.#access.userOf(request.headers, this.#clock.now());
    if ('status' in user) return { answer: user, costMs: 0 };
    return { ...this.#handled(call, found, user, fault), costMs: this.#costOf(request.method, body) };
  }

  /** Refusals that come before anything is looked at. */
  #refusalOf({ request, isBroken }: AmocrmCall): Answer | undefined {
    if (this.limits.isBlocked) return errorPage(403);
    const token = tokenIn(request.headers) ?? '';
    if (!this.limits.take(token, this.#clock.now())) {
      return this.limits.isBlocked ? errorPage(403) : errorPage(429);
    }
    const { subscription = 'paid' } = this.#settings;
    const isWrite = request.method !== 'GET' && request.path.startsWith(prefix);
    if (subscription === 'nothing' || (subscription === 'no-writes' && isWrite)) {
      return problem(402, 'Subscription has expired');
    }
    return isBroken ? problem(400, 'Request body is not valid JSON') : undefined;
  }

  #outside({ request, body }: AmocrmCall): Answer {
    if (request.path === '/oauth2/access_token') {
      return request.method === 'POST'
        ? this.#access.exchange(body, this.#clock.now())
        : problem(405, 'Method Not Allowed');
    }
    if (request.path === '/oauth' && request.method === 'GET') {
      const { host } = new URL(request.origin);
      return this.#access.consent(new URLSearchParams(request.query), { host, now: this.#clock.now() });
    }
    if (request.path === '/oauth2/account/subdomain') {
      const { id, subdomain } = this.state.account;
      const user = this.#access.userOf(request.headers, this.#clock.now());
      return 'status' in user ? user : ok({ id, subdomain, domain: `${subdomain}.amocrm.ru`, top_level_domain: 'ru' });
    }
    return errorPage(404);
  }

  #handled(call: AmocrmCall, found: Found, user: StoredUser, fault: Fault | undefined): Omit<Performed, 'costMs'> {
    const given = this.#requestOf(call, user);
    if (call.request.method !== 'GET') this.#written += 1;
    if (fault === undefined) return { answer: found.handle(given, found.parts) };
    const isRefusedItem = fault.kind === 'item-error' && call.request.method !== 'GET';
    // Whether the elements beside a refused one are stored is not documented: by default none is, `item-error:stored` has them.
    if (isRefusedItem && fault.argument !== 'stored') return { answer: refusedElement(call.body) };
    const body = spoiledBody(fault, call.body, this.state, found.name);
    const answer = found.handle({ ...given, body }, found.parts);
    if (isRefusedItem) return { answer: refusedElement(call.body) };
    return { answer: spoiledAnswer(fault, answer), ...(fault.kind === 'partial' ? { isBroken: true } : {}) };
  }

  #requestOf({ request, path, body }: AmocrmCall, user: StoredUser): ApiRequest {
    const nowMs = this.#clock.now();
    const since = Date.parse(String(request.headers['if-modified-since'] ?? ''));
    return {
      state: this.state,
      rules: this.#rules,
      method: request.method,
      path,
      query: phpQuery(request.query),
      search: request.query,
      body,
      user,
      now: Math.floor(nowMs / 1000),
      nowMs,
      origin: request.origin,
      modifiedSince: Number.isNaN(since) ? undefined : since / 1000,
    };
  }

  #costOf(method: string, body: Json | undefined): number {
    const { readMs, writeMs, elementMs } = this.#settings.latency ?? guessedLatency;
    return method === 'GET' ? readMs : writeMs + (isList(body) ? body.length : 1) * elementMs;
  }

  refuse(kind: RefusalKind, { request }: AmocrmCall): Answer {
    switch (kind) {
      case '429':
        return errorPage(429);
      case '503':
        return problem(503, 'Service is temporarily unavailable');
      case '500':
        return problem(500, 'Internal Server Error');
      case 'overload':
        this.limits.block();
        return errorPage(403);
      case 'expired_token':
        this.#access.revoke(tokenIn(request.headers) ?? '');
        return problem(401, 'Token is invalid or expired');
      case 'empty-error':
        return { status: 400, headers: { 'content-type': 'application/problem+json' }, body: '' };
      case 'portal-deleted':
        return problem(401, 'Account not found', { error_code: '101' });
    }
  }

  dump(): AmocrmSnapshot {
    return this.state.dump();
  }

  load(snapshot: unknown): void {
    this.state.load(checkedSnapshot(snapshot));
  }

  /** Back to the start, the block lifted, the tokens of the start valid again. */
  reset(): void {
    this.state.load(this.#start);
    this.limits.reset();
    this.#access = new Access(this.state, this.#settings, this.#clock.now());
    this.#written = 0;
  }

  counters(): Readonly<Record<string, unknown>> {
    const { refused: tooFast, isBlocked } = this.limits;
    return { ...countsOf(this.state), writes: this.#written, tooFast, isBlocked };
  }

  edit(action: unknown): unknown {
    const [user] = this.state.users.rows;
    if (user === undefined) throw new Error('there is no user');
    const request = { method: 'PATCH', path: '/', query: '', headers: {}, body: Buffer.alloc(0), origin: '' };
    return doAsPerson(this.#requestOf(this.read(request), user), action);
  }
}

function jsonOf(body: Buffer): Json | undefined {
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(body.toString('utf8')) as Json;
  } catch {
    return undefined;
  }
}

const secrets: ReadonlySet<string> = new Set(['client_secret', 'code', 'refresh_token']);

/** A body as it may be kept: secrets of the exchange of tokens are masked. A field's `code` lies in a list and is none. */
function masked(body: Json): Json {
  if (!isObject(body) || !Object.hasOwn(body, 'grant_type')) return body;
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, secrets.has(key) ? '***' : value]));
}
