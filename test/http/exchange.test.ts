import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { exchange } from '../../src/http/exchange.ts';
import { openTransport } from '../../src/http/transport.ts';
import { freePort, plainServer, rawServer, requestTo } from './loopback.ts';

const transport = openTransport();

/** Long enough for a request to reach its server on a busy machine, in milliseconds. */
const inTime = 1_500;

describe('a whole answer', () => {
  it('comes with its status, headers and body, and the server gets the body with its length', async () => {
    const seen: string[] = [];
    const { url } = await plainServer((request, response) => {
      seen.push(
        `${request.method} ${request.url} ${request.headers['content-length']} ${request.headers['transfer-encoding']}`,
      );
      request.on('data', (data: Buffer) => seen.push(data.toString()));
      request.on('end', () => response.writeHead(400, { 'Set-Cookie': ['a=1', 'b=2'] }).end('нет'));
    });
    const result = await exchange(requestTo(url('/x?y=1')), transport);
    expect(result).toMatchObject({ kind: 'answer', status: 400, body: Buffer.from('нет') });
    expect(result).toHaveProperty('headers.set-cookie', 'a=1, b=2');
    expect(seen).toEqual(['POST /x?y=1 25 undefined', '{"имя":"Иванов"}']);
  });

  it('is unpacked, and one that unpacks to more than allowed is lost', async () => {
    const { url } = await plainServer((request, response) => {
      response.setHeader('content-encoding', 'gzip');
      response.end(gzipSync('а'.repeat(request.url === '/big' ? 600 : 5)));
    });
    expect(await exchange(requestTo(url()), transport)).toMatchObject({ kind: 'answer', body: Buffer.from('ааааа') });
    expect(await exchange(requestTo(url('/big')), transport)).toMatchObject({ kind: 'lost', code: 'TOO_LARGE' });
  });

  it.each([301, 302, 303, 307, 308])('is a redirection with %i: the other server hears nothing', async (status) => {
    let heard = 0;
    const other = await plainServer((_, response) => {
      heard += 1;
      response.end();
    });
    const { url } = await plainServer((_, response) => {
      response.writeHead(status, { location: other.url('/stolen').href }).end();
    });
    expect(await exchange(requestTo(url()), transport)).toMatchObject({ kind: 'answer', status });
    expect(heard).toBe(0);
  });
});

describe('nothing was sent', () => {
  it('when nobody listens', async () => {
    const result = await exchange(requestTo(new URL(`http://127.0.0.1:${await freePort()}/`)), transport);
    expect(result).toMatchObject({ kind: 'not-sent', code: 'ECONNREFUSED' });
  });

  it('when the name does not exist', async () => {
    const result = await exchange(requestTo(new URL('https://no-such-host.invalid/')), transport);
    expect(result).toMatchObject({ kind: 'not-sent', code: expect.stringMatching(/^(?:ENOTFOUND|EAI_AGAIN)$/) });
  });

  it('when the run was interrupted before', async () => {
    let heard = 0;
    const { url } = await plainServer(() => void (heard += 1));
    const result = await exchange(requestTo(url(), { signal: AbortSignal.abort() }), transport);
    expect(result).toMatchObject({ kind: 'not-sent', code: 'ABORTED' });
    expect(heard).toBe(0);
  });

  it('when the address must not be called', async () => {
    await expect(exchange(requestTo(new URL('http://server.example/')), transport)).rejects.toMatchObject({
      code: 'http.insecure',
      exitCode: 2,
    });
  });
});

describe('the answer is lost, the server may have acted', () => {
  it.each<readonly [what: string, head: string, code: string]>([
    ['the connection is reset before an answer', '', 'ECONNRESET'],
    ['the answer is shorter than it says', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"id":', 'ECONNRESET'],
    ['the last chunk is missing', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n', 'ECONNRESET'],
    ['the answer is not HTTP', 'SSH-2.0-OpenSSH_9.6\r\n\r\n', 'HPE_INVALID_CONSTANT'],
    ['the gzip is broken', 'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc', 'BAD_ENCODING'],
    [
      'nobody asked for this packing',
      'HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 3\r\n\r\nabc',
      'BAD_ENCODING',
    ],
    ['it is longer than allowed', 'HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n', 'TOO_LARGE'],
  ])('when %s', async (_, head, code) => {
    let requests = 0;
    const { url } = await rawServer((socket, data) => {
      if (data.toString().startsWith('POST')) requests += 1;
      socket.end(head);
    });
    expect(await exchange(requestTo(url()), transport)).toMatchObject({ kind: 'lost', code });
    expect(requests).toBe(1);
  });

  it('when a truncated gzip has the right length', async () => {
    const packed = gzipSync('x'.repeat(500)).subarray(0, 20);
    const { url } = await plainServer((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed),
    );
    expect(await exchange(requestTo(url()), transport)).toMatchObject({ kind: 'lost', code: 'BAD_ENCODING' });
  });

  it('when it does not come in time, or the server falls silent, or the run is interrupted', async () => {
    const controller = new AbortController();
    let requests = 0;
    const { url } = await plainServer((request, response) => {
      requests += 1;
      if (request.url === '/stop') controller.abort();
      else response.writeHead(200).write('beginning');
    });
    const late = await exchange(requestTo(url(), { timeoutMs: inTime }), transport);
    expect(late).toMatchObject({ kind: 'lost', code: 'TIMEOUT' });
    const silent = await exchange(requestTo(url(), { silenceMs: inTime }), transport);
    expect(silent).toMatchObject({ kind: 'lost', code: 'TIMEOUT' });
    const stopped = await exchange(requestTo(url('/stop'), { signal: controller.signal }), transport);
    expect(stopped).toMatchObject({ kind: 'lost', code: 'ABORTED' });
    expect(requests).toBe(3);
  });

  it('though bytes keep coming, one at a time, when the whole takes too long', async () => {
    const { url } = await plainServer((_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('x'), 10);
      response.once('close', () => clearInterval(drip));
    });
    const result = await exchange(requestTo(url(), { timeoutMs: inTime, silenceMs: 60_000 }), transport);
    expect(result).toMatchObject({ kind: 'lost', code: 'TIMEOUT', message: `no whole answer within ${inTime} ms` });
  });
});

describe('connections that wait', () => {
  it('are used again, but not for longer than the server says it keeps them', async () => {
    const ports: (number | undefined)[] = [];
    const { url } = await plainServer(
      (request, response) => {
        ports.push(request.socket.remotePort);
        response.end();
      },
      (server) => (server.keepAliveTimeout = 1_000),
    );
    for (const path of ['/1', '/2']) await exchange(requestTo(url(path)), transport);
    // One second is announced: too short to be sure of the connection.
    expect(new Set(ports).size).toBe(2);
    const longer: (number | undefined)[] = [];
    const patient = await plainServer(
      (request, response) => {
        longer.push(request.socket.remotePort);
        response.end();
      },
      (server) => (server.keepAliveTimeout = 60_000),
    );
    for (const path of ['/1', '/2']) await exchange(requestTo(patient.url(path)), transport);
    expect(new Set(longer).size).toBe(1);
  });

  it('that the server has closed are not written to', async () => {
    let closed: Promise<void> = Promise.resolve();
    const { url } = await rawServer((socket) => {
      closed = new Promise((done) => socket.once('finish', done));
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok', () => socket.end());
    });
    for (let index = 0; index < 5; index += 1) {
      expect(await exchange(requestTo(url()), transport)).toMatchObject({ kind: 'answer', status: 200 });
      await closed;
    }
  });
});
