import { cleanText, type EntityCounter } from '../../text/onec-values.ts';
import { detached } from '../../text/detached.ts';
import { childOf, type XmlNode } from './xml-tree.ts';

const maxColumns = 300;

export interface FlattenOptions {
  /** Names of direct children to leave out. */
  readonly skip?: ReadonlySet<string>;
  readonly counter: EntityCounter;
}

/**
 * Everything an element holds, by path (`Руководитель.ФИО`), so that a mapping can reach what has no column of its own. A path that
 * repeats gives a list. `Наименование`/`Значение` pairs of `ЗначенияРеквизитов` become `Реквизит.<name>`.
 */
export function flatten(node: XmlNode, options: FlattenOptions): Record<string, string | string[]> {
  const found: Record<string, string | string[]> = {};
  let columns = 0;
  for (const child of node.children) {
    if (options.skip?.has(child.name) === true) continue;
    flattenInto(child, '', options.counter, (path, text) => {
      const before = found[path];
      if (before === undefined) {
        columns += 1;
        if (columns <= maxColumns) found[path] = text;
      } else if (typeof before === 'string') found[path] = [before, text];
      else before.push(text);
    });
  }
  return found;
}

/** Passes on every text of an element and of what it holds, with its path. */
export function flattenInto(
  node: XmlNode,
  around: string,
  counter: EntityCounter,
  put: (path: string, text: string) => void,
): void {
  if (node.name === 'ЗначенияРеквизитов') {
    for (const requisite of node.children) putRequisite(requisite, around, counter, put);
    return;
  }
  const path = around === '' ? node.name : `${around}.${node.name}`;
  const text = cleanText(node.text, counter);
  if (text !== '') put(path, text);
  for (const child of node.children) flattenInto(child, path, counter, put);
}

const requisiteColumns = new Map<string, string>();

function putRequisite(
  node: XmlNode,
  around: string,
  counter: EntityCounter,
  put: (path: string, text: string) => void,
): void {
  const name = childOf(node, 'Наименование')?.text.trim() ?? '';
  if (name === '') return;
  const column = requisiteColumn(name);
  for (const child of node.children) {
    if (child.name !== 'Значение') continue;
    const text = cleanText(child.text, counter);
    if (text !== '') put(around === '' ? column : `${around}.${column}`, text);
  }
}

function requisiteColumn(name: string): string {
  const known = requisiteColumns.get(name);
  if (known !== undefined) return known;
  const column = detached(`Реквизит.${name}`);
  if (requisiteColumns.size < 1000) requisiteColumns.set(detached(name), column);
  return column;
}
