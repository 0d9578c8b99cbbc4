import { ConfigError } from '../errors.ts';
import type { Value } from '../model/row.ts';
import { cellText } from '../text/cell-text.ts';
import { nearestName } from '../text/nearest-name.ts';
import type { Apply, Note, Transform } from '../transforms/transform.ts';
import { placeIn, type BlockContext } from './block-context.ts';
import type { Step } from './schema/value.ts';
import { isEmpty, keepInComment, rawText, type RowScope, type Slot } from './scope.ts';
import { hasNode, keyPlace, type Path } from './tree.ts';
import { transformNamed, transformNames } from './transform-registry.ts';
import { typeTexts } from './typed.ts';
import type { ValueMap } from './value-map.ts';

/** One function of a `do:` list, ready to run. */
export interface ReadyStep {
  readonly apply: Apply;
  readonly takes: 'item' | 'list';
  readonly yieldsFields: boolean;
  /** It counts what it is given, so that every value has to pass through it. */
  readonly isCounting: boolean;
}

/** Compiles `do:`; what is wrong with a step becomes a problem at its name or option. */
export async function prepareSteps(
  steps: Step | readonly Step[] | undefined,
  path: Path,
  context: BlockContext,
): Promise<readonly ReadyStep[]> {
  if (steps === undefined) return [];
  const isList = Array.isArray(steps);
  const list = (isList ? steps : [steps]) as readonly Step[];
  const ready: ReadyStep[] = [];
  for (const [index, step] of list.entries()) {
    const made = await prepareStep(step, isList ? [...path, index] : path, context);
    if (made !== undefined) ready.push(made);
  }
  return ready;
}

async function prepareStep(step: Step, path: Path, context: BlockContext): Promise<ReadyStep | undefined> {
  const isNamed = typeof step === 'string';
  const [name = '', ...others] = isNamed ? [step] : Object.keys(step);
  const at = isNamed ? path : [...path, name];
  const place = isNamed ? placeIn(context, path) : keyPlace(context.root, at);
  const { problems } = context;
  if (others[0] !== undefined) {
    problems.add(keyPlace(context.root, [...path, others[0]]), {
      code: 'mapping.conflict',
      args: { one: name, other: others[0] },
    });
    return undefined;
  }
  const transform = transformNamed(name);
  if (transform === undefined) {
    const suggestion = nearestName(name, transformNames);
    problems.add(place, { code: 'mapping.unknown-transform', args: { transform: name } }, suggestion);
    return undefined;
  }
  const raw = isNamed ? undefined : step[name];
  if (name === 'lookup') return lookupStep(raw, at, context);
  try {
    const apply = await transform.compile(typedOptions(transform, raw), context.defaults);
    return { apply, takes: transform.takes, yieldsFields: transform.yields === 'fields', isCounting: false };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const args = error.args as { readonly option?: string };
    const optionPath = [...at, ...(args.option ?? '').split('.').filter((part) => part !== '')];
    const where = hasNode(context.root, optionPath) ? keyPlace(context.root, optionPath) : place;
    problems.add(where, error.finding);
    return undefined;
  }
}

/** Options as the transform's schema types them: numbers and booleans arrive from YAML as text. */
function typedOptions(transform: Transform, raw: unknown): unknown {
  if (raw === undefined || raw === '') return raw === '' ? undefined : raw;
  const isOptions = typeof raw === 'object' && !Array.isArray(raw);
  const options = isOptions || transform.shorthand === undefined ? raw : { [transform.shorthand]: raw };
  const plain = transform.options.safeParse(options);
  if (plain.success) return options;
  const typed = typeTexts(transform.options, options);
  return typed.ok ? retypedOptions(transform, options) : options;
}

/** The options with the texts retyped that had to be, defaults not yet filled in. */
function retypedOptions(transform: Transform, options: unknown): unknown {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) return options;
  const out: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(options)) {
    const isText = typeof value === 'string';
    const candidates = isText && /^(?:true|false)$/u.test(value) ? [value, value === 'true'] : [value];
    if (isText && /^-?\d+(?:\.\d+)?$/u.test(value)) candidates.push(Number(value));
    out[key] = candidates.find((one) => fits(transform, key, one)) ?? value;
  }
  return out;
}

function fits(transform: Transform, key: string, value: unknown): boolean {
  const parsed = transform.options.safeParse({ [key]: value });
  return parsed.success || !parsed.error.issues.some((issue) => issue.path[0] === key);
}

/** `{lookup: owners}` or `{lookup: {map: owners}}`: the same as `map: owners`, in the middle of a list. */
function lookupStep(raw: unknown, path: Path, context: BlockContext): ReadyStep | undefined {
  const isText = typeof raw === 'string';
  const name = isText ? raw : typeof raw === 'object' && raw !== null && 'map' in raw ? String(raw.map) : '';
  const map = findMap(name, isText ? path : [...path, 'map'], context);
  return map === undefined ? undefined : mapStep(map);
}

/** The value map a field names; an unknown name becomes a problem. */
export function findMap(name: string, path: Path, context: BlockContext): ValueMap | undefined {
  const map = context.maps.get(name);
  context.usedMaps.add(name);
  if (map === undefined && !hasNode(context.whole, ['maps', name])) {
    const place = hasNode(context.root, path) ? placeIn(context, path) : keyPlace(context.root, path.slice(0, -1));
    const suggestion = nearestName(name, context.maps.keys());
    context.problems.add(place, { code: 'mapping.unknown-map', args: { map: name } }, suggestion);
  }
  return map;
}

/** A value map as a function of `do:`. */
export function mapStep(map: ValueMap): ReadyStep {
  return { apply: mapApply(map), takes: 'item', yieldsFields: false, isCounting: true };
}

function mapApply(map: ValueMap): Apply {
  return (value, note) => {
    if (isEmpty(value)) return null;
    const text = cellText(value) ?? rawText(value);
    const found = map.find(text);
    if (found !== undefined) {
      map.counts.hit(text);
      if (map.isDismissed(found)) return insteadOf(found, map, note);
      return found === '' ? null : found;
    }
    map.counts.miss(text);
    switch (map.onUnknown) {
      case 'keep':
        return value;
      case 'default':
        return map.spec.default ?? null;
      case 'ask':
      case 'reject':
        note('record.map-unknown', { map: map.name, value: text });
        return null;
    }
  };
}

/** What a mapping says of colleagues who are dismissed in the target. */
function insteadOf(user: string, { name, spec }: ValueMap, note: Note): Value {
  if (spec.dismissed === 'reject') {
    note('record.user-dismissed', { map: name, user });
    return null;
  }
  const fallback = spec.default ?? '';
  note('target.user-dismissed', { user, fallback });
  return fallback === '' ? null : fallback;
}

/**
 * Runs steps over a value: item by item over a list, list functions once. An item that failed drops out, unless the
 * transform gave something all the same; its text goes to the comment under on_error: keep.
 */
export function runSteps(steps: readonly ReadyStep[], start: Value, scope: RowScope, slot: Slot): Value {
  let value = start;
  if (Array.isArray(start)) slot.pieces = start as readonly Value[];
  for (const step of steps) {
    if (value === null) return null;
    if (step.takes === 'item' && Array.isArray(value)) value = runEach(step.apply, value, scope, slot);
    else {
      value = runOne(step.apply, value, scope, slot);
      if (!Array.isArray(value)) continue;
      slot.pieces = value as readonly Value[];
      slot.columns = [];
    }
  }
  return value;
}

function runEach(apply: Apply, list: readonly Value[], scope: RowScope, slot: Slot): Value {
  const out: Value[] = [];
  const pieces: Value[] = [];
  const columns: (string | undefined)[] = [];
  const { raw: whole, column } = slot;
  for (const [index, item] of list.entries()) {
    const piece = slot.pieces[index] ?? item;
    slot.raw = piece;
    slot.column = slot.columns[index] ?? column;
    const made = runOne(apply, item, scope, slot);
    if (Array.isArray(made)) {
      const several = made as readonly Value[];
      out.push(...several);
      pieces.push(...several);
    } else if (made !== null) {
      out.push(made);
      pieces.push(piece);
    }
    while (columns.length < pieces.length) columns.push(slot.column);
  }
  slot.raw = whole;
  slot.column = column;
  slot.pieces = pieces;
  slot.columns = columns;
  return out.length === 0 ? null : out;
}

function runOne(apply: Apply, value: Value, scope: RowScope, slot: Slot): Value {
  const before = slot.hasFailed;
  slot.hasFailed = false;
  const made = apply(value, slot.note as Note);
  if (slot.hasFailed && slot.policy === 'keep') return keepFailed(value, made, scope, slot);
  slot.hasFailed = slot.hasFailed || before;
  return made;
}

function keepFailed(value: Value, made: Value, scope: RowScope, slot: Slot): Value {
  if (slot.keepsRaw) return made ?? value;
  keepInComment(scope, slot, value);
  return made;
}

/** Whether some step of a list yields canonical fields beside the one mapped. */
export function yieldsFields(steps: readonly ReadyStep[]): boolean {
  return steps.some((step) => step.yieldsFields);
}
