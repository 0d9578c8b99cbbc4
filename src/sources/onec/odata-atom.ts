import { InputError } from '../../errors.ts';
import type { ODataFields, ODataValue } from './odata-objects.ts';
import { childOf, childrenOf, type Step, type TreeVisitor, type XmlNode } from './xml-tree.ts';

/** Takes the entries out of a saved Atom answer. */
export class AtomVisitor implements TreeVisitor {
  readonly #file: string;
  readonly #take: (record: ODataFields, set: string, line: number) => void;

  constructor(file: string, take: (record: ODataFields, set: string, line: number) => void) {
    this.#file = file;
    this.#take = take;
  }

  enter({ name }: { readonly name: string }, parent: string): Step {
    if (name === 'entry') return 'record';
    if (parent === '' && name !== 'feed') {
      throw new InputError('input.wrong-format', { file: this.#file, expected: 'Atom', found: `<${name}>` });
    }
    return parent === '' ? 'descend' : 'skip';
  }

  record(node: XmlNode): void {
    const properties = childOf(childOf(node, 'content'), 'properties') ?? childOf(node, 'properties');
    if (properties === undefined) return;
    const term = childrenOf(node, 'category').map(({ attributes }) => attributes['term'] ?? '');
    const set = term.find((text) => text.startsWith('StandardODATA.'))?.slice('StandardODATA.'.length) ?? '';
    this.#take(fieldsOf(properties), set, node.line);
  }
}

function fieldsOf(node: XmlNode): ODataFields {
  const fields: Record<string, ODataValue> = {};
  for (const child of node.children) fields[child.name] = valueOf(child);
  return fields;
}

function valueOf(node: XmlNode): ODataValue {
  const names = Object.keys(node.attributes);
  const isNull = names.some((name) => name.endsWith('null') && node.attributes[name] === 'true');
  if (isNull) return null;
  const elements = childrenOf(node, 'element');
  const isTable = names.some(
    (name) => name.endsWith('type') && node.attributes[name]?.startsWith('Collection(') === true,
  );
  if (isTable || elements.length > 0) return elements.map((element) => fieldsOf(element));
  return node.children.length > 0 ? fieldsOf(node) : node.text;
}
