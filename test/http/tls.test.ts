import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCertificates } from '../../src/http/certificates.ts';
import { readAddress } from '../../src/http/client.ts';
import type { ConnectionSettings } from '../../src/http/connection.ts';
import { exchange, type HttpResult } from '../../src/http/exchange.ts';
import { readPin } from '../../src/http/pin.ts';
import { openTransport } from '../../src/http/transport.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { certificate, hasOpenssl, type TestCertificate } from './certificates.ts';
import { requestTo, secureServer } from './loopback.ts';

const title = hasOpenssl() ? 'a server over TLS' : 'a server over TLS (skipped: the openssl program is absent)';

describe.skipIf(!hasOpenssl())(title, () => {
  const folder = temporaryFolder('perenos-tls-');
  const here = 'IP:127.0.0.1';
  const authority = certificate(folder, { name: 'authority', names: 'DNS:authority.example', isAuthority: true });
  const good = certificate(folder, { name: 'good', names: here, authority: 'authority' });
  const expired = certificate(folder, { name: 'expired', names: here, authority: 'authority', isExpired: true });
  const foreign = certificate(folder, { name: 'foreign', names: 'DNS:other.example', authority: 'authority' });
  const own = certificate(folder, { name: 'own', names: here });
  const trusting = { certificates: authority.cert };
  const pinned = (pin: string): ConnectionSettings => ({ pins: [readPin(`sha256:${pin}`)] });

  async function ask(server: TestCertificate, settings: ConnectionSettings, old = false) {
    let heard = 0;
    const weak = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    const { url } = await secureServer({ ...server, ...(old ? weak : {}) }, (_, response) => {
      heard += 1;
      response.end('да');
    });
    const transport = openTransport(settings);
    const result: HttpResult = await exchange(requestTo(url()), transport);
    const error = await readAddress(url().href, '*/*', {
      transport,
      maxBytes: 100,
      signal: new AbortController().signal,
      policy: { attempts: 1, firstPauseMs: 1, longestPauseMs: 1 },
    }).catch((cause: unknown) => cause);
    return { result, error, heard };
  }

  it.each<readonly [what: string, server: TestCertificate, settings: ConnectionSettings]>([
    ['of an authority that is named', good, trusting],
    ['with the pinned key, though nobody vouches for it', own, pinned(own.pin)],
    ['with the pinned key, though the certificate has expired', expired, pinned(expired.pin)],
    ['with one of several pinned keys', own, { pins: [readPin(`sha256:${good.pin}`), readPin(`sha256:${own.pin}`)] }],
    ['with the key pinned for its host', own, { pins: [readPin(`127.0.0.1=sha256:${own.pin}`)] }],
    [
      'whose pin is for another host, with a trusted certificate',
      good,
      { ...trusting, pins: [readPin(`x.example=sha256:${own.pin}`)] },
    ],
  ])('is called: %s', async (_, server, settings) => {
    const { result, error, heard } = await ask(server, settings);
    expect(result).toMatchObject({ kind: 'answer', status: 200 });
    expect(String(error as Buffer)).toBe('да');
    expect(heard).toBe(2);
  });

  it.each<readonly [what: string, server: TestCertificate, settings: ConnectionSettings, code: string]>([
    ['of an unknown authority', good, {}, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['that signed for itself', own, {}, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['that signed for itself, with another authority named', own, trusting, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['whose certificate has expired', expired, trusting, 'CERT_HAS_EXPIRED'],
    ['whose certificate is for another host', foreign, trusting, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ])('hears nothing: %s', async (_, server, settings, code) => {
    const { result, error, heard } = await ask(server, settings);
    expect(result).toMatchObject({ kind: 'not-sent', code });
    expect(error).toMatchObject({ code: 'http.certificate', exitCode: 7, args: { reason: code } });
    expect(heard).toBe(0);
  });

  it('hears nothing when its key is not the pinned one, though the certificate is trusted', async () => {
    const { result, error, heard } = await ask(good, { ...trusting, ...pinned(own.pin) });
    expect(result).toMatchObject({ kind: 'not-sent', code: 'TLS_PIN' });
    expect(error).toMatchObject({ code: 'http.wrong-key', exitCode: 7, args: { key: `sha256:${good.pin}` } });
    expect(heard).toBe(0);
  });

  it('hears nothing over TLS 1.1', async () => {
    const { result, error, heard } = await ask(good, trusting, true);
    expect(result).toMatchObject({ kind: 'not-sent', code: expect.stringMatching(/PROTOCOL/) });
    expect(error).toMatchObject({ code: 'http.old-protocol', exitCode: 7 });
    expect(heard).toBe(0);
  });

  it('is trusted by a file of authorities, PEM among other text or DER', () => {
    const file = (name: string, content: string | Buffer): string => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const der = Buffer.from(authority.cert.replace(/-----.*-----/g, ''), 'base64');
    expect(readCertificates(file('all.pem', `# корень\n${authority.cert}\n${own.cert}`)).match(/BEGIN/g)).toHaveLength(
      2,
    );
    expect(readCertificates(file('root.cer', der))).toBe(authority.cert);
    expect(() => readCertificates(file('key.pem', authority.key))).toThrow('http.ca-file');
    expect(() => readCertificates(join(folder, 'absent.pem'))).toThrow('input.not-found');
  });
});

describe('a pin', () => {
  const bytes = Buffer.from(Array.from({ length: 32 }, (_, index) => index * 7));
  const sha256 = bytes.toString('base64');

  it.each([
    [`sha256:${sha256}`, undefined],
    [`SHA256:${sha256.replace(/=$/, '')}`, undefined],
    [`sha256//${sha256}`, undefined],
    [`sha256:${bytes.toString('hex').toUpperCase()}`, undefined],
    [`sha256:${bytes.toString('hex').replace(/(..)(?=.)/g, '$1:')}`, undefined],
    [`Box.Example=sha256:${sha256}`, 'box.example'],
  ])('is read from %s', (text, host) => {
    expect(readPin(text)).toEqual({ host, sha256 });
  });

  it.each(['', sha256, 'sha1:abc', 'sha256:', 'sha256:abcd', `sha256:${sha256}AA`])('is not read from "%s"', (text) => {
    expect(() => readPin(text)).toThrow('http.pin');
  });
});
