import type { EntityKind } from '../model/entity.ts';
import { countFields, type Data, type FieldCounts, type Repair } from './field-counts.ts';
import { RepairSamples, type MetRepairs } from './repair-samples.ts';

/** Records of one kind and their filled fields, of some of the rows. Plain data. */
export interface CollectedFields extends FieldCounts {
  readonly kind: EntityKind;
  /** By field name. */
  readonly repairs: Readonly<Record<string, MetRepairs>>;
}

interface Collecting extends FieldCounts {
  readonly kind: EntityKind;
  readonly repairs: Record<string, { seen: number; readonly samples: { repair: Repair; at: number }[] }>;
}

/**
 * Counts fields of the rows that one thread maps, part by part; `FieldTallies` adds the parts of all threads in the order of the rows.
 * Shapes of repairs that were met in earlier parts are not told again, and once enough were met here no more are looked for: in all
 * rows up to there at least as many were met.
 */
export class FieldCollector {
  private collected = new Map<EntityKind, Collecting>();
  /** By kind and field. */
  private readonly met = new Map<string, RepairSamples>();

  add(kind: EntityKind, data: Data): void {
    let collecting = this.collected.get(kind);
    if (collecting === undefined) {
      collecting = { kind, records: 0, filled: {}, fixed: {}, repairs: {} };
      this.collected.set(kind, collecting);
    }
    countFields(collecting, data, 1, this.look);
  }

  /** What was counted since. */
  take(): readonly CollectedFields[] {
    const taken = [...this.collected.values()];
    if (taken.length > 0) this.collected = new Map();
    return taken;
  }

  private readonly look = ({ kind, repairs }: Collecting, field: string, repair: Repair): void => {
    const name = `${kind} ${field}`;
    let met = this.met.get(name);
    if (met === undefined) this.met.set(name, (met = new RepairSamples()));
    const before = met.looked;
    const isNew = met.offer(repair);
    if (met.looked === before) return;
    const part = (repairs[field] ??= { seen: 0, samples: [] });
    if (isNew) part.samples.push({ repair, at: part.seen });
    part.seen += 1;
  };
}
