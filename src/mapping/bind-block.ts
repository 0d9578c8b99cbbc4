import { MappingError } from '../errors.ts';
import { issueAt } from '../model/issue.ts';
import type { Row, Table } from '../model/row.ts';
import type { BlockContext } from './block-context.ts';
import { indexesOf, reportUnknown, type Binding } from './columns.ts';
import type { BoundBlock, CompiledJoin, Mapped } from './compiled.ts';
import { finishRecord } from './finish-record.ts';
import type { PreparedExplode } from './explode.ts';
import type { PreparedExpression } from './expressions.ts';
import { catalogue } from './field-catalogue.ts';
import { headingsOf } from './headings.ts';
import { joinParts, joinText } from './join-key.ts';
import { evaluate } from './prepare-value.ts';
import type { Inheritance, PreparedField } from './prepare-fields.ts';
import { problemList, type Problems } from './problems.ts';
import type { PreparedKey, ReadKey } from './record-key.ts';
import { rowView } from './row-view.ts';
import { rowScope, slotOf, type RowScope, type Slot } from './scope.ts';
import { keyPlace } from './tree.ts';
import type { WriteField } from './write-field.ts';

/** Everything a block is made of. */
export interface BlockParts {
  readonly context: BlockContext;
  readonly where: PreparedExpression | undefined;
  readonly explode: PreparedExplode | undefined;
  readonly key: PreparedKey;
  readonly fields: readonly PreparedField[];
  readonly inherited: readonly Inheritance[];
  /** Values every record has. */
  readonly fixed: Readonly<Record<string, string>> | undefined;
  readonly joins: readonly CompiledJoin[];
}

/** A block with nothing tied yet. */
function bindingOf({ context, fixed }: BlockParts, table: Table, problems: Problems): Binding {
  return {
    headings: headingsOf(table),
    scope: rowScope(),
    problems,
    used: new Set(),
    shared: new Set(),
    bound: new Set(Object.keys(fixed ?? {})),
    taken: [],
    virtualColumns: context.virtualColumns,
    firstVirtual: table.columns.length,
  };
}

/** Ties a block to a table. @throws MappingError naming every column the table lacks */
export function bindBlock(parts: BlockParts, table: Table): BoundBlock {
  const { context, fields, key, joins } = parts;
  const problems = problemList();
  const binding = bindingOf(parts, table, problems);
  const writers: WriteField[] = [];
  const { bound } = binding;
  for (const field of fields) {
    const write = field.bind(binding);
    if (write === undefined) {
      if (field.isRequired) reportNoHeading(field.name, field.names, parts, binding);
      continue;
    }
    writers.push(write);
    bound.add(field.name);
  }
  const readKey = key.bind(binding);
  if (readKey === undefined) reportNoHeading('key', key.names, parts, binding);
  parts.where?.bind(binding);
  const explode = parts.explode?.bind(binding);
  const left = joins.map((join) => leftIndexes(join, binding));
  reportUnfillable(bound, parts, binding);
  if (problems.hasErrors()) throw new MappingError(problems.sorted());
  binding.scope.viewRow = rowView(expressionsOf(parts), binding, context);
  const mapper = mapRow({
    parts,
    binding,
    writers,
    readKey: readKey ?? (() => ''),
    explode,
    whereSlot: whereSlot(binding),
  });
  return {
    used: binding.used,
    taken: binding.taken,
    joinKeys: (row) =>
      left.map((indexes, at) =>
        joinParts(indexes.map((index) => joinText(row.cells[index] ?? null, joins[at]?.normalize ?? 'none'))),
      ),
    map: mapper,
  };
}

function expressionsOf(parts: BlockParts): readonly PreparedExpression[] {
  const own = [parts.where, ...parts.key.expressions, ...(parts.explode?.expressions ?? [])];
  const ofFields = parts.fields.flatMap((field) => field.values.flatMap((value) => value.expressions));
  const ofRefs = parts.fields.flatMap((field) => field.refs.flatMap((ref) => ref.expressions));
  return [...own.filter((one) => one !== undefined), ...ofFields, ...ofRefs];
}

function whereSlot({ scope }: Binding): Slot {
  return slotOf(scope, 'where', 'reject');
}

function leftIndexes(join: CompiledJoin, binding: Binding): readonly number[] {
  return join.left.map((name) => {
    const [index] = indexesOf(name, false, binding);
    if (index === undefined) reportUnknown(name, join.place, binding.headings, binding.problems);
    else binding.used.add(index);
    return index ?? -1;
  });
}

function reportNoHeading(field: string, names: readonly string[], { context }: BlockParts, binding: Binding): void {
  const { file, name } = binding.headings.table;
  const looked = names.join(', ');
  const at = field === 'key' ? ['load', context.block, 'key'] : ['load', context.block, 'fields', field];
  const args = { field, looked, table: name === '' ? file : `${file}, ${name}` };
  binding.problems.add(keyPlace(context.root, at), { code: 'mapping.no-heading', args });
}

/** A record can only be valid when something gives its required fields. */
function reportUnfillable(bound: ReadonlySet<string>, parts: BlockParts, binding: Binding): void {
  const { context, fields } = parts;
  if (fields.some((field) => field.yieldsFields && bound.has(field.name))) return;
  const isNamed =
    context.kind === 'contact' && ['last_name', 'first_name', 'middle_name'].some((name) => bound.has(name));
  for (const field of catalogue[context.kind].values()) {
    if (!field.isRequired || bound.has(field.name) || (isNamed && field.name === 'full_name')) continue;
    if (parts.inherited.some((one) => one.field === field.name)) continue;
    const related = fields.filter(
      (one) => one.name === field.name || (field.name === 'full_name' && one.name.endsWith('_name')),
    );
    const known = binding.problems.hasErrors() && related.every((one) => one.names.length === 1);
    if (!known)
      reportNoHeading(
        field.name,
        related.flatMap((one) => one.names),
        parts,
        binding,
      );
  }
}

interface Mapper {
  readonly parts: BlockParts;
  readonly binding: Binding;
  readonly writers: readonly WriteField[];
  readonly readKey: ReadKey;
  readonly explode: ((scope: RowScope) => readonly Row['cells'][]) | undefined;
  readonly whereSlot: Slot;
}

function mapRow(mapper: Mapper): BoundBlock['map'] {
  const { parts, binding, explode, whereSlot: slot } = mapper;
  const { where, joins } = parts;
  const { scope } = binding;
  return (row, joined) => {
    startRow(scope, row, joined, joins);
    if (where !== undefined) {
      slot.hasFailed = false;
      const isWanted = evaluate(where, null, scope, slot);
      if (slot.hasFailed) return [mapRecord(mapper, '')];
      if (isWanted !== true) return [{ status: 'filtered', origin: scope.origin }];
    }
    if (explode === undefined) return [mapRecord(mapper, '')];
    const records = explode(scope);
    if (records.length === 0) {
      return scope.isRejected ? [mapRecord(mapper, '')] : [{ status: 'filtered', origin: scope.origin }];
    }
    return records.map((cells, index) => {
      startRow(scope, { ...row, cells }, joined, joins);
      return mapRecord(mapper, `#${index + 1}`);
    });
  };
}

function startRow(
  scope: RowScope,
  row: Row,
  joined: readonly (readonly Row[])[],
  joins: readonly CompiledJoin[],
): void {
  scope.cells = row.cells;
  scope.index = -1;
  scope.origin = { table: row.table, line: row.line };
  scope.isRejected = false;
  // Lists that were handed out stay as they are.
  if (scope.issues.length > 0) scope.issues = [];
  scope.references = [];
  scope.kept.length = 0;
  scope.fields = {};
  scope.hasRowView = false;
  scope.joined = joins.length === 0 ? joined : joined.map((rows, at) => takeJoined(scope, rows, joins[at]));
}

function takeJoined(scope: RowScope, rows: readonly Row[], join: CompiledJoin | undefined): readonly Row[] {
  if (join === undefined || join.take === 'all' || rows.length < 2) return rows;
  if (join.take === 'error') {
    const args = { alias: join.alias, count: rows.length };
    scope.issues.push(issueAt(scope.origin, { code: 'record.join-several', args }));
    scope.isRejected = true;
  }
  return rows.slice(0, 1);
}

function mapRecord({ parts, writers, readKey, binding }: Mapper, suffix: string): Mapped {
  const { scope } = binding;
  const { context, fixed, key, inherited } = parts;
  const own = readKey(scope);
  if (fixed !== undefined) Object.assign(scope.fields, fixed);
  for (const write of writers) write(scope);
  return finishRecord(scope, { context, key: own === '' ? '' : own + suffix, keyLabel: key.label, inherited });
}
