/** A value as the source has it and as it will be loaded. */
export interface Repair {
  readonly before: string;
  readonly after: string;
}

/** Filled fields of some records. */
export interface FieldCounts {
  records: number;
  /** Filled records by field name. */
  readonly filled: Record<string, number>;
  /** Of these, records with a value in another form than the source's, by field name. */
  readonly fixed: Record<string, number>;
}

export type Data = Readonly<Record<string, unknown>>;

/** Counts one record, or takes it out. `repaired` is told of the values of added records whose raw text differs. */
export function countFields<T extends FieldCounts>(
  counts: T,
  data: Data,
  by: 1 | -1,
  repaired?: (counts: T, field: string, repair: Repair) => void,
): void {
  counts.records += by;
  const { filled, fixed } = counts;
  for (const field in data) {
    const value = data[field];
    if (value === undefined) continue;
    filled[field] = (filled[field] ?? 0) + by;
    if (!Array.isArray(value)) continue;
    let isFixed = false;
    for (const item of value as readonly unknown[]) {
      if (!isKeepingRaw(item) || item.raw === item.value) continue;
      isFixed = true;
      repaired?.(counts, field, { before: item.raw, after: item.value });
    }
    if (isFixed) fixed[field] = (fixed[field] ?? 0) + by;
  }
}

function isKeepingRaw(item: unknown): item is { readonly raw: string; readonly value: string } {
  return typeof item === 'object' && item !== null && 'raw' in item && 'value' in item;
}
