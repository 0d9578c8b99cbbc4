import type { EntityKind } from '../model/entity.ts';

/** A value as the source has it and as it will be loaded. */
export interface Repair {
  readonly before: string;
  readonly after: string;
}

/** Planned records and filled fields of each kind, counted while operations are made. */
export interface FieldTally {
  readonly kind: EntityKind;
  records: number;
  /** Filled records by field name. */
  readonly filled: Record<string, number>;
  /** Of these, records with a value in another form than the source's, by field name. */
  readonly fixed: Record<string, number>;
  /** The first repairs of different shapes, by field name. */
  readonly repairs: Record<string, RepairSamples>;
}

interface RepairSamples {
  readonly shapes: Set<string>;
  readonly samples: Repair[];
  /** Repairs looked at: the search for new shapes ends somewhere. */
  seen: number;
}

const maxSamples = 5;
const maxSeen = 5000;

export function fieldTally(kind: EntityKind): FieldTally {
  return { kind, records: 0, filled: {}, fixed: {}, repairs: {} };
}

/** Counts the fields of one record. Items of lists that keep their raw text tell what was repaired. */
export function tallyFields(tally: FieldTally, data: Readonly<Record<string, unknown>>): void {
  tally.records += 1;
  const { filled } = tally;
  for (const field in data) {
    const value = data[field];
    if (value === undefined) continue;
    filled[field] = (filled[field] ?? 0) + 1;
    if (Array.isArray(value)) tallyRepairs(tally, field, value);
  }
}

function tallyRepairs(tally: FieldTally, field: string, items: readonly unknown[]): void {
  let isFixed = false;
  for (const item of items) {
    if (!isKeepingRaw(item) || item.raw === item.value) continue;
    isFixed = true;
    keepSample(tally, field, { before: item.raw, after: item.value });
  }
  if (isFixed) tally.fixed[field] = (tally.fixed[field] ?? 0) + 1;
}

function isKeepingRaw(item: unknown): item is { readonly raw: string; readonly value: string } {
  return typeof item === 'object' && item !== null && 'raw' in item && 'value' in item;
}

function keepSample(tally: FieldTally, field: string, repair: Repair): void {
  const known = (tally.repairs[field] ??= { shapes: new Set(), samples: [], seen: 0 });
  if (known.samples.length >= maxSamples || known.seen >= maxSeen) return;
  known.seen += 1;
  const shape = repair.before.replace(/\d/g, '9').replace(/\p{L}+/gu, 'a');
  if (known.shapes.has(shape)) return;
  known.shapes.add(shape);
  known.samples.push(repair);
}
