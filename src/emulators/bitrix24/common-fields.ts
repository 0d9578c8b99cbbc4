import { field, status, text, type Field } from './field.ts';

/** Fields that several types of records share; titles and flags as the vendor's descriptions give them. */
export const idField = field('ID', 'integer', 'ID', { isReadOnly: true });

export const nameFields: readonly Field[] = [
  status('HONORIFIC', 'HONORIFIC', 'Обращение'),
  text('NAME', 'Имя', 50),
  text('SECOND_NAME', 'Отчество', 50),
  text('LAST_NAME', 'Фамилия', 50),
];

export const addressFields: readonly Field[] = [
  text('ADDRESS', 'Адрес', 256),
  text('ADDRESS_2', 'Адрес (стр. 2)', 256),
  text('ADDRESS_CITY', 'Город', 128),
  text('ADDRESS_POSTAL_CODE', 'Почтовый индекс', 16),
  text('ADDRESS_REGION', 'Район', 128),
  text('ADDRESS_PROVINCE', 'Область', 128),
  text('ADDRESS_COUNTRY', 'Страна', 128),
  text('ADDRESS_COUNTRY_CODE', 'Код страны', 100),
  field('ADDRESS_LOC_ADDR_ID', 'integer', 'Идентификатор адреса местоположения'),
];

export const sourceFields: readonly Field[] = [
  status('SOURCE_ID', 'SOURCE', 'Источник'),
  field('SOURCE_DESCRIPTION', 'string', 'Дополнительно об источнике'),
];

export const contactPointFields: readonly Field[] = [
  field('HAS_PHONE', 'char', 'Задан телефон', { isReadOnly: true }),
  field('HAS_EMAIL', 'char', 'Задан e-mail', { isReadOnly: true }),
  field('HAS_IMOL', 'char', 'Задана открытая линия', { isReadOnly: true }),
];

/** Who and when; the import methods may set them. */
export const historyFields: readonly Field[] = [
  field('ASSIGNED_BY_ID', 'user', 'Ответственный'),
  field('CREATED_BY_ID', 'user', 'Кем создан', { item: 'createdBy', isReadOnly: true, isHistory: true }),
  field('MODIFY_BY_ID', 'user', 'Кем изменен', { item: 'updatedBy', isReadOnly: true, isHistory: true }),
  field('DATE_CREATE', 'datetime', 'Дата создания', { item: 'createdTime', isReadOnly: true, isHistory: true }),
  field('DATE_MODIFY', 'datetime', 'Дата изменения', { item: 'updatedTime', isReadOnly: true, isHistory: true }),
];

export const movedFields: readonly Field[] = [
  field('MOVED_BY_ID', 'user', 'MOVED_BY_ID', { item: 'movedBy', isReadOnly: true, isHistory: true }),
  field('MOVED_TIME', 'datetime', 'MOVED_TIME', { isReadOnly: true, isHistory: true }),
];

export const originFields: readonly Field[] = [
  text('ORIGINATOR_ID', 'Внешний источник', 255),
  text('ORIGIN_ID', 'Идентификатор элемента во внешнем источнике', 255),
];

export const originVersionField = text('ORIGIN_VERSION', 'Версия оригинала', 255);

export const trailFields: readonly Field[] = [
  text('UTM_SOURCE', 'Рекламная система', 200),
  text('UTM_MEDIUM', 'Тип трафика', 200),
  text('UTM_CAMPAIGN', 'Обозначение рекламной кампании', 200),
  text('UTM_CONTENT', 'Содержание кампании', 200),
  text('UTM_TERM', 'Условие поиска кампании', 200),
  field('LAST_ACTIVITY_TIME', 'datetime', 'Последняя активность', { isReadOnly: true }),
  field('LAST_ACTIVITY_BY', 'user', 'Кем осуществлена последняя активность в таймлайне', { isReadOnly: true }),
];

export const multiKinds = ['PHONE', 'EMAIL', 'WEB', 'IM', 'LINK'] as const;
export type MultiKind = (typeof multiKinds)[number];

const multiTitles: Readonly<Record<MultiKind, string>> = {
  PHONE: 'Телефон',
  EMAIL: 'E-mail',
  WEB: 'Сайт',
  IM: 'Мессенджер',
  LINK: 'LINK',
};

/** They are no columns: their values stand in the record's list of multiple values. */
export const multiFields: readonly Field[] = multiKinds.map((kind) =>
  field(kind, 'crm_multifield', multiTitles[kind], { isMultiple: true }),
);

export const moneyFields: readonly Field[] = [
  field('CURRENCY_ID', 'crm_currency', 'Валюта'),
  field('OPPORTUNITY', 'double', 'Сумма'),
  field('IS_MANUAL_OPPORTUNITY', 'char', 'IS_MANUAL_OPPORTUNITY'),
];
