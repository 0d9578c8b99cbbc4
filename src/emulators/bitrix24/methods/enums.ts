import type { MethodTable } from '../method.ts';

type Entry = readonly [id: number, name: string, code: string | null, short: string | null];

const ownerTypes: readonly Entry[] = [
  [1, 'Лид', 'LEAD', 'L'],
  [2, 'Сделка', 'DEAL', 'D'],
  [3, 'Контакт', 'CONTACT', 'C'],
  [4, 'Компания', 'COMPANY', 'CO'],
  [7, 'Предложение', 'QUOTE', 'Q'],
  [8, 'Реквизиты', 'REQUISITE', 'RQ'],
  [31, 'Счёт', 'SMART_INVOICE', 'SI'],
];

const addressTypes: readonly Entry[] = [
  [11, 'Адрес доставки', null, null],
  [1, 'Фактический адрес', null, null],
  [6, 'Юридический адрес', null, null],
  [4, 'Адрес регистрации', null, null],
  [8, 'Адрес для корреспонденции', null, null],
  [9, 'Адрес бенефициара', null, null],
];

function entries(rows: readonly Entry[]): unknown {
  return rows.map(([ID, NAME, code, short]) => ({ ID, NAME, SYMBOL_CODE: code, SYMBOL_CODE_SHORT: short }));
}

function multiField(type: string, isReadOnly: boolean, title: string): unknown {
  return { type, isRequired: false, isReadOnly, isImmutable: false, isMultiple: false, isDynamic: false, title };
}

export const enumMethods: MethodTable = {
  'crm.enum.ownertype': () => ({ result: entries(ownerTypes) }),
  'crm.enum.addresstype': () => ({ result: entries(addressTypes) }),
  'crm.multifield.fields': () => ({
    result: {
      ID: multiField('int', true, 'ID'),
      TYPE_ID: multiField('string', true, 'Тип поля'),
      VALUE: multiField('string', false, 'Значение'),
      VALUE_TYPE: multiField('string', false, 'Тип значения'),
    },
  }),
  // 1: with leads.
  'crm.settings.mode.get': () => ({ result: 1 }),
};
