import { entityKinds, type EntityKind } from '../model/entity.ts';
import type { BlockContext, MappingContext } from './block-context.ts';
import { bindBlock, type BlockParts } from './bind-block.ts';
import type { CompiledBlock, CompiledJoin } from './compiled.ts';
import { prepareExplode } from './explode.ts';
import { prepareExpression } from './expressions.ts';
import { catalogue } from './field-catalogue.ts';
import { inheritances, listWriter, prepareFields, type PreparedField } from './prepare-fields.ts';
import { prepareEntry, type PreparedEntry } from './prepare-entry.ts';
import { prepareKey } from './record-key.ts';
import { systemOf } from './ref-target.ts';
import { fieldAliases } from './schema/fields.ts';
import type { BlockSpec, JoinSpec } from './schema/block.ts';
import type { EntrySpec } from './schema/value.ts';
import { keyPlace, type Path } from './tree.ts';

/** A compiled block and which blocks it refers to, for the search of cycles. */
export interface BlockResult {
  readonly block: CompiledBlock;
  /** Kinds and blocks its relations point to, but for deferred and forgiving ones. */
  readonly needs: readonly string[];
}

/** Compiles one block of `load:`. Everything wrong with it goes to the problems; the result may then not be used. */
export async function compileBlock(name: string, spec: BlockSpec, mapping: MappingContext): Promise<BlockResult> {
  const path: Path = ['load', name];
  const kind: EntityKind = spec.entity === 'task' ? 'activity' : spec.entity;
  const context = blockContext(name, kind, spec, mapping);
  const where =
    spec.where === undefined ? undefined : await prepareExpression(spec.where, [...path, 'where'], context, 'bool');
  const explode =
    spec.explode === undefined ? undefined : await prepareExplode(spec.explode, [...path, 'explode'], context);
  const key = await prepareKey(spec.key, [...path, 'key'], context);
  const fields = [...(await prepareFields(spec.fields, [...path, 'fields'], context))];
  const tags = await prepareTags(spec, path, context);
  if (tags !== undefined) fields.push(tags);
  const inherited = inheritances(spec.fields, [...path, 'fields'], context, fields);
  const fixed = spec.entity === 'task' ? { type: 'task' } : undefined;
  reportMissing(fields, { path, kind, fixed }, context);
  const joins = joinsOf(spec.join ?? {}, path, context);
  const parts: BlockParts = { context, where, explode, key, fields, inherited, fixed, joins };
  const block: CompiledBlock = {
    name,
    kind,
    source: spec.from,
    joins,
    isOptional: spec.optional ?? false,
    explodes: explode !== undefined,
    whenRejected: spec.when_rejected?.children ?? 'reject',
    onMatch: spec.on_match ?? 'update',
    onForeign: spec.on_match ?? 'fill_empty',
    match: (spec.match ?? []).map(({ by, on_many: onMany }) => ({ by, onMany: onMany ?? 'review' })),
    fields: fields.map((field) => field.name),
    clear: fields.filter((field) => field.clears).map((field) => field.name),
    bind: (table) => bindBlock(parts, table),
  };
  return { block, needs: needsOf(spec) };
}

function blockContext(name: string, kind: EntityKind, spec: BlockSpec, mapping: MappingContext): BlockContext {
  const aliases = fieldAliases(kind);
  const mappedFields = new Set(Object.keys(spec.fields).map((key) => aliases.get(key) ?? key));
  return {
    ...mapping,
    block: name,
    kind,
    system: systemOf(spec.from, mapping),
    virtualColumns: spec.explode?.expr === undefined ? [] : [spec.explode.as ?? 'item'],
    joinColumns: new Map(Object.keys(spec.join ?? {}).map((alias) => [alias, new Set<string>()])),
    mappedFields,
  };
}

/** `tags:` of a block: fixed texts and expressions, beside a field of that name. */
async function prepareTags(spec: BlockSpec, path: Path, context: BlockContext): Promise<PreparedField | undefined> {
  if (spec.tags === undefined) return undefined;
  const entries: PreparedEntry[] = [];
  for (const [index, tag] of spec.tags.entries()) {
    const written: EntrySpec = typeof tag === 'string' ? { const: tag } : (tag as EntrySpec);
    const use = { field: 'tags', of: 'tag' as const, path: [...path, 'tags', index] };
    entries.push(await prepareEntry(written, use, context));
  }

  return {
    name: 'tags',
    path: [...path, 'tags'],
    names: [],
    isRequired: false,
    clears: false,
    yieldsFields: false,
    values: entries.flatMap((entry) => entry.values),
    refs: [],
    bind(binding) {
      const adders = entries.map((entry) => entry.bind(binding)).filter((add) => add !== undefined);
      return adders.length === 0 ? undefined : listWriter('tags', 'tag', adders);
    },
  };
}

/** Names that together make a contact's whole name. */
const nameFields = ['last_name', 'first_name', 'middle_name'] as const;

function reportMissing(
  fields: readonly PreparedField[],
  { path, kind, fixed }: { path: Path; kind: EntityKind; fixed: Readonly<Record<string, string>> | undefined },
  context: BlockContext,
): void {
  const names = new Set([...fields.map((field) => field.name), ...Object.keys(fixed ?? {})]);
  const spreads = fields.some((field) => field.yieldsFields);
  for (const field of catalogue[kind].values()) {
    if (!field.isRequired || names.has(field.name) || context.mappedFields.has(field.name)) continue;
    const isBuilt = kind === 'contact' && field.name === 'full_name' && nameFields.some((name) => names.has(name));
    if (isBuilt || spreads) continue;
    const place = keyPlace(context.root, [...path, 'fields']);
    context.problems.add(place, { code: 'mapping.required-field', args: { field: field.name, kind } });
  }
}

function joinsOf(
  joins: Readonly<Record<string, JoinSpec>>,
  path: Path,
  context: BlockContext,
): readonly CompiledJoin[] {
  return Object.entries(joins).map(([alias, join]) => ({
    alias,
    source: join.source,
    left: Object.keys(join.on),
    right: Object.values(join.on),
    normalize: join.normalize ?? 'none',
    take: join.take ?? 'first',
    columns: [...(context.joinColumns.get(alias) ?? [])],
    place: keyPlace(context.root, [...path, 'join', alias]),
  }));
}

/** Blocks and kinds a block cannot be loaded without. */
function needsOf(spec: BlockSpec): readonly string[] {
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) visit(item);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    if ('ref' in value && typeof value.ref === 'string') {
      const onMissing = 'on_missing' in value ? value.on_missing : 'reject';
      if (onMissing === 'reject' || onMissing === 'stub') found.push(value.ref);
    }
  };
  for (const written of Object.values(spec.fields)) visit(written);
  return found;
}

export function isKind(name: string): name is EntityKind {
  return (entityKinds as readonly string[]).includes(name);
}
