import { checkedAddress } from '../../http/address.ts';
import { AccessError, ConfigError } from '../../errors.ts';

/** An incoming webhook: its address acts with the rights of one user and is a password. */
export interface Webhook {
  /** `host` or `host:port` of the portal. */
  readonly host: string;
  readonly userId: string;
  /** Never printed. */
  readonly secret: string;
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
  const wanted = portal === undefined ? host : hostOf(portal);
  if (wanted !== host) throw new AccessError('bitrix24.other-portal', { wanted, found: host });
  const base = `${protocol}//${host}/rest/${userId}/${secret}/`;
  return {
    host,
    userId,
    secret,
    shown: `${protocol}//${host}/rest/${userId}/***/`,
    urlOf: (method) => new URL(`${base}${method}`),
  };
}

function hostOf(portal: string): string {
  const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(portal) ? portal : `https://${portal}`;
  return URL.canParse(whole) ? new URL(whole).host : portal;
}
