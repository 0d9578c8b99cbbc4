import { z } from 'zod';
import { AccessError, ConfigError, TargetError } from '../../errors.ts';
import { checkedAddress, isLoopback, withScheme } from '../../http/address.ts';
import { asMap, asText } from '../../http/answer-values.ts';
import { readAnswer } from '../../http/caller.ts';
import { exchange } from '../../http/exchange.ts';
import type { Authorization } from '../target.ts';

/** An integration as its owner keeps it: without tokens. */
const application = z.object({
  client_id: z.string().min(1),
  client_secret: z.string().min(1),
  redirect_uri: z.string().min(1),
  base: z.string().min(1),
});

type Application = z.output<typeof application>;

/** Consent of an amoCRM account for an integration (developer pages "OAuth 2.0": the code lives 20 minutes). */
export const authorization: Authorization = {
  ask: (document, state) => {
    const { client_id, client_secret, redirect_uri, base } = readApplication(document);
    const page = new URL(consentPage(addressOf(base)));
    for (const [name, value] of Object.entries({ client_id, state, mode: 'popup' })) page.searchParams.set(name, value);
    return { page, redirect: new URL(redirect_uri), secrets: [client_secret] };
  },
  redeem: async (document, { code, answer }, transport) => {
    const own = readApplication(document);
    const { origin, host } = addressOf(own.base);
    // The person chooses the account on the page; the secret never goes to an address that came from outside.
    const chosen = answer.get('referer');
    if (chosen !== null && chosen !== host)
      throw new AccessError('amocrm.other-account', { wanted: host, found: chosen });
    const { client_id, client_secret, redirect_uri } = own;
    const body = { client_id, client_secret, redirect_uri, grant_type: 'authorization_code', code };
    const result = await exchange(
      {
        method: 'POST',
        url: new URL(`${origin}/oauth2/access_token`),
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify(body),
        timeoutMs: 30_000,
        maxBytes: 1_000_000,
        signal: new AbortController().signal,
      },
      transport,
    );
    if (result.kind !== 'answer')
      throw new TargetError('target.unreachable', { place: host, reason: result.message, minutes: 0 });
    const { status, json } = readAnswer(result);
    const pair = asMap(json);
    const [token, refresh] = [asText(pair['access_token']), asText(pair['refresh_token'])];
    if (status !== 200 || token === '' || refresh === '') {
      const reason = `${status} ${asText(pair['hint']) || asText(pair['detail'])}`.trim();
      throw new AccessError('http.oauth-code', { place: host, reason });
    }
    return JSON.stringify({ ...own, access_token: token, refresh_token: refresh });
  },
};

function readApplication(document: string): Application {
  const parsed = application.safeParse(jsonOf(document));
  if (!parsed.success || !URL.canParse(parsed.data.redirect_uri)) {
    throw new ConfigError('http.oauth-document', { crm: 'amocrm', members: Object.keys(application.shape).join(', ') });
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

function addressOf(base: string): URL {
  return checkedAddress(withScheme(base));
}

/** One page for all accounts of a brand; a stand-in on this computer has its own. */
function consentPage({ origin, hostname }: URL): string {
  if (isLoopback(hostname)) return `${origin}/oauth`;
  const brand = /\.(amocrm\.ru|amocrm\.com|kommo\.com)$/.exec(hostname)?.[1];
  return `https://www.${brand ?? 'amocrm.ru'}/oauth`;
}
