import { cleanText, type EntityCounter } from '../../text/onec-values.ts';
import type { XmlNode } from './xml-tree.ts';

const maxDepth = 12;
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
export function flatten(node: XmlNode, prefix: string, options: FlattenOptions): Record<string, string | string[]> {
  const found: Record<string, string | string[]> = {};
  let columns = 0;
  const put = (path: string, raw: string): void => {
    const text = cleanText(raw, options.counter);
    if (text === '') return;
    const before = found[path];
    if (before === undefined) {
      columns += 1;
      if (columns <= maxColumns) found[path] = text;
    } else if (typeof before === 'string') found[path] = [before, text];
    else before.push(text);
  };
  const walk = (from: XmlNode, path: string, depth: number): void => {
    for (const child of from.children) {
      if (depth === 0 && options.skip?.has(child.name) === true) continue;
      if (child.name === 'ЗначенияРеквизитов') requisites(child, path, put);
      else {
        const own = path === '' ? child.name : `${path}.${child.name}`;
        put(own, child.text);
        if (depth < maxDepth) walk(child, own, depth + 1);
      }
    }
  };
  walk(node, prefix, 0);
  return found;
}

function requisites(node: XmlNode, path: string, put: (path: string, raw: string) => void): void {
  for (const requisite of node.children) {
    const name = requisite.children.find((child) => child.name === 'Наименование')?.text.trim() ?? '';
    if (name === '') continue;
    for (const child of requisite.children) {
      if (child.name === 'Значение') put(`${path === '' ? '' : `${path}.`}Реквизит.${name}`, child.text);
    }
  }
}
