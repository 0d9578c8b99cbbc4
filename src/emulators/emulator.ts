import type { IncomingHttpHeaders } from 'node:http';
import type { RefusalKind } from './fault-kinds.ts';
import type { Fault, Faults } from './faults.ts';
import type { RequestLog } from './request-log.ts';
import type { Clock } from './virtual-clock.ts';

/** A request as it came over the wire, its body whole. */
export interface SystemRequest {
  /** `GET`, `POST`. */
  readonly method: string;
  /** Percent-encoded, without the query. */
  readonly path: string;
  /** What follows `?`, undecoded; empty when there is nothing. */
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** `http://127.0.0.1:8080`, without a slash at the end. */
  readonly origin: string;
}

/** What is sent back. */
export interface Answer {
  readonly status: number;
  /** By lower-case name; `content-type` is `application/json; charset=utf-8` unless given. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  /** What the record of the traffic holds in place of a body with secrets in it. */
  readonly shownBody?: string;
}

/** A request understood, not yet performed. */
export interface Call {
  /** What fault rules and the log call it: `crm.contact.add`, `POST /api/v4/leads`. */
  readonly operation: string;
  /** The path as it may be shown: secrets are masked. */
  readonly shownPath: string;
  /** Decoded parameters, secrets masked: what the record of the traffic holds. */
  readonly parameters: unknown;
}

/** What performing a call came to. */
export interface Performed {
  readonly answer: Answer;
  /** Time the system worked on it, milliseconds of the emulator's clock. */
  readonly costMs: number;
  /** The connection breaks instead of an answer: a fault cut the work off half way. */
  readonly isBroken?: boolean;
}

/** One CRM as the shared server sees it. Calls are performed at once and one after another; time is the server's business. */
export interface System<C extends Call = Call> {
  readonly name: string;
  read(request: SystemRequest): C;
  /** `fault` is given when the fault chosen for the call concerns the work itself and not the wire. */
  perform(call: C, fault: Fault | undefined): Performed;
  /** The system's own wording of a refusal; nothing is performed. */
  refuse(kind: RefusalKind, call: C): Answer;
  /** Everything it holds, as JSON that `load` takes back. */
  dump(): unknown;
  /** @throws Error when it is not what `dump` gives */
  load(snapshot: unknown): void;
  /** Back to the state it started with. */
  reset(): void;
  counters(): Readonly<Record<string, unknown>>;
  /** A person at work in the system: changes or deletes a record. Returns what to show for it. */
  edit(action: unknown): unknown;
}

/** A running emulator. */
export interface Emulator<S = unknown> {
  /** `http://127.0.0.1:8080`, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly log: RequestLog;
  /** What the system holds, for tests to ask. */
  readonly state: S;
  close(): Promise<void>;
}
