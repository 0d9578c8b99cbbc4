import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const cookieName = 'perenos_review';

/** Who may use the page: whoever holds the link first, and then only that browser. */
export class Session {
  /** 128 bits, for the fragment of the link: browsers do not send it anywhere. */
  readonly token = randomBytes(16).toString('base64url');
  readonly #secret = randomBytes(32).toString('base64url');
  #isTaken = false;

  /** Exchanges the token for a cookie, once. @returns the value of Set-Cookie */
  exchange(token: unknown): string | undefined {
    if (this.#isTaken || typeof token !== 'string' || !isEqual(token, this.token)) return undefined;
    this.#isTaken = true;
    return `${cookieName}=${this.#secret}; HttpOnly; SameSite=Strict; Path=/`;
  }

  isKnown({ headers }: IncomingMessage): boolean {
    const cookies = (headers.cookie ?? '').split(';').map((one) => one.trim());
    const found = cookies.find((one) => one.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1);
    return found !== undefined && isEqual(found, this.#secret);
  }
}

function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
