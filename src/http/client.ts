import { setTimeout as pause } from 'node:timers/promises';
import { InputError } from '../errors.ts';
import { checkedAddress, shownAddress } from './address.ts';
import { exchange, type HttpAnswer, type HttpResult } from './exchange.ts';
import { beginningOf, refusalOf, refusedAnswer } from './refusal.ts';
import { isPassing, pauseBefore, readPolicy, type RetryPolicy } from './retry.ts';
import type { Transport } from './transport.ts';

/** How a server is read. */
export interface HttpSettings {
  readonly transport: Transport;
  readonly signal: AbortSignal;
  /** `user:password` for basic access. */
  readonly credentials?: string | undefined;
  /** An answer may be at most this long. */
  readonly maxBytes: number;
  /** The longest silence of the server. */
  readonly silenceMs?: number;
  readonly policy?: RetryPolicy;
  /** Told before each pause. */
  readonly pausing?: (pause: HttpPause) => void;
}

/** The server is waited for. */
export interface HttpPause {
  readonly host: string;
  /** Status of the answer, or why there was none. */
  readonly reason: string;
  readonly waitMs: number;
}

/** A page of a large list may take its time as long as something comes. */
const pageMs = 60 * 60_000;

/**
 * Reads an address, again after a pause when the server is out of order: reading twice does no harm. Redirections are refused.
 * @throws ConfigError for an address that must not be called, AccessError when access is refused or the server not trusted,
 * InputError for any other answer
 */
export async function readAddress(text: string, accept: string, settings: HttpSettings): Promise<Buffer> {
  const url = checkedAddress(text);
  const { policy = readPolicy, signal, silenceMs = 120_000, maxBytes } = settings;
  const headers = { accept, ...authorization(settings.credentials) };
  const request = { method: 'GET', url, headers, timeoutMs: pageMs, silenceMs, maxBytes, signal };
  for (let attempt = 1; ; attempt += 1) {
    signal.throwIfAborted();
    const result = await exchange(request, settings.transport);
    signal.throwIfAborted();
    if (result.kind === 'answer' && !isPassing(result.status)) return bodyOf(url, result);
    const error = finalError(url, result, maxBytes);
    if (error !== undefined) throw error;
    if (attempt >= policy.attempts) throw unreachable(url, result, attempt);
    const retryAfter = result.kind === 'answer' ? result.headers['retry-after'] : undefined;
    const waitMs = pauseBefore(attempt, retryAfter, policy);
    const reason = result.kind === 'answer' ? String(result.status) : result.message;
    settings.pausing?.({ host: url.host, reason, waitMs });
    await pause(waitMs, undefined, { signal });
  }
}

function authorization(credentials: string | undefined): Readonly<Record<string, string>> {
  return credentials === undefined ? {} : { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
}

function bodyOf(url: URL, answer: HttpAnswer): Buffer {
  if (answer.status >= 200 && answer.status < 300) return answer.body;
  throw refusedAnswer(url, answer);
}

/** What asking again would not change. */
function finalError(url: URL, result: HttpResult, maxBytes: number): Error | undefined {
  if (result.kind === 'not-sent') return refusalOf(url, result);
  if (result.kind === 'lost' && result.code === 'TOO_LARGE')
    return new InputError('http.too-large', { address: shownAddress(url), allowed: maxBytes });
  return undefined;
}

function unreachable(url: URL, result: HttpResult, attempts: number): InputError {
  const reason = result.kind === 'answer' ? `${result.status} ${beginningOf(result.body)}`.trim() : result.message;
  return new InputError('http.unreachable', { address: shownAddress(url), reason, attempts });
}
