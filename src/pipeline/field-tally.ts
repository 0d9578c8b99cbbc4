import { entityKinds, type EntityKind } from '../model/entity.ts';
import type { CollectedFields } from './field-collector.ts';
import { countFields, type Data, type FieldCounts, type Repair } from './field-counts.ts';
import { RepairSamples } from './repair-samples.ts';

/** Planned records and filled fields of each kind, counted while operations are made. */
export interface FieldTally extends FieldCounts {
  readonly kind: EntityKind;
  /** The first repairs of different shapes, by field name. */
  readonly repairs: Record<string, RepairSamples>;
}

/**
 * Counts the fields of planned records while the plan is made, so that none need be read again for it: whoever changes what a record
 * becomes takes out what it was and adds what it is.
 */
export class FieldTallies {
  private readonly tallies = new Map<EntityKind, FieldTally>();

  /** Counts one record. Items of lists that keep their raw text tell what was repaired. */
  add(kind: EntityKind, data: Data): void {
    countFields(this.of(kind), data, 1, keepSample);
  }

  /** Adds what was counted of the next rows while they were mapped. */
  addCollected(collected: readonly CollectedFields[]): void {
    for (const { kind, repairs, ...counts } of collected) {
      this.change(kind, counts);
      const tally = this.of(kind);
      for (const [field, met] of Object.entries(repairs)) samplesOf(tally, field).add(met);
    }
  }

  /** Takes out a record that was counted: it is planned no more. */
  remove(kind: EntityKind, data: Data): void {
    countFields(this.of(kind), data, -1);
  }

  replace(kind: EntityKind, before: Data, after: Data): void {
    this.remove(kind, before);
    this.add(kind, after);
  }

  /** Takes note of a repair in a record that is counted elsewhere. */
  repaired(kind: EntityKind, field: string, repair: Repair): void {
    keepSample(this.of(kind), field, repair);
  }

  /** Adds what was counted elsewhere. */
  change(kind: EntityKind, { records, filled, fixed }: Readonly<FieldCounts>): void {
    const tally = this.of(kind);
    tally.records += records;
    for (const [field, counted] of Object.entries(filled)) tally.filled[field] = (tally.filled[field] ?? 0) + counted;
    for (const [field, counted] of Object.entries(fixed)) tally.fixed[field] = (tally.fixed[field] ?? 0) + counted;
  }

  /** Of the kinds that have planned records, in load order. */
  all(): readonly FieldTally[] {
    return entityKinds.flatMap((kind) => {
      const tally = this.tallies.get(kind);
      return tally === undefined || tally.records === 0 ? [] : [withoutZeros(tally)];
    });
  }

  private of(kind: EntityKind): FieldTally {
    let tally = this.tallies.get(kind);
    if (tally === undefined) {
      tally = { kind, records: 0, filled: {}, fixed: {}, repairs: {} };
      this.tallies.set(kind, tally);
    }
    return tally;
  }
}

/** A field that only records had which are planned no more is as if nobody had it. */
function withoutZeros(tally: FieldTally): FieldTally {
  const some = (counts: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(counts).filter(([, counted]) => counted !== 0));
  return { ...tally, filled: some(tally.filled), fixed: some(tally.fixed) };
}

function keepSample(tally: FieldTally, field: string, repair: Repair): void {
  samplesOf(tally, field).offer(repair);
}

function samplesOf({ repairs }: FieldTally, field: string): RepairSamples {
  return (repairs[field] ??= new RepairSamples());
}
