import type { EntityKind } from '../model/entity.ts';
import type { CauseClass, ValueClass } from './value-class.ts';

/** Of a record as a whole; those of its fields are in `value-class.ts`. `extra-record`: refused as far as is known, yet it is there. */
export type RecordClass = 'missing-record' | 'duplicate' | 'extra-record';

/** One value of the target that is not what was written, or one record that is not there. */
export interface Difference {
  readonly kind: EntityKind;
  readonly key: string;
  readonly id: string;
  readonly found: Exclude<ValueClass, 'equal'> | CauseClass | RecordClass;
  /** Absent for a whole record. */
  readonly field?: string;
  readonly expected?: unknown;
  readonly actual?: unknown;
}

export interface VerifiedKind {
  readonly kind: EntityKind;
  /** Records the run wrote. */
  readonly written: number;
  readonly checked: number;
  /** Records without any difference worse than another way of writing. */
  readonly good: number;
  readonly differences: Readonly<Partial<Record<Difference['found'], number>>>;
}

/** Counts what was found in the records of one kind. */
export class Tally {
  readonly kind: EntityKind;
  written = 0;
  checked = 0;
  good = 0;
  private readonly differences: Partial<Record<Difference['found'], number>> = {};

  constructor(kind: EntityKind) {
    this.kind = kind;
  }

  add(found: Difference['found']): void {
    this.differences[found] = (this.differences[found] ?? 0) + 1;
  }

  /** A record with what was found to differ in it. */
  addRecord(found: readonly Difference['found'][]): void {
    this.checked += 1;
    for (const one of found) this.add(one);
    if (found.every((one) => one === 'normalised')) this.good += 1;
  }

  result(): VerifiedKind {
    const { kind, written, checked, good, differences } = this;
    return { kind, written, checked, good, differences };
  }
}

/** Keeps a few of each class, so that memory does not grow with what is wrong. */
export class Examples {
  private readonly kept = new Map<Difference['found'], Difference[]>();
  private readonly mostOfClass: number;

  constructor(mostOfClass: number) {
    this.mostOfClass = mostOfClass;
  }

  add(difference: Difference): Difference['found'] {
    const before = this.kept.get(difference.found);
    if (before === undefined) this.kept.set(difference.found, [difference]);
    else if (before.length < this.mostOfClass) before.push(difference);
    return difference.found;
  }

  result(): readonly Difference[] {
    return [...this.kept.values()].flat();
  }
}
