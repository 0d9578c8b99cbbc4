import type { Place } from '../errors.ts';

/** A file the mapping is made of. */
export interface SourceText {
  /** As shown to people. */
  readonly file: string;
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  /** Offsets at which lines start. */
  readonly lineStarts: readonly number[];
}

interface NodeBase {
  readonly source: SourceText;
  /** Offsets in the text: where the node starts and ends, quotes included. */
  readonly start: number;
  readonly end: number;
}

export interface ScalarNode extends NodeBase {
  readonly kind: 'scalar';
  readonly text: string;
  readonly style: 'plain' | 'single' | 'double' | 'block';
}

interface MapNode extends NodeBase {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, MapEntry>;
}

export interface MapEntry {
  readonly key: ScalarNode;
  readonly value: TreeNode;
}

export interface ListNode extends NodeBase {
  readonly kind: 'list';
  readonly items: readonly TreeNode[];
}

/** A YAML document whose scalars are all text, every node with its place. */
export type TreeNode = ScalarNode | MapNode | ListNode;
export type Path = readonly (string | number)[];

export function sourceText(file: string, path: string, text: string): SourceText {
  const lineStarts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1);
  return { file, path, text, lineStarts };
}

/** Line and column (1-based, in UTF-16 units) of an offset. */
export function placeAt(source: SourceText, offset: number): Place {
  let low = 0;
  let high = source.lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((source.lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { file: source.file, line: low + 1, column: offset - (source.lineStarts[low] ?? 0) + 1 };
}

export function placeOf(node: TreeNode): Place {
  return placeAt(node.source, node.start);
}

/** The node at a path, or the nearest node above it. */
export function nodeAt(root: TreeNode, path: Path): TreeNode {
  let node = root;
  for (const step of path) {
    const next = childOf(node, step);
    if (next === undefined) return node;
    node = next;
  }
  return node;
}

export function hasNode(root: TreeNode, path: Path): boolean {
  let node: TreeNode | undefined = root;
  for (const step of path) {
    node = node && childOf(node, step);
    if (node === undefined) return false;
  }
  return true;
}

/** The place of the key a path ends with, when it ends with a key. */
export function keyPlace(root: TreeNode, path: Path): Place {
  const last = path.at(-1);
  const parent = nodeAt(root, path.slice(0, -1));
  const entry = parent.kind === 'map' && typeof last === 'string' ? parent.entries.get(last) : undefined;
  return placeOf(entry?.key ?? nodeAt(root, path));
}

function childOf(node: TreeNode, step: string | number): TreeNode | undefined {
  if (node.kind === 'map') return node.entries.get(String(step))?.value;
  if (node.kind === 'list') return node.items[Number(step)];
  return undefined;
}

/** The document as plain objects, arrays and strings. */
export function plainOf(node: TreeNode): unknown {
  if (node.kind === 'scalar') return node.text;
  if (node.kind === 'list') return node.items.map(plainOf);
  const out: Record<string, unknown> = {};
  for (const [key, entry] of node.entries) out[key] = plainOf(entry.value);
  return out;
}

/** The tree without the nodes at a path; the tree itself when there is none. */
export function without(root: TreeNode, path: Path): TreeNode {
  const [step, ...rest] = path;
  if (step === undefined) return root;
  if (root.kind === 'map') {
    const entry = root.entries.get(String(step));
    if (entry === undefined) return root;
    const entries = new Map(root.entries);
    if (rest.length === 0) entries.delete(String(step));
    else entries.set(String(step), { key: entry.key, value: without(entry.value, rest) });
    return { ...root, entries };
  }
  if (root.kind !== 'list') return root;
  const items = [...root.items];
  const item = items[Number(step)];
  if (item === undefined) return root;
  if (rest.length === 0) items.splice(Number(step), 1);
  else items[Number(step)] = without(item, rest);
  return { ...root, items };
}

/**
 * Lays one document over another: keys of maps are merged at every depth, anything else is replaced.
 */
export function overlay(base: TreeNode, over: TreeNode): TreeNode {
  if (base.kind !== 'map' || over.kind !== 'map') return over;
  const entries = new Map(base.entries);
  for (const [key, entry] of over.entries) {
    const below = base.entries.get(key);
    entries.set(key, below === undefined ? entry : { key: entry.key, value: overlay(below.value, entry.value) });
  }
  return { ...over, entries };
}

/**
 * The place of a character of a scalar's value in the file: quotes, escapes, indentation and folded line breaks are
 * walked over.
 */
export function placeInside(node: ScalarNode, offset: number): Place {
  const { text } = node.source;
  let at = node.start;
  if (node.style === 'single' || node.style === 'double') at += 1;
  if (node.style === 'block') at = text.indexOf('\n', at) + 1;
  for (let index = 0; index < offset && at < node.end; index++) at = afterCharacter(node, at, node.text[index] ?? '');
  if (node.style === 'block' || offset > 0) at = skipIndent(node, at, node.text[offset] ?? '');
  return placeAt(node.source, Math.min(at, Math.max(node.end, node.start)));
}

function afterCharacter(node: ScalarNode, from: number, character: string): number {
  const { text } = node.source;
  const at = skipIndent(node, from, character);
  if (node.style === 'double' && text[at] === '\\') {
    const width = { x: 4, u: 6, U: 10 }[text[at + 1] ?? ''];
    return at + (width ?? 2);
  }
  if (node.style === 'single' && text.startsWith("''", at)) return at + 2;
  if (character === ' ' && text[at] === '\n') return at + 1;
  return at + 1;
}

function skipIndent(node: ScalarNode, from: number, character: string): number {
  const { text } = node.source;
  let at = from;
  const isSpace = /\s/u.test(character);
  while (at < node.end && text[at] !== character && /\s/u.test(text[at] ?? '')) {
    if (isSpace && text[at] === '\n') break;
    at += 1;
  }
  return at;
}
