import { z } from 'zod';
import { asMap, asText } from '../../http/answer-values.ts';
import { checkedAddress, withScheme } from '../../http/address.ts';
import { readAnswer } from '../../http/caller.ts';
import { exchange } from '../../http/exchange.ts';
import { Renewal } from '../../http/renewal.ts';
import { AccessError, ConfigError, TargetError } from '../../errors.ts';
import type { TargetAccess } from '../target.ts';

/** What an OAuth integration needs to renew its token by itself. */
const integration = z.object({
  client_id: z.string().min(1),
  client_secret: z.string().min(1),
  redirect_uri: z.string().min(1),
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  base: z.string().min(1),
});

type Integration = z.output<typeof integration>;

/** Where the account is and what opens it. */
export interface Credentials {
  /** Without a slash at the end. */
  readonly base: string;
  readonly host: string;
  readonly token: string;
  /** Undefined for a long-lived token, which nobody can renew. */
  readonly integration: Integration | undefined;
}

/**
 * Reads a long-lived token, or the document of an integration.
 * @param portal host or address of the account that is meant
 * @throws ConfigError when it is neither or names no account, AccessError when it is one of another account
 */
export function readCredentials(secret: string, portal: string | undefined): Credentials {
  const text = secret.trim();
  const document = text.startsWith('{') ? documentOf(text) : undefined;
  if (document === undefined && !/^[\w.~+/=-]{8,}$/.test(text)) throw new ConfigError('amocrm.secret', {});
  const wanted = portal ?? document?.base;
  if (wanted === undefined) throw new ConfigError('amocrm.no-portal', {});
  const { origin, host } = addressOf(wanted);
  const own = document === undefined ? host : addressOf(document.base).host;
  if (own !== host) throw new AccessError('amocrm.other-account', { wanted: host, found: own });
  return { base: origin, host, token: document?.access_token ?? text, integration: document };
}

function documentOf(text: string): Integration {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ConfigError('amocrm.secret', {});
  }
  const parsed = integration.safeParse(value);
  if (!parsed.success) throw new ConfigError('amocrm.secret', {});
  return parsed.data;
}

function addressOf(text: string): URL {
  return checkedAddress(withScheme(text));
}

/** Tokens of a connection. A pair is renewed once for all requests that were refused with the old one. */
export class Tokens {
  private credentials: Credentials;
  private readonly renewal: Renewal;
  private readonly connection: string;
  private readonly access: TargetAccess;

  constructor(
    credentials: Credentials,
    setup: { readonly connection: string; readonly access: TargetAccess; readonly now: () => number },
  ) {
    this.credentials = credentials;
    this.connection = setup.connection;
    this.access = setup.access;
    this.renewal = new Renewal(() => this.exchangePair(), setup.now);
  }

  get canRenew(): boolean {
    return this.credentials.integration !== undefined;
  }

  headers(): Readonly<Record<string, string>> {
    return { authorization: `Bearer ${this.credentials.token}` };
  }

  /** @throws AccessError when the account gives no new pair, TargetError when it does not answer */
  async renew(): Promise<void> {
    await this.renewal.renew();
  }

  private async exchangePair(): Promise<void> {
    const { base, host, integration: own } = this.credentials;
    if (own === undefined) return;
    const { client_id, client_secret, redirect_uri, refresh_token } = own;
    const result = await exchange(
      {
        method: 'POST',
        url: new URL(`${base}/oauth2/access_token`),
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ client_id, client_secret, redirect_uri, grant_type: 'refresh_token', refresh_token }),
        timeoutMs: 30_000,
        maxBytes: 1_000_000,
        signal: new AbortController().signal,
      },
      this.access.transport,
    );
    if (result.kind !== 'answer')
      throw new TargetError('target.unreachable', { place: host, reason: result.message, minutes: 0 });
    const { status, json, beginning } = readAnswer(result);
    const pair = asMap(json);
    const [token, refresh] = [asText(pair['access_token']), asText(pair['refresh_token'])];
    if (status !== 200 || token === '' || refresh === '')
      throw new AccessError('target.denied', {
        place: host,
        reason: `${status} ${status === 200 ? '' : beginning}`.trim(),
      });
    const renewed = { ...own, access_token: token, refresh_token: refresh };
    // The old pair is void from now on: the new one is kept before anything is asked with it.
    this.access.keepSecret(this.connection, JSON.stringify(renewed));
    this.credentials = { ...this.credentials, token, integration: renewed };
  }
}
