import type { PerenosError } from '../errors.ts';
import type { Finding } from '../model/issue.ts';
import type { Operation, Outcome } from './target.ts';

/** One operation on its way through the steps of a write; `Held` is a record as the target keeps it. */
export interface WriteJob<Held> {
  readonly operation: Operation;
  readonly record: Held;
  /** Of its record in the target, once there is one. */
  id: string | undefined;
  readonly findings: Finding[];
  /** Set by the step that ends it. */
  outcome: Outcome | undefined;
}

/** A request that was not executed, or of which nothing is known. */
export interface OpenReply {
  readonly kind: 'not-executed' | 'doubt';
  readonly reason: string;
  readonly stop?: PerenosError | undefined;
}

/** The outcome of an operation whose request is open. @param targetId of a record that is there already */
export function openOutcome({ kind, reason, stop }: OpenReply, targetId?: string): Outcome {
  const stopping = stop === undefined ? {} : { stop };
  if (kind === 'not-executed') return { status: 'not-executed', reason, ...stopping };
  return { status: 'in-doubt', reason, ...(targetId === undefined ? {} : { targetId }), ...stopping };
}

/** A record that is there, of which parts may be missing: it is written again with its id. */
export function halfWritten(targetId: string, { reason, stop }: OpenReply): Outcome {
  return openOutcome({ kind: 'doubt', reason, stop }, targetId);
}
