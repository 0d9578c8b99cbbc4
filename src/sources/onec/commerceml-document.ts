import {
  cleanText,
  currencyCode,
  dateText,
  dateTime,
  decimalText,
  statusParts,
  truth,
  type EntityCounter,
} from '../../text/onec-values.ts';
import { stableId } from './commerceml-party.ts';
import { Items, type OnecDocument } from './document.ts';
import { flatten, flattenInto } from './flatten.ts';
import type { Party } from './party.ts';
import { textOf, type XmlNode } from './xml-tree.ts';

const known = new Set([
  'Ид',
  'НомерВерсии',
  'ПометкаУдаления',
  'Номер',
  'Дата',
  'Время',
  'ХозОперация',
  'Валюта',
  'Сумма',
  'Контрагенты',
  'Комментарий',
  'Товары',
  'ПодчиненныеДокументы',
]);

/**
 * A document of CommerceML 2 or 3.
 * @param parties its counterparties; which of them is the customer was decided before
 */
export function documentOf(
  node: XmlNode,
  parties: { readonly customer: Party | undefined; readonly contacts: readonly string[] },
  counter: EntityCounter,
): OnecDocument {
  const text = (name: string): string => cleanText(textOf(node, name), counter);
  const extra = flatten(node, { skip: known, counter });
  const requisite = (...names: readonly string[]): string => {
    for (const name of names) {
      const value = extra[`Реквизит.${name}`];
      // The last one of a repeated requisite is the newest.
      if (value !== undefined) return typeof value === 'string' ? value : (value.at(-1) ?? '');
    }
    return '';
  };
  const { code, label } = statusParts(requisite('Статус заказа', 'Статус'));
  const id = text('Ид');
  const { customer } = parties;
  return {
    key: stableId(id) || [text('ХозОперация'), text('Номер'), text('Дата')].filter((part) => part !== '').join(' '),
    id,
    line: node.line,
    type: text('ХозОперация'),
    number: text('Номер'),
    date: dateTime(dateText(text('Дата')), text('Время')),
    amount: decimalText(text('Сумма')),
    currency: currencyCode(text('Валюта')),
    customer:
      customer === undefined
        ? undefined
        : { key: customer.key, name: customer.name || customer.fullName, kind: customer.kind },
    elsewhere: false,
    contacts: parties.contacts,
    status: label || code,
    statusCode: code || requisite('Статуса заказа ИД', 'Статус заказа ИД'),
    posted: truth(requisite('Проведен')),
    paid: truth(requisite('Заказ оплачен')),
    cancelled: truth(requisite('Отменен')),
    comment: text('Комментарий'),
    deleted: [text('ПометкаУдаления'), requisite('ПометкаУдаления')].some((mark) => truth(mark) === 'true'),
    items: itemsOf(node, counter),
    extra,
  };
}

/** Columns of the elements of a position that have one of their own; amounts are brought to plain decimals. */
const itemColumns: ReadonlyMap<string, string> = new Map([
  ['Ид', 'Ид'],
  ['Наименование', 'Наименование'],
  ['Количество', 'Количество'],
  ['ЦенаЗаЕдиницу', 'Цена'],
  ['Сумма', 'Сумма'],
]);
const amounts = new Set(['Количество', 'Цена', 'Сумма']);

function itemsOf(node: XmlNode, counter: EntityCounter): Items {
  const items = new Items();
  for (const list of node.children) {
    if (list.name !== 'Товары' && list.name !== 'Услуги') continue;
    for (const item of list.children) {
      items.next();
      readItem(item, items, counter);
    }
  }
  return items;
}

function readItem(item: XmlNode, items: Items, counter: EntityCounter): void {
  let unit = '';
  let baseUnit = '';
  for (const child of item.children) {
    const column = itemColumns.get(child.name);
    if (column !== undefined) {
      const text = cleanText(child.text, counter);
      items.put(column, amounts.has(column) ? decimalText(text) : text);
    } else if (child.name === 'Единица') unit = cleanText(child.text, counter);
    else if (child.name === 'БазоваяЕдиница') baseUnit = cleanText(child.text, counter);
    else if (child.name === 'СтавкиНалогов') {
      for (const rate of child.children) items.put('СтавкаНДС', cleanText(textOf(rate, 'Ставка'), counter));
    } else flattenInto(child, '', counter, (path, text) => items.put(path, text));
  }
  items.put('Единица', unit || baseUnit);
}
