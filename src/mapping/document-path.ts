import type { Place } from '../errors.ts';
import { problemList } from './problems.ts';
import { parseYaml } from './yaml.ts';
import { placeOf, sourceText, type TreeNode } from './tree.ts';

/**
 * Says which part of a YAML document a place belongs to, as the names from its root (`load.people.fields.inn`): unlike a line it
 * stays the same when something above changes. Empty for a text that is not YAML.
 */
export function documentPaths(file: string, text: string): (place: Pick<Place, 'line' | 'column'>) => string {
  const root = parseYaml(sourceText(file, file, text), problemList());
  if (root === undefined) return () => '';
  const places: { readonly line: number; readonly column: number; readonly path: string }[] = [];
  collect(root, '', places);
  places.sort((a, b) => a.line - b.line || a.column - b.column);
  return ({ line = 1, column = 1 }) =>
    places.findLast((one) => one.line < line || (one.line === line && one.column <= column))?.path ?? '';
}

function collect(node: TreeNode, path: string, places: { line: number; column: number; path: string }[]): void {
  const { line = 1, column = 1 } = placeOf(node);
  places.push({ line, column, path });
  if (node.kind === 'map') {
    for (const [name, { key, value }] of node.entries) {
      const below = path === '' ? name : `${path}.${name}`;
      const at = placeOf(key);
      places.push({ line: at.line ?? 1, column: at.column ?? 1, path: below });
      collect(value, below, places);
    }
  } else if (node.kind === 'list') {
    for (const [index, item] of node.items.entries()) collect(item, `${path}[${index}]`, places);
  }
}
