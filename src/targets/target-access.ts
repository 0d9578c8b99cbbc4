import type { Schedule } from '../http/schedule.ts';
import type { Transport } from '../http/transport.ts';

/** What a target that is reached over a network is given beside its options; never kept in a plan. */
export interface TargetAccess {
  /** The secret of a connection: a webhook's address, a token, a document with several. @throws ConfigError */
  readonly secret: (connection: string) => Promise<string>;
  /** Keeps a renewed secret before it is used for the first time. */
  readonly keepSecret: (connection: string, secret: string) => void;
  /** How servers are reached. */
  readonly transport: Transport;
  /** Requests a second, at most. */
  readonly maxPerSecond?: number;
  readonly schedule?: Schedule;
  /** The longest time without progress; milliseconds. */
  readonly maxWaitMs: number;
}

/** How an application is let in by a person in the browser (RFC 6749, authorization code). */
export interface Authorization {
  /** @param document the application: its id, its secret, its addresses. @throws ConfigError */
  readonly ask: (document: string, state: string) => AuthorizationRequest;
  /**
   * Takes the code of an answer to the vendor.
   * @returns the secret of the connection
   * @throws AccessError, TargetError
   */
  readonly redeem: (
    document: string,
    answered: { readonly code: string; readonly answer: URLSearchParams },
    transport: Transport,
  ) => Promise<string>;
}

export interface AuthorizationRequest {
  /** Where a person allows it. */
  readonly page: URL;
  /** Where the browser is sent then. */
  readonly redirect: URL;
  readonly secrets: readonly string[];
}
