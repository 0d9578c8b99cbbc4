/** How often and how soon a read is tried again. */
export interface RetryPolicy {
  readonly attempts: number;
  /** Milliseconds before the second attempt; doubled before each further one. */
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
}

export const readPolicy: RetryPolicy = { attempts: 5, firstPauseMs: 500, longestPauseMs: 30_000 };

/** What may have been a passing trouble of the server. */
export function isPassing(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}

/**
 * Milliseconds before the next attempt: what the server asks for in `Retry-After`, else doubling pauses of which a random half
 * is left out, so that several programs do not come back at once.
 * @param attempt attempts made so far, from 1
 */
export function pauseBefore(attempt: number, retryAfter: string | undefined, policy: RetryPolicy): number {
  const asked = retryAfter === undefined || !/^\d+$/.test(retryAfter) ? undefined : Number(retryAfter) * 1000;
  const growing = policy.firstPauseMs * 2 ** (attempt - 1);
  const pause = asked ?? growing * (0.5 + Math.random() / 2);
  return Math.min(pause, policy.longestPauseMs);
}
