import type { Value } from '../model/row.ts';
import type { BlockContext } from './block-context.ts';
import type { Binding, ReadColumn } from './columns.ts';
import type { ItemValue } from './entry-item.ts';
import { fieldsOf, itemSchemas, type FieldShape } from './field-catalogue.ts';
import type { PreparedRef } from './prepare-ref.ts';
import type { PreparedValue } from './prepare-value.ts';
import { isEmpty, keepInComment, slotOf, type RowScope } from './scope.ts';
import type { Path } from './tree.ts';
import { checkerFor, single } from './write-field.ts';

/** A sub-field of an entry. */
export interface Part {
  readonly name: string;
  readonly shape: FieldShape;
  readonly path: Path;
  readonly value?: PreparedValue;
  readonly ref?: PreparedRef;
}

interface PartsUse {
  readonly of: keyof typeof itemSchemas;
  readonly field: string;
  readonly readKind: ((scope: RowScope) => string | undefined) | undefined;
}

interface BoundPart {
  readonly name: string;
  readonly columns: readonly ReadColumn[];
  readonly read: (scope: RowScope) => Value | undefined;
}

/**
 * Binds an entry made of parts. When columns hold lists (nested formats, repeated headings, joined rows), the lists run in
 * parallel: one item per position, single values repeated in each.
 */
export function bindParts(
  parts: readonly Part[],
  use: PartsUse,
  context: BlockContext,
  binding: Binding,
): ((scope: RowScope, items: ItemValue[]) => void) | undefined {
  const bound = parts.flatMap((part) => bindPart(part, context, binding));
  if (bound.length === 0) return undefined;
  const columns = bound.flatMap((part) => part.columns);
  const required = [...fieldsOf(itemSchemas[use.of]).values()]
    .filter((field) => field.isRequired)
    .map((field) => field.name);
  const slot = slotOf(
    binding.scope,
    use.field,
    parts.find((part) => part.value !== undefined)?.value?.policy ?? 'reject',
  );
  const finish = finisher(use, context);
  return (scope, items) => {
    let width = 0;
    for (const column of columns) width = Math.max(width, column.width(scope));
    for (let index = width === 0 ? -1 : 0; index < width; index++) {
      scope.index = index;
      const item = readItem(bound, scope);
      if (item === undefined) continue;
      finish(item, scope);
      const lacking = required.find((name) => item[name] === undefined);
      if (lacking === undefined) items.push(item);
      else {
        slot.raw = Object.values(item);
        slot.note('record.incomplete', { part: lacking });
        if (slot.policy === 'keep') keepInComment(scope, slot, slot.raw);
      }
    }
    scope.index = -1;
  };
}

function readItem(parts: readonly BoundPart[], scope: RowScope): Record<string, Value> | undefined {
  let item: Record<string, Value> | undefined;
  let isFilled = false;
  for (const { name, read, columns } of parts) {
    const value = read(scope);
    if (value === undefined) continue;
    item ??= {};
    item[name] = value;
    // What is fixed for every item does not make one, nor does the currency of the whole record.
    if (columns.length > 0 && name !== 'currency') isFilled = true;
  }
  return isFilled ? item : undefined;
}

function bindPart(part: Part, context: BlockContext, binding: Binding): BoundPart[] {
  const { name, value, ref } = part;
  if (ref !== undefined) {
    const bound = ref.bind(binding);
    return bound === undefined ? [] : [{ name, columns: bound.columns, read: (scope) => bound.read(scope)?.ref }];
  }
  const bound = value?.bind(binding);
  if (value === undefined || bound === undefined) return [];
  const slot = value.slot(binding.scope);
  const check = checkerFor(part.shape, context);
  const read = (scope: RowScope): Value | undefined => {
    slot.hasFailed = false;
    slot.raw = null;
    const made = single(bound.read(scope, slot) ?? null, slot);
    if (isEmpty(made)) return undefined;
    const checked = check(made, slot.note);
    if (checked === undefined && slot.policy === 'keep') keepInComment(scope, slot, slot.raw);
    return checked;
  };
  return [{ name, columns: bound.columns, read }];
}

/** What an item gets beside its own parts: the currency of its amounts, the text of an address. */
function finisher({ of, readKind }: PartsUse, context: BlockContext) {
  const usual = context.defaults.currency;
  return (item: Record<string, Value>, scope: RowScope): void => {
    const kind = readKind?.(scope);
    if (of === 'messenger') return;
    if (of === 'address') {
      item['text'] ??= addressText(item);
      item['type'] = kind ?? 'other';
      return;
    }
    const { currency } = item;
    if (of !== 'item' || currency === undefined) return;
    delete item['currency'];
    for (const name of ['price', 'total']) {
      const money = item[name];
      if (typeof money !== 'object' || money === null || !('amount' in money) || money.currency !== usual) continue;
      item[name] = { amount: money.amount as Value, currency };
    }
  };
}

/** The parts of an address in postal order. */
function addressText(item: Readonly<Record<string, Value>>): string {
  return ['postal_code', 'country', 'region', 'city', 'street', 'house', 'flat']
    .map((name) => item[name])
    .filter((part): part is string => typeof part === 'string')
    .join(', ');
}
