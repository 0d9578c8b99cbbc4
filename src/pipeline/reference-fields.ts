import { entityKinds, type EntityKind } from '../model/entity.ts';
import type { Ref } from '../model/field.ts';

type Data = Readonly<Record<string, unknown>>;

interface ReferencePlace extends Ref {
  readonly field: string;
  readonly kind: EntityKind;
}

/** An item of `companies`, `contacts` (participants) or `links`: it holds its reference in `ref`. */
interface ReferenceItem {
  readonly ref: Ref;
  readonly kind?: EntityKind;
}

/** The data with the reference pointing to another record: what a merged parent became. Equal items are kept once. */
export function pointTo(data: Data, place: ReferencePlace, target: Ref): Data {
  const value = data[place.field];
  if (isSame(value, place)) return { ...data, [place.field]: target };
  if (!Array.isArray(value)) return data;
  if (place.field === positions)
    return { ...data, [positions]: value.map((item) => withProduct(item as Position, place, target)) };
  const items = (value as readonly unknown[]).map((item) =>
    isItemOf(item, place) ? { ...(item as object), ref: target } : item,
  );
  return { ...data, [place.field]: onePerReference(items) };
}

/** The data without the reference; the same object when it is not there. */
export function dropReference(data: Data, place: ReferencePlace): Data {
  const value = data[place.field];
  const { [place.field]: _dropped, ...rest } = data;
  if (isSame(value, place)) return rest;
  if (!Array.isArray(value)) return data;
  if (place.field === positions) return withoutProduct(data, place);
  const kept = (value as readonly unknown[]).filter((item) => !isItemOf(item, place));
  if (kept.length === value.length) return data;
  return kept.length === 0 ? rest : { ...data, [place.field]: withPrimary(kept) };
}

/** Positions of a deal point to their product beside other data: a position stays when its product is not there. */
const positions = 'items';

interface Position {
  readonly product?: Ref;
}

function withProduct(item: Position, place: ReferencePlace, target: Ref): Position {
  return isSame(item.product, place) ? { ...item, product: target } : item;
}

function withoutProduct(data: Data, place: ReferencePlace): Data {
  const items = data[positions] as readonly Position[];
  if (!items.some((item) => isSame(item.product, place))) return data;
  const kept = items.map((item) => {
    const { product, ...rest } = item;
    return isSame(product, place) ? rest : item;
  });
  return { ...data, [positions]: kept };
}

/** Takes a field over from the parent when the record has none. */
export function inherited(
  data: Data,
  { field, from, parent }: { readonly field: string; readonly from: string; readonly parent: Data },
): Data {
  const value = parent[from];
  return data[field] !== undefined || value === undefined ? data : { ...data, [field]: value };
}

function isSame(value: unknown, { system, key }: Ref): boolean {
  const ref = value as Partial<Ref> | undefined | null;
  return typeof ref === 'object' && ref !== null && ref.system === system && ref.key === key;
}

function isItemOf(item: unknown, place: ReferencePlace): boolean {
  const { ref, kind } = item as ReferenceItem;
  return isSame(ref, place) && (kind === undefined || kind === place.kind);
}

function onePerReference(items: readonly unknown[]): readonly unknown[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const { ref, kind } = item as Partial<ReferenceItem>;
    if (ref === undefined) return true;
    const id = JSON.stringify([kind ?? '', ref.system, ref.key]);
    if (seen.has(id)) return false;
    seen.add(id);
    return true;
  });
}

/** When the primary item went, the first of the others takes its place. */
function withPrimary(items: readonly unknown[]): readonly unknown[] {
  const [first, ...others] = items as readonly { readonly primary?: boolean }[];
  if (first?.primary === undefined || items.some((item) => (item as { readonly primary?: boolean }).primary === true))
    return items;
  return [{ ...first, primary: true }, ...others];
}

type IdOf = (kind: EntityKind, ref: Ref) => string | undefined;

/** A reference of a record: the field that holds it, and the kind it points to. */
interface HeldReference {
  readonly field: string;
  readonly kind: EntityKind;
  readonly ref: Ref;
}

/** Every reference a record holds. */
export function* referencesOf(kind: EntityKind, data: Data): Generator<HeldReference> {
  for (const [field, target] of singleReferences) {
    const ref = data[field] as Ref | undefined;
    const pointsTo = field === 'company' && kind !== 'deal' ? undefined : target;
    if (ref !== undefined && pointsTo !== undefined) yield { field, kind: pointsTo, ref };
  }
  for (const [field, target] of listReferences) {
    for (const item of (data[field] as readonly ReferenceItem[] | undefined) ?? []) {
      const pointsTo = item.kind ?? target;
      if (pointsTo !== undefined) yield { field, kind: pointsTo, ref: item.ref };
    }
  }
  for (const item of (data['items'] as readonly { readonly product?: Ref }[] | undefined) ?? []) {
    if (item.product !== undefined) yield { field: positions, kind: 'product', ref: item.product };
  }
}

const singleReferences: readonly (readonly [field: string, kind: EntityKind])[] = Object.entries({
  owner: 'user',
  created_by: 'user',
  author: 'user',
  parent: 'company',
  manager: 'contact',
  company: 'company',
});

/** `undefined`: the items say their kind themselves. */
const listReferences: readonly (readonly [field: string, kind: EntityKind | undefined])[] = Object.entries({
  companies: 'company',
  contacts: 'contact',
  links: undefined,
  converted_to: undefined,
});

/** Names of the filled fields that hold references to other records. */
export function referenceFieldsOf(data: Data): readonly string[] {
  return [...singleReferences, ...listReferences].map(([field]) => field).filter((field) => data[field] !== undefined);
}

interface HeldRecord {
  readonly kind: EntityKind;
  readonly data: Data;
}

/** What is known of the records that are pointed to. */
interface Resolving {
  readonly idOf: IdOf;
  readonly isLoaded: (kind: EntityKind) => boolean;
}

/** References to something that `idOf` does not know (yet), of a kind that is loaded at all. */
export function* openReferences({ kind, data }: HeldRecord, { idOf, isLoaded }: Resolving): Generator<HeldReference> {
  for (const held of referencesOf(kind, data)) {
    if (isLoaded(held.kind) && idOf(held.kind, held.ref) === undefined) yield held;
  }
}

/** True when the record has an open reference. */
export function hasOpenReference(record: HeldRecord, resolving: Resolving): boolean {
  return openReferences(record, resolving).next().done !== true;
}

/** True when the record points to one that is to stand elsewhere. */
export function pointsToMoving({ kind, data }: HeldRecord, isMoving: (kind: EntityKind, ref: Ref) => boolean): boolean {
  for (const held of referencesOf(kind, data)) if (isMoving(held.kind, held.ref)) return true;
  return false;
}

/** The data without its open references: what of it can be written now. The same object where there are none. */
export function resolvedData(record: HeldRecord, resolving: Resolving): Data {
  let { data } = record;
  for (const { field, kind, ref } of openReferences(record, resolving))
    data = dropReference(data, { field, kind, ...ref });
  return data;
}

/** True when the record points to a kind that is not loaded before its own: such a link may have been left for the second pass. */
export function hasLateReference(record: { readonly kind: EntityKind; readonly data: Data }): boolean {
  const place = entityKinds.indexOf(record.kind);
  for (const { kind } of referencesOf(record.kind, record.data)) {
    if (entityKinds.indexOf(kind) >= place) return true;
  }
  return false;
}
