import { InputError } from '../../errors.ts';
import { cleanValue, identifier, type EntityCounter } from '../../text/onec-values.ts';
import { emptyRecord, sectionOf, type OnecObject, type OnecRecord, type OnecReference } from './object.ts';
import { childOf, textOf, type Step, type TreeVisitor, type XmlNode } from './xml-tree.ts';

/** A property whose value is code of the 1C language. */
export interface ExpressionFound {
  readonly property: string;
  readonly line: number;
}

/** Takes the objects out of an exchange file of "Конвертация данных 2". Rules, algorithms and handlers are code: never looked into. */
export class Kd2Visitor implements TreeVisitor {
  readonly #file: string;
  readonly #counter: EntityCounter;
  readonly #take: (object: OnecObject) => void;
  readonly expressions: ExpressionFound[] = [];
  /** Attributes of the root: configurations, period, dates. */
  header: Readonly<Record<string, string>> = {};

  constructor(file: string, counter: EntityCounter, take: (object: OnecObject) => void) {
    this.#file = file;
    this.#counter = counter;
    this.#take = take;
  }

  enter(
    { name, attributes }: { readonly name: string; readonly attributes: XmlNode['attributes'] },
    parent: string,
  ): Step {
    if (parent !== '') return name === 'Объект' ? 'record' : 'skip';
    if (name !== 'ФайлОбмена') {
      throw new InputError('input.wrong-format', { file: this.#file, expected: 'КД2', found: `<${name}>` });
    }
    this.header = attributes;
    return 'descend';
  }

  record(node: XmlNode): void {
    const type = node.attributes['Тип'] ?? '';
    const dot = type.indexOf('.');
    const own = childOf(node, 'Ссылка');
    const record = emptyRecord();
    // The search properties of an object stand only in its reference block.
    if (own !== undefined) this.#fill(record, own);
    this.#fill(record, node);
    this.#take({
      ...record,
      section: sectionOf(type),
      name: type.slice(dot + 1),
      line: node.line,
      id: guidOf(record),
      aliases: [...numbersOf(node), ...(own === undefined ? [] : numbersOf(own))],
    });
  }

  #fill(record: OnecRecord, node: XmlNode): void {
    for (const child of node.children) {
      const name = child.attributes['Имя'] ?? '';
      if (child.name === 'Свойство' && name !== '') this.#property(record, child, name);
      else if (child.name === 'ТабличнаяЧасть' || child.name === 'НаборЗаписей') {
        const rows = child.children.filter((row) => row.name === 'Запись').map((row) => this.#row(row));
        if (rows.length > 0) record.tables.set(name, rows);
      }
    }
  }

  #row(node: XmlNode): OnecRecord {
    const record = emptyRecord();
    this.#fill(record, node);
    return record;
  }

  #property(record: OnecRecord, node: XmlNode, name: string): void {
    const block = childOf(node, 'Ссылка');
    const type = node.attributes['Тип'] ?? '';
    const number = numbersOf({ attributes: { Нпп: textOf(node, 'Нпп'), ГНпп: textOf(node, 'ГНпп') } })[0];
    if (block !== undefined) record.references.set(name, this.#reference(block, type));
    else if (number !== undefined)
      record.references.set(name, { id: number, catalog: catalogOf(type), block: undefined });
    else if (childOf(node, 'Выражение') !== undefined) this.expressions.push({ property: name, line: node.line });
    else {
      const text = cleanValue(textOf(node, 'Значение'), this.#counter);
      if (text !== '') record.fields.set(ownName(name), text);
    }
  }

  #reference(node: XmlNode, type: string): OnecReference {
    const block = this.#row(node);
    const id = guidOf(block) || (numbersOf(node)[0] ?? '');
    return { id, catalog: catalogOf(type), block };
  }
}

function ownName(name: string): string {
  if (name === '{УникальныйИдентификатор}') return 'Ссылка';
  return name === '{ИмяПредопределенногоЭлемента}' ? 'ИмяПредопределенныхДанных' : name;
}

function guidOf(record: OnecRecord): string {
  return identifier(record.fields.get('Ссылка') ?? '');
}

function catalogOf(type: string): string {
  return type.slice(type.indexOf('.') + 1);
}

/** Numbers of an object, unique within the file only: written so that no other identifier looks the same. */
function numbersOf({ attributes }: Pick<XmlNode, 'attributes'>): readonly string[] {
  const local = attributes['Нпп']?.trim() ?? '';
  const global = attributes['ГНпп']?.trim() ?? '';
  return [...(local === '' ? [] : [`№${local}`]), ...(global === '' ? [] : [`№г${global}`])];
}
