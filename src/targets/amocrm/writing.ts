import type { Outcome } from '../target.ts';
import { openOutcome, type WriteJob } from '../write-outcome.ts';
import type { Collection, RecordKind } from './account.ts';
import type { AccountRecord, Encoding, Fields } from './encoding.ts';
import type { Markers } from './markers.ts';
import type { Reply } from './reply.ts';
import type { Rest } from './rest.ts';

/** What the steps of a write share. */
export interface Writing {
  readonly rest: Rest;
  readonly markers: Markers;
  readonly encoding: Encoding;
  readonly sizes: { readonly noteReply: (reply: Reply, elements: number) => void };
  /** Tag of what a rollback took away. */
  readonly undoTag: string;
}

export type Job = WriteJob<AccountRecord>;

/** Jobs of one kind of record. */
export interface Jobs {
  readonly kind: RecordKind;
  readonly of: Collection;
  readonly jobs: readonly Job[];
}

export const unknownOutcome: Outcome = { status: 'in-doubt', reason: 'no outcome' };

/** An element of a request and what it is for. */
export interface Element {
  readonly requestId: string;
  readonly body: Fields;
}

/** What became of one element. */
export type ElementReply =
  | { readonly kind: 'done'; readonly row: Fields }
  | { readonly kind: 'rejected'; readonly reason: string }
  | Extract<Reply, { kind: 'not-executed' | 'doubt' }>;

/** The outcome of an operation whose request has not ended well. @param targetId of a record that is there already */
export function failedOutcome(reply: Exclude<ElementReply, { kind: 'done' }>, targetId?: string): Outcome {
  switch (reply.kind) {
    case 'rejected':
      return { status: 'rejected', finding: { code: 'target.rejected', args: { reason: reply.reason } } };
    case 'not-executed':
    case 'doubt':
      return openOutcome(reply, targetId);
  }
}
