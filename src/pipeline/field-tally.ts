import { entityKinds, type EntityKind } from '../model/entity.ts';

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

type Data = Readonly<Record<string, unknown>>;

/**
 * Counts the fields of planned records while the plan is made, so that none need be read again for it: whoever changes what a record
 * becomes takes out what it was and adds what it is.
 */
export class FieldTallies {
  private readonly tallies = new Map<EntityKind, FieldTally>();

  /** Counts one record. Items of lists that keep their raw text tell what was repaired. */
  add(kind: EntityKind, data: Data): void {
    count(this.of(kind), data, 1);
  }

  /** Takes out a record that was counted: it is planned no more. */
  remove(kind: EntityKind, data: Data): void {
    count(this.of(kind), data, -1);
  }

  replace(kind: EntityKind, before: Data, after: Data): void {
    this.remove(kind, before);
    this.add(kind, after);
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

function count(tally: FieldTally, data: Data, by: 1 | -1): void {
  tally.records += by;
  const { filled } = tally;
  for (const field in data) {
    const value = data[field];
    if (value === undefined) continue;
    filled[field] = (filled[field] ?? 0) + by;
    if (Array.isArray(value)) countRepairs(tally, field, { items: value, by });
  }
}

function countRepairs(
  tally: FieldTally,
  field: string,
  { items, by }: { readonly items: readonly unknown[]; readonly by: 1 | -1 },
): void {
  let isFixed = false;
  for (const item of items) {
    if (!isKeepingRaw(item) || item.raw === item.value) continue;
    isFixed = true;
    if (by === 1) keepSample(tally, field, { before: item.raw, after: item.value });
  }
  if (isFixed) tally.fixed[field] = (tally.fixed[field] ?? 0) + by;
}

/** A field that only records had which are planned no more is as if nobody had it. */
function withoutZeros(tally: FieldTally): FieldTally {
  const some = (counts: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(counts).filter(([, counted]) => counted !== 0));
  return { ...tally, filled: some(tally.filled), fixed: some(tally.fixed) };
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
