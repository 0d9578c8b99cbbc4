import type { FaultKind } from './fault-kinds.ts';

/** One request. Secrets are masked; there is no personal data in it. */
export interface LoggedRequest {
  /** From 1. */
  readonly number: number;
  /** Time of the emulator's clock at which it came. */
  readonly time: string;
  readonly method: string;
  readonly operation: string;
  readonly path: string;
  /** Length of the body in bytes. */
  readonly size: number;
  /** 0 when no answer was sent. */
  readonly status: number;
  readonly costMs: number;
  readonly fault?: FaultKind;
}

/** A request with what was asked and answered, for those who check the traffic. */
export interface Traffic extends LoggedRequest {
  readonly system: string;
  readonly parameters: unknown;
  /** The body as it was made, also when a fault kept it from the client; `null` when nothing was performed or sent. */
  readonly answer: unknown;
}

const longest = 100_000;

/** The requests of a run, newest last; of more than a hundred thousand only the newest are kept, all are counted. */
export class RequestLog {
  readonly #listeners = new Set<(traffic: Traffic) => void>();
  #entries: LoggedRequest[] = [];
  #count = 0;
  #refused = 0;
  #unanswered = 0;

  /** @param answerOf gives the answer, which is read only when somebody listens */
  add(traffic: Omit<Traffic, 'number' | 'answer'>, answerOf: () => unknown): void {
    this.#count += 1;
    const { system, parameters, ...entry } = traffic;
    if (entry.status === 429 || entry.status === 503) this.#refused += 1;
    if (entry.status === 0) this.#unanswered += 1;
    const numbered = { number: this.#count, ...entry };
    this.#entries.push(numbered);
    if (this.#entries.length > longest * 1.1) this.#entries = this.#entries.slice(-longest);
    if (this.#listeners.size === 0) return;
    const answer = answerOf();
    for (const listener of this.#listeners) listener({ ...numbered, system, parameters, answer });
  }

  /** Calls `listener` with every request from now on; returns what ends it. */
  listen(listener: (traffic: Traffic) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  get entries(): readonly LoggedRequest[] {
    return this.#entries;
  }

  /** Refused: answered with 429 or 503. Unanswered: the connection was broken or left open. */
  counts(): { readonly requests: number; readonly refused: number; readonly unanswered: number } {
    return { requests: this.#count, refused: this.#refused, unanswered: this.#unanswered };
  }

  clear(): void {
    this.#entries = [];
    [this.#count, this.#refused, this.#unanswered] = [0, 0, 0];
  }
}
