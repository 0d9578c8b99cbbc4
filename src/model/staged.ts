import type { EntityData, EntityKind } from './entity.ts';

/** A valid record as the plan file holds it. */
export type Staged<K extends EntityKind = EntityKind> = {
  readonly [P in K]: {
    /** Position in the plan file, 1-based: ascends in reading order. */
    readonly seq: number;
    readonly kind: P;
    readonly system: string;
    readonly key: string;
    readonly data: EntityData[P];
  };
}[K];

/** A record whose data is still the text that the plan holds. */
export interface StagedText {
  readonly seq: number;
  readonly system: string;
  readonly key: string;
  readonly text: string;
}
