import { randomBytes } from 'node:crypto';
import type { Answer } from '../emulator.ts';
import { errorPage } from '../pages.ts';
import { parameter } from './method.ts';
import { phpText, type PhpMap } from '../php-parameters.ts';
import { rehearsalApplication, type PortalSettings } from './settings.ts';

const hour = 3_600_000;
const codeSeconds = 30;

/** Tokens of the rehearsal's local application: an hour for access, a refresh token that works once. */
export class Tokens {
  #access: string = rehearsalApplication.accessToken;
  #refresh: string = rehearsalApplication.refreshToken;
  #expiresAt: number;
  #number = 1;
  /** Codes of the page of consent, with the time after which they are refused. */
  readonly #codes = new Map<string, number>();

  constructor(now: number) {
    this.#expiresAt = now + hour;
  }

  /** Answers `GET /oauth/authorize/`: the person answers at once, and the browser is sent back with a code, or without. */
  consent(params: PhpMap, { application, host, now }: Consent): Answer {
    if (application === undefined || parameter(params, 'client_id') !== rehearsalApplication.clientId)
      return errorPage(404);
    const back = new URL(application.redirectUri);
    back.searchParams.set('state', phpText(parameter(params, 'state')));
    if (application.consent === 'refused') back.searchParams.set('error', 'access_denied');
    else {
      const code = randomBytes(20).toString('hex');
      this.#codes.set(code, now + (application.codeLifeSeconds ?? codeSeconds) * 1000);
      for (const [name, value] of Object.entries({ code, domain: host, member_id: 'rehearsal', scope: 'crm,user' }))
        back.searchParams.set(name, value);
    }
    return { status: 302, headers: { location: back.href }, body: '', shownBody: '' };
  }

  state(token: string, now: number): 'good' | 'expired' | 'unknown' {
    if (token === this.#access) return now < this.#expiresAt ? 'good' : 'expired';
    return /^rehearsal-access-\d+$/.test(token) ? 'expired' : 'unknown';
  }

  /** The access token is not good any more, as after an hour. */
  expire(): void {
    this.#expiresAt = 0;
  }

  /** Answers `GET /oauth/token/` for a code, which is good once, and for a refresh token: both tokens change. */
  renew(params: PhpMap, now: number, origin: string): Answer {
    const kind = parameter(params, 'grant_type');
    if (kind !== 'refresh_token' && kind !== 'authorization_code') return refused('invalid_request');
    const isClient =
      parameter(params, 'client_id') === rehearsalApplication.clientId &&
      parameter(params, 'client_secret') === rehearsalApplication.clientSecret;
    if (!isClient) return refused('invalid_client');
    const isGood =
      kind === 'authorization_code'
        ? this.#takesCode(phpText(parameter(params, 'code')), now)
        : parameter(params, 'refresh_token') === this.#refresh;
    if (!isGood) return refused('invalid_grant');
    this.#number += 1;
    this.#access = `rehearsal-access-${this.#number}`;
    this.#refresh = `rehearsal-refresh-${this.#number}`;
    this.#expiresAt = now + hour;
    const body = {
      access_token: this.#access,
      refresh_token: this.#refresh,
      expires: Math.floor(this.#expiresAt / 1000),
      expires_in: hour / 1000,
      client_endpoint: `${origin}/rest/`,
      member_id: 'rehearsal',
      scope: 'crm,user',
      user_id: 1,
      status: 'L',
    };
    return { status: 200, body: JSON.stringify(body) };
  }

  #takesCode(code: string, now: number): boolean {
    const until = this.#codes.get(code);
    this.#codes.delete(code);
    return until !== undefined && now < until;
  }
}

interface Consent {
  readonly application: PortalSettings['application'];
  readonly host: string;
  readonly now: number;
}

function refused(error: string): Answer {
  return { status: 400, body: JSON.stringify({ error, error_description: '' }) };
}
