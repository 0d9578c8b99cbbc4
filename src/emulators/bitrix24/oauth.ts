import type { Answer } from '../emulator.ts';
import { parameter } from './method.ts';
import type { PhpMap } from '../php-parameters.ts';
import { rehearsalApplication } from './settings.ts';

const hour = 3_600_000;

/** Tokens of the rehearsal's local application: an hour for access, a refresh token that works once. */
export class Tokens {
  #access: string = rehearsalApplication.accessToken;
  #refresh: string = rehearsalApplication.refreshToken;
  #expiresAt: number;
  #number = 1;

  constructor(now: number) {
    this.#expiresAt = now + hour;
  }

  state(token: string, now: number): 'good' | 'expired' | 'unknown' {
    if (token === this.#access) return now < this.#expiresAt ? 'good' : 'expired';
    return /^rehearsal-access-\d+$/.test(token) ? 'expired' : 'unknown';
  }

  /** The access token is not good any more, as after an hour. */
  expire(): void {
    this.#expiresAt = 0;
  }

  /** Answers `GET /oauth/token/?grant_type=refresh_token&...`. Both tokens change. */
  renew(params: PhpMap, now: number, origin: string): Answer {
    if (parameter(params, 'grant_type') !== 'refresh_token') return refused('invalid_request');
    const isClient =
      parameter(params, 'client_id') === rehearsalApplication.clientId &&
      parameter(params, 'client_secret') === rehearsalApplication.clientSecret;
    if (!isClient) return refused('invalid_client');
    if (parameter(params, 'refresh_token') !== this.#refresh) return refused('invalid_grant');
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
}

function refused(error: string): Answer {
  return { status: 400, body: JSON.stringify({ error, error_description: '' }) };
}
