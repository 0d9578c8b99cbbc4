import type { Value } from '../model/row.ts';
import { placeIn, type BlockContext } from './block-context.ts';
import type { Binding, ReadColumn } from './columns.ts';
import { itemMakers, refItem, type ItemValue, type MakeItem, type ValueItem } from './entry-item.ts';
import { fieldsOf, itemSchemas, type FieldShape, type ListItem } from './field-catalogue.ts';
import { prepareValue, reportMapResults, type PreparedValue } from './prepare-value.ts';
import { prepareRef, type PreparedRef } from './prepare-ref.ts';
import type { EntrySpec, ValueSpec } from './schema/value.ts';
import { isEmpty, keepInComment, rawText, type RowScope, type Slot } from './scope.ts';
import type { Path } from './tree.ts';
import { bindParts, type Part } from './entry-parts.ts';
import { single } from './write-field.ts';

/** Adds the items one entry gives for the current row. */
export type AddItems = (scope: RowScope, items: ItemValue[]) => void;

/** One entry of a multi-value field, not yet tied to a table. */
export interface PreparedEntry {
  readonly values: readonly PreparedValue[];
  readonly refs: readonly PreparedRef[];
  bind(binding: Binding): AddItems | undefined;
}

/** Where an entry stands. */
export interface EntryUse {
  readonly field: string;
  readonly of: ListItem;
  readonly path: Path;
}

const anyText: FieldShape = { type: 'text', max: Infinity };

/** Compiles an entry: one that holds a value, one made of parts, or one that refers to another record. */
export async function prepareEntry(
  written: string | EntrySpec,
  use: EntryUse,
  context: BlockContext,
): Promise<PreparedEntry> {
  const { of } = use;
  if (of === 'participant' || of === 'link') return refEntry(written, use, context);
  const parts = typeof written === 'string' ? [] : await prepareParts(written, use, context);
  const isValue = of !== 'item' && of !== 'bank_account';
  const hasOwn = typeof written === 'string' || ['from', 'expr', 'const'].some((key) => written[key] !== undefined);
  if (isValue && (hasOwn || parts.length === 0)) return valueEntry(written, { ...use, of }, parts, context);
  if (typeof written === 'string' || parts.length === 0) {
    const args = { key: use.field, reason: 'items' as const };
    context.problems.add(placeIn(context, use.path), { code: 'mapping.not-used-here', args });
    return { values: [], refs: [], bind: () => undefined };
  }
  return partsEntry(written, { ...use, of: of as keyof typeof itemSchemas }, parts, context);
}

/** The sub-fields an entry gives, with how they are checked. */
async function prepareParts(entry: EntrySpec, use: EntryUse, context: BlockContext): Promise<readonly Part[]> {
  const parts: Part[] = [];
  const names = partNames(use.of);
  for (const [name, shape] of names) {
    const written = entry[name];
    if (written === undefined || typeof written === 'boolean') continue;
    const path = [...use.path, name];
    if (shape.type === 'ref') {
      const ref = await prepareRef(written as ValueSpec, { field: use.field, kind: 'product', path }, context);
      if (ref !== undefined) parts.push({ name, shape, ref, path });
      continue;
    }
    // Like `type`, a service written out is that service, not a column.
    const isFixed = name === 'service' && typeof written === 'string';
    const spec = isFixed ? { const: written } : (written as string | ValueSpec);
    const value = await prepareValue(spec, { field: use.field, shape, path }, context);
    parts.push({ name, shape, value, path });
  }
  return parts;
}

function partNames(of: ListItem): ReadonlyMap<string, FieldShape> {
  if (of === 'phone') return new Map([['comment', { type: 'text', max: 1000 } as FieldShape]]);
  const schema = of in itemSchemas ? itemSchemas[of as keyof typeof itemSchemas] : undefined;
  if (schema === undefined) return new Map();
  const shapes = [...fieldsOf(schema)].map(([name, field]) => [name, field.shape] as const);
  const own = shapes.filter(
    ([name]) => !(of === 'address' && name === 'type') && !(of === 'messenger' && name === 'value'),
  );
  return new Map(of === 'item' ? [...own, ['currency', anyText]] : own);
}

async function valueEntry(
  written: string | EntrySpec,
  use: EntryUse & { of: ValueItem },
  parts: readonly Part[],
  context: BlockContext,
): Promise<PreparedEntry> {
  const { of, field, path } = use;
  const value = await prepareValue(written, { field, shape: { type: 'list', of }, path }, context);
  const kind = typeof written === 'string' ? undefined : await prepareKind(written, use, context);
  const values = [
    value,
    ...(kind?.value === undefined ? [] : [kind.value]),
    ...parts.flatMap((part) => part.value ?? []),
  ];
  return {
    values,
    refs: [],
    bind: (binding) => bindValueEntry({ value, kind, parts, of, field }, binding),
  };
}

interface ValueEntry {
  readonly value: PreparedValue;
  readonly kind: PreparedKind | undefined;
  readonly parts: readonly Part[];
  readonly of: ValueItem;
  readonly field: string;
}

function bindValueEntry({ value, kind, parts, of, field }: ValueEntry, binding: Binding): AddItems | undefined {
  const bound = value.bind(binding);
  if (bound === undefined) return undefined;
  const service = parts.find((part) => part.name === 'service');
  const readService = service === undefined ? undefined : bindText(service, binding);
  const readKind = readService ?? kind?.bind(binding);
  const slot = value.slot(binding.scope);
  const add = itemAdder(parts, itemMakers[of], slot, binding);
  return (scope, items) => {
    slot.hasFailed = false;
    slot.raw = null;
    const made = bound.read(scope, slot);
    if (made === undefined) return;
    if (isEmpty(made)) {
      if (value.spec.required === true && !scope.isRejected) slot.note('record.required', { field });
      return;
    }
    const kindText = readKind?.(scope);
    if (!Array.isArray(made)) {
      pushItem(items, add(scope, made, slot.raw, kindText));
      return;
    }
    const list = made as readonly Value[];
    for (let index = 0; index < list.length; index += 1) {
      const one = list[index] ?? null;
      slot.column = slot.columns[index] ?? slot.column;
      if (!isEmpty(one)) pushItem(items, add(scope, one, slot.pieces[index] ?? one, kindText));
    }
  };
}

function pushItem(items: ItemValue[], item: ItemValue | undefined): void {
  if (item !== undefined) items.push(item);
}

type AddItem = (scope: RowScope, made: Value, piece: Value, kind: string | undefined) => ItemValue | undefined;

/** Makes an item of a value; one that fails goes to the comment when the field says so. */
function itemAdder(parts: readonly Part[], make: MakeItem, slot: Slot, binding: Binding): AddItem {
  const extras = parts.filter((part) => part.name !== 'service').flatMap((part) => bindExtra(part, binding));
  return (scope, made, piece, kind) => {
    const item = make(made, kind, slot.note, piece);
    if (item === undefined) {
      if (slot.policy === 'keep') keepInComment(scope, slot, typeof made === 'object' ? slot.raw : made);
      return undefined;
    }
    return extras.length === 0 || typeof item === 'string' ? item : withParts(item, extras, scope);
  };
}

type ReadText = (scope: RowScope) => string | undefined;

interface PreparedKind {
  readonly value: PreparedValue | undefined;
  bind(binding: Binding): ReadText;
}

/** `type` of an entry: a fixed kind, or a column through a map. */
async function prepareKind(entry: EntrySpec, use: EntryUse, context: BlockContext): Promise<PreparedKind | undefined> {
  const { type } = entry;
  if (type === undefined) return undefined;
  if (typeof type === 'string') return { value: undefined, bind: () => () => type };
  const kinds = kindsOf(use.of);
  const path = [...use.path, 'type'];
  reportMapResults(type.map, kinds, context);
  const value = await prepareValue(type, { field: use.field, shape: anyText, path }, context);
  return {
    value,
    bind(binding) {
      const read = bindText({ name: 'type', shape: anyText, value, path }, binding);
      const known = new Set(kinds);
      const slot = value.slot(binding.scope);
      return (scope) => {
        const text = read?.(scope);
        if (text === undefined || known.has(text)) return text;
        slot.raw = text;
        slot.note('record.not-in-list', { value: text, allowed: kinds.join(', ') });
        return undefined;
      };
    },
  };
}

function kindsOf(of: ListItem): readonly string[] {
  if (of === 'phone') return ['mobile', 'work', 'home', 'fax', 'pager', 'other'];
  if (of === 'email') return ['work', 'home', 'other'];
  return ['legal', 'actual', 'postal', 'delivery', 'other'];
}

function bindText(part: Part, binding: Binding): ReadText | undefined {
  const bound = part.value?.bind(binding);
  if (bound === undefined || part.value === undefined) return undefined;
  const slot = part.value.slot(binding.scope);
  return (scope) => {
    slot.hasFailed = false;
    slot.raw = null;
    const value = single(bound.read(scope, slot) ?? null, slot);
    return value === null ? undefined : rawText(value).trim();
  };
}

function bindExtra(part: Part, binding: Binding): { name: string; read: ReadText }[] {
  const read = bindText(part, binding);
  return read === undefined ? [] : [{ name: part.name, read }];
}

function withParts(
  item: Readonly<Record<string, Value>>,
  parts: readonly { name: string; read: ReadText }[],
  scope: RowScope,
): ItemValue {
  const made: Record<string, Value> = { ...item };
  for (const { name, read } of parts) {
    const text = read(scope);
    if (text !== undefined && text !== '') made[name] ??= text;
  }
  return made;
}

async function partsEntry(
  entry: EntrySpec,
  use: EntryUse & { of: keyof typeof itemSchemas },
  parts: readonly Part[],
  context: BlockContext,
): Promise<PreparedEntry> {
  const kind = await prepareKind(entry, use, context);
  const values = [...parts.flatMap((part) => part.value ?? []), ...(kind?.value === undefined ? [] : [kind.value])];
  return {
    values,
    refs: parts.flatMap((part) => part.ref ?? []),
    bind: (binding) =>
      bindParts(parts, { of: use.of, field: use.field, readKind: kind?.bind(binding) }, context, binding),
  };
}

async function refEntry(written: string | EntrySpec, use: EntryUse, context: BlockContext): Promise<PreparedEntry> {
  const spec = typeof written === 'string' ? { from: written } : written;
  const ref = await prepareRef(spec, { field: use.field, kind: undefined, path: use.path }, context);
  const role =
    spec['role'] === undefined
      ? undefined
      : await prepareValue(
          spec['role'] as string | ValueSpec,
          { field: use.field, shape: { type: 'text', max: 100 }, path: [...use.path, 'role'] },
          context,
        );
  if (ref === undefined) return { values: role === undefined ? [] : [role], refs: [], bind: () => undefined };
  return {
    values: role === undefined ? [] : [role],
    refs: [ref],
    bind(binding) {
      const bound = ref.bind(binding);
      if (bound === undefined) return undefined;
      const part = { name: 'role', shape: anyText, path: use.path };
      const readRole = role === undefined ? undefined : bindText({ ...part, value: role }, binding);
      const isPrimary = spec['primary'] === true;
      return (scope, items) => {
        const width = widest(bound.columns, scope);
        for (let index = width === 0 ? -1 : 0; index < width; index++) {
          scope.index = index;
          const all = bound.readAll(scope);
          const text = all.length === 0 ? undefined : readRole?.(scope);
          for (const made of all) items.push(refItem(use.of, made, text, isPrimary));
        }
        scope.index = -1;
      };
    },
  };
}

/** How many items stand side by side in the columns of an entry; 0 when all hold single values. */
function widest(columns: readonly ReadColumn[], scope: RowScope): number {
  let most = 0;
  for (const column of columns) most = Math.max(most, column.width(scope));
  return most;
}
