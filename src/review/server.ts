import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { contentPolicy } from './page.ts';
import { reviewApi, Refusal } from './api.ts';
import { QuestionSearch } from './list.ts';
import type { ReviewQueue } from './queue.ts';
import { Session } from './session.ts';

export interface ReviewServer {
  /** With the token: works once. */
  readonly address: string;
  /** Resolves when nobody has used it for half an hour, or `close` was called. */
  readonly closed: Promise<void>;
  close(): void;
}

export interface ServeSetup {
  readonly queue: ReviewQueue;
  readonly page: string;
  readonly port?: number;
  readonly idleMs?: number;
}

const halfAnHour = 30 * 60 * 1000;
const longestBody = 1_000_000;

interface Site extends ServeSetup {
  readonly session: Session;
  readonly host: string;
  readonly api: ReturnType<typeof reviewApi>;
  readonly touch: () => void;
}

/** Serves the review page on the loopback interface. Nothing is sent to, or taken from, any other origin. */
export async function serveReview(setup: ServeSetup): Promise<ReviewServer> {
  const session = new Session();
  const server: Server = createServer();
  server.listen(setup.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;
  let idle: NodeJS.Timeout | undefined;
  const search = new QuestionSearch(setup.queue);
  const close = (): void => {
    clearTimeout(idle);
    search.stop();
    server.close();
    server.closeAllConnections();
  };
  const touch = (): void => {
    clearTimeout(idle);
    idle = setTimeout(close, setup.idleMs ?? halfAnHour);
  };
  const site: Site = { ...setup, session, host, touch, api: reviewApi(setup.queue, search) };
  server.on('request', (request, response) => void handle(site, request, response));
  touch();
  const closed = once(server, 'close').then(() => {});
  return { address: `http://${host}/#${session.token}`, closed, close };
}

async function handle(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    await route(site, request, response);
  } catch (error) {
    if (error instanceof Refusal) send(response, error.status, '{}');
    else send(response, 500, '{}');
  }
}

async function route(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = '', url = '', headers } = request;
  // Another name that leads here is somebody else's page (DNS rebinding).
  if (headers.host !== site.host) throw new Refusal(403);
  if (method === 'GET') {
    if (url !== '/') throw new Refusal(404);
    return page(site, response);
  }
  if (method !== 'POST') throw new Refusal(405);
  const isOwn = headers.origin === `http://${site.host}` && isSameSite(headers['sec-fetch-site']);
  if (!isOwn || headers['content-type'] !== 'application/json') throw new Refusal(403);
  const name = /^\/api\/([a-z]+)$/.exec(url)?.[1];
  if (name === undefined) throw new Refusal(404);
  if (name === 'session') return session(site, request, response);
  if (!site.session.isKnown(request)) throw new Refusal(403);
  site.touch();
  send(response, 200, JSON.stringify(await site.api(name, await readBody(request))));
}

function isSameSite(fetchSite: string | string[] | undefined): boolean {
  return fetchSite === undefined || fetchSite === 'same-origin';
}

async function session(
  { session: own, touch }: Site,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request);
  const cookie = own.exchange(body['token']);
  if (cookie === undefined) throw new Refusal(403);
  touch();
  response.setHeader('set-cookie', cookie);
  send(response, 200, '{}');
}

function page({ page: text, touch }: Site, response: ServerResponse): void {
  touch();
  response.setHeader('content-security-policy', contentPolicy(false));
  send(response, 200, text, 'text/html; charset=utf-8');
}

function send(response: ServerResponse, status: number, text: string, type = 'application/json'): void {
  response.writeHead(status, {
    'content-type': type,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
  });
  response.end(text);
}

async function readBody(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  // Refused before it is read: a stream left half way would take the answer with it.
  if (Number(request.headers['content-length'] ?? 0) > longestBody) throw new Refusal(413);
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    const bytes = part as Buffer;
    length += bytes.length;
    if (length > longestBody) throw new Refusal(413);
    parts.push(bytes);
  }
  try {
    const body: unknown = JSON.parse(Buffer.concat(parts).toString('utf8'));
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  } catch {
    throw new Refusal(400);
  }
  throw new Refusal(400);
}
