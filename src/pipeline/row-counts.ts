import type { CompiledMap } from '../mapping/compiled.ts';
import type { CountedValues } from '../mapping/value-counts.ts';
import type { EntityKind } from '../model/entity.ts';
import type { Staged } from '../model/staged.ts';
import { FieldCollector, type CollectedFields } from './field-collector.ts';
import type { FieldTallies } from './field-tally.ts';

/** What is counted of rows while they are mapped. Plain data: rows may be mapped in another thread. */
export interface RowCounts {
  readonly fields: readonly CollectedFields[];
  /** By value map, in the order of the mapping. */
  readonly values: readonly CountedValues[];
}

/** Counts what a thread maps, to be taken out part by part. */
export class RowCounting {
  private readonly fields = new FieldCollector();
  private readonly maps: readonly CompiledMap[];

  constructor(maps: readonly CompiledMap[]) {
    this.maps = maps;
  }

  /** Counts a valid record. */
  add({ kind, data }: { readonly kind: EntityKind; readonly data: Staged['data'] }): void {
    this.fields.add(kind, data);
  }

  /** What was counted since. */
  take(): RowCounts {
    return { fields: this.fields.take(), values: this.maps.map(({ counts }) => counts.take()) };
  }
}

/** Adds what was counted of some rows, in the order of the rows. */
export function addCounts(counts: RowCounts, maps: readonly CompiledMap[], tallies: FieldTallies | undefined): void {
  tallies?.addCollected(counts.fields);
  for (const [index, counted] of counts.values.entries()) maps[index]?.counts.add(counted);
}
