import type { TreeNode } from '../tree.ts';

/** One value that is not as expected. */
export interface Difference {
  readonly node: TreeNode;
  readonly field: string;
  readonly expected: string;
  readonly actual: string;
}

/**
 * Where a value differs from what a test expects: the fields named must be there and equal, others may be there too; lists must have
 * the same length; an empty text expects nothing. Scalars are compared as text, because a mapping test holds all scalars as text.
 */
export function differences(expected: TreeNode, actual: unknown, field = ''): readonly Difference[] {
  if (expected.kind === 'map') {
    const known = isObject(actual) ? actual : {};
    if (!isObject(actual) && actual !== undefined && actual !== null) return [difference(expected, actual, field)];
    return [...expected.entries].flatMap(([name, { value }]) =>
      differences(value, known[name], field === '' ? name : `${field}.${name}`),
    );
  }
  if (expected.kind === 'list') {
    const items: readonly unknown[] = Array.isArray(actual) ? actual : [];
    if (items.length !== expected.items.length) return [difference(expected, actual, field)];
    return expected.items.flatMap((item, index) => differences(item, items[index], `${field}[${index}]`));
  }
  return textOf(actual) === expected.text ? [] : [difference(expected, actual, field)];
}

function difference(node: TreeNode, actual: unknown, field: string): Difference {
  return { node, field, expected: node.source.text.slice(node.start, node.end).trim(), actual: shown(actual) };
}

function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  return undefined;
}

function shown(value: unknown): string {
  return value === undefined || value === null ? '∅' : JSON.stringify(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
