import type { EntityKind } from '../model/entity.ts';
import type { Ref } from '../model/field.ts';
import type { operationOrigins, operationFinder } from '../store/plan-operations.ts';
import type { Plan } from '../store/plan.ts';
import type { AuditLog } from '../store/audit-log.ts';
import type { State } from '../store/state.ts';
import type { Connection, IdOf, Target } from '../targets/target.ts';
import type { PointsToLater } from './delayed-records.ts';
import type { StageContext } from './progress.ts';
import type { StartedThreads } from './range-threads.ts';

export interface ApplySetup {
  readonly plan: Plan;
  readonly state: State;
  readonly target: Pick<Target, 'batchSize' | 'settleMs' | 'recheckMs' | 'hasParts' | 'writesAtOnce'>;
  readonly connection: Connection;
  readonly conflict: 'keep-target' | 'overwrite' | 'stop';
  readonly expectHash?: string;
  readonly toolVersion: string;
  readonly context: StageContext;
  /** No batch is sent after this moment. */
  readonly deadline?: Date;
  /** Takes a line for every operation that was performed. */
  readonly audit?: AuditLog;
  /** Threads that were started beforehand to load new records. */
  readonly rangeThreads?: StartedThreads;
}

/** A run under way. */
export interface Applying extends ApplySetup {
  readonly runId: string;
  readonly account: string;
  readonly originsOf: ReturnType<typeof operationOrigins>;
  readonly operation: ReturnType<typeof operationFinder>;
  readonly idOf: IdOf;
  /** False for kinds that the target has no place for, and for those that are only looked up in it. */
  readonly isLoaded: (kind: EntityKind) => boolean;
  /** The plan takes the record out of the one of the target that it stands in: what points to it is compared again by the next plan. */
  readonly isMoving: ((kind: EntityKind, ref: Ref) => boolean) | undefined;
  /** Ids of operations whose references were not all in the target yet. */
  readonly late: Set<number>;
  readonly isResumed: boolean;
  /** Of a run that goes on: was a record written before one that it points to? */
  readonly pointsToLater: PointsToLater;
  /** Kinds whose records must be created in the order of their creation dates. */
  readonly createInOrder: boolean;
  /** When batches of this process were sent, on a clock that never jumps; by batch. */
  readonly sentAt: Map<number, number>;
  /** Batches that are not settled. */
  readonly underWay: Set<number>;
  /** By kind, what `highWater` said first: doubled records are looked for above it. */
  readonly firstWater: Map<EntityKind, string>;
  /** By kind, above which mark a record may stand twice because it was sent again: what was given up may be performed after all. */
  readonly sentAgain: Map<EntityKind, string>;
  batchId: number;
  /** Batches of which nothing is known, in a row. */
  doubtsInRow: number;
}

/** How often one operation is sent in one go; what is still open then is sent when the command is run again. */
export const attemptsAtMost = 5;
