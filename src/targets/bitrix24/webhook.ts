import { checkedAddress, withScheme } from '../../http/address.ts';
import { AccessError, ConfigError } from '../../errors.ts';

/** Where a portal is called: an incoming webhook, whose address is a password, or with the tokens of a local application. */
export interface Webhook {
  /** `host` or `host:port` of the portal. */
  readonly host: string;
  /** Of a webhook; empty for an application, whose user the portal tells. */
  readonly userId: string;
  /** Printable: the secret is replaced. */
  readonly shown: string;
  /** Address of a method. */
  readonly urlOf: (method: string) => URL;
}

const path = /^\/rest\/(\d{1,10})\/([\w-]{1,200})(?:\/|$)/;

/**
 * Reads `https://portal/rest/<user>/<secret>/`, also with a method pasted at the end.
 * @param portal host or address that the webhook must belong to
 * @throws ConfigError when it is not the address of a webhook, AccessError when it is one of another portal
 */
export function readWebhook(text: string, portal: string | undefined): Webhook {
  const trimmed = text.trim();
  const parts = URL.canParse(trimmed) ? path.exec(new URL(trimmed).pathname) : null;
  if (parts === null) throw new ConfigError('bitrix24.webhook', {});
  const [, userId = '', secret = ''] = parts;
  const { protocol, host } = new URL(trimmed);
  // Only now: what the address check prints must not hold the secret.
  checkedAddress(`${protocol}//${host}/rest/${userId}/`);
  expectHost(host, portal);
  const base = `${protocol}//${host}/rest/${userId}/${secret}/`;
  return {
    host,
    userId,
    shown: `${protocol}//${host}/rest/${userId}/***/`,
    urlOf: (method) => new URL(`${base}${method}`),
  };
}

/** Where a local application calls the methods of a portal. @throws ConfigError, AccessError for another portal */
export function applicationEndpoint(base: string, portal: string | undefined): Webhook {
  const { origin, host } = checkedAddress(withScheme(base));
  expectHost(host, portal);
  const shown = `${origin}/rest/`;
  return { host, userId: '', shown, urlOf: (method) => new URL(`${shown}${method}`) };
}

function expectHost(found: string, portal: string | undefined): void {
  const wanted = portal === undefined ? found : hostOf(portal);
  if (wanted !== found) throw new AccessError('bitrix24.other-portal', { wanted, found });
}

function hostOf(portal: string): string {
  const whole = withScheme(portal);
  return URL.canParse(whole) ? new URL(whole).host : portal;
}
