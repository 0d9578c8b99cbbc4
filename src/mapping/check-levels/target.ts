import { readFileSync } from 'node:fs';
import { ConfigError, type Problem } from '../../errors.ts';
import type { EntityKind } from '../../model/entity.ts';
import { targetSchema, type TargetSchema } from '../../model/target-schema.ts';
import { foldName, nearestName } from '../../text/nearest-name.ts';
import type { CompiledMap, CompiledMapping } from '../compiled.ts';
import { problemList, type Problems } from '../problems.ts';
import { hasNode, keyPlace, nodeAt, placeOf, type Path, type TreeNode } from '../tree.ts';

/** Reads a committed snapshot of a target. @throws ConfigError when it is not one */
export function readTargetSchema(file: string): TargetSchema {
  let reason: string;
  try {
    const parsed = targetSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (parsed.success) return parsed.data;
    const [first] = parsed.error.issues;
    reason = `${first?.path.join('.') ?? ''}: ${first?.code ?? ''}`;
  } catch (error) {
    reason =
      error instanceof SyntaxError ? 'JSON' : error instanceof Error && 'code' in error ? String(error.code) : '';
  }
  throw new ConfigError('check.snapshot', { file, reason });
}

interface TargetCheck {
  readonly mapping: CompiledMapping;
  readonly root: TreeNode;
  readonly schema: TargetSchema;
  readonly problems: Problems;
}

/** Level 4: what a mapping names of its target, against a snapshot of it. No network. */
export function targetProblems(mapping: CompiledMapping, root: TreeNode, schema: TargetSchema): readonly Problem[] {
  const problems = problemList();
  const check: TargetCheck = { mapping, root, schema, problems };
  if (checkIdentity(check)) {
    checkCustomFields(check);
    for (const map of mapping.maps) checkMap(check, map);
    checkConstants(check);
  }
  return problems.sorted();
}

function checkIdentity({ mapping, root, schema, problems }: TargetCheck): boolean {
  const { type, portal } = mapping.target;
  if (type !== schema.type) {
    problems.add(placeAtPath(root, ['target', 'type']), {
      code: 'check.target-type',
      args: { wanted: type, found: schema.type },
    });
    return false;
  }
  if (portal !== undefined && schema.portal !== undefined && portal !== schema.portal) {
    problems.add(placeAtPath(root, ['target', 'portal']), {
      code: 'check.target-portal',
      args: { wanted: portal, found: schema.portal },
    });
  }
  return true;
}

function checkCustomFields({ mapping, root, schema, problems }: TargetCheck): void {
  for (const [name, { target, type, create, options }] of Object.entries(mapping.customFields)) {
    const kind = name.split('.')[0] as EntityKind;
    const known = schema.kinds[kind]?.fields ?? {};
    const path = ['custom_fields', name];
    const id = known[target] === undefined ? byLabel(known, target) : target;
    const field = id === undefined ? undefined : known[id];
    if (field === undefined) {
      if (create) continue;
      const place = placeAtPath(root, [...path, 'target']);
      problems.add(place, { code: 'check.target-field', args: { field: target, kind } }, nearestField(target, known));
      continue;
    }
    if (field.read_only === true)
      problems.add(placeAtPath(root, [...path, 'target']), { code: 'check.field-read-only', args: { field: target } });
    if (hasNode(root, [...path, 'type']) && field.type !== 'other' && field.type !== type) {
      const args = { field: target, wanted: type, found: field.type };
      problems.add(placeAtPath(root, [...path, 'type']), { code: 'check.field-type', args });
    }
    if (field.type !== 'enum' || create) continue;
    for (const [index, option] of options.entries())
      checkOption(
        { root, problems },
        { field: target, option, known: field.options ?? [], path: [...path, 'options', index] },
      );
  }
}

function checkMap(check: TargetCheck, map: CompiledMap): void {
  if (map.fromSource !== undefined) return;
  if (map.kind === 'stage') return checkStages(check, map);
  if (map.kind === 'user') return eachResult(check, map, (value, path) => checkUser(check, { map, value, path }));
  if (map.kind !== 'enum' || map.target === undefined || map.createOptions !== 'never') return;
  const custom = check.mapping.customFields[map.target];
  const kind = map.target.split('.')[0] as EntityKind;
  const field = check.schema.kinds[kind]?.fields[custom?.target ?? map.target];
  if (field?.options === undefined) return;
  const known = field.options;
  eachResult(check, map, (option, path) => checkOption(check, { field: map.target ?? '', option, known, path }));
}

function checkStages(check: TargetCheck, map: CompiledMap): void {
  const { schema, root, problems } = check;
  const asked = map.pipeline;
  const pipelines = asked === undefined ? schema.pipelines : schema.pipelines.filter((one) => isNamed(one, asked));
  if (asked !== undefined && pipelines.length === 0) {
    const names = schema.pipelines.map(({ name }) => name);
    const place = placeAtPath(root, ['maps', map.name, 'pipeline']);
    problems.add(place, { code: 'check.pipeline', args: { pipeline: asked } }, nearestName(asked, names));
    return;
  }
  const stages = pipelines.flatMap((one) => one.stages);
  eachResult(check, map, (stage, path) => {
    if (stages.some((one) => isNamed(one, stage))) return;
    const args = { stage, pipeline: asked ?? pipelines.map(({ name }) => name).join(', ') };
    const names = stages.map(({ name }) => name);
    problems.add(placeAtPath(root, path), { code: 'check.stage', args }, nearestName(stage, names));
  });
}

interface MappedUser {
  readonly map: CompiledMap;
  readonly value: string;
  readonly path: Path;
}

function checkUser({ schema, root, problems }: TargetCheck, { map, value, path }: MappedUser): void {
  const nameOf = (user: TargetSchema['users'][number]) => user[map.to] ?? '';
  const found = schema.users.find((user) => foldName(nameOf(user)) === foldName(value));
  if (found === undefined) {
    const suggestion = nearestName(value, schema.users.map(nameOf));
    problems.add(placeAtPath(root, path), { code: 'check.user', args: { user: value } }, suggestion);
  } else if (!found.active && map.dismissed === undefined) {
    problems.add(placeAtPath(root, path), { code: 'check.user-dismissed', args: { user: value } });
  }
}

/** Pipelines and stages that blocks give as fixed values. */
function checkConstants({ mapping, root, schema, problems }: TargetCheck): void {
  if (schema.pipelines.length === 0) return;
  for (const { name, kind } of mapping.blocks) {
    if (kind !== 'deal') continue;
    const path = ['load', name, 'fields', 'pipeline', 'const'];
    if (!hasNode(root, path)) continue;
    const node = nodeAt(root, path);
    if (node.kind !== 'scalar' || schema.pipelines.some((one) => isNamed(one, node.text))) continue;
    const names = schema.pipelines.map((one) => one.name);
    problems.add(
      placeOf(node),
      { code: 'check.pipeline', args: { pipeline: node.text } },
      nearestName(node.text, names),
    );
  }
}

/** Every value a map can give with its place: those written in the mapping one by one, those of a CSV file at its name. */
function eachResult({ root }: TargetCheck, map: CompiledMap, visit: (value: string, path: Path) => void): void {
  const values = nodeAt(root, ['maps', map.name, 'values']);
  const written = new Set<string>();
  if (hasNode(root, ['maps', map.name, 'values']) && values.kind === 'map') {
    for (const [from, { value }] of values.entries) {
      if (value.kind !== 'scalar' || value.text === '') continue;
      written.add(value.text);
      visit(value.text, ['maps', map.name, 'values', from]);
    }
  }
  if (map.default !== undefined && map.default !== '') visit(map.default, ['maps', map.name, 'default']);
  written.add(map.default ?? '');
  for (const value of map.results()) {
    if (value !== '' && !written.has(value)) visit(value, ['maps', map.name, 'file']);
  }
}

interface OptionCheck {
  readonly field: string;
  readonly option: string;
  readonly known: readonly string[];
  readonly path: Path;
}

function checkOption(
  { root, problems }: Pick<TargetCheck, 'root' | 'problems'>,
  { field, option, known, path }: OptionCheck,
): void {
  if (known.some((one) => foldName(one) === foldName(option))) return;
  problems.add(placeAtPath(root, path), { code: 'check.option', args: { field, option } }, nearestName(option, known));
}

/** By name as people see it, by id, or by the code within a pipeline: `WON` of `C3:WON`. */
function isNamed({ id, name }: { readonly id: string; readonly name: string }, asked: string): boolean {
  return id === asked || id.split(':').at(-1) === asked || foldName(name) === foldName(asked);
}

type Fields = Readonly<Record<string, { readonly label?: string | undefined }>>;

function byLabel(fields: Fields, label: string): string | undefined {
  return Object.keys(fields).find((id) => foldName(fields[id]?.label ?? '') === foldName(label));
}

function nearestField(name: string, fields: Fields): string | undefined {
  const labels = Object.values(fields).flatMap(({ label }) => (label === undefined ? [] : [label]));
  return nearestName(name, [...Object.keys(fields), ...labels]);
}

function placeAtPath(root: TreeNode, path: Path): Problem['place'] {
  return hasNode(root, path) ? placeOf(nodeAt(root, path)) : keyPlace(root, path.slice(0, -1));
}
