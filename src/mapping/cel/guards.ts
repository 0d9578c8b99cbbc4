import {
  accessOf,
  callOf,
  childrenOf,
  isComprehension,
  literalText,
  nameOffset,
  type Call,
  type CelNode,
} from './ast.ts';
import { patternArguments } from './functions.ts';

/** Limits on expressions, see the reasons in docs: a person never needs more. */
export const expressionLimits = { nodes: 500, depth: 40, list: 100, comprehensions: 2, characters: 10_000 } as const;

/** A column (or `alias::column`) an expression reads, with the offset of its name. */
export interface ColumnUse {
  readonly name: string;
  readonly at: number;
  /** Read by `cell()` or asked for with `has()`: may be absent. */
  readonly isOptional: boolean;
}

/** What a walk over an expression found out. */
export interface ExpressionFacts {
  readonly row: ColumnUse[];
  readonly src: ColumnUse[];
  /** The row is used as a whole, so every column must be given. */
  usesWholeRow: boolean;
  readonly constants: { name: string; at: number }[];
  /** Value maps named in `lookup`. */
  readonly maps: { name: string; at: number }[];
  readonly patterns: { source: string; at: number }[];
  readonly forbidden: { construct: string; at: number }[];
  readonly calls: { name: string; at: number; isMethod: boolean; given: number }[];
}

interface Walk {
  readonly text: string;
  readonly facts: ExpressionFacts;
  readonly constants: Readonly<Record<string, string>>;
}

/** Collects what an expression reads and calls, and everything in it that is not allowed. */
export function inspectExpression(
  root: CelNode,
  text: string,
  constants: Readonly<Record<string, string>>,
): ExpressionFacts {
  const facts: ExpressionFacts = {
    row: [],
    src: [],
    usesWholeRow: false,
    constants: [],
    maps: [],
    patterns: [],
    forbidden: [],
    calls: [],
  };
  visit(root, 0, { text, facts, constants });
  return facts;
}

function visit(node: CelNode, nesting: number, walk: Walk): void {
  const access = accessOf(node);
  if (access !== undefined && ['row', 'src', 'konst'].includes(access.map)) {
    visitAccess(node, access, walk);
    return;
  }
  if (node.op === 'id') {
    if (node.args === 'row') walk.facts.usesWholeRow = true;
    if (node.args === 'src' || node.args === 'konst') {
      walk.facts.forbidden.push({ construct: node.args === 'src' ? 'src' : 'const', at: node.range.start });
    }
    return;
  }
  const call = callOf(node);
  if (call !== undefined && !visitCall(node, call, nesting, walk)) return;
  // A chain of loops runs one after the other: only what stands inside a loop is nested in it.
  const isLoop = call !== undefined && isComprehension(call);
  for (const child of childrenOf(node)) visit(child, isLoop && child !== call.receiver ? nesting + 1 : nesting, walk);
}

function visitAccess(node: CelNode, access: { map: string; key: string | undefined; at: number }, walk: Walk): void {
  const { facts } = walk;
  if (access.key === undefined) {
    const name = access.map === 'konst' ? 'const' : access.map;
    facts.forbidden.push({ construct: `${name}[...]`, at: node.range.start });
  } else if (access.map === 'konst') facts.constants.push({ name: access.key, at: access.at });
  else facts[access.map === 'row' ? 'row' : 'src'].push({ name: access.key, at: access.at, isOptional: false });
}

function hasAccess(node: CelNode | undefined, walk: Walk): boolean {
  const access = node === undefined ? undefined : accessOf(node);
  if (access?.map !== 'row' || access.key === undefined) return false;
  walk.facts.row.push({ name: access.key, at: access.at, isOptional: true });
  return true;
}

/** Looks at a call; false when its arguments need no further look. */
function visitCall(node: CelNode, call: Call, nesting: number, walk: Walk): boolean {
  const { facts } = walk;
  const at = nameOffset(node, call, walk.text);
  const isMethod = call.receiver !== undefined;
  facts.calls.push({ name: call.name, at, isMethod, given: call.args.length });
  if (call.name === 'matches') facts.forbidden.push({ construct: 'matches', at });
  if (isComprehension(call) && nesting >= expressionLimits.comprehensions) {
    facts.forbidden.push({ construct: 'nested', at });
    return false;
  }
  if (isMethod) return true;
  visitPattern(call.name, call.args[patternArguments[call.name] ?? -1], at, walk);
  if (call.name === 'lookup') visitLookup(call, at, walk);
  if (call.name === 'cell') return !visitCell(call, at, walk);
  return !(call.name === 'has' && hasAccess(call.args[0], walk));
}

function visitLookup({ args: [map] }: Call, at: number, { facts }: Walk): void {
  const name = literalText(map);
  if (map === undefined) return;
  if (name === undefined) facts.forbidden.push({ construct: 'lookup', at });
  else facts.maps.push({ name, at: map.range.start + 1 });
}

/** `cell(row, "x")` reads one column that may be absent; with a computed name it needs the whole row. */
function visitCell({ args: [row, column] }: Call, at: number, { facts }: Walk): boolean {
  if (row?.args !== 'row') return false;
  const name = literalText(column);
  if (name === undefined) return false;
  facts.row.push({ name, at: (column?.range.start ?? at) + 1, isOptional: true });
  return true;
}

function visitPattern(name: string, argument: CelNode | undefined, at: number, walk: Walk): void {
  if (argument === undefined || patternArguments[name] === undefined) return;
  const access = accessOf(argument);
  const constant = access?.map === 'konst' && access.key !== undefined ? walk.constants[access.key] : undefined;
  const source = literalText(argument) ?? constant;
  if (source === undefined && access?.map !== 'konst') walk.facts.forbidden.push({ construct: name, at });
  else if (source !== undefined) walk.facts.patterns.push({ source, at: argument.range.start });
}
