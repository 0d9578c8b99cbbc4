import type { XmlNode } from './xml-tree.ts';

/**
 * CommerceML 1 (1C 7.7) keeps everything in attributes and links parties by identifier. Its elements are turned into the shape of
 * version 2, so that one reader understands both.
 */
export interface VersionOne {
  /** Names of goods by their identifier in the catalogue. */
  readonly goods: ReadonlyMap<string, string>;
  /** Counterparties by identifier, as elements of version 2. */
  readonly parties: ReadonlyMap<string, XmlNode>;
}

const partyNames: Readonly<Record<string, string>> = { Идентификатор: 'Ид', Название: 'Наименование' };
const addressNames = new Set(['Адрес', 'ЮридическийАдрес']);

const contactNames = /телефон|факс|почта|mail/i;

export function partyElement(node: XmlNode): XmlNode {
  const contacts: XmlNode[] = [];
  const children: XmlNode[] = [];
  for (const [name, text] of Object.entries(node.attributes)) {
    if (addressNames.has(name)) {
      children.push(element(name, node.line, { children: [element('Представление', node.line, { text })] }));
    } else if (contactNames.test(name)) {
      const parts = [element('Тип', node.line, { text: name }), element('Значение', node.line, { text })];
      contacts.push(element('Контакт', node.line, { children: parts }));
    } else children.push(element(partyNames[name] ?? name, node.line, { text }));
  }
  return element('Контрагент', node.line, {
    children: [...children, element('Контакты', node.line, { children: contacts })],
  });
}

/** A document of version 1 as one of version 2. The customer is the buyer, unless the buyer is `own`: then the other side is. */
export function documentElement(node: XmlNode, known: VersionOne, own: ReadonlySet<string>): XmlNode {
  const fields = Object.entries(node.attributes).map(([name, text]) =>
    element(name === 'Идентификатор' ? 'Ид' : name, node.line, { text }),
  );
  const sides = node.children.filter(({ name }) => name === 'ПредприятиеВДокументе');
  const parties = sides.flatMap((side) => {
    const party = known.parties.get(side.attributes['Контрагент'] ?? '');
    if (party === undefined) return [];
    const role = element('Роль', side.line, { text: side.attributes['Роль'] ?? '' });
    return [{ ...party, line: side.line, children: [...party.children, role] }];
  });
  const items = node.children.filter(({ name }) => name === 'ТоварнаяПозиция').map((item) => itemElement(item, known));
  return element('Документ', node.line, {
    children: [
      ...fields,
      element('Роль', node.line, { text: ownRole(sides, own) }),
      element('Контрагенты', node.line, { children: parties }),
      element('Товары', node.line, { children: items }),
    ],
  });
}

/** The role the exporter plays in a document, in the words of version 1. */
function ownRole(sides: readonly XmlNode[], own: ReadonlySet<string>): string {
  const ours = sides.find(({ attributes }) => own.has(attributes['Контрагент'] ?? ''));
  return ours?.attributes['Роль'] ?? 'Saler';
}

const itemNames: Readonly<Record<string, string>> = { Товар: 'Ид', Цена: 'ЦенаЗаЕдиницу' };

function itemElement(node: XmlNode, known: VersionOne): XmlNode {
  const fields = Object.entries(node.attributes).map(([name, text]) =>
    element(itemNames[name] ?? name, node.line, { text }),
  );
  const name = known.goods.get(node.attributes['Товар'] ?? '') ?? node.attributes['Описание'] ?? '';
  const taxes = node.children.filter((child) => child.name === 'СуммаНалога');
  const rates = taxes.map((tax) =>
    element('СтавкаНалога', node.line, {
      children: [element('Ставка', node.line, { text: tax.attributes['Ставка'] ?? '' })],
    }),
  );
  const children = [
    ...fields,
    element('Наименование', node.line, { text: name }),
    element('СтавкиНалогов', node.line, { children: rates }),
  ];
  return element('Товар', node.line, { children });
}

function element(
  name: string,
  line: number,
  content: { readonly text?: string; readonly children?: readonly XmlNode[] },
): XmlNode {
  return { name, line, attributes: {}, text: content.text ?? '', children: content.children ?? [] };
}
