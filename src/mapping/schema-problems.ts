import { nearestName } from '../text/nearest-name.ts';
import type { Problems } from './problems.ts';
import { mappingSchema, type MappingSpec } from './schema.ts';
import { hasNode, keyPlace, nodeAt, placeOf, plainOf, without, type Path, type TreeNode } from './tree.ts';
import { typeTexts, type FlatIssue } from './typed.ts';

/** A mapping whose shape was checked; what was wrong is cut out of `root` and `spec`. */
export interface ShapedMapping {
  readonly root: TreeNode;
  readonly spec: MappingSpec;
}

/**
 * Checks the shape of a mapping (level 2). Everything wrong goes to `problems` and is cut out, so that the rest can still
 * be checked for meaning.
 * @returns undefined when nothing usable is left
 */
export function checkShape(whole: TreeNode, problems: Problems): ShapedMapping | undefined {
  let root = whole;
  for (let round = 0; round < 30; round++) {
    const typed = typeTexts(mappingSchema, plainOf(root));
    if (typed.ok) return { root, spec: typed.data as MappingSpec };
    let next = root;
    for (const issue of typed.issues) {
      if (round === 0 || !isEcho(issue, root, whole)) report(issue, root, problems);
    }
    // Deepest first and last items first, so that the paths of the others stay right.
    for (const path of cuts(typed.issues, root)) next = without(next, path);
    if (next === root) return undefined;
    root = next;
  }
  return undefined;
}

/** A missing key that is missing only because it was cut out before. */
function isEcho(issue: FlatIssue, root: TreeNode, whole: TreeNode): boolean {
  const path = pathOf(issue);
  return !hasNode(root, path) && hasNode(whole, path);
}

function pathOf(issue: FlatIssue): Path {
  return issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
}

function cuts(issues: readonly FlatIssue[], root: TreeNode): readonly Path[] {
  const paths: Path[] = [];
  for (const issue of issues) {
    const path = pathOf(issue);
    if (issue.code === 'unrecognized_keys') paths.push(...issue.keys.map((key) => [...path, key]));
    else if (hasNode(root, path)) paths.push(path);
    else paths.push(path.slice(0, -1));
  }
  return paths
    .filter((path) => path.length > 0)
    .toSorted((a, b) => b.length - a.length || Number(b.at(-1)) - Number(a.at(-1)) || 0);
}

function report(issue: FlatIssue, root: TreeNode, problems: Problems): void {
  const path = pathOf(issue);
  const key = String(path.at(-1) ?? '');
  if (issue.code === 'unrecognized_keys') {
    for (const unknown of issue.keys) reportUnknownKey(root, [...path, unknown], problems);
    return;
  }
  if (issue.code === 'invalid_key') {
    problems.add(keyPlace(root, path), { code: 'mapping.wrong-name', args: { name: key } });
    return;
  }
  if (!hasNode(root, path)) {
    const parent = path.slice(0, -1);
    problems.add(keyPlace(root, parent), { code: 'mapping.missing-key', args: { key } });
    return;
  }
  reportValue(issue, { root, path, key }, problems);
}

function reportValue(issue: FlatIssue, at: { root: TreeNode; path: Path; key: string }, problems: Problems): void {
  const node = nodeAt(at.root, at.path);
  const place = placeOf(node);
  const value = node.kind === 'scalar' ? node.text : node.kind;
  if (at.path.length === 1 && at.key === 'perenos') {
    problems.add(place, { code: 'mapping.version', args: { version: value } });
    return;
  }
  const allowed = allowedValues(issue);
  if (allowed !== undefined && node.kind === 'scalar') {
    const args = { key: at.key, value, allowed: allowed.join(', ') };
    problems.add(place, { code: 'mapping.wrong-value', args }, nearestName(value, allowed));
    return;
  }
  if (issue.code === 'invalid_type' || issue.code === 'invalid_union' || allowed !== undefined) {
    const expected = issue.code === 'invalid_type' ? expectedKind(issue.expected) : 'text';
    problems.add(place, { code: 'mapping.wrong-type', args: { key: at.key, expected } });
    return;
  }
  problems.add(place, { code: 'mapping.wrong-form', args: { key: at.key, value, rule: ruleOf(issue) } });
}

type ExpectedKind = 'text' | 'map' | 'list' | 'number' | 'boolean';

function expectedKind(expected: string): ExpectedKind {
  if (expected === 'object' || expected === 'record') return 'map';
  if (expected === 'array') return 'list';
  if (expected === 'boolean') return 'boolean';
  return expected === 'number' || expected === 'int' ? 'number' : 'text';
}

function allowedValues(issue: FlatIssue): readonly string[] | undefined {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  if (issue.code === 'invalid_union' && 'options' in issue && Array.isArray(issue.options))
    return issue.options.map(String);
  return undefined;
}

function ruleOf(issue: FlatIssue): string {
  if (issue.code === 'invalid_format') return issue.pattern ?? issue.format;
  if (issue.code === 'too_big') return `≤ ${issue.maximum}`;
  if (issue.code === 'too_small') return `≥ ${issue.minimum}`;
  return issue.code;
}

/** Kinds of places whose key names can be listed, for the nearest name. */
function reportUnknownKey(root: TreeNode, path: Path, problems: Problems): void {
  const key = String(path.at(-1));
  const known = knownKeys(path);
  const isField = path[0] === 'load' && path[2] === 'fields' && path.length === 4;
  const place = keyPlace(root, path);
  if (isField) {
    const entity = nodeAt(root, ['load', String(path[1]), 'entity']);
    const kind = entity.kind === 'scalar' ? entity.text : '';
    problems.add(place, { code: 'mapping.unknown-field', args: { field: key, kind } }, nearestName(key, known));
    return;
  }
  const args = { key, where: path.slice(0, -1).join('.') };
  problems.add(place, { code: 'mapping.unknown-key', args }, nearestName(key, known));
}

/** Asks the schema which keys it knows: the keys it misses or refuses when given a probe. */
function knownKeys(path: Path): readonly string[] {
  return keysOf(mappingSchema, path.slice(0, -1));
}

interface AnySchema {
  readonly _zod: {
    readonly def: {
      readonly type: string;
      readonly innerType?: AnySchema;
      readonly element?: AnySchema;
      readonly valueType?: AnySchema;
      readonly options?: readonly AnySchema[];
      readonly shape?: Readonly<Record<string, AnySchema>>;
    };
  };
}

/** Every key the schema allows at a path, over all branches of unions. */
function keysOf(schema: unknown, path: Path): readonly string[] {
  const { def } = (schema as AnySchema)._zod;
  if (def.innerType !== undefined) return keysOf(def.innerType, path);
  if (def.options !== undefined) return [...new Set(def.options.flatMap((option) => keysOf(option, path)))];
  const [step, ...rest] = path;
  if (step === undefined) return Object.keys(def.shape ?? {});
  if (def.element !== undefined) return keysOf(def.element, rest);
  if (def.valueType !== undefined) return keysOf(def.valueType, rest);
  const next = def.shape?.[String(step)];
  return next === undefined ? [] : keysOf(next, rest);
}
