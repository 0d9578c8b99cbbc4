import type { EntityKind } from '../model/entity.ts';
import type { RecordOrigin, Ref } from '../model/field.ts';

/** An operation as the journal knows it. */
export interface JournalEntry {
  readonly op_id: number;
  readonly kind: EntityKind;
  readonly system: string;
  readonly key: string;
  readonly action: 'create' | 'update' | 'delete';
  readonly payload_hash: string;
  readonly state: OperationState;
  readonly attempts: number;
  readonly batch_id: number;
  /** Milliseconds since 1970, when the last attempt was about to be sent. */
  readonly sent_at: number;
  readonly reason: string | null;
  readonly target_id: string | null;
  /** What the target's `highWater` said before the batch was sent. */
  readonly high_water: string | null;
}

export type OperationState = 'planned' | 'sending' | 'done' | 'rejected' | 'in_doubt';

export interface RunRow {
  readonly run_id: string;
  readonly kind: string;
  readonly plan_file: string;
  readonly plan_hash: string;
  readonly target: string;
  readonly started_at: string;
  readonly ended_at: string | null;
  readonly user: string;
  readonly status: 'running' | 'done' | 'issues' | 'doubt';
}

export interface Known {
  readonly targetId: string;
  readonly payloadHash: string;
  /** The run that made the source key known: those of earlier runs begin with an earlier time. */
  readonly createdByRun: string;
  /** Somebody else put it there: it was found by what it holds. */
  readonly isAdopted?: true;
}

/** One attempt about to be made, written before the first byte leaves. */
export interface Intent {
  readonly id: number;
  readonly kind: EntityKind;
  readonly action: 'create' | 'update' | 'delete';
  readonly marker: Ref;
  readonly payloadHash: string;
  /** Of what is there already. */
  readonly targetId?: string | undefined;
}

/** A batch about to be sent. */
export interface Batch {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
  readonly highWater?: string | undefined;
}

/** The result of one attempt. */
export interface Settlement {
  readonly id: number;
  readonly state: OperationState;
  readonly targetId?: string;
  readonly reason?: string;
  /** For done: what the id map learns. */
  readonly done?: {
    readonly kind: EntityKind;
    readonly origins: readonly RecordOrigin[];
    /** Source records that lead to the record no longer. */
    readonly left?: readonly Ref[];
    readonly payloadHash: string;
    /** The record was put there by somebody else. */
    readonly isAdopted?: boolean;
    /** The record was taken away: nothing leads to it any more. */
    readonly isGone?: boolean;
    /** By field: hash of what was written, hash of what the target should give back. For targets that people work in. */
    readonly hashes?: FieldHashes;
  };
}

/** What stood in the target before an operation changed it. */
export interface BeforeImage {
  readonly opId: number;
  readonly kind: EntityKind;
  readonly targetId: string;
  readonly data: unknown;
}

/** A record that exists once too often. */
export interface DoubledRow {
  readonly kind: EntityKind;
  readonly id: string;
  /** The one that stays. */
  readonly kept: string;
  readonly marker: string;
  readonly runId: string;
}

export interface DoubledIds {
  readonly kind: EntityKind;
  readonly marker: string;
  readonly ids: readonly string[];
}

export type FieldHashes = Readonly<Record<string, readonly [written: string, read: string]>>;

/** Fields of a record of a target, with their hashes. */
export interface Agreed {
  readonly kind: EntityKind;
  readonly targetId: string;
  readonly hashes: FieldHashes;
}

/** What was written of a record that the id map knows, by the keys it was made from. */
export interface Written {
  readonly kind: EntityKind;
  readonly origins: readonly Ref[];
  readonly payloadHash: string;
}
