import type { FaultRule } from '../faults.ts';
import type { ServeSettings } from '../serve.ts';
import type { AccountRules } from './api.ts';

/** A token made once in the account, without a refresh. */
export interface LongLivedToken {
  readonly token: string;
  /** Whose it is; the first administrator when left out. */
  readonly userId?: number;
  /** Milliseconds of the emulator's clock after which it is refused. */
  readonly expiresAt?: number;
}

/** A registered integration, for the exchange of codes and refresh tokens. */
export interface Integration {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  /** Codes given to it by an administrator: each is taken once, within 20 minutes of the start. */
  readonly codes?: readonly string[];
  /** Refresh tokens it holds from before. */
  readonly refreshTokens?: readonly string[];
  /** What the administrator answers on the page of consent; `given` when left out. */
  readonly consent?: 'given' | 'refused';
  /** Seconds a code of that page lives; 20 minutes when left out, as the vendor has it. */
  readonly codeLifeSeconds?: number;
  /** Seconds an access token lives; a day when left out, as the vendor has it. */
  readonly expiresIn?: number;
}

export interface AmocrmLimits {
  /** Requests a second for one token, sliding; beyond that 429. */
  readonly perToken: number;
  /** Requests a second for the whole account. */
  readonly perAccount: number;
  /** So many refusals within a minute block the account: 403 to everything until the test resets it. */
  readonly refusalsToBlock: number;
}

/** The documented limits; when the block comes is not documented. */
export const documentedLimits: AmocrmLimits = { perToken: 7, perAccount: 50, refusalsToBlock: 30 };

/** How long the account works on a request, by the clock. */
export interface AmocrmLatency {
  readonly readMs: number;
  readonly writeMs: number;
  readonly elementMs: number;
}

/** A guess, and so are forecasts made with it: the vendor publishes no figures. */
export const guessedLatency: AmocrmLatency = { readMs: 100, writeMs: 100, elementMs: 4 };

/** How an emulated account behaves. What is left out is as in a new account with everything in order. */
export interface AmocrmSettings extends ServeSettings, Partial<AccountRules> {
  readonly clock?: 'real' | 'virtual';
  /** Where a virtual clock starts, milliseconds since 1970. */
  readonly startAt?: number;
  readonly seed?: number;
  /** What it holds at the start: `empty`, or left out, a new account; `demo`; else what `/admin/state` gave. */
  readonly state?: unknown;
  readonly tokens?: readonly LongLivedToken[];
  readonly integration?: Integration;
  /** False: none at all. */
  readonly limits?: AmocrmLimits | false;
  readonly latency?: AmocrmLatency;
  readonly faults?: readonly FaultRule[];
  /** `no-writes`: the subscription has ended; `nothing`: it ended 30 days ago. */
  readonly subscription?: 'paid' | 'no-writes' | 'nothing';
}

/** The token of an account that was started without any. */
export const defaultToken = 'perenos-emulator-long-lived-token';
