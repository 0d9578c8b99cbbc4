import type { Value } from '../model/row.ts';
import { placeIn, type BlockContext } from './block-context.ts';
import { prepareColumns, type Binding, type ReadColumn } from './columns.ts';
import { prepareExpression, type PreparedExpression } from './expressions.ts';
import type { FieldShape } from './field-catalogue.ts';
import type { OnError, ValueSpec } from './schema/value.ts';
import { keepOthers, tellOthers } from './other-columns.ts';
import { isEmpty, rawText, slotOf, type RowScope, type Slot } from './scope.ts';
import { findMap, mapStep, prepareSteps, runSteps, yieldsFields, type ReadyStep } from './steps.ts';
import { keyPlace, nodeAt, type Path } from './tree.ts';

/** Makes the value of a field for the current row; undefined: the field is left out by `when`. */
type ReadValue = (scope: RowScope, slot: Slot) => Value | undefined;

/** A value tied to a table. */
export interface BoundValue {
  readonly read: ReadValue;
  readonly columns: readonly ReadColumn[];
  /** Index of the one cell that the value depends on; undefined: it depends on more, or every value has to be counted. */
  readonly cell: number | undefined;
}

/** A value not yet tied to a table. */
export interface PreparedValue {
  readonly field: string;
  readonly path: Path;
  readonly policy: OnError;
  readonly spec: ValueSpec;
  readonly yieldsFields: boolean;
  readonly expressions: readonly PreparedExpression[];
  /** Columns looked for, when it reads any. */
  readonly names: readonly string[];
  /** Undefined: the table has none of the columns and nothing else gives a value. */
  bind(binding: Binding): BoundValue | undefined;
  slot(scope: RowScope): Slot;
}

/** What a value is for. */
export interface ValueUse {
  readonly field: string;
  readonly shape: FieldShape;
  readonly path: Path;
}

/** Compiles the keys from `from` to `default` of a field. Problems of their combination are reported here. */
export async function prepareValue(
  written: string | ValueSpec,
  use: ValueUse,
  context: BlockContext,
): Promise<PreparedValue> {
  const isShort = typeof written === 'string';
  const spec: ValueSpec = isShort ? { from: written } : written;
  const at = (key: string): Path => (isShort ? use.path : [...use.path, key]);
  reportConflicts(spec, use, context);
  const columns = spec.from === undefined ? undefined : prepareColumns(spec.from, at('from'), context);
  const steps = await prepareSteps(spec.do, at('do'), context);
  const expression = spec.expr === undefined ? undefined : await prepareExpression(spec.expr, at('expr'), context);
  const when = spec.when === undefined ? undefined : await prepareExpression(spec.when, at('when'), context, 'bool');
  const map = spec.map === undefined ? undefined : findMap(spec.map, at('map'), context);
  reportEnumValues(spec, use, context);
  const steady = map === undefined ? steps : [...steps, mapStep(map)];
  const parts = { spec, steps, steady, expression, when, isList: use.shape.type === 'list', hasMap: map !== undefined };
  const policy = spec.on_error ?? 'reject';
  return {
    field: use.field,
    path: use.path,
    policy,
    spec,
    yieldsFields: yieldsFields(steps),
    expressions: [expression, when].filter((one) => one !== undefined),
    names: columns?.names ?? [],
    bind(binding) {
      const readers = columns?.bind(binding, use.field) ?? [];
      expression?.bind(binding);
      when?.bind(binding);
      const hasOther = expression !== undefined || spec.const !== undefined || spec.default !== undefined;
      if (readers.length === 0 && !hasOther) return undefined;
      return { read: reader(parts, readers), columns: readers, cell: cellOf(parts, readers) };
    },
    slot(scope) {
      const slot = slotOf(scope, use.field, policy);
      slot.keepsRaw = use.shape.type === 'text' && use.shape.pattern === undefined;
      return slot;
    },
  };
}

interface Parts {
  readonly spec: ValueSpec;
  readonly steps: readonly ReadyStep[];
  /** The steps and the value map after them. */
  readonly steady: readonly ReadyStep[];
  readonly expression: PreparedExpression | undefined;
  readonly when: PreparedExpression | undefined;
  readonly isList: boolean;
  readonly hasMap: boolean;
}

function reader(parts: Parts, columns: readonly ReadColumn[]): ReadValue {
  const { spec, steady, when } = parts;
  const fallback = spec.default === undefined || spec.default === '' ? null : spec.default;
  const source = sourceOf(parts, columns);
  const [only] = columns;
  const isPlain = steady.length === 0 && fallback === null && parts.expression === undefined && when === undefined;
  if (isPlain && columns.length === 1 && only !== undefined) return only.read;
  const make =
    parts.expression === undefined
      ? (scope: RowScope, slot: Slot) => runSteps(steady, source(scope, slot), scope, slot)
      : withExpression(parts, source, columns.length > 0);
  const settled = settle(make, spec.on_error ?? 'reject', fallback);
  if (when === undefined) return settled;
  return (scope, slot) => {
    const before = slot.hasFailed;
    const isWanted = evaluate(when, '', scope, slot);
    if (slot.hasFailed && !before) return settleFailure(slot, fallback);
    return isWanted === true ? settled(scope, slot) : undefined;
  };
}

function cellOf({ spec, steady, expression, when }: Parts, columns: readonly ReadColumn[]): number | undefined {
  const isOfRow = expression !== undefined || when !== undefined || spec.const !== undefined;
  return isOfRow || columns.length !== 1 || steady.some(({ isCounting }) => isCounting) ? undefined : columns[0]?.cell;
}

function settle(make: (scope: RowScope, slot: Slot) => Value, policy: OnError, fallback: Value): ReadValue {
  return (scope, slot) => {
    const value = make(scope, slot);
    if (!isEmpty(value)) return value;
    return slot.hasFailed && policy !== 'default' ? null : fallback;
  };
}

function settleFailure(slot: Slot, fallback: Value): Value {
  return slot.policy === 'default' ? fallback : null;
}

function withExpression(parts: Parts, source: (scope: RowScope, slot: Slot) => Value, hasColumns: boolean) {
  const { expression, steps, steady } = parts;
  // With columns the functions come first and the expression sees their result; otherwise they work on its result.
  const before = hasColumns ? steps : [];
  const after = hasColumns ? steady.slice(steps.length) : steady;
  return (scope: RowScope, slot: Slot): Value => {
    const value = hasColumns ? runSteps(before, source(scope, slot), scope, slot) : null;
    if (expression === undefined || (hasColumns && slot.hasFailed && value === null)) return null;
    const result = evaluate(expression, value, scope, slot);
    if (!hasColumns) slot.raw = result;
    return runSteps(after, result, scope, slot);
  };
}

/** Runs an expression of the current row; `value` is what it sees under that name. */
export function evaluate(expression: PreparedExpression, value: Value, scope: RowScope, slot: Slot): Value {
  if (!scope.hasRowView) scope.viewRow();
  scope.expression.value = value instanceof Date ? rawText(value) : (value ?? '');
  return expression.evaluate(scope.expression, slot.note);
}

/** Reads the columns as `pick` says. */
function sourceOf({ spec, isList }: Parts, columns: readonly ReadColumn[]): (scope: RowScope, slot: Slot) => Value {
  const [only] = columns;
  if (spec.const !== undefined) {
    const fixed = spec.const === '' ? null : spec.const;
    return () => fixed;
  }
  if (only === undefined) return () => null;
  const isAny = typeof spec.from === 'object' && !Array.isArray(spec.from);
  const pick = spec.pick ?? (isAny && isList ? 'all' : 'first');
  if (columns.length === 1 && pick !== 'join') return only.read;
  if (pick === 'first')
    return readFirst(columns, isAny ? keepOthers : spec.pick === undefined ? tellOthers : undefined);
  const separator = spec.sep ?? ' ';
  return (scope, slot) => {
    const found: Value[] = [];
    const headings: (string | undefined)[] = [];
    for (const column of columns) {
      const value = column.read(scope, slot);
      if (Array.isArray(value)) found.push(...(value as readonly Value[]).filter((item) => !isEmpty(item)));
      else if (value !== null) found.push(value);
      while (headings.length < found.length) headings.push(slot.column);
    }
    slot.columns = pick === 'join' ? [] : headings;
    if (found.length === 1) slot.column = headings[0];
    slot.raw = found.length === 1 ? (found[0] ?? null) : found;
    if (found.length === 0) return null;
    return pick === 'join' ? found.map(rawText).join(separator) : slot.raw;
  };
}

/**
 * The first filled column. What the others say differently goes to the comment when they are synonyms and is told when they are a
 * list; `pick: first` says that it does not matter.
 */
function readFirst(columns: readonly ReadColumn[], leave: typeof keepOthers | undefined) {
  return (scope: RowScope, slot: Slot): Value => {
    for (const [index, column] of columns.entries()) {
      const value = column.read(scope, slot);
      if (value === null) continue;
      leave?.(columns.slice(index + 1), value, scope, slot);
      return value;
    }
    return null;
  };
}

function reportConflicts(spec: ValueSpec, use: ValueUse, context: BlockContext): void {
  const { problems, root } = context;
  const { path, field, shape } = use;
  const origins = (['from', 'const', 'expr'] as const).filter((key) => spec[key] !== undefined);
  if (spec.const !== undefined && origins.length > 1) {
    const other = origins.find((key) => key !== 'const') ?? 'from';
    problems.add(keyPlace(root, [...path, 'const']), { code: 'mapping.conflict', args: { one: 'const', other } });
  }
  const isBare =
    origins.length === 0 && spec.default === undefined && spec.inherit === undefined && spec.ref === undefined;
  if (isBare && nodeAt(context.whole, path) === nodeAt(root, path)) {
    problems.add(placeIn(context, path), { code: 'mapping.empty-value', args: { field } });
  }
  if (spec.on_error === 'default' && spec.default === undefined) {
    problems.add(placeIn(context, [...path, 'on_error']), { code: 'mapping.default-missing', args: { field } });
  }
  if (spec.pick === 'all' && shape.type !== 'list') {
    const args = { key: 'pick: all', reason: 'single' as const };
    problems.add(placeIn(context, [...path, 'pick']), { code: 'mapping.not-used-here', args });
  }
  if (spec.sep !== undefined && spec.pick !== 'join') {
    const args = { key: 'sep', reason: 'list' as const };
    problems.add(keyPlace(root, [...path, 'sep']), { code: 'mapping.not-used-here', args });
  }
}

/** Fixed values and value maps of a field with a closed list must stay within it. */
function reportEnumValues(spec: ValueSpec, { shape, path, field }: ValueUse, context: BlockContext): void {
  if (shape.type !== 'enum') return;
  const allowed = shape.values.join(', ');
  for (const key of ['const', 'default'] as const) {
    const value = spec[key];
    if (
      value === undefined ||
      value === '' ||
      shape.values.includes(value) ||
      (key === 'const' && spec.map !== undefined)
    )
      continue;
    context.problems.add(placeIn(context, [...path, key]), {
      code: 'mapping.wrong-value',
      args: { key: field, value, allowed },
    });
  }
  reportMapResults(spec.map, shape.values, context);
}

/** Values a map gives must be among those the field can hold. */
export function reportMapResults(name: string | undefined, values: readonly string[], context: BlockContext): void {
  const map = name === undefined ? undefined : context.maps.get(name);
  if (map === undefined) return;
  for (const value of map.results()) {
    if (value === '' || values.includes(value)) continue;
    const node = mapEntryPlace(map.name, value, context);
    context.problems.add(node, {
      code: 'mapping.map-target',
      args: { map: map.name, value, allowed: values.join(', ') },
    });
  }
}

function mapEntryPlace(map: string, value: string, context: BlockContext): ReturnType<typeof placeIn> {
  const values = nodeAt(context.root, ['maps', map, 'values']);
  if (values.kind === 'map') {
    for (const [from, entry] of values.entries) {
      if (entry.value.kind === 'scalar' && entry.value.text === value)
        return placeIn(context, ['maps', map, 'values', from]);
    }
  }
  const fallback = nodeAt(context.root, ['maps', map, 'default']);
  const isDefault = fallback.kind === 'scalar' && fallback.text === value;
  return placeIn(context, isDefault ? ['maps', map, 'default'] : ['maps', map]);
}
