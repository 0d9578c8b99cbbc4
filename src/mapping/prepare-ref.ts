import type { EntityKind } from '../model/entity.ts';
import type { Ref } from '../model/field.ts';
import { refKinds, userMapSystem, type Reference } from '../model/reference.ts';
import type { Value } from '../model/row.ts';
import { nearestName } from '../text/nearest-name.ts';
import { trimText } from '../text/spaces.ts';
import { placeIn, type BlockContext } from './block-context.ts';
import { CellMemory } from './cell-memory.ts';
import { prepareColumns, type Binding, type PreparedColumns, type ReadColumn } from './columns.ts';
import { prepareExpression, type PreparedExpression } from './expressions.ts';
import { evaluate, prepareValue, type PreparedValue } from './prepare-value.ts';
import { keyOfParts } from './join-key.ts';
import { hashOfRow } from './record-key.ts';
import type { Columns, ValueSpec } from './schema/value.ts';
import { isEmpty, rawText, slotOf, type RowScope, type Slot } from './scope.ts';
import { prepareSteps, runSteps, type ReadyStep } from './steps.ts';
import { keyPlace, type Path } from './tree.ts';
import { reportRequired, single } from './write-field.ts';
import { keepOthers } from './other-columns.ts';
import { refTarget, type RefTarget } from './ref-target.ts';

/** A relation read for the current row. */
interface MadeRef {
  readonly ref: Ref;
  readonly kind: EntityKind;
}

interface BoundRef {
  readonly columns: readonly ReadColumn[];
  /** Makes the reference and announces it in the scope; undefined when the row has none. */
  read(scope: RowScope): MadeRef | undefined;
  /** The same for a cell that names several records, when `do` splits it. */
  readAll(scope: RowScope): readonly MadeRef[];
}

export interface PreparedRef {
  readonly field: string;
  readonly kind: EntityKind;
  readonly values: readonly PreparedValue[];
  readonly expressions: readonly PreparedExpression[];
  bind(binding: Binding): BoundRef | undefined;
}

interface RefUse {
  readonly field: string;
  /** Kind the field always points to, when the field alone does not say it. */
  readonly kind: EntityKind | undefined;
  readonly path: Path;
}

/**
 * Compiles a relation. With `ref` its key comes from the columns of `by`; owners and authors may also be given by a plain
 * value, which then stands for a user of the source or, through a map of kind user, of the target.
 */
export async function prepareRef(
  written: string | ValueSpec,
  use: RefUse,
  context: BlockContext,
): Promise<PreparedRef | undefined> {
  const spec = typeof written === 'string' ? { from: written } : written;
  if (spec.ref === undefined) return prepareUser(written, use, context);
  const at = (key: string): Path => [...use.path, key];
  const target = refTarget(spec.ref, { ...use, path: at('ref') }, context);
  if (spec.by === undefined) {
    context.problems.add(placeIn(context, use.path), { code: 'mapping.ref-incomplete', args: { key: 'by' } });
    return undefined;
  }
  reportValueKeys(spec, use.path, context);
  const when = spec.when === undefined ? undefined : await prepareExpression(spec.when, at('when'), context, 'bool');
  const isAll = typeof spec.by === 'object' && 'all' in spec.by;
  const listed: Columns = typeof spec.by === 'object' && 'all' in spec.by ? { any: spec.by.all } : spec.by;
  const by = prepareColumns(listed, at('by'), context);
  const stub = spec.stub_name === undefined ? undefined : prepareColumns(spec.stub_name, at('stub_name'), context);
  const steps = await prepareSteps(spec.do, at('do'), context);
  if (target === undefined) return undefined;
  const isAny = typeof spec.by === 'object' && !Array.isArray(spec.by) && !isAll;
  const orAuto = typeof spec.by === 'object' && 'or' in spec.by && spec.by.or === 'auto';
  return {
    field: use.field,
    kind: target.kind,
    values: [],
    expressions: when === undefined ? [] : [when],
    bind: (binding) => bindRef({ spec, field: use.field, target, by, stub, when, steps, isAny, orAuto }, binding),
  };
}

interface RefParts {
  readonly spec: ValueSpec;
  readonly field: string;
  readonly target: RefTarget;
  readonly by: PreparedColumns;
  readonly stub: PreparedColumns | undefined;
  readonly when: PreparedExpression | undefined;
  readonly steps: readonly ReadyStep[];
  /** The first filled column is the key; otherwise all make it together. */
  readonly isAny: boolean;
  /** Without a key the record made of the same row is meant. */
  readonly orAuto: boolean;
}

function bindRef(
  { spec, field, target, by, stub, when, steps, isAny, orAuto }: RefParts,
  binding: Binding,
): BoundRef | undefined {
  const columns = by.bind(binding, field);
  const stubs = stub?.bind(binding, field) ?? [];
  when?.bind(binding);
  if (columns.length === 0 && !orAuto) return undefined;
  const onMissing = spec.on_missing ?? 'reject';
  const slot = slotOf(binding.scope, field, spec.on_error ?? 'reject');
  const given = isAny ? firstKeys(columns, steps, slot, stubs.length === 0) : wholeKey(columns, steps, slot);
  const keysOf = orAuto ? withRowKey(given, hashOfRow(binding)) : given;
  const namesOf = firstKeys(stubs, steps, slot);
  const readAll = (scope: RowScope): readonly MadeRef[] => {
    slot.hasFailed = false;
    if (when !== undefined && evaluate(when, null, scope, slot) !== true) return [];
    const keys = keysOf(scope);
    if (keys.length === 0 && spec.required === true) reportRequired(scope, slot);
    const names = stubs.length === 0 ? [] : namesOf(scope);
    // Several keys and as many names in two cells belong together in their order.
    const named = names.length === keys.length || keys.length === 1;
    return keys.map((key, at) =>
      announce(scope, { field, target, key, onMissing, stubName: named ? names[at] : undefined }),
    );
  };
  const isOfCell = when === undefined && stubs.length === 0 && !orAuto && !steps.some(({ isCounting }) => isCounting);
  const cell = isOfCell && columns.length === 1 ? columns[0]?.cell : undefined;
  const readKnown = cell === undefined ? readAll : remembering(readAll, cell);
  return { columns, readAll: readKnown, read: (scope) => readKnown(scope)[0] };
}

type ReadRefs = (scope: RowScope) => readonly MadeRef[];

/** Announces the references that the same text gave before. */
function remembering(readAll: ReadRefs, cell: number): ReadRefs {
  const memory = new CellMemory<{ readonly made: readonly MadeRef[]; readonly references: readonly Reference[] }>(cell);
  const readApart = (scope: RowScope) => {
    const { references } = scope;
    scope.references = [];
    const read = { made: readAll(scope), references: scope.references };
    scope.references = references;
    return read;
  };
  return (scope) => {
    if (!memory.isWorth) return readAll(scope);
    const { made, references } = memory.find(scope) ?? memory.learn(scope, readApart);
    for (let at = 0; at < references.length; at += 1) scope.references.push(references[at] as Reference);
    return made;
  };
}

/** A relation takes its key from `by` (and `do`), not from the keys of a value. */
function reportValueKeys(spec: ValueSpec, path: Path, context: BlockContext): void {
  for (const key of ['from', 'expr', 'const', 'map'] as const) {
    if (spec[key] === undefined) continue;
    const args = { one: key, other: 'ref' };
    context.problems.add(keyPlace(context.root, [...path, key]), { code: 'mapping.conflict', args });
  }
}

interface Announcement {
  readonly field: string;
  readonly target: Pick<RefTarget, 'kind' | 'system'>;
  readonly key: string;
  readonly onMissing: Reference['onMissing'];
  readonly stubName: string | undefined;
}

function announce(scope: RowScope, { field, target, key, onMissing, stubName }: Announcement): MadeRef {
  const ref: Ref = { system: target.system, key };
  const { kind } = target;
  scope.references.push(
    stubName === undefined ? { field, kind, ref, onMissing } : { field, kind, ref, onMissing, stubName },
  );
  return { ref, kind };
}

function withRowKey(given: (scope: RowScope) => readonly string[], auto: (scope: RowScope) => string) {
  return (scope: RowScope): readonly string[] => {
    const keys = given(scope);
    return keys.length > 0 ? keys : [auto(scope)];
  };
}

function wholeKey(columns: readonly ReadColumn[], steps: readonly ReadyStep[], slot: Slot) {
  const [only] = columns;
  if (columns.length === 1 && only !== undefined) return firstKeys([only], steps, slot);
  return (scope: RowScope): readonly string[] => {
    const parts = columns.map((column) => keyTexts(column, steps, scope, slot)[0] ?? '');
    return parts.every((part) => part === '') ? [] : [keyOfParts(parts)];
  };
}

/** Keys in the first filled of several columns; with `keeps`, what the others say differently goes to the comment. */
function firstKeys(columns: readonly ReadColumn[], steps: readonly ReadyStep[], slot: Slot, keeps = false) {
  return (scope: RowScope): readonly string[] => {
    for (let index = 0; index < columns.length; index += 1) {
      const keys = keyTexts(columns[index] as ReadColumn, steps, scope, slot);
      if (keys.length === 0) continue;
      if (keeps) keepOthers(columns.slice(index + 1), slot.raw, scope, slot);
      return keys;
    }
    return noKeys;
  };
}

const noKeys: readonly string[] = [];

function keyTexts(column: ReadColumn, steps: readonly ReadyStep[], scope: RowScope, slot: Slot): readonly string[] {
  const value = single(column.read(scope, slot), slot);
  const made = steps.length === 0 ? value : runSteps(steps, value, scope, slot);
  if (Array.isArray(made)) {
    return [...new Set((made as readonly Value[]).map((item) => trimText(rawText(item))))].filter((key) => key !== '');
  }
  const key = trimText(rawText(made));
  return key === '' ? noKeys : [key];
}

async function prepareUser(
  written: string | ValueSpec,
  use: RefUse,
  context: BlockContext,
): Promise<PreparedRef | undefined> {
  const kinds = refKinds(use.field);
  if (kinds[0] !== 'user') {
    const nearest = nearestName(use.field, Object.keys(context.spec.load));
    context.problems.add(placeIn(context, use.path), { code: 'mapping.ref-incomplete', args: { key: 'ref' } }, nearest);
    return undefined;
  }
  const shape = { type: 'text', max: 500 } as const;
  const value = await prepareValue(written, { field: use.field, shape, path: use.path }, context);
  const map = value.spec.map === undefined ? undefined : context.maps.get(value.spec.map);
  const system = map?.spec.kind === 'user' ? userMapSystem(map.spec.to ?? 'full_name') : context.system;
  return {
    field: use.field,
    kind: 'user',
    values: [value],
    expressions: [],
    bind(binding) {
      const bound = value.bind(binding);
      if (bound === undefined) return undefined;
      const slot = value.slot(binding.scope);
      const target = { kind: 'user' as const, system };
      const read = (scope: RowScope): MadeRef | undefined => {
        slot.hasFailed = false;
        slot.raw = null;
        const made = single(bound.read(scope, slot) ?? null, slot);
        const key = isEmpty(made) ? '' : trimText(rawText(made)).slice(0, 500);
        if (key === '') {
          if (value.spec.required === true && !scope.isRejected) reportRequired(scope, slot);
          return undefined;
        }
        return announce(scope, { field: use.field, target, key, onMissing: 'stub', stubName: key });
      };
      const readOne = (scope: RowScope): readonly MadeRef[] => {
        const made = read(scope);
        return made === undefined ? [] : [made];
      };
      const readAll = bound.cell === undefined ? readOne : remembering(readOne, bound.cell);
      return { columns: bound.columns, read: (scope) => readAll(scope)[0], readAll };
    },
  };
}
