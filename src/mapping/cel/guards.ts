import { accessOf, callOf, childrenOf, isComprehension, literalText, nameOffset, type CelNode } from './ast.ts';
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
  let depth = nesting;
  if (call !== undefined) {
    visitCall(node, walk);
    if (isComprehension(call)) depth += 1;
    if (depth > expressionLimits.comprehensions) {
      walk.facts.forbidden.push({ construct: 'nested', at: nameOffset(node, call, walk.text) });
      return;
    }
    if (call.name === 'cell' && call.args[0]?.args === 'row' && literalText(call.args[1]) !== undefined) return;
    if (call.name === 'has' && hasAccess(call.args[0], walk)) return;
  }
  for (const child of childrenOf(node)) visit(child, depth, walk);
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

function visitCall(node: CelNode, walk: Walk): void {
  const call = callOf(node);
  if (call === undefined) return;
  const { facts } = walk;
  const at = nameOffset(node, call, walk.text);
  const isMethod = call.receiver !== undefined;
  if (call.name === 'matches') facts.forbidden.push({ construct: 'matches', at });
  facts.calls.push({ name: call.name, at, isMethod, given: call.args.length });
  const [first, second] = call.args;
  if (!isMethod && call.name === 'lookup' && first !== undefined) {
    const name = literalText(first);
    if (name === undefined) facts.forbidden.push({ construct: 'lookup', at });
    else facts.maps.push({ name, at: first.range.start + 1 });
  }
  if (!isMethod && call.name === 'cell' && first?.args === 'row') {
    const name = literalText(second);
    if (name === undefined) facts.usesWholeRow = true;
    else facts.row.push({ name, at: (second?.range.start ?? at) + 1, isOptional: true });
  }
  visitPattern(call.name, isMethod ? undefined : call.args[patternArguments[call.name] ?? -1], at, walk);
}

function visitPattern(name: string, argument: CelNode | undefined, at: number, walk: Walk): void {
  if (argument === undefined || patternArguments[name] === undefined) return;
  const access = accessOf(argument);
  const constant = access?.map === 'konst' && access.key !== undefined ? walk.constants[access.key] : undefined;
  const source = literalText(argument) ?? constant;
  if (source === undefined && access?.map !== 'konst') walk.facts.forbidden.push({ construct: name, at });
  else if (source !== undefined) walk.facts.patterns.push({ source, at: argument.range.start });
}
