import type { z } from 'zod';
import { entitySchemas } from '../model/entity.ts';
import { issueAt } from '../model/issue.ts';
import type { Value } from '../model/row.ts';
import { plainNumber } from '../text/decimal.ts';
import type { BlockContext } from './block-context.ts';
import { isDecimal, valueChecker, type CheckValue } from './check-value.ts';
import { CellMemory } from './cell-memory.ts';
import type { Binding } from './columns.ts';
import { catalogue, type CanonicalField, type FieldShape } from './field-catalogue.ts';
import { instantsIn } from './instants.ts';
import type { BoundValue, PreparedValue } from './prepare-value.ts';
import { isEmpty, keepInComment, rawText, rejectRecord, type RowScope, type Slot } from './scope.ts';

/** Fills one field of the current record. */
export type WriteField = (scope: RowScope) => void;

/** Takes the first of several values of a field that holds one; the others are named in a warning. */
export function single(value: Value, slot: Slot): Value {
  if (!Array.isArray(value)) return value;
  const filled = (value as readonly Value[]).filter((item) => !isEmpty(item));
  const [first = null, ...others] = filled;
  const left = [...new Set(others.map(rawText))].filter((text) => text !== rawText(first));
  if (left.length > 0) slot.note('record.several-values', { taken: rawText(first), left: left.join(', ') });
  return first;
}

/** How a field's own value is checked, money included. */
export function checkerFor(shape: FieldShape, context: BlockContext): CheckValue {
  if (shape.type === 'money') return moneyChecker(context.defaults.currency);
  return valueChecker(shape, instantsIn(context.defaults.timezone));
}

function moneyChecker(currency: string): CheckValue {
  return (value, note) => {
    if (typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value) return value;
    const amount = typeof value === 'number' && Number.isFinite(value) ? plainNumber(value) : value;
    if (typeof amount === 'string' && isDecimal(amount)) return { amount, currency };
    note('record.wrong-format', { expected: '0.00' });
    return undefined;
  };
}

/** Binds a field that holds one value. */
export function bindSingle(
  value: PreparedValue,
  to: { readonly name: string; readonly shape: FieldShape },
  context: BlockContext,
  binding: Binding,
): WriteField | undefined {
  const bound = value.bind(binding);
  if (bound === undefined) return undefined;
  const slot = value.slot(binding.scope);
  const check = checkerFor(to.shape, context);
  const finish = finisher(value, check, slot);
  const spread = value.yieldsFields ? spreader(to.name, context, slot, binding.bound) : undefined;
  const isComment = to.name === 'comment';
  const write: WriteField = (scope) => {
    slot.hasFailed = false;
    slot.raw = null;
    const made = bound.read(scope, slot);
    if (made === undefined) return;
    const one = isComment ? commentOf(made) : single(made, slot);
    const own = spread !== undefined && one !== null ? spread(scope, one) : one;
    const checked = finish(scope, own, one);
    if (checked !== undefined) scope.fields[to.name] = checked;
  };
  return bound.cell === undefined ? write : remembering(write, to.name, bound.cell);
}

type Filled = readonly (readonly [field: string, value: Value])[];

/** Fills the fields as it did for the same text before; the field's own part wins over what others gave, the parts beside it do not. */
function remembering(write: WriteField, name: string, cell: number): WriteField {
  const memory = new CellMemory<Filled>(cell);
  const writeApart = (scope: RowScope): Filled => {
    const { fields } = scope;
    scope.fields = {};
    write(scope);
    const filled = Object.entries(scope.fields);
    scope.fields = fields;
    return filled;
  };
  return (scope) => {
    if (!memory.isWorth) return write(scope);
    const filled = memory.find(scope) ?? memory.learn(scope, writeApart);
    const { fields } = scope;
    for (let at = 0; at < filled.length; at += 1) {
      const [field, known] = filled[at] as Filled[number];
      // Lists and their items are completed in place, so each record gets its own.
      const value = typeof known === 'object' ? structuredClone(known) : known;
      if (field === name) fields[field] = value;
      else fields[field] ??= value;
    }
  };
}

/** Checks a value; one that fails goes the way of the field's policy. */
function finisher(value: PreparedValue, check: CheckValue, slot: Slot) {
  const { spec, policy } = value;
  const fallback = spec.default === undefined || spec.default === '' ? undefined : spec.default;
  return (scope: RowScope, own: Value, whole: Value): Value | undefined => {
    if (isEmpty(own)) {
      if (spec.required === true && isEmpty(whole) && !scope.isRejected) reportRequired(scope, slot);
      return undefined;
    }
    const checked = check(own, slot.note);
    if (checked !== undefined) return checked;
    if (policy === 'keep') keepInComment(scope, slot, slot.raw ?? own);
    const instead = policy === 'default' && fallback !== undefined ? check(fallback, slot.note) : undefined;
    if (instead === undefined && spec.required === true && policy !== 'reject') reportRequired(scope, slot);
    return instead;
  };
}

export function reportRequired(scope: RowScope, slot: Slot): void {
  const { field } = slot;
  rejectRecord(scope, slot, issueAt(scope.origin, { code: 'record.required', args: { field } }, { field }));
}

/** Several remarks are all kept, one to a line. */
function commentOf(value: Value): Value {
  if (!Array.isArray(value)) return value;
  return (
    (value as readonly Value[])
      .map(rawText)
      .filter((text) => text.trim() !== '')
      .join('\n') || null
  );
}

/**
 * Spreads what a transform yields over the canonical fields it names; a field the mapping maps itself is left to it.
 * Returns the field's own part.
 */
function spreader(name: string, context: BlockContext, slot: Slot, bound: ReadonlySet<string>) {
  const checkers = new Map<string, CheckValue>();
  for (const field of catalogue[context.kind].values()) {
    if (field.name !== name) checkers.set(field.name, spreadChecker(field, context));
  }
  return (scope: RowScope, value: Value): Value => {
    if (typeof value !== 'object' || value === null || value instanceof Date || Array.isArray(value)) return value;
    const parts = value as Readonly<Record<string, Value>>;
    for (const key in parts) {
      const part = parts[key];
      if (key === name || part === undefined || isEmpty(part)) continue;
      const check = checkers.get(key);
      if (check === undefined || bound.has(key)) continue;
      const checked = check(part, slot.note);
      if (checked !== undefined) scope.fields[key] ??= checked;
    }
    return parts[name] ?? null;
  };
}

/** A part of a compound shape is checked by the canonical schema itself. */
function spreadChecker({ name, shape }: CanonicalField, context: BlockContext): CheckValue {
  if (!['list', 'ref', 'custom', 'money'].includes(shape.type)) return checkerFor(shape, context);
  const shapes: Readonly<Record<string, z.ZodType>> = entitySchemas[context.kind].shape;
  return (value, note) => {
    if (shapes[name]?.safeParse(value).success === true) return value;
    note('record.wrong-type', { expected: shape.type, found: typeof value });
    return undefined;
  };
}

/** Binds an amount whose currency stands in a field of its own. */
export function bindMoney(
  parts: { readonly amount: PreparedValue; readonly currency: PreparedValue },
  to: { readonly name: string; readonly shape: FieldShape },
  context: BlockContext,
  binding: Binding,
): WriteField | undefined {
  const writeAmount = bindSingle(parts.amount, to, context, binding);
  const currency = parts.currency.bind(binding);
  if (writeAmount === undefined || currency === undefined) return writeAmount;
  const slot = parts.currency.slot(binding.scope);
  const readCurrency = currencyReader(currency, slot);
  const usual = context.defaults.currency;
  return (scope) => {
    writeAmount(scope);
    const money = scope.fields[to.name];
    if (typeof money !== 'object' || money === null || !('amount' in money)) return;
    const code = readCurrency(scope);
    if (code === undefined || money.currency === code) return;
    if (money.currency === usual) scope.fields[to.name] = { amount: money.amount as Value, currency: code };
    else slot.note('record.several-values', { taken: rawText(money.currency ?? null), left: code });
  };
}

function currencyReader({ read }: BoundValue, slot: Slot): (scope: RowScope) => string | undefined {
  return (scope) => {
    slot.hasFailed = false;
    slot.raw = null;
    const value = single(read(scope, slot) ?? null, slot);
    if (value === null) return undefined;
    const code = rawText(value).trim().toUpperCase();
    if (/^[A-Z]{3}$/u.test(code)) return code === 'RUR' ? 'RUB' : code;
    slot.note('record.wrong-format', { expected: 'ISO 4217' });
    return undefined;
  };
}

/** Binds the values of custom fields, by name. */
export function bindCustom(values: ReadonlyMap<string, PreparedValue>, binding: Binding): WriteField | undefined {
  const writers = [...values].flatMap(([name, value]) => {
    const bound = value.bind(binding);
    if (bound === undefined) return [];
    const slot = value.slot(binding.scope);
    const finish = finisher(value, customChecker, slot);
    return [{ name, bound, slot, finish }];
  });
  if (writers.length === 0) return undefined;
  return (scope) => {
    let custom: Record<string, Value> | undefined;
    for (const { name, bound, slot, finish } of writers) {
      slot.hasFailed = false;
      slot.raw = null;
      const made = bound.read(scope, slot);
      const checked = made === undefined ? undefined : finish(scope, made, made);
      if (checked === undefined) continue;
      custom ??= {};
      custom[name] = checked;
    }
    if (custom !== undefined) scope.fields['custom'] = custom;
  };
}

/** Custom values are text, numbers, booleans or lists of texts; money keeps its currency beside the amount. */
const customChecker: CheckValue = (value, note) => {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (value instanceof Date) return rawText(value);
  if (Array.isArray(value)) return value.filter((item: Value) => !isEmpty(item)).map((item: Value) => rawText(item));
  if (typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value) {
    return `${rawText(value.amount as Value)} ${rawText(value.currency as Value)}`;
  }
  note('record.wrong-type', { expected: 'text', found: typeof value });
  return undefined;
};
