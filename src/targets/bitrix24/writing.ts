import { AccessError } from '../../errors.ts';
import type { Finding } from '../../model/issue.ts';
import type { Operation, Outcome } from '../target.ts';
import type { Encoding, PortalRecord } from './encoding.ts';
import type { Reading } from './fast-list.ts';
import type { History } from './history.ts';
import type { ItemKind } from './portal.ts';
import { reasonOf, type Reply } from './reply.ts';

/** What the steps of a write share. */
export interface Writing extends Reading {
  readonly place: string;
  readonly originator: string;
  readonly encoding: Encoding;
  /** Records are created strictly one after another: their dates must ascend. */
  readonly keepsOrder: boolean;
  readonly historyOf: (kind: ItemKind) => History;
  /** Milliseconds since 1970 of the newest record of a kind; 0 where there is none. @throws TargetError, AccessError */
  readonly newestOf: (kind: ItemKind) => Promise<number>;
}

/** One operation on its way through the steps. */
export interface Job {
  readonly operation: Operation;
  readonly record: PortalRecord;
  /** Of its record in the portal, once there is one. */
  id: string | undefined;
  readonly findings: Finding[];
  /** Set by the step that ends it. */
  outcome: Outcome | undefined;
}

/** Entity types or rights that the portal refuses altogether: nothing of the kind would go. */
const closed = new Set(['ACCESS_DENIED', 'CREATE_DYNAMIC_ITEM_RESTRICTED', 'ENTITY_TYPE_NOT_SUPPORTED']);

/** The outcome of an operation whose call has not ended well. @param targetId of a record that is there already */
export function failedOutcome(reply: Exclude<Reply, { kind: 'result' }>, place: string, targetId?: string): Outcome {
  switch (reply.kind) {
    case 'error': {
      const reason = reasonOf(reply);
      if (!closed.has(reply.code))
        return { status: 'rejected', finding: { code: 'target.rejected', args: { reason } } };
      return { status: 'not-executed', reason, stop: new AccessError('target.denied', { place, reason }) };
    }
    case 'not-executed':
      return { status: 'not-executed', reason: reply.reason, ...stopOf(reply) };
    case 'doubt': {
      const known = targetId === undefined ? {} : { targetId };
      return { status: 'in-doubt', reason: reply.reason, ...known, ...stopOf(reply) };
    }
  }
}

function stopOf({ stop }: Extract<Reply, { kind: 'not-executed' | 'doubt' }>) {
  return stop === undefined ? {} : { stop };
}

/** A record that is there, of which parts may be missing: it is written again with its id. */
export function halfWritten(targetId: string, reply: Extract<Reply, { kind: 'not-executed' | 'doubt' }>): Outcome {
  return { status: 'in-doubt', reason: reply.reason, targetId, ...stopOf(reply) };
}
