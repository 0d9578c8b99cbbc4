import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { AccessError, ConfigError } from '../errors.ts';

export interface Listening {
  readonly signal: AbortSignal;
  /** What the browser shows then: one sentence. */
  readonly sentence: string;
  /** How long a person may take; milliseconds. */
  readonly waitMs: number;
  /** Called when the browser may be sent here. */
  readonly ready: () => void;
}

/**
 * Waits on this computer for the browser to come back from a vendor's page of consent, and gives what it brings. Only the one address is
 * answered, and only under its own name, so that no other page of the browser reaches it by a name of its own.
 * @throws ConfigError where the port is taken, AccessError where nobody comes
 */
export async function awaitRedirect(redirect: URL, listening: Listening): Promise<URLSearchParams> {
  const { signal, waitMs } = listening;
  const server = createServer();
  try {
    const came = new Promise<URLSearchParams>((resolve) => {
      server.on('request', (request, response) => answer({ request, response }, { redirect, listening, resolve }));
    });
    await listen(server, redirect);
    const gone = endOf(signal, waitMs);
    listening.ready();
    return await Promise.race([came, gone]);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

function listen(server: Server, { hostname, port }: URL): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) =>
      reject(new ConfigError('http.oauth-port', { port: port === '' ? '80' : port }, { cause })),
    );
    server.listen(port === '' ? 80 : Number(port), hostname.replace(/^\[|\]$/g, ''), resolve);
  });
}

function endOf(signal: AbortSignal, waitMs: number): Promise<never> {
  const late = AbortSignal.timeout(waitMs);
  return new Promise((_, reject) => {
    const stop = (): void => reject(signal.reason instanceof Error ? signal.reason : new Error('stopped'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    late.addEventListener(
      'abort',
      () => reject(new AccessError('http.oauth-unanswered', { minutes: Math.round(waitMs / 60_000) })),
      { once: true },
    );
  });
}

interface Visit {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

function answer(
  { request, response }: Visit,
  {
    redirect,
    listening,
    resolve,
  }: {
    readonly redirect: URL;
    readonly listening: Listening;
    readonly resolve: (answer: URLSearchParams) => void;
  },
): void {
  const asked = new URL(request.url ?? '/', redirect);
  const isOurs =
    request.method === 'GET' && request.headers.host === redirect.host && asked.pathname === redirect.pathname;
  // The code stands in the address: nothing of this page may tell it to others.
  response.writeHead(isOurs ? 200 : 404, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    connection: 'close',
  });
  response.end(isOurs ? listening.sentence : '', () => {
    if (isOurs) resolve(asked.searchParams);
  });
}
