import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { checkedUrl } from './address.ts';
import { bodyOf } from './body.ts';
import { faultOf, HttpFault } from './fault.ts';
import type { Transport } from './transport.ts';
import { failpoint } from '../failpoint.ts';

/** One request. The length of the body is always sent with it, so that a part of it is never taken for the whole. */
export interface HttpRequest {
  readonly method: string;
  /** Without a user name; `http:` only for this computer. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** From the start to the last byte of the answer. */
  readonly timeoutMs: number;
  /** The longest time without a byte from the server; no limit of its own when left out. */
  readonly silenceMs?: number;
  /** An answer may be at most this long, packed and unpacked. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/** A whole answer, whatever its status: a redirection is one too. */
export interface HttpAnswer {
  readonly kind: 'answer';
  readonly status: number;
  /** Names in lower case; several of one name are joined with a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** Unpacked. */
  readonly body: Buffer;
  readonly milliseconds: number;
}

/** There was no usable connection (name, connection, proxy, TLS): the server cannot have acted. */
export interface HttpNotSent {
  readonly kind: 'not-sent';
  /** Of the system, of OpenSSL or of `fault.ts`. */
  readonly code: string;
  readonly message: string;
}

/** The connection was usable and no whole answer came: the server may have acted. */
export interface HttpLost {
  readonly kind: 'lost';
  readonly code: string;
  readonly message: string;
}

export type HttpResult = HttpAnswer | HttpNotSent | HttpLost;

/**
 * One exchange with a server: nothing is repeated, no redirection is followed, and what went wrong on the way is a value. Only
 * whoever knows what the request means may send it again.
 * @throws ConfigError for an address that must not be called
 */
export async function exchange(request: HttpRequest, transport: Transport): Promise<HttpResult> {
  const started = performance.now();
  checkedUrl(request.url);
  const watch = watchOver(request);
  let isUsable = false;
  try {
    await newsOfConnections();
    watch.signal.throwIfAborted();
    const message = await send(request, { transport, signal: watch.signal }, () => {
      isUsable = true;
      watch.heard();
    });
    failpoint('answer-begun');
    const body = await bodyOf(message, { maxBytes: request.maxBytes, heard: watch.heard });
    const milliseconds = Math.round(performance.now() - started);
    return { kind: 'answer', status: message.statusCode ?? 0, headers: headersOf(message), body, milliseconds };
  } catch (cause) {
    const { code, message } = faultOf(watch.signal.aborted ? watch.signal.reason : cause);
    return { kind: isUsable ? 'lost' : 'not-sent', code, message };
  } finally {
    watch.end();
  }
}

/** Lets a whole turn of the loop pass: connections the server has closed meanwhile are seen, and none of them is written to. */
async function newsOfConnections(): Promise<void> {
  await new Promise(setImmediate);
  await new Promise(setImmediate);
}

interface Watch {
  /** Aborted with a fault when the time is over or the run is interrupted. */
  readonly signal: AbortSignal;
  readonly heard: () => void;
  readonly end: () => void;
}

function watchOver({ signal, timeoutMs, silenceMs }: HttpRequest): Watch {
  const controller = new AbortController();
  const interrupt = (): void => controller.abort(new HttpFault('ABORTED', 'interrupted'));
  if (signal.aborted) interrupt();
  else signal.addEventListener('abort', interrupt, { once: true });
  const giveUp = (text: string) => () => controller.abort(new HttpFault('TIMEOUT', text));
  const whole = setTimeout(giveUp(`no whole answer within ${timeoutMs} ms`), timeoutMs);
  const silence =
    silenceMs === undefined ? undefined : setTimeout(giveUp(`not a byte within ${silenceMs} ms`), silenceMs);
  return {
    signal: controller.signal,
    heard: () => void silence?.refresh(),
    end: () => {
      clearTimeout(whole);
      clearTimeout(silence);
      signal.removeEventListener('abort', interrupt);
    },
  };
}

interface Way {
  readonly transport: Transport;
  readonly signal: AbortSignal;
}

/** Resolves with the head of the answer. The agent hands out connections that are open and trusted: from then on a byte may go. */
function send(request: HttpRequest, { transport, signal }: Way, usable: () => void): Promise<IncomingMessage> {
  const { method, url, body } = request;
  const options: RequestOptions = { method, headers: sentHeaders(request), agent: transport.agentFor(url), signal };
  return new Promise((resolve, reject) => {
    const call: ClientRequest = url.protocol === 'https:' ? secureRequest(url, options) : plainRequest(url, options);
    call.once('socket', usable);
    call.once('response', resolve);
    call.on('error', reject);
    call.end(body, () => failpoint('request-sent'));
  });
}

function sentHeaders({ method, headers, body }: HttpRequest): Readonly<Record<string, string>> {
  const hasBody = body !== undefined || !/^(?:GET|HEAD)$/.test(method);
  const length = hasBody ? { 'content-length': String(Buffer.byteLength(body ?? '')) } : {};
  return { 'accept-encoding': 'gzip', ...headers, ...length };
}

function headersOf({ headers }: IncomingMessage): Readonly<Record<string, string>> {
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value] as const],
  );
  return Object.fromEntries(entries);
}
