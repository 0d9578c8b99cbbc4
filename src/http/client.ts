import { request as plainRequest, type IncomingMessage } from 'node:http';
import { request as secureRequest } from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import { AccessError, InputError } from '../errors.ts';
import { checkedAddress, shownAddress } from './address.ts';
import { isPassing, pauseBefore, readPolicy, type RetryPolicy } from './retry.ts';

/** How a server is called. */
export interface HttpSettings {
  readonly signal: AbortSignal;
  /** `user:password` for basic access. */
  readonly credentials?: string | undefined;
  /** Certificates of the authorities to trust, PEM; those of the system when there are none. */
  readonly certificates?: string | undefined;
  /** An answer may be at most this long. */
  readonly maxBytes: number;
  readonly timeoutMs?: number;
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

interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly body: Buffer;
}

/**
 * Reads an address, again after a pause when the server is out of order. The certificate is always verified, redirections are
 * refused.
 * @throws ConfigError for an address that must not be called, AccessError when access is refused or a certificate not trusted,
 * InputError for any other answer
 */
export async function readAddress(text: string, accept: string, settings: HttpSettings): Promise<Buffer> {
  const url = checkedAddress(text);
  const policy = settings.policy ?? readPolicy;
  for (let attempt = 1; ; attempt += 1) {
    settings.signal.throwIfAborted();
    const answer = await ask(url, accept, settings).catch((cause: unknown) => lost(url, cause, settings.signal));
    if (!(answer instanceof Error) && !isPassing(answer.status)) return bodyOf(url, answer);
    if (attempt >= policy.attempts) throw failed(url, answer, attempt);
    const retryAfter = answer instanceof Error ? undefined : answer.retryAfter;
    const waitMs = pauseBefore(attempt, retryAfter, policy);
    const reason = answer instanceof Error ? answer.message : String(answer.status);
    settings.pausing?.({ host: url.host, reason, waitMs });
    await pause(waitMs, undefined, { signal: settings.signal });
  }
}

function bodyOf(url: URL, { status, body }: Answer): Buffer {
  const address = shownAddress(url);
  if (status >= 200 && status < 300) return body;
  if (status >= 300 && status < 400) throw new InputError('http.redirect', { address, status });
  if (status === 401 || status === 403) throw new AccessError('http.access', { address, status });
  throw new InputError('http.answer', { address, status, text: beginningOf(body) });
}

function failed(url: URL, answer: Answer | Error, attempts: number): InputError {
  const address = shownAddress(url);
  const reason = answer instanceof Error ? answer.message : `${answer.status} ${beginningOf(answer.body)}`.trim();
  return new InputError('http.unreachable', { address, reason, attempts });
}

function beginningOf(body: Buffer): string {
  return body.subarray(0, 2000).toString('utf8').replace(/\s+/g, ' ').trim().slice(0, 300);
}

/** A broken connection is tried again; a certificate nobody vouches for, or an interruption, is not. */
function lost(url: URL, cause: unknown, signal: AbortSignal): Error {
  signal.throwIfAborted();
  if (cause instanceof InputError) throw cause;
  const error = cause instanceof Error ? cause : new Error(String(cause));
  const code = 'code' in error ? String(error.code) : '';
  if (/CERT|SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)|ALTNAME/.test(code)) {
    throw new AccessError('http.certificate', { address: shownAddress(url), reason: code }, { cause });
  }
  return error;
}

function ask(url: URL, accept: string, settings: HttpSettings): Promise<Answer> {
  const { credentials, certificates, signal, timeoutMs = 120_000 } = settings;
  const authorization =
    credentials === undefined ? {} : { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
  const options = { method: 'GET', headers: { accept, ...authorization }, signal, timeout: timeoutMs };
  const trust = certificates === undefined ? {} : { ca: certificates };
  return new Promise((resolve, reject) => {
    const take = (message: IncomingMessage): void => {
      collect(message, url, settings.maxBytes).then(resolve, reject);
    };
    const call =
      url.protocol === 'https:'
        ? secureRequest(url, { ...options, ...trust, minVersion: 'TLSv1.2', rejectUnauthorized: true }, take)
        : plainRequest(url, options, take);
    call.once('timeout', () => call.destroy(new Error('timeout')));
    call.once('error', reject);
    call.end();
  });
}

async function collect(message: IncomingMessage, url: URL, maxBytes: number): Promise<Answer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBytes) {
      message.destroy();
      throw new InputError('http.too-large', { address: shownAddress(url), allowed: maxBytes });
    }
    chunks.push(chunk);
  }
  const retryAfter = message.headers['retry-after'];
  return { status: message.statusCode ?? 0, retryAfter, body: Buffer.concat(chunks) };
}
