import { ConfigError } from '../errors.ts';

/**
 * An address that may be called: https, or http on this very computer; without a user name in it.
 * @throws ConfigError
 */
export function checkedAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    throw new ConfigError('http.address', { address: url === undefined ? text.slice(0, 200) : shownAddress(url) });
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw new ConfigError('http.insecure', { address: shownAddress(url) });
  }
  return url;
}

/** An address as shown to people: what follows `?` may hold secrets or data of people. */
export function shownAddress(url: URL): string {
  return decoded(`${url.protocol}//${url.host}${url.pathname}`);
}

function decoded(text: string): string {
  try {
    return decodeURI(text);
  } catch {
    return text;
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}
