import { ConfigError } from '../errors.ts';
import { withoutSecrets } from '../redaction.ts';

/**
 * An address that may be called: https, or http on this very computer; without a user name in it.
 * @throws ConfigError
 */
export function checkedAddress(text: string): URL {
  if (!URL.canParse(text)) throw new ConfigError('http.address', { address: text.slice(0, 200) });
  return checkedUrl(new URL(text));
}

/** The same for what is a URL already. @throws ConfigError */
export function checkedUrl(url: URL): URL {
  if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    throw new ConfigError('http.address', { address: shownAddress(url) });
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw new ConfigError('http.insecure', { address: shownAddress(url) });
  }
  return url;
}

/** An address as shown to people: what follows `?` may hold secrets or data of people, the code of a webhook is one. */
export function shownAddress(url: URL): string {
  return withoutSecrets(decoded(`${url.protocol}//${url.host}${url.pathname}`));
}

function decoded(text: string): string {
  try {
    return decodeURI(text);
  } catch {
    return text;
  }
}

/** An address written without a scheme: https, and http on this very computer, where stand-ins are. */
export function withScheme(text: string): string {
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(text)) return text;
  const isNear = URL.canParse(`http://${text}`) && isLoopback(new URL(`http://${text}`).hostname);
  return `${isNear ? 'http' : 'https'}://${text}`;
}

/** Is it this very computer? */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}
