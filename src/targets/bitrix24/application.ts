import { z } from 'zod';
import { AccessError, ConfigError, TargetError } from '../../errors.ts';
import { checkedAddress } from '../../http/address.ts';
import { asMap, asText } from '../../http/answer-values.ts';
import { readAnswer } from '../../http/caller.ts';
import { exchange, type HttpRequest } from '../../http/exchange.ts';
import { Renewal } from '../../http/renewal.ts';
import type { TargetAccess } from '../target.ts';

/** The vendor's server that gives and renews tokens. */
export const oauthServer = 'https://oauth.bitrix24.tech';

/** A local application with its tokens, as `target login` keeps it (`formats/bitrix24.md` section 2 of the house documents). */
const document = z.object({
  client_id: z.string().min(1),
  client_secret: z.string().min(1),
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  /** Address of the portal. */
  base: z.string().min(1),
  /** The vendor's server that renews tokens. */
  oauth: z.string().min(1).default(oauthServer),
});

type Document = z.output<typeof document>;

/** @throws ConfigError for a document that lacks something */
export function readApplication(text: string): Document {
  const parsed = document.safeParse(parsedJson(text));
  if (!parsed.success) throw new ConfigError('bitrix24.application', {});
  return parsed.data;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The tokens of a local application: one for an hour, and one that is good for one renewal. */
export class ApplicationTokens {
  private application: Document;
  private readonly setup: { readonly connection: string; readonly access: TargetAccess; readonly place: string };
  private readonly renewal: Renewal;

  constructor(
    application: Document,
    setup: {
      readonly connection: string;
      readonly access: TargetAccess;
      readonly place: string;
      readonly now: () => number;
    },
  ) {
    this.application = application;
    this.setup = setup;
    this.renewal = new Renewal(() => this.exchangePair(), setup.now);
  }

  /** A request with the token of the moment among its parameters; all bodies are JSON objects. */
  signed(request: HttpRequest): HttpRequest {
    const body = typeof request.body === 'string' ? request.body.trim() : '{}';
    const auth = `"auth":${JSON.stringify(this.application.access_token)}`;
    return { ...request, body: body === '{}' ? `{${auth}}` : `{${auth},${body.slice(1)}` };
  }

  /** @throws AccessError when the server gives no new pair, TargetError when it does not answer */
  async renew(): Promise<void> {
    await this.renewal.renew();
  }

  private async exchangePair(): Promise<void> {
    const { connection, access, place } = this.setup;
    const { client_id, client_secret, refresh_token, oauth } = this.application;
    const url = checkedAddress(`${oauth.replace(/\/+$/, '')}/oauth/token/`);
    const query = { grant_type: 'refresh_token', client_id, client_secret, refresh_token };
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const result = await exchange(
      {
        method: 'GET',
        url,
        headers: { accept: 'application/json' },
        timeoutMs: 30_000,
        maxBytes: 1_000_000,
        signal: new AbortController().signal,
      },
      access.transport,
    );
    if (result.kind !== 'answer')
      throw new TargetError('target.unreachable', { place: url.host, reason: result.message, minutes: 0 });
    const { status, json } = readAnswer(result);
    const pair = asMap(json);
    const [token, refresh] = [asText(pair['access_token']), asText(pair['refresh_token'])];
    if (status !== 200 || token === '' || refresh === '')
      throw new AccessError('target.denied', { place, reason: `${status} ${asText(pair['error'])}`.trim() });
    const renewed = { ...this.application, access_token: token, refresh_token: refresh };
    // The old pair is void from now on: the new one is kept before anything is asked with it.
    access.keepSecret(connection, JSON.stringify(renewed));
    this.application = renewed;
  }
}
