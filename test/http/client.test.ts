import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { readAddress, type HttpSettings } from '../../src/http/client.ts';
import { openTransport } from '../../src/http/transport.ts';

const quick = { attempts: 3, firstPauseMs: 1, longestPauseMs: 5 };
const settings: HttpSettings = {
  transport: openTransport(),
  signal: new AbortController().signal,
  maxBytes: 1000,
  policy: quick,
};

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  onTestFinished(() => void server.close());
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const get = (address: string, more: Partial<HttpSettings> = {}): Promise<Buffer> =>
  readAddress(address, 'application/json', { ...settings, ...more });

it('reads with basic access and tries again after a passing trouble', async () => {
  const seen: (string | undefined)[] = [];
  const address = await serve((request, response) => {
    seen.push(request.headers.authorization);
    response.statusCode = seen.length < 3 ? 503 : 200;
    response.setHeader('retry-after', '0');
    response.end('да');
  });
  expect((await get(address, { credentials: 'odata:пароль' })).toString()).toBe('да');
  const expected = `Basic ${Buffer.from('odata:пароль').toString('base64')}`;
  expect(seen).toEqual([expected, expected, expected]);
});

it('gives up after the attempts allowed, and at once where trying again is no use', async () => {
  let calls = 0;
  const address = await serve((request, response) => {
    calls += 1;
    response.statusCode = Number(request.url?.slice(1, 4));
    response.setHeader('location', 'http://127.0.0.1:1/');
    response.end('нет');
  });
  await expect(get(`${address}/502`)).rejects.toMatchObject({ code: 'http.unreachable', args: { attempts: 3 } });
  expect(calls).toBe(3);
  await expect(get(`${address}/302`)).rejects.toMatchObject({ code: 'http.redirect' });
  await expect(get(`${address}/401`)).rejects.toMatchObject({ code: 'http.access', exitCode: 7 });
  await expect(get(`${address}/404?secret=1`)).rejects.toMatchObject({
    code: 'http.answer',
    args: { address: `${address}/404`, status: 404, text: 'нет' },
  });
  expect(calls).toBe(6);
});

it('refuses an answer over the limit', async () => {
  const address = await serve((_, response) => response.end('x'.repeat(1001)));
  await expect(get(address)).rejects.toMatchObject({ code: 'http.too-large' });
});

it.each([
  ['http://server.example/base', 'http.insecure'],
  ['http://127.0.0.1.server.example/', 'http.insecure'],
  ['https://user:password@server.example/', 'http.address'],
  ['ftp://server.example/', 'http.address'],
  ['сервер', 'http.address'],
])('calls nobody at %s', async (address, code) => {
  const error: unknown = await get(address).catch((cause: unknown) => cause);
  expect(error).toMatchObject({ code, exitCode: 2 });
  expect(JSON.stringify((error as { readonly args: unknown }).args)).not.toContain('password');
});

it('stops when it is told to', async () => {
  const controller = new AbortController();
  const address = await serve((_, response) => {
    controller.abort(new Error('stopped'));
    response.statusCode = 503;
    response.end();
  });
  await expect(get(address, { signal: controller.signal })).rejects.toThrow('stopped');
});
