import type { Ref } from '../model/field.ts';
import { refKinds } from '../model/reference.ts';
import { keyFinder } from './plan-records.ts';
import type { Plan } from './plan.ts';

/** Where a value of a merged record comes from, and by which rule of survivorship. */
export interface ValueOrigin {
  readonly field: string;
  readonly value: unknown;
  readonly rule: string;
  readonly from: Ref;
}

type Data = Readonly<Record<string, unknown>>;

/**
 * Gives the origin of every value of a merged record. `provenance`: `{record: {rule: [field, ...]}}`, as plans hold it; of a list,
 * those items are a record's that it has itself.
 */
export function valueOriginReader(plan: Plan): (provenance: string, data: Data) => readonly ValueOrigin[] {
  const keyOf = keyFinder(plan);
  const ownItems = itemReader(plan);
  const select = plan.database.prepare<unknown[], string | null>('SELECT data FROM record WHERE seq = ?').pluck();
  return (provenance, data) => {
    const records = JSON.parse(provenance) as Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
    return Object.entries(records).flatMap(([seq, rules]) => {
      const from = keyOf(Number(seq));
      if (from === undefined) return [];
      const own = JSON.parse(select.get(Number(seq)) ?? '{}') as Data;
      return Object.entries(rules).flatMap(([rule, fields]) =>
        [...new Set(fields)].flatMap((field) => {
          const value = data[field];
          if (value === undefined) return [];
          const values = Array.isArray(value) ? ownItems(field, value, own[field]) : [value];
          return values.map((each: unknown) => ({ field, value: each, rule, from }));
        }),
      );
    });
  };
}

interface Item {
  readonly value?: unknown;
  readonly ext?: unknown;
  readonly text?: unknown;
  readonly ref?: Ref;
  readonly product?: Ref;
}

/** Gives the items of a merged list that a record has itself: a reference also where it points elsewhere now. */
function itemReader(plan: Plan): (field: string, items: readonly unknown[], own: unknown) => readonly unknown[] {
  const repointed = repointedReader(plan);
  return (field, items, own) => {
    if (!Array.isArray(own)) return [];
    const known = new Set(own.map((item) => identityOf(item)));
    for (const item of own as readonly unknown[]) {
      const ref = refOf(item);
      const target = ref === undefined ? undefined : repointed(field, ref);
      if (target !== undefined) known.add(identityOf(item, target));
    }
    return items.filter((item) => known.has(identityOf(item)));
  };
}

/** What tells items of a list apart: a phone's number with its extension, an address' text, what a reference points to. */
function identityOf(item: unknown, ref = refOf(item)): string {
  if (typeof item !== 'object' || item === null) return String(item);
  const { value, ext, text, product } = item as Item;
  if (product !== undefined) return JSON.stringify({ ...item, product: ref });
  return JSON.stringify([value ?? text ?? ref ?? item, ext]);
}

function refOf(item: unknown): Ref | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  const { ref, product } = item as Item;
  return ref ?? product;
}

/** Gives what a reference of a source points to in the plan, where that is another record. */
function repointedReader({ database }: Plan): (field: string, ref: Ref) => Ref | undefined {
  const select = database.prepare<unknown[], Ref>(
    `SELECT to_system AS system, to_key AS key FROM repointed
     WHERE kind IN (SELECT value FROM json_each(?)) AND system = ? AND key = ?`,
  );
  return (field, { system, key }) => select.get(JSON.stringify(refKinds(field)), system, key);
}
