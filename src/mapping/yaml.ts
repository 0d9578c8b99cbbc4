import { isAlias, isMap, isScalar, isSeq, parseDocument, type Document, type Node, type Pair, type Scalar } from 'yaml';
import type { Problems } from './problems.ts';
import { placeAt, type MapEntry, type ScalarNode, type SourceText, type TreeNode } from './tree.ts';

/** Limits on a mapping file, against files built to exhaust memory. */
export const mappingLimits = { bytes: 1024 * 1024, nodes: 20_000, depth: 40, aliases: 100 } as const;

const forbiddenKeys = new Set(['__proto__', 'prototype', 'constructor']);

/** A document on its way into a tree. */
interface Conversion {
  readonly document: Document;
  readonly source: SourceText;
  readonly problems: Problems;
  nodes: number;
  aliases: number;
  isOver: boolean;
}

/**
 * Parses one YAML file under the failsafe schema: every scalar stays the text that was typed. Syntax errors, repeated and
 * dangerous keys, tags and documents over the limits go to `problems`.
 * @returns undefined when there is nothing to go on with
 */
export function parseYaml(source: SourceText, problems: Problems): TreeNode | undefined {
  if (source.text.length > mappingLimits.bytes) {
    limit(source, 0, { limit: 'bytes', value: source.text.length, allowed: mappingLimits.bytes }, problems);
    return undefined;
  }
  if (deepest(source.text) > mappingLimits.depth * 2) {
    limit(source, 0, { limit: 'depth', value: deepest(source.text), allowed: mappingLimits.depth }, problems);
    return undefined;
  }
  const marks = separators(source.text);
  if (marks > mappingLimits.nodes * 2) {
    limit(source, 0, { limit: 'nodes', value: marks, allowed: mappingLimits.nodes }, problems);
    return undefined;
  }
  const document = parseDocument(source.text, { schema: 'failsafe', uniqueKeys: false, prettyErrors: false });
  for (const error of document.errors) {
    problems.add(placeAt(source, error.pos[0]), { code: 'mapping.yaml', args: { reason: error.code } });
  }
  for (const warning of document.warnings) {
    const tag = source.text.slice(warning.pos[0], warning.pos[1]);
    problems.add(placeAt(source, warning.pos[0]), { code: 'mapping.yaml-tag', args: { tag } });
  }
  if (document.errors.length > 0) return undefined;
  if (document.contents === null || source.text.trim() === '') {
    problems.add(placeAt(source, 0), { code: 'mapping.yaml', args: { reason: 'EMPTY' } });
    return undefined;
  }
  const conversion = { document, source, problems, nodes: 0, aliases: 0, isOver: false };
  const root = convert(conversion, document.contents as Node, 0);
  return conversion.isOver ? undefined : root;
}

/** Commas and line breaks: a bound on the number of values, before the parser is given the text. */
function separators(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 44 || code === 10) count += 1;
  }
  return count;
}

/** A bound on nesting, so that the parser itself is never driven into deep recursion. */
function deepest(text: string): number {
  let depth = 0;
  let most = 0;
  for (const character of text) {
    if (character === '[' || character === '{') most = Math.max(most, ++depth);
    else if (character === ']' || character === '}') depth -= 1;
    else if (character === '\n' && depth < 0) depth = 0;
  }
  const dashes = text.match(/^(?:[-?] ){40,}/mu);
  return Math.max(most, (dashes?.[0].length ?? 0) / 2);
}

function limit(
  source: SourceText,
  offset: number,
  args: { limit: 'bytes' | 'nodes' | 'depth' | 'aliases'; value: number; allowed: number },
  problems: Problems,
): void {
  problems.add(placeAt(source, offset), { code: 'mapping.limit', args });
}

function convert(conversion: Conversion, node: Node, depth: number): TreeNode {
  const { source, problems, document } = conversion;
  const start = node.range?.[0] ?? 0;
  const end = node.range?.[1] ?? start;
  conversion.nodes += 1;
  const over = overLimit(conversion, depth);
  if (over !== undefined) {
    if (!conversion.isOver) limit(source, start, over, problems);
    conversion.isOver = true;
  }
  const empty: ScalarNode = { kind: 'scalar', text: '', style: 'plain', source, start, end };
  if (conversion.isOver) return empty;
  if (isAlias(node)) {
    conversion.aliases += 1;
    const aimed = node.resolve(document);
    return aimed === undefined ? empty : { ...convert(conversion, aimed, depth + 1) };
  }
  if (isScalar(node)) return scalarOf(source, node);
  if (isSeq(node)) {
    const items = node.items.map((item) => convert(conversion, item as Node, depth + 1));
    return { kind: 'list', items, source, start, end };
  }
  if (!isMap(node)) return empty;
  const entries = new Map<string, MapEntry>();
  for (const pair of node.items) addEntry(conversion, entries, pair as Pair<Node, Node | null>, depth);
  return { kind: 'map', entries, source, start, end };
}

function addEntry(
  conversion: Conversion,
  entries: Map<string, MapEntry>,
  pair: Pair<Node, Node | null>,
  depth: number,
): void {
  const { source, problems } = conversion;
  const place = placeAt(source, pair.key.range?.[0] ?? 0);
  if (!isScalar(pair.key)) {
    problems.add(place, { code: 'mapping.yaml', args: { reason: 'KEY_NOT_TEXT' } });
    return;
  }
  const key = scalarOf(source, pair.key);
  if (forbiddenKeys.has(key.text)) {
    problems.add(place, { code: 'mapping.forbidden-key', args: { key: key.text } });
    return;
  }
  if (entries.has(key.text)) {
    problems.add(place, { code: 'mapping.duplicate-key', args: { key: key.text } });
    return;
  }
  const value = pair.value === null ? { ...key, text: '', start: key.end, end: key.end } : undefined;
  entries.set(key.text, { key, value: value ?? convert(conversion, pair.value as Node, depth + 1) });
}

function overLimit(
  conversion: Conversion,
  depth: number,
): { limit: 'nodes' | 'depth' | 'aliases'; value: number; allowed: number } | undefined {
  if (depth > mappingLimits.depth) return { limit: 'depth', value: depth, allowed: mappingLimits.depth };
  if (conversion.nodes > mappingLimits.nodes) {
    return { limit: 'nodes', value: conversion.nodes, allowed: mappingLimits.nodes };
  }
  if (conversion.aliases > mappingLimits.aliases) {
    return { limit: 'aliases', value: conversion.aliases, allowed: mappingLimits.aliases };
  }
  return undefined;
}

const styles: Readonly<Record<string, ScalarNode['style']>> = {
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'block',
  BLOCK_FOLDED: 'block',
};

function scalarOf(source: SourceText, node: Scalar): ScalarNode {
  const [start, end] = node.range ?? [0, 0];
  const text = typeof node.value === 'string' ? node.value : String(node.source ?? '');
  return { kind: 'scalar', text, style: styles[node.type ?? ''] ?? 'plain', source, start, end };
}
