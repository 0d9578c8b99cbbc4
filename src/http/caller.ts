import { waitFor, type Context } from '../context.ts';
import { AccessError, TargetError, type PerenosError } from '../errors.ts';
import { shownAddress } from './address.ts';
import type { HttpAnswer, HttpRequest, HttpResult } from './exchange.ts';
import { isDistrust } from './fault.ts';
import type { Pace } from './pace.ts';

/** One call of an API. */
export interface Call {
  /** Name of the method, for the pace and for people. */
  readonly method: string;
  readonly verb: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly url: URL;
  readonly body?: string;
  /** Changes something: never sent again when nobody knows what became of it. */
  readonly isWrite: boolean;
}

/** A whole answer; `json` is undefined when there was no body or it was not JSON. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly json: unknown;
  readonly isJson: boolean;
  /** The first characters, for messages. */
  readonly beginning: string;
  readonly milliseconds: number;
}

/** What an answer means (`reliability.md` section 5 of the house documents). */
export type Verdict =
  /** It answers the call, well or with an error of its own. */
  | { readonly as: 'answer' }
  /** Not executed because of a limit; `waitMs`: when the server said how long. */
  | { readonly as: 'limit'; readonly waitMs?: number }
  /** Not executed: the token is old. */
  | { readonly as: 'renew' }
  /** Nobody knows; a read is sent again, a write is in doubt. */
  | { readonly as: 'doubt'; readonly reason: string; readonly stop?: PerenosError }
  /** Not executed, and nothing will be. */
  | { readonly as: 'stop'; readonly error: PerenosError };

export type CallResult =
  | { readonly kind: 'answer'; readonly answer: ApiAnswer }
  | { readonly kind: 'not-executed'; readonly reason: string; readonly stop: PerenosError }
  | { readonly kind: 'doubt'; readonly reason: string; readonly stop?: PerenosError };

export interface CallerSetup {
  /** The target as shown to people. */
  readonly place: string;
  /** Without anything secret. */
  readonly host: string;
  readonly context: Context;
  readonly pace: Pace;
  /** `exchange` with its transport. */
  readonly exchange: (request: HttpRequest) => Promise<HttpResult>;
  readonly classify: (answer: ApiAnswer, call: Call) => Verdict;
  readonly headers: () => Readonly<Record<string, string>>;
  /** Gets a new token; the call is then sent once more. */
  readonly renew?: () => Promise<void>;
  /** Milliseconds until a method may be called again, for limits of single methods. */
  readonly heldUp?: (call: Call) => number;
  /** Longer than the server may work on a request. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
  /** The longest time without any progress, milliseconds. */
  readonly maxWaitMs: number;
}

/** Attempts of a call that was certainly not executed, and of a read whatever happened. */
const attemptsAtMost = 8;
const firstPauseMs = 500;
const longestPauseMs = 60_000;
/** Shorter waits are not told. */
const noticeableMs = 1_000;
/** A page of a proxy in place of data, this often in a row, ends the run. */
const foreignPagesAtMost = 3;

const untouched = new AbortController().signal;

/** How one call went so far. */
interface Course {
  readonly startedAt: number;
  attempts: number;
  limits: number;
  renewed: boolean;
}

/**
 * Calls an API at its pace. What was certainly not executed is sent again after a pause; a write of which nobody knows what became
 * of it never is.
 */
export class Caller {
  /** Called right before a request that may change something is handed over, each time it is. */
  onWrite: (() => void) | undefined;
  private readonly setup: CallerSetup;
  private foreignPages = 0;

  constructor(setup: CallerSetup) {
    this.setup = setup;
  }

  async call(call: Call): Promise<CallResult> {
    const course: Course = { startedAt: this.now(), attempts: 0, limits: 0, renewed: false };
    for (;;) {
      await this.waitForTurn(call);
      course.attempts += 1;
      if (call.isWrite) this.onWrite?.();
      const result = await this.setup.exchange(this.request(call));
      if (!call.isWrite) this.setup.context.signal.throwIfAborted();
      const settled =
        result.kind === 'answer' ? await this.judge(call, course, result) : this.failed(call, course, result);
      if ('kind' in settled) return settled;
      const given = this.givenUp(course, settled);
      if (given !== undefined) return given;
      await this.pause(settled.reason, settled.waitMs);
    }
  }

  /** The answer to a read. @throws TargetError, AccessError */
  async read(call: Omit<Call, 'isWrite'>): Promise<ApiAnswer> {
    const result = await this.call({ ...call, isWrite: false });
    if (result.kind === 'answer') return result.answer;
    throw result.stop ?? this.unreachable(result.reason, this.now());
  }

  private request(call: Call): HttpRequest {
    const { context, headers, timeoutMs, maxBytes } = this.setup;
    const type = call.body === undefined ? {} : { 'content-type': 'application/json' };
    // Whoever interrupts a run waits for the write under way: cut off, nobody would know what became of it.
    const signal = call.isWrite ? untouched : context.signal;
    const base = { method: call.verb, url: call.url, timeoutMs, maxBytes, signal };
    const request = { ...base, headers: { accept: 'application/json', ...type, ...headers() } };
    return call.body === undefined ? request : { ...request, body: call.body };
  }

  private async waitForTurn(call: Call): Promise<void> {
    for (;;) {
      const held = this.setup.heldUp?.(call) ?? 0;
      const rate = held > 0 ? 0 : this.setup.pace.take();
      if (held <= 0 && rate <= 0) return;
      await this.pause(held > 0 ? `${call.method}: server time` : 'rate', Math.max(held, rate));
    }
  }

  private async judge(call: Call, course: Course, raw: HttpAnswer): Promise<CallResult | Again> {
    const answer = readAnswer(raw);
    const verdict = this.setup.classify(answer, call);
    this.foreignPages = answer.isJson || verdict.as === 'limit' ? 0 : this.foreignPages;
    switch (verdict.as) {
      case 'answer':
        return { kind: 'answer', answer };
      case 'stop':
        return { kind: 'not-executed', reason: verdict.error.message, stop: verdict.error };
      case 'limit':
        return this.limited(course, verdict.waitMs ?? retryAfter(answer));
      case 'renew':
        return this.renewed(course, answer);
      case 'doubt':
        return this.doubted(call, course, { ...verdict, answer });
    }
  }

  private limited(course: Course, waitMs: number | undefined): Again {
    // Limits are waited out however often they come: only the time without progress counts.
    course.attempts -= 1;
    course.limits += 1;
    const pause = waitMs ?? backoff(course.limits);
    this.setup.pace.limited(pause);
    return { waitMs: pause, reason: 'limit answer', cause: 'limit' };
  }

  private async renewed(course: Course, answer: ApiAnswer): Promise<CallResult | Again> {
    const { renew, place } = this.setup;
    const reason = `${answer.status} ${answer.beginning}`;
    const stop = new AccessError('target.denied', { place, reason });
    if (renew === undefined || course.renewed) return { kind: 'not-executed', reason, stop };
    course.renewed = true;
    await renew();
    return { waitMs: 0, reason: 'new token', cause: reason };
  }

  private doubted(
    call: Call,
    course: Course,
    { reason, stop, answer }: { readonly reason: string; readonly stop?: PerenosError; readonly answer: ApiAnswer },
  ): CallResult | Again {
    const isForeign = answer.status === 200 && !answer.isJson;
    if (isForeign) this.foreignPages += 1;
    const foreign =
      this.foreignPages < foreignPagesAtMost
        ? undefined
        : new TargetError('target.not-json', { place: this.setup.place, text: answer.beginning });
    const end = stop ?? foreign;
    if (call.isWrite || end !== undefined)
      return { kind: 'doubt', reason, ...(end === undefined ? {} : { stop: end }) };
    return { waitMs: backoff(course.attempts), reason: 'unreachable', cause: reason };
  }

  private failed(call: Call, course: Course, result: Exclude<HttpResult, HttpAnswer>): CallResult | Again {
    const cause = `${result.code} ${result.message}`.trim();
    if (isDistrust(result.code)) {
      const stop = new AccessError('http.certificate', { address: shownAddress(call.url), reason: cause });
      return { kind: 'not-executed', reason: cause, stop };
    }
    if (result.kind === 'lost' && call.isWrite) return { kind: 'doubt', reason: cause };
    return { waitMs: backoff(course.attempts), reason: 'unreachable', cause };
  }

  private givenUp(course: Course, { waitMs, cause }: Again): CallResult | undefined {
    const isOver = this.now() + waitMs - course.startedAt > this.setup.maxWaitMs;
    if (course.attempts < attemptsAtMost && !isOver) return undefined;
    return { kind: 'not-executed', reason: cause, stop: this.unreachable(cause, course.startedAt) };
  }

  private unreachable(reason: string, since: number): TargetError {
    const minutes = Math.max(0, Math.round((this.now() - since) / 60_000));
    return new TargetError('target.unreachable', { place: this.setup.place, reason, minutes });
  }

  private async pause(reason: string, milliseconds: number): Promise<void> {
    const { context, host } = this.setup;
    if (milliseconds >= noticeableMs) context.event({ type: 'limit', host, reason, wait_ms: Math.ceil(milliseconds) });
    await waitFor(context, milliseconds);
  }

  private now(): number {
    return this.setup.context.now().getTime();
  }
}

/** The call is to be sent again after a pause. */
interface Again {
  readonly waitMs: number;
  /** Why, in a word, for those who follow the run. */
  readonly reason: string;
  readonly cause: string;
}

/** Full jitter: any pause up to a bound that doubles, so that several programs do not come back at once. */
function backoff(attempts: number): number {
  return Math.random() * Math.min(longestPauseMs, firstPauseMs * 2 ** Math.max(0, attempts));
}

function retryAfter({ headers }: ApiAnswer): number | undefined {
  const text = headers['retry-after'];
  return text === undefined || !/^\d+$/.test(text) ? undefined : Number(text) * 1000;
}

/** Reads an answer; a byte order mark before the data is passed over. */
export function readAnswer({ status, headers, body, milliseconds }: HttpAnswer): ApiAnswer {
  const text = body.toString('utf8').replace(/^\uFEFF/, '');
  const beginning = text.slice(0, 2000).replace(/\s+/g, ' ').trim().slice(0, 200);
  const base = { status, headers, beginning, milliseconds };
  if (text.trim() === '') return { ...base, json: undefined, isJson: true };
  try {
    return { ...base, json: JSON.parse(text) as unknown, isJson: true };
  } catch {
    return { ...base, json: undefined, isJson: false };
  }
}
