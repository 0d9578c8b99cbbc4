import { timingSafeEqual } from 'node:crypto';
import { AccessError, ConfigError } from '../errors.ts';

/**
 * The code that a vendor's page of consent sent back through the browser (RFC 6749, section 4.1.2).
 * @throws AccessError where a person refused, or the answer is not to this question; ConfigError where it is none
 */
export function authorizationCode(answer: URLSearchParams, state: string): string {
  const error = answer.get('error');
  if (error !== null) throw new AccessError('http.oauth-refused', { reason: error.slice(0, 100) });
  if (!isSame(answer.get('state') ?? '', state)) throw new AccessError('http.oauth-state', {});
  const code = answer.get('code') ?? '';
  if (code === '') throw new ConfigError('http.oauth-answer', {});
  return code;
}

function isSame(found: string, wanted: string): boolean {
  const [left, right] = [Buffer.from(found), Buffer.from(wanted)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** What the browser was sent to, as a person copied it. @throws ConfigError */
export function pastedAnswer(text: string, redirect: URL): URLSearchParams {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) throw new ConfigError('http.oauth-answer', {});
  const { host, pathname, searchParams } = new URL(trimmed);
  if (host !== redirect.host || pathname !== redirect.pathname) throw new ConfigError('http.oauth-answer', {});
  return searchParams;
}
