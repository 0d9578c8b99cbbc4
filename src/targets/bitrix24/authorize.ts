import { z } from 'zod';
import { AccessError, ConfigError, TargetError } from '../../errors.ts';
import { checkedAddress, withScheme } from '../../http/address.ts';
import { asMap, asText } from '../../http/answer-values.ts';
import { readAnswer } from '../../http/caller.ts';
import { exchange } from '../../http/exchange.ts';
import type { Authorization } from '../target.ts';
import { oauthServer } from './application.ts';

/** A local application as its owner keeps it: without tokens. */
const application = z.object({
  client_id: z.string().min(1),
  client_secret: z.string().min(1),
  /** The address that is registered for the application. */
  redirect_uri: z.string().min(1),
  base: z.string().min(1),
  oauth: z.string().min(1).optional(),
});

type Application = z.output<typeof application>;

/** Consent of a portal for a local application (documentation "Full OAuth 2.0 protocol": the code lives 30 seconds). */
export const authorization: Authorization = {
  ask: (document, state) => {
    const { client_id, client_secret, redirect_uri, base } = readApplication(document);
    const page = new URL('/oauth/authorize/', checkedAddress(withScheme(base)));
    const query = { client_id, response_type: 'code', redirect_uri, state };
    for (const [name, value] of Object.entries(query)) page.searchParams.set(name, value);
    return { page, redirect: new URL(redirect_uri), secrets: [client_secret] };
  },
  redeem: async (document, { code, answer }, transport) => {
    const own = readApplication(document);
    const { host } = checkedAddress(withScheme(own.base));
    const chosen = answer.get('domain');
    if (chosen !== null && chosen !== host)
      throw new AccessError('bitrix24.other-portal', { wanted: host, found: chosen });
    const { client_id, client_secret, oauth = oauthServer } = own;
    const url = checkedAddress(`${oauth.replace(/\/+$/, '')}/oauth/token/`);
    const query = { grant_type: 'authorization_code', client_id, client_secret, code };
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
      transport,
    );
    if (result.kind !== 'answer')
      throw new TargetError('target.unreachable', { place: url.host, reason: result.message, minutes: 0 });
    const { status, json } = readAnswer(result);
    const pair = asMap(json);
    const [token, refresh] = [asText(pair['access_token']), asText(pair['refresh_token'])];
    if (status !== 200 || token === '' || refresh === '')
      throw new AccessError('http.oauth-code', { place: host, reason: `${status} ${asText(pair['error'])}`.trim() });
    return JSON.stringify({ ...own, access_token: token, refresh_token: refresh });
  },
};

function readApplication(document: string): Application {
  const parsed = application.safeParse(jsonOf(document));
  if (!parsed.success || !URL.canParse(parsed.data.redirect_uri)) {
    const members = 'client_id, client_secret, redirect_uri, base';
    throw new ConfigError('http.oauth-document', { crm: 'bitrix24', members });
  }
  return parsed.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
