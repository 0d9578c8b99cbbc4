import { randomBytes } from 'node:crypto';
import type { Answer } from '../emulator.ts';
import { errorPage } from '../pages.ts';
import { idFrom, problem } from './api.ts';
import { memberOf, textOf, type Json } from './json.ts';
import type { StoredUser } from './records.ts';
import { defaultToken, type AmocrmSettings, type Integration } from './settings.ts';
import type { AmocrmState } from './state.ts';

interface Grant {
  readonly userId: number;
  readonly expiresAt: number;
}

interface RefreshGrant extends Grant {
  /** The access token that came with it. */
  readonly access: string | undefined;
}

const minute = 60_000;
const day = 24 * 60 * minute;
/** Life of a code and of a refresh token. */
const codeLife = 20 * minute;
const refreshLife = 90 * day;
const accessLifeSeconds = 86_400;

/** Who may call: long-lived tokens, and the pairs of an integration, whose refresh tokens are taken once. */
export class Access {
  readonly #state: AmocrmState;
  readonly #settings: AmocrmSettings;
  readonly #tokens = new Map<string, Grant>();
  readonly #codes = new Map<string, Grant>();
  readonly #refresh = new Map<string, RefreshGrant>();
  readonly #usedRefresh = new Set<string>();

  constructor(state: AmocrmState, settings: AmocrmSettings, now: number) {
    this.#state = state;
    this.#settings = settings;
    const userId = state.users.rows.find(({ is_admin: isAdmin }) => isAdmin)?.id ?? 0;
    for (const given of settings.tokens ?? [{ token: defaultToken }]) {
      this.#tokens.set(given.token, {
        userId: given.userId ?? userId,
        expiresAt: given.expiresAt ?? Number.POSITIVE_INFINITY,
      });
    }
    const { codes = [], refreshTokens = [] } = settings.integration ?? {};
    for (const code of codes) this.#codes.set(code, { userId, expiresAt: now + codeLife });
    for (const token of refreshTokens) {
      this.#refresh.set(token, { userId, expiresAt: now + refreshLife, access: undefined });
    }
  }

  /** The user behind the headers, or the refusal. */
  userOf(headers: Readonly<Record<string, string | string[] | undefined>>, now: number): StoredUser | Answer {
    const token = tokenIn(headers);
    const grant = token === undefined ? undefined : this.#tokens.get(token);
    const owner = grant === undefined || grant.expiresAt <= now ? undefined : this.#state.users.get(grant.userId);
    if (owner === undefined || !owner.is_active) return problem(401, 'Token is invalid or expired');
    const other = headers['x-context-user-id'];
    if (other === undefined) return owner;
    const acting = this.#state.users.get(idFrom(String(other)));
    if (!owner.is_admin || acting === undefined) return problem(403, 'You can not act as this user');
    return acting;
  }

  /** Ends a token before its time; whether there was such a one. */
  revoke(token: string): boolean {
    return this.#tokens.delete(token);
  }

  /** GET /oauth: the page of consent, where the administrator answers at once. Sends the browser back with a code, or without. */
  consent(query: URLSearchParams, { host, now }: { readonly host: string; readonly now: number }): Answer {
    const { integration } = this.#settings;
    if (integration === undefined || query.get('client_id') !== integration.clientId) return errorPage(404);
    const back = new URL(integration.redirectUri);
    back.searchParams.set('state', query.get('state') ?? '');
    if (integration.consent === 'refused') back.searchParams.set('error', 'access_denied');
    else {
      const code = newToken();
      const life = integration.codeLifeSeconds === undefined ? codeLife : integration.codeLifeSeconds * 1000;
      const userId = this.#state.users.rows.find(({ is_admin: isAdmin }) => isAdmin)?.id ?? 0;
      this.#codes.set(code, { userId, expiresAt: now + life });
      for (const [name, value] of Object.entries({ code, referer: host, client_id: integration.clientId }))
        back.searchParams.set(name, value);
    }
    return { status: 302, headers: { location: back.href }, body: '', shownBody: '' };
  }

  /** POST /oauth2/access_token */
  exchange(body: Json | undefined, now: number): Answer {
    const { integration } = this.#settings;
    if (integration === undefined || !isOf(integration, body)) return refusal(401, 'Client authentication failed');
    const kind = textOf(memberOf(body, 'grant_type'));
    if (kind === 'authorization_code') return this.#byCode(body, integration, now);
    if (kind === 'refresh_token') return this.#byRefresh(body, integration, now);
    return refusal(400, 'The authorization grant type is not supported');
  }

  #byCode(body: Json | undefined, integration: Integration, now: number): Answer {
    const code = textOf(memberOf(body, 'code')) ?? '';
    const grant = this.#codes.get(code);
    this.#codes.delete(code);
    if (grant === undefined) return refusal(400, 'Authorization code has been revoked or does not exist');
    if (grant.expiresAt <= now) return refusal(400, 'Authorization code has expired');
    return this.#newPair(grant.userId, integration, now);
  }

  #byRefresh(body: Json | undefined, integration: Integration, now: number): Answer {
    const token = textOf(memberOf(body, 'refresh_token')) ?? '';
    const grant = this.#refresh.get(token);
    if (this.#usedRefresh.has(token)) return refusal(401, 'Token has been revoked');
    if (grant === undefined) return refusal(401, 'Cannot decrypt the refresh token');
    if (grant.expiresAt <= now) return refusal(401, 'Token has expired');
    this.#refresh.delete(token);
    this.#usedRefresh.add(token);
    // The pair is replaced as a whole: the access token that came with this refresh token ends too.
    if (grant.access !== undefined) this.#tokens.delete(grant.access);
    return this.#newPair(grant.userId, integration, now);
  }

  #newPair(userId: number, integration: Integration, now: number): Answer {
    const [access, refresh] = [newToken(), newToken()];
    const expiresIn = integration.expiresIn ?? accessLifeSeconds;
    this.#tokens.set(access, { userId, expiresAt: now + expiresIn * 1000 });
    this.#refresh.set(refresh, { userId, expiresAt: now + refreshLife, access });
    const pair = { token_type: 'Bearer', expires_in: expiresIn, access_token: access, refresh_token: refresh };
    const shown = { ...pair, access_token: '***', refresh_token: '***' };
    return { status: 200, body: JSON.stringify(pair), shownBody: JSON.stringify(shown) };
  }
}

/** What is between `Bearer` and the end of the header. */
export function tokenIn(headers: Readonly<Record<string, string | string[] | undefined>>): string | undefined {
  const match = /^Bearer\s+(\S+)$/i.exec(String(headers['authorization'] ?? ''));
  return match?.[1];
}

function isOf({ clientId, clientSecret, redirectUri }: Integration, body: Json | undefined): boolean {
  return (
    memberOf(body, 'client_id') === clientId &&
    memberOf(body, 'client_secret') === clientSecret &&
    memberOf(body, 'redirect_uri') === redirectUri
  );
}

function newToken(): string {
  return randomBytes(32).toString('hex');
}

function refusal(status: number, hint: string): Answer {
  const body = {
    hint,
    title: status === 401 ? 'Unauthorized' : 'Bad Request',
    type: 'https://developers.amocrm.ru/v3/errors/OAuthProblemJson',
    status,
    detail: hint,
  };
  return { status, headers: { 'content-type': 'application/problem+json' }, body: JSON.stringify(body) };
}
