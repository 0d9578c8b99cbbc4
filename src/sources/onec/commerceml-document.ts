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
import { flatten } from './flatten.ts';
import type { Party } from './party.ts';
import { childOf, childrenOf, textOf, type XmlNode } from './xml-tree.ts';

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
  const extra = flatten(node, '', { skip: known, counter });
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

const knownItem = new Set([
  'Ид',
  'Наименование',
  'БазоваяЕдиница',
  'Единица',
  'ЦенаЗаЕдиницу',
  'Количество',
  'Сумма',
  'СтавкиНалогов',
]);

function itemsOf(node: XmlNode, counter: EntityCounter): Items {
  const items = new Items();
  for (const list of [childOf(node, 'Товары'), childOf(node, 'Услуги')]) {
    for (const item of list?.children ?? []) {
      const text = (name: string): string => cleanText(textOf(item, name), counter);
      const rates = childrenOf(childOf(item, 'СтавкиНалогов'), 'СтавкаНалога');
      items.add([
        ['Ид', text('Ид')],
        ['Наименование', text('Наименование')],
        ['Количество', decimalText(text('Количество'))],
        ['Единица', text('Единица') || text('БазоваяЕдиница')],
        ['Цена', decimalText(text('ЦенаЗаЕдиницу'))],
        ['Сумма', decimalText(text('Сумма'))],
        ['СтавкаНДС', rates.map((rate) => cleanText(textOf(rate, 'Ставка'), counter))],
        ...Object.entries(flatten(item, '', { skip: knownItem, counter })),
      ]);
    }
  }
  return items;
}
