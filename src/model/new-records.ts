import type { EntityKind } from './entity.ts';

/** Operations of a plan by their ids, both ends included: all of them create records of one kind. */
export interface CreateRange {
  readonly kind: EntityKind;
  readonly from: number;
  readonly to: number;
}

/**
 * The new records of a plan for who reads them with SQL, the plan being attached as `plan`. Parameters of both queries: `@from` and
 * `@to` of a range.
 */
export interface RecordSource {
  readonly file: string;
  /** Gives position (id of the operation) and data (canonical, as JSON text) of each record, in order. */
  readonly records: string;
  /** Gives position, system, key, file, sheet and line of every source record in each: itself first, then those merged into it. */
  readonly origins: string;
}
