import { AccessError, InputError, type PerenosError } from '../errors.ts';
import { shownAddress } from './address.ts';
import type { HttpAnswer, HttpNotSent } from './exchange.ts';
import { isDistrust, isOldProtocol } from './fault.ts';

/**
 * The error behind a request that was not sent, when a person must do something about it: nobody vouches for the server, its
 * protocol is too old, the proxy does not let through. Undefined for what may pass: the network, the name, a server switched off.
 */
export function refusalOf(url: URL, { code, message }: HttpNotSent): AccessError | undefined {
  const address = shownAddress(url);
  if (code === 'TLS_PIN') {
    return new AccessError('http.wrong-key', { address, key: /sha256:\S+/.exec(message)?.[0] ?? '' });
  }
  if (isDistrust(code)) return new AccessError('http.certificate', { address, reason: code });
  if (isOldProtocol(code)) return new AccessError('http.old-protocol', { address, reason: code });
  const proxy = /^PROXY_(4\d\d)$/.exec(code);
  return proxy === null
    ? undefined
    : new AccessError('http.proxy-refused', { address, status: Number(proxy[1]), reason: message });
}

/** The error of an answer that is not a success and will not become one. */
export function refusedAnswer(url: URL, { status, body }: HttpAnswer): PerenosError {
  const address = shownAddress(url);
  if (status >= 300 && status < 400) return new InputError('http.redirect', { address, status });
  if (status === 401 || status === 403) return new AccessError('http.access', { address, status });
  return new InputError('http.answer', { address, status, text: beginningOf(body) });
}

/** The beginning of a body in one line, for messages. */
export function beginningOf(body: Buffer): string {
  return body.subarray(0, 2000).toString('utf8').replace(/\s+/g, ' ').trim().slice(0, 300);
}
