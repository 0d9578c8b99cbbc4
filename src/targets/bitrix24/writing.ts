import { AccessError } from '../../errors.ts';
import type { Outcome } from '../target.ts';
import { openOutcome, type WriteJob } from '../write-outcome.ts';
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

export type Job = WriteJob<PortalRecord>;

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
    case 'doubt':
      return openOutcome(reply, targetId);
  }
}
