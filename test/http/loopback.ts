import { createServer as createHttp, type RequestListener, type Server as HttpServer } from 'node:http';
import { createServer as createHttps, type ServerOptions } from 'node:https';
import { connect, createServer as createTcp, type AddressInfo, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { HttpRequest } from '../../src/http/exchange.ts';

/** A server on this computer for the length of a test. */
export interface Loopback {
  readonly port: number;
  readonly url: (path?: string) => URL;
}

async function listening(server: Server, scheme: string): Promise<Loopback> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).once('close', () => sockets.delete(socket));
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { port, url: (path = '/') => new URL(`${scheme}://127.0.0.1:${port}${path}`) };
}

export function plainServer(listener: RequestListener, setup?: (server: HttpServer) => void): Promise<Loopback> {
  const server = createHttp(listener);
  setup?.(server);
  return listening(server, 'http');
}

export function secureServer(options: ServerOptions, listener: RequestListener): Promise<Loopback> {
  const server = createHttps(options, listener);
  server.on('tlsClientError', () => {});
  return listening(server, 'https');
}

/** A server that answers with bytes as they are. */
export function rawServer(take: (socket: Socket, data: Buffer, connection: number) => void): Promise<Loopback> {
  let connections = 0;
  const server = createTcp((socket) => {
    const connection = (connections += 1);
    socket.on('data', (data: Buffer) => take(socket, data, connection));
  });
  return listening(server, 'http');
}

/** A port of this computer where nobody listens. */
export async function freePort(): Promise<number> {
  const server = createTcp();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

/** What a proxy was asked. */
export interface ProxyLoopback extends Loopback {
  readonly asked: { readonly to: string | undefined; readonly authorization: string | undefined }[];
}

/** A proxy that sends every tunnel to one port of this computer, or answers with a status. */
export async function proxyServer(
  answer: { readonly port: number } | { readonly status: number },
): Promise<ProxyLoopback> {
  const asked: ProxyLoopback['asked'] = [];
  const server = createHttp();
  server.on('connect', (request, client: Socket) => {
    asked.push({ to: request.url, authorization: request.headers['proxy-authorization'] });
    if ('status' in answer) {
      client.end(`HTTP/1.1 ${answer.status} No\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const upstream = connect(answer.port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      client.pipe(upstream).pipe(client);
    });
    for (const [one, other] of [[client, upstream] as const, [upstream, client] as const])
      one.on('error', () => other.destroy()).once('close', () => other.destroy());
  });
  return { ...(await listening(server, 'http')), asked };
}

/** A request with what most tests want. */
export function requestTo(url: URL, more: Partial<HttpRequest> = {}): HttpRequest {
  return {
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json' },
    ...(more.method === 'GET' ? {} : { body: '{"имя":"Иванов"}' }),
    // Reached by no test that expects an answer, however slow the machine.
    timeoutMs: 120_000,
    maxBytes: 1_000,
    signal: new AbortController().signal,
    ...more,
  };
}
