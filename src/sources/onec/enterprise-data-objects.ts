import { InputError } from '../../errors.ts';
import { cleanValue, identifier, type EntityCounter } from '../../text/onec-values.ts';
import { emptyRecord, type OnecObject, type OnecRecord } from './object.ts';
import type { Step, TreeVisitor, XmlNode } from './xml-tree.ts';

/** Blocks whose content belongs to the object itself. */
const inline = new Set(['КлючевыеСвойства', 'ОбщиеСвойстваОбъектовФормата', 'ДанныеКлассификатора']);
const referenceMarks = new Set(['Ссылка', 'Наименование', 'НаименованиеПолное', 'ФИО', 'ДанныеКлассификатора']);

/** Takes the objects out of an EnterpriseData message. */
export class EnterpriseDataVisitor implements TreeVisitor {
  readonly #file: string;
  readonly #counter: EntityCounter;
  readonly #take: (object: OnecObject) => void;
  /** What the header says: format version, sender, date. */
  readonly header = new Map<string, string>();

  constructor(file: string, counter: EntityCounter, take: (object: OnecObject) => void) {
    this.#file = file;
    this.#counter = counter;
    this.#take = take;
  }

  enter({ name }: { readonly name: string }, parent: string): Step {
    if (parent === '' && name !== 'Message' && name !== 'Body') {
      throw new InputError('input.wrong-format', { file: this.#file, expected: 'EnterpriseData', found: `<${name}>` });
    }
    if (name === 'Message' || name === 'Body') return 'descend';
    return parent === 'Body' || name === 'Header' ? 'record' : 'skip';
  }

  record(node: XmlNode): void {
    if (node.name === 'Header') this.#readHeader(node);
    else if (node.name === 'УдалениеОбъекта') this.#deletion(node);
    else {
      const [section, ...name] = node.name.split('.');
      const record = recordOf(node, this.#counter);
      this.#take({
        ...record,
        section: section === 'Справочник' ? 'catalog' : section === 'Документ' ? 'document' : 'other',
        name: name.join('.'),
        line: node.line,
        id: record.fields.get('Ссылка') ?? '',
        aliases: [],
      });
    }
  }

  #readHeader(node: XmlNode): void {
    for (const child of node.children) {
      if (child.children.length === 0) this.header.set(child.name, child.text.trim());
      else this.#readHeader(child);
    }
  }

  #deletion(node: XmlNode): void {
    const leaf = firstLeaf(node);
    if (leaf === undefined) return;
    const name = leaf.name.replace(/Ссылка$/, '');
    const id = identifier(leaf.text);
    this.#take({ ...emptyRecord(), section: 'deletion', name, line: node.line, id, aliases: [] });
  }
}

function firstLeaf(node: XmlNode): XmlNode | undefined {
  if (node.children.length === 0) return node.text.trim() === '' ? undefined : node;
  for (const child of node.children) {
    const leaf = firstLeaf(child);
    if (leaf !== undefined) return leaf;
  }
  return undefined;
}

function recordOf(node: XmlNode, counter: EntityCounter): OnecRecord {
  const record = emptyRecord();
  fill(record, node, '', counter);
  return record;
}

function fill(record: OnecRecord, node: XmlNode, prefix: string, counter: EntityCounter): void {
  for (const child of node.children) {
    const path = `${prefix}${child.name}`;
    if (child.children.length === 0) {
      const text = cleanValue(child.text, counter);
      if (text !== '' && !record.fields.has(path)) record.fields.set(path, text);
    } else if (child.name === 'ЗначенияПолей') record.fields.set(path, serialise(child.children[0] ?? child));
    else if (child.children[0]?.name === 'Строка') {
      record.tables.set(
        path,
        child.children.map((row) => recordOf(row, counter)),
      );
    } else if (inline.has(child.name)) fill(record, child, prefix, counter);
    else if (isReference(child)) {
      const block = recordOf(child, counter);
      const reference = { id: identifier(block.fields.get('Ссылка') ?? ''), catalog: '', block };
      if (!record.references.has(child.name)) record.references.set(child.name, reference);
    } else fill(record, child, `${path}.`, counter);
  }
}

function isReference(node: XmlNode): boolean {
  return node.children.some(({ name }) => referenceMarks.has(name));
}

/** Home-made writers put the contact string as elements instead of escaped text: it is written back. */
function serialise(node: XmlNode): string {
  const escape = (text: string): string =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
  const attributes = Object.entries(node.attributes).map(([name, value]) => ` ${name}="${escape(value)}"`);
  const inside = escape(node.text) + node.children.map((child) => serialise(child)).join('');
  return `<${node.name}${attributes.join('')}>${inside}</${node.name}>`;
}
