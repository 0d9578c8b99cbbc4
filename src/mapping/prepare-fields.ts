import type { Value } from '../model/row.ts';
import { nearestName } from '../text/nearest-name.ts';
import { placeIn, type BlockContext } from './block-context.ts';
import type { Binding } from './columns.ts';
import type { ItemValue } from './entry-item.ts';
import { identityOf } from './entry-item.ts';
import { catalogue, type CanonicalField, type ListItem } from './field-catalogue.ts';
import { prepareEntry, type AddItems, type PreparedEntry } from './prepare-entry.ts';
import { prepareRef, type PreparedRef } from './prepare-ref.ts';
import { prepareValue, type PreparedValue } from './prepare-value.ts';
import { fieldAliases } from './schema/fields.ts';
import type { EntrySpec, ValueSpec } from './schema/value.ts';
import type { RowScope } from './scope.ts';
import { keyPlace, type Path } from './tree.ts';
import { bindCustom, bindMoney, bindSingle, type WriteField } from './write-field.ts';

/** A field of a block, not yet tied to a table. */
export interface PreparedField {
  readonly name: string;
  readonly path: Path;
  /** Columns looked for. */
  readonly names: readonly string[];
  readonly isRequired: boolean;
  readonly clears: boolean;
  readonly yieldsFields: boolean;
  readonly values: readonly PreparedValue[];
  readonly refs: readonly PreparedRef[];
  bind(binding: Binding): WriteField | undefined;
}

/** A field as written, under its canonical name. */
interface WrittenField {
  readonly field: CanonicalField;
  readonly written: unknown;
  readonly path: Path;
}

/** Compiles the fields of a block. `inherit` alone makes no field: see `inheritances`. */
export async function prepareFields(
  fields: Readonly<Record<string, unknown>>,
  path: Path,
  context: BlockContext,
): Promise<readonly PreparedField[]> {
  const aliases = fieldAliases(context.kind);
  const known = catalogue[context.kind];
  const prepared: PreparedField[] = [];
  for (const [key, written] of Object.entries(fields)) {
    if (key === 'currency' && aliases.has('currency')) continue;
    const name = aliases.get(key) ?? key;
    const field = known.get(name);
    if (field === undefined) continue;
    const at: WrittenField = { field, written, path: [...path, key] };
    const isTwice = name !== key && name in fields;
    if (isTwice && field.shape.type !== 'list') {
      context.problems.add(keyPlace(context.root, at.path), {
        code: 'mapping.field-twice',
        args: { field: key, other: name },
      });
      continue;
    }
    const made = await prepareField(at, { fields, path }, context);
    if (made !== undefined) prepared.push(made);
  }
  return prepared;
}

async function prepareField(
  at: WrittenField,
  block: { fields: Readonly<Record<string, unknown>>; path: Path },
  context: BlockContext,
): Promise<PreparedField | undefined> {
  const { field, written, path } = at;
  const { shape, name } = field;
  switch (shape.type) {
    case 'list':
      return prepareList(at, shape.of, context);
    case 'custom':
      return prepareCustom(at, context);
    case 'ref':
      return isInheritOnly(written) ? undefined : prepareRefField(at, context);
    case 'text':
    case 'enum':
    case 'number':
    case 'boolean':
    case 'date':
    case 'instant':
    case 'decimal':
    case 'money': {
      if (isInheritOnly(written)) return undefined;
      const value = await prepareValue(written as string | ValueSpec, { field: name, shape, path }, context);
      const isMoney = shape.type === 'money' && fieldAliases(context.kind).get('currency') === name;
      const sibling = isMoney ? block.fields['currency'] : undefined;
      const currency =
        sibling === undefined
          ? undefined
          : await prepareValue(
              sibling as string | ValueSpec,
              { field: 'currency', shape: { type: 'text', max: 3 }, path: [...block.path, 'currency'] },
              context,
            );
      return {
        ...summary(at, [value], []),
        bind: (binding) =>
          currency === undefined
            ? bindSingle(value, { name, shape }, context, binding)
            : bindMoney({ amount: value, currency }, { name, shape }, context, binding),
        values: currency === undefined ? [value] : [value, currency],
      };
    }
  }
}

function isInheritOnly(written: unknown): boolean {
  if (typeof written !== 'object' || written === null || !('inherit' in written)) return false;
  return !['from', 'const', 'expr', 'ref', 'default'].some((key) => key in written);
}

function summary(
  { field, path }: WrittenField,
  values: readonly PreparedValue[],
  refs: readonly PreparedRef[],
): Omit<PreparedField, 'bind'> {
  return {
    name: field.name,
    path,
    names: values.flatMap((value) => value.names),
    isRequired: values.some((value) => value.spec.required === true),
    clears: values.some((value) => value.spec.clear === true),
    yieldsFields: values.some((value) => value.yieldsFields),
    values,
    refs,
  };
}

async function prepareRefField(at: WrittenField, context: BlockContext): Promise<PreparedField | undefined> {
  const { field, written, path } = at;
  const ref = await prepareRef(written as string | ValueSpec, { field: field.name, kind: undefined, path }, context);
  if (ref === undefined) return undefined;
  return {
    ...summary(at, ref.values, [ref]),
    bind(binding) {
      const bound = ref.bind(binding);
      if (bound === undefined) return undefined;
      return (scope) => {
        const made = bound.read(scope);
        if (made !== undefined) scope.fields[field.name] = made.ref;
      };
    },
  };
}

async function prepareCustom(at: WrittenField, context: BlockContext): Promise<PreparedField> {
  const values = new Map<string, PreparedValue>();
  const declared = Object.keys(context.spec.custom_fields ?? {})
    .filter((name) => name.startsWith(`${context.kind}.`))
    .map((name) => name.slice(context.kind.length + 1));
  for (const [name, written] of Object.entries(at.written as Readonly<Record<string, string | ValueSpec>>)) {
    const path = [...at.path, name];
    const shape = { type: 'text', max: Infinity } as const;
    if (declared.length > 0 && !declared.includes(name)) {
      const args = { name: `${context.kind}.${name}` };
      context.problems.add(
        keyPlace(context.root, path),
        { code: 'mapping.custom-undeclared', args },
        nearestName(name, declared),
      );
    }
    values.set(name, await prepareValue(written, { field: 'custom', shape, path }, context));
  }
  return { ...summary(at, [...values.values()], []), bind: (binding) => bindCustom(values, binding) };
}

async function prepareList(at: WrittenField, of: ListItem, context: BlockContext): Promise<PreparedField> {
  const { field, written, path } = at;
  const isList = Array.isArray(written);
  const entries: PreparedEntry[] = [];
  for (const [index, entry] of (isList ? written : [written]).entries()) {
    const use = { field: field.name, of, path: isList ? [...path, index] : path };
    entries.push(await prepareEntry(entry as string | EntrySpec, use, context));
  }
  const values = entries.flatMap((entry) => entry.values);
  const refs = entries.flatMap((entry) => entry.refs);
  return {
    ...summary(at, values, refs),
    bind(binding) {
      const adders = entries.map((entry) => entry.bind(binding)).filter((add) => add !== undefined);
      return adders.length === 0 ? undefined : listWriter(field.name, of, adders);
    },
  };
}

/** Items of all entries in order, each value once; of phones, e-mails and participants the first is primary. */
export function listWriter(name: string, of: ListItem, adders: readonly AddItems[]): WriteField {
  const hasPrimary = of === 'phone' || of === 'email' || of === 'participant';
  const isDistinct = of !== 'item';
  const [only] = adders;
  const addAll =
    adders.length === 1 && only !== undefined
      ? only
      : (scope: RowScope, items: ItemValue[]): void => {
          for (const add of adders) add(scope, items);
        };
  return (scope) => {
    const items: ItemValue[] = [];
    addAll(scope, items);
    if (items.length === 0) return;
    const distinct = isDistinct && items.length > 1 ? distinctItems(items) : items;
    const known = scope.fields[name];
    const all = Array.isArray(known) ? distinctItems([...(known as readonly ItemValue[]), ...distinct]) : distinct;
    scope.fields[name] = hasPrimary ? withPrimary(all) : all;
  };
}

function distinctItems(items: readonly ItemValue[]): readonly ItemValue[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const identity = identityOf(item);
    if (seen.has(identity)) return false;
    seen.add(identity);
    return true;
  });
}

/** Items are made for this record alone, so the mark is set in place. */
function withPrimary(items: readonly ItemValue[]): readonly ItemValue[] {
  let chosen = 0;
  if (items.length > 1) {
    const marked = items.findIndex((item) => typeof item !== 'string' && item['primary'] === true);
    if (marked > 0) chosen = marked;
  }
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index];
    if (typeof item === 'object') (item as Record<string, Value>)['primary'] = index === chosen;
  }
  return items;
}

/** `inherit: company.owner`: which field is taken from which relation's parent. */
export interface Inheritance {
  readonly field: string;
  /** Canonical field of the relation. */
  readonly through: string;
  readonly from: string;
}

/** Reads the inheritances of a block; one that leads nowhere becomes a problem. */
export function inheritances(
  fields: Readonly<Record<string, unknown>>,
  path: Path,
  context: BlockContext,
  prepared: readonly PreparedField[],
): readonly Inheritance[] {
  const aliases = fieldAliases(context.kind);
  const found: Inheritance[] = [];
  for (const [key, written] of Object.entries(fields)) {
    if (typeof written !== 'object' || written === null || !('inherit' in written)) continue;
    const text = String(written.inherit);
    const [relation = '', from = '', ...rest] = text.split('.');
    const through = aliases.get(relation) ?? relation;
    const parent = prepared.find((field) => field.name === through)?.refs[0];
    const shape = parent === undefined ? undefined : catalogue[parent.kind].get(from)?.shape;
    const field = aliases.get(key) ?? key;
    const own = catalogue[context.kind].get(field)?.shape;
    if (rest.length > 0 || shape === undefined || own?.type !== shape.type) {
      context.problems.add(placeIn(context, [...path, key, 'inherit']), {
        code: 'mapping.inherit',
        args: { inherit: text },
      });
    } else found.push({ field, through, from });
  }
  return found;
}
