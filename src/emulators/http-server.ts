import { once } from 'node:events';
import { createServer as createPlainServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { LocalError } from '../errors.ts';
import type { SystemRequest } from './emulator.ts';
import { Reply } from './reply.ts';

/** PEM texts of a key and its certificate. */
export interface TlsFiles {
  readonly key: string;
  readonly cert: string;
}

export interface Listening {
  readonly url: string;
  readonly port: number;
  /** Refuses connections for so long by the wall clock. */
  pause(ms: number): void;
  close(): Promise<void>;
}

export type Receive = (request: SystemRequest, reply: Reply) => Promise<void>;

/** Longest body that is read; a portal of the vendor takes far more. */
const longestBody = 64 * 1024 * 1024;

/**
 * Listens on the loopback interface, never on another.
 * @param port 0 for a free one
 * @throws LocalError when the port is taken
 */
export async function listen(port: number, tls: TlsFiles | undefined, receive: Receive): Promise<Listening> {
  const server: Server =
    tls === undefined ? createPlainServer({ keepAlive: true }) : createSecureServer({ ...tls, keepAlive: true });
  server.keepAliveTimeout = 60_000;
  server.requestTimeout = 0;
  let origin = '';
  server.on('request', (request, response) => void take(request, response, origin, receive));
  await open(server, port);
  const bound = (server.address() as AddressInfo).port;
  origin = `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${bound}`;
  let reopening: NodeJS.Timeout | undefined;
  const shut = (): void => {
    server.close();
    server.closeAllConnections();
  };
  const reopen = (): void => {
    // Another program may have been given the port for a moment.
    const again = (): void => void (reopening = setTimeout(reopen, 20));
    server.once('error', again);
    server.listen(bound, '127.0.0.1', () => server.off('error', again));
  };
  return {
    url: origin,
    port: bound,
    pause: (ms) => {
      shut();
      reopening = setTimeout(reopen, ms);
    },
    close: async () => {
      clearTimeout(reopening);
      if (!server.listening) return;
      shut();
      await once(server, 'close');
    },
  };
}

async function open(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw new LocalError('emulator.port', { port, reason: cause instanceof Error ? cause.message : '' }, { cause });
  }
}

async function take(
  message: IncomingMessage,
  response: ServerResponse,
  origin: string,
  receive: Receive,
): Promise<void> {
  const reply = new Reply(response);
  try {
    const request = await readRequest(message, origin);
    await receive(request, reply);
  } catch (error) {
    if (response.destroyed || response.writableEnded) return;
    // A defect of the emulator: the client shall see it, with its place.
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    reply.send({ status: 500, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: `emulator: ${text}` });
  }
}

async function readRequest(message: IncomingMessage, origin: string): Promise<SystemRequest> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of message as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > longestBody) throw new Error('the body is longer than the emulator reads');
    parts.push(part);
  }
  const url = message.url ?? '/';
  const mark = url.indexOf('?');
  const host = message.headers.host;
  return {
    method: message.method ?? 'GET',
    path: mark === -1 ? url : url.slice(0, mark),
    query: mark === -1 ? '' : url.slice(mark + 1),
    headers: message.headers,
    body: Buffer.concat(parts, length),
    origin: host === undefined ? origin : `${origin.slice(0, origin.indexOf('://'))}://${host}`,
  };
}
