import { describe, expect, it } from 'vitest';
import { readAddress } from '../../src/http/client.ts';
import { exchange } from '../../src/http/exchange.ts';
import { readPin } from '../../src/http/pin.ts';
import { proxyFor, readProxy } from '../../src/http/proxy.ts';
import { openTransport } from '../../src/http/transport.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { certificate, hasOpenssl } from './certificates.ts';
import { freePort, plainServer, proxyServer, requestTo, secureServer } from './loopback.ts';

const title = hasOpenssl() ? 'through a proxy' : 'through a proxy (skipped: the openssl program is absent)';

describe.skipIf(!hasOpenssl())(title, () => {
  const own = certificate(temporaryFolder('perenos-proxy-'), { name: 'portal.example', names: 'DNS:portal.example' });
  const pins = [readPin(`sha256:${own.pin}`)];

  it('a server is reached by a tunnel, with what the proxy wants to know', async () => {
    const server = await secureServer(own, (request, response) =>
      response.end(request.headers['proxy-authorization'] ?? 'none'),
    );
    const proxy = await proxyServer({ port: server.port });
    const address = `http://user%40corp:p%3Aw@127.0.0.1:${proxy.port}`;
    const transport = openTransport({ pins, proxy: readProxy({ HTTPS_PROXY: address }) });
    const url = new URL('https://portal.example/rest/');
    expect(await exchange(requestTo(url), transport)).toMatchObject({ kind: 'answer', body: Buffer.from('none') });
    expect(await exchange(requestTo(url), transport)).toMatchObject({ kind: 'answer' });
    const authorization = `Basic ${Buffer.from('user@corp:p:w').toString('base64')}`;
    expect(proxy.asked).toEqual([{ to: 'portal.example:443', authorization }]);
  });

  it.each([407, 403, 502])(
    'nothing is sent when the proxy answers %i, and the password is not told',
    async (status) => {
      const proxy = await proxyServer({ status });
      const address = `http://user:password@127.0.0.1:${proxy.port}`;
      const transport = openTransport({ pins, proxy: readProxy({ https_proxy: address }) });
      const url = new URL('https://portal.example/');
      const result = await exchange(requestTo(url), transport);
      expect(result).toMatchObject({ kind: 'not-sent', code: `PROXY_${status}` });
      const policy = { attempts: 2, firstPauseMs: 1, longestPauseMs: 1 };
      const signal = new AbortController().signal;
      const error: unknown = await readAddress(url.href, '*/*', { transport, maxBytes: 9, signal, policy }).catch(
        (cause: unknown) => cause,
      );
      expect(error).toMatchObject(
        status === 502 ? { code: 'http.unreachable' } : { code: 'http.proxy-refused', exitCode: 7 },
      );
      expect(JSON.stringify([result, error])).not.toContain('password');
      expect(proxy.asked).toHaveLength(status === 502 ? 3 : 2);
    },
  );

  it('nothing is sent when the proxy does not answer', async () => {
    const silent = openTransport({ proxy: readProxy({ https_proxy: `http://127.0.0.1:${await freePort()}` }) });
    const url = new URL('https://portal.example/');
    expect(await exchange(requestTo(url), silent)).toMatchObject({ kind: 'not-sent', code: 'ECONNREFUSED' });
    const hanging = await proxyServer({ port: 1 });
    const slow = openTransport({ proxy: readProxy({ https_proxy: `http://127.0.0.1:${hanging.port}` }) });
    expect(await exchange(requestTo(url, { timeoutMs: 2_000 }), slow)).toMatchObject({ kind: 'not-sent' });
  });

  it('this computer is not reached', async () => {
    const proxy = await proxyServer({ status: 502 });
    const settings = readProxy({ HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` });
    const secure = await secureServer(own, (_, response) => response.end());
    const plain = await plainServer((_, response) => response.end());
    const transport = openTransport({ pins, proxy: settings });
    for (const { url } of [secure, plain])
      expect(await exchange(requestTo(url()), transport)).toMatchObject({ kind: 'answer' });
    expect(proxy.asked).toEqual([]);
  });
});

describe('NO_PROXY', () => {
  it.each<readonly [list: string, host: string, through: boolean]>([
    ['', 'portal.example', true],
    ['*', 'portal.example', false],
    ['portal.example', 'Portal.Example', false],
    ['example', 'portal.example', false],
    ['.portal.example', 'a.portal.example', false],
    ['*.portal.example', 'a.portal.example', false],
    ['portal.example', 'notportal.example', true],
    ['portal.example:443', 'portal.example', false],
    ['portal.example:8443', 'portal.example', true],
    ['10.0.0.0/8, 192.168.1.5', '10.20.30.40', false],
    ['10.0.0.0/8 192.168.1.5', '192.168.1.5', false],
    ['10.0.0.0/8', '11.0.0.1', true],
    ['10.0.0.0/99', '10.0.0.1', true],
    ['fd00::/8', 'fd12::1', false],
    ['[fd12::1]:443', 'fd12::1', false],
  ])('"%s" for %s: through the proxy %s', (list, host, through) => {
    const settings = readProxy({ HTTPS_PROXY: 'proxy.example:3128', NO_PROXY: list });
    expect(proxyFor({ host, port: 443 }, settings)?.href).toBe(through ? 'http://proxy.example:3128/' : undefined);
  });

  it.each(['localhost', '127.0.0.1', '127.9.9.9', '::1'])('is not needed for %s', (host) => {
    expect(proxyFor({ host, port: 443 }, readProxy({ HTTPS_PROXY: 'proxy.example:3128' }))).toBeUndefined();
  });

  it('is read beside a proxy that is one', () => {
    expect(readProxy({})).toBeUndefined();
    expect(readProxy({ HTTPS_PROXY: ' ' })).toBeUndefined();
    const small = readProxy({ HTTPS_PROXY: 'http://one:1', https_proxy: 'http://two:2' });
    expect(small?.address.host).toBe('two:2');
    const wrong = (): unknown => readProxy({ HTTPS_PROXY: 'socks5://user:password@proxy:1080' });
    expect(wrong).toThrow('http.proxy');
    expect(wrong).not.toThrow('password');
  });
});
