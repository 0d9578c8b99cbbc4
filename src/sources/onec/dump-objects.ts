import { InputError } from '../../errors.ts';
import { cleanValue, identifier, isGuid, type EntityCounter } from '../../text/onec-values.ts';
import { emptyRecord, russianName, sectionOf, type OnecObject, type OnecRecord } from './object.ts';
import type { Step, TreeVisitor, XmlNode } from './xml-tree.ts';

/**
 * Takes the objects out of a dump made by "Выгрузка и загрузка данных XML", in both dialects: tables as repeated elements, or as one
 * element with `Row` children. Which one is decided for every element by its content.
 */
export class DumpVisitor implements TreeVisitor {
  readonly #file: string;
  readonly #counter: EntityCounter;
  readonly #take: (object: OnecObject) => void;
  #root = '';

  constructor(file: string, counter: EntityCounter, take: (object: OnecObject) => void) {
    this.#file = file;
    this.#counter = counter;
    this.#take = take;
  }

  enter({ name }: { readonly name: string }, parent: string): Step {
    if (parent === '') {
      if (name !== '_1CV8DtUD') {
        throw new InputError('input.wrong-format', { file: this.#file, expected: '_1CV8DtUD', found: `<${name}>` });
      }
      this.#root = name;
      return 'descend';
    }
    if (parent === this.#root) return name === 'Data' || name === 'PredefinedData' ? 'descend' : 'skip';
    return 'record';
  }

  record(node: XmlNode, parent: string): void {
    if (parent === 'PredefinedData') this.#predefined(node);
    else {
      const dot = node.name.indexOf('.');
      if (dot < 0) return;
      const record = recordOf(node, this.#counter);
      const id = record.fields.get('Ссылка') ?? '';
      this.#take({
        ...record,
        section: sectionOf(node.name),
        name: node.name.slice(dot + 1),
        line: node.line,
        id: identifier(id),
        aliases: [],
      });
    }
  }

  /** Names of predefined items, which the objects themselves may not carry. */
  #predefined(node: XmlNode): void {
    const name = node.name.slice(node.name.indexOf('.') + 1);
    if (name !== 'ВидыКонтактнойИнформации') return;
    for (const item of node.children) {
      const record = emptyRecord();
      record.fields.set('ИмяПредопределенныхДанных', item.attributes['ИмяПредопределенныхДанных'] ?? '');
      const id = identifier(item.attributes['Ссылка'] ?? '');
      this.#take({ ...record, section: 'catalog', name, line: item.line, id, aliases: [] });
    }
  }
}

function recordOf(node: XmlNode, counter: EntityCounter): OnecRecord {
  const record = emptyRecord();
  for (const child of node.children) {
    const name = russianName(child.name);
    if (child.children.length === 0) leaf(record, name, child, counter);
    else if (child.name === 'ValueType' || child.name === 'ТипЗначения') continue;
    else if (child.children.some((row) => row.name === 'Row' || row.name === 'Record')) {
      append(
        record,
        name,
        child.children.map((row) => recordOf(row, counter)),
      );
    } else append(record, name, [recordOf(child, counter)]);
  }
  return record;
}

function append(record: OnecRecord, name: string, rows: readonly OnecRecord[]): void {
  const before = record.tables.get(name);
  if (before === undefined) record.tables.set(name, [...rows]);
  else before.push(...rows);
}

function leaf(record: OnecRecord, name: string, node: XmlNode, counter: EntityCounter): void {
  const text = cleanValue(node.text, counter);
  if (text === '') return;
  const type = attributeType(node.attributes);
  const reference = /Ref\.(.+)$/.exec(type);
  // Enumerations are references by type and plain text by content.
  if (name !== 'Ссылка' && !type.includes('EnumRef') && (reference !== null || isGuid(text))) {
    const id = identifier(text);
    if (id !== '') record.references.set(name, { id, catalog: reference?.[1] ?? '', block: undefined });
    return;
  }
  const before = record.fields.get(name);
  record.fields.set(name, before === undefined ? text : `${before}; ${text}`);
}

function attributeType(attributes: XmlNode['attributes']): string {
  for (const name in attributes) if (name === 'type' || name.endsWith(':type')) return attributes[name] ?? '';
  return '';
}
