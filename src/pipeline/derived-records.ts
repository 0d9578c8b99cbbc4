import type { EntityKind } from '../model/entity.ts';
import type { IngestStaging } from '../store/ingest-staging.ts';
import type { RecordPlace } from '../store/staging-rows.ts';

interface Derived {
  readonly place: RecordPlace;
  count: number;
}

/**
 * Records that rows give beside the one they were mapped to: each kind has a block of its own, and in the sums they are what one row
 * explodes into.
 */
export class DerivedRecords {
  private readonly staging: IngestStaging;
  private readonly blocks = new Map<EntityKind, number>();
  /** By the place of the records that they come from. */
  private readonly derived = new Map<RecordPlace, Derived>();

  constructor(staging: IngestStaging) {
    this.staging = staging;
  }

  /** Where a record of `kind` is staged that a record of `from` gives: to be asked once for each. */
  placeOf(kind: EntityKind, from: RecordPlace): RecordPlace {
    let known = this.derived.get(from);
    if (known === undefined) {
      const blockId = this.blocks.get(kind) ?? this.staging.addBlock(`(${kind} of ${from.kind})`, kind);
      this.blocks.set(kind, blockId);
      known = { place: { ...from, kind, blockId }, count: 0 };
      this.derived.set(from, known);
    }
    known.count += 1;
    return known.place;
  }

  /** Counts the records of a table that was read. */
  closeTable(tableId: number): void {
    const counts = new Map<number, number>();
    for (const [from, { place, count }] of this.derived) {
      if (place.tableId !== tableId) continue;
      counts.set(place.blockId, (counts.get(place.blockId) ?? 0) + count);
      this.derived.delete(from);
    }
    for (const [blockId, exploded] of counts) this.staging.addConsumption(blockId, tableId, { rows: 0, exploded });
  }
}
