import type { Answer, Performed, System, SystemRequest } from '../emulator.ts';
import type { RefusalKind } from '../fault-kinds.ts';
import type { Fault, Faults } from '../faults.ts';
import { LeakyBucket } from '../leaky-bucket.ts';
import { errorPage } from '../pages.ts';
import type { Clock } from '../virtual-clock.ts';
import { longestRequest, performBatch } from './batch.ts';
import { portalCounters } from './counters.ts';
import { Dispatcher, type Command } from './dispatcher.ts';
import { Tokens } from './oauth.ts';
import { personActs } from './people-actions.ts';
import { Portal, type PortalSnapshot } from './portal.ts';
import { refusal } from './refusals.ts';
import { readCall, type PortalCall } from './request.ts';
import { RestError } from './rest-error.ts';
import type { PortalSettings, Webhook } from './settings.ts';

const buckets = {
  standard: { perSecond: 2, most: 50 },
  enterprise: { perSecond: 5, most: 250 },
  box: undefined,
} as const;

/** A Bitrix24 portal as the shared server sees it. */
export class Bitrix24System implements System<PortalCall> {
  readonly name = 'bitrix24';
  readonly portal: Portal;
  readonly #dispatcher: Dispatcher;
  readonly #clock: Clock;
  readonly #bucket: LeakyBucket | undefined;
  readonly #tokens: Tokens;
  readonly #start: PortalSnapshot;
  #origin = '';

  constructor(
    settings: PortalSettings,
    start: PortalSnapshot | undefined,
    { clock, faults }: { clock: Clock; faults: Faults },
  ) {
    this.portal = new Portal(settings);
    if (start !== undefined) this.portal.load(start);
    this.#start = structuredClone(this.portal.dump());
    this.#dispatcher = new Dispatcher(this.portal, faults);
    this.#clock = clock;
    this.#tokens = new Tokens(clock.now());
    const size = buckets[settings.plan];
    this.#bucket = size === undefined ? undefined : new LeakyBucket({ ...size, countsRefused: settings.countsRefused });
  }

  read(request: SystemRequest): PortalCall {
    this.#origin = request.origin;
    return readCall(request, this.portal.settings.maxInputVariables);
  }

  perform(call: PortalCall, fault: Fault | undefined): Performed {
    const now = this.#clock.now();
    if (call.kind === 'empty') return { answer: { status: 200, body: '' }, costMs: 0 };
    if (call.kind === 'unknown') return { answer: errorPage(404), costMs: 0 };
    if (call.kind === 'oauth') return { answer: this.#authorized(call, now), costMs: 0 };
    if (this.#bucket?.take(now) === false) return refused(refusal('503'));
    try {
      if (call.isBroken) throw new RestError('100', 'Syntax error');
      const command = { method: call.method, params: call.params, webhook: this.#webhookOf(call, now), now, fault };
      return call.method === 'batch' ? this.#batch(command) : this.#single(command);
    } catch (error) {
      if (error instanceof RestError) return refused(error);
      throw error;
    }
  }

  #authorized({ method, params }: PortalCall, now: number): Answer {
    if (method === 'oauth.token') return this.#tokens.renew(params, now, this.#origin);
    const { application } = this.portal.settings;
    return this.#tokens.consent(params, { application, host: new URL(this.#origin).host, now });
  }

  refuse(kind: RefusalKind, call: PortalCall): Answer {
    if (kind === 'expired_token' && call.token !== undefined) this.#tokens.expire();
    return refused(refusal(kind)).answer;
  }

  dump(): PortalSnapshot {
    return this.portal.dump();
  }

  load(snapshot: unknown): void {
    this.portal.load(checkedSnapshot(snapshot));
  }

  reset(): void {
    this.portal.load(this.#start);
    this.#dispatcher.forgetAccounts();
    this.#bucket?.empty();
  }

  counters(): Readonly<Record<string, unknown>> {
    return portalCounters(this.portal);
  }

  edit(action: unknown): unknown {
    return personActs(this.portal, action, this.#clock.now());
  }

  #single(command: Command): Performed {
    const { result, error, seconds } = this.#dispatcher.perform(command);
    if (error !== undefined) return refused(error);
    if (seconds > longestRequest) return { answer: errorPage(504), costMs: longestRequest * 1000 };
    const { total, next } = result;
    const body = {
      result: result.result,
      ...(next === undefined ? {} : { next }),
      ...(total === undefined ? {} : { total }),
      time: this.#dispatcher.time(command, seconds),
    };
    const performed = { answer: { status: 200, body: JSON.stringify(body) }, costMs: seconds * 1000 };
    return result.isBroken === true ? { ...performed, isBroken: true } : performed;
  }

  #batch(command: Command): Performed {
    const { result, seconds, isCutOff, isBroken } = performBatch(this.#dispatcher, command);
    const costMs = seconds * 1000;
    if (isCutOff) return { answer: errorPage(504), costMs };
    // The outer envelope of a batch says nothing of the time used: that stands with each command.
    const { operating: _used, operating_reset_at: _reset, ...time } = this.#dispatcher.time(command, seconds);
    return { answer: { status: 200, body: JSON.stringify({ result, time }) }, costMs, isBroken };
  }

  #webhookOf({ webhook, token }: PortalCall, now: number): Webhook {
    if (webhook !== undefined) {
      const known = this.portal.settings.webhooks.find(
        ({ userId, secret }) => userId === webhook.userId && secret === webhook.secret,
      );
      if (known !== undefined && (known.expiresAt === undefined || now < known.expiresAt)) return known;
      throw new RestError('INVALID_CREDENTIALS', 'Invalid request credentials', 401);
    }
    const state = token === undefined ? 'unknown' : this.#tokens.state(token, now);
    if (state === 'expired') throw refusal('expired_token') ?? new RestError('expired_token', '', 401);
    if (state === 'unknown') throw new RestError('NO_AUTH_FOUND', 'Wrong authorization data', 401);
    return { userId: 1, secret: 'application' };
  }
}

/** @throws Error for what is no snapshot of a portal */
export function checkedSnapshot(snapshot: unknown): PortalSnapshot {
  const isOne = typeof snapshot === 'object' && snapshot !== null && 'system' in snapshot && 'items' in snapshot;
  if (!isOne || snapshot.system !== 'bitrix24') throw new Error('not a snapshot of a Bitrix24 portal');
  return snapshot as PortalSnapshot;
}

function refused(error: RestError | undefined): Performed {
  const { status, body } = error ?? new RestError('ERROR_UNEXPECTED_ANSWER', '', 500);
  return { answer: { status, body: JSON.stringify(body) }, costMs: 0 };
}
