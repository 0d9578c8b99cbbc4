import {
  addressFields,
  contactPointFields,
  historyFields,
  idField,
  moneyFields,
  movedFields,
  multiFields,
  nameFields,
  originFields,
  originVersionField,
  sourceFields,
  trailFields,
} from './common-fields.ts';
import { field, status, text, type Field } from './field.ts';

export type EntityName = 'lead' | 'deal' | 'contact' | 'company';

/** A type of CRM records. */
export interface EntityType {
  readonly id: number;
  readonly name: EntityName;
  /** `CONTACT`, as duplicates and user fields name it. */
  readonly code: string;
  /** Short code of product rows. */
  readonly letter: string;
  readonly fields: readonly Field[];
  readonly hasMulti: boolean;
  /** Field that holds the stage. */
  readonly stageField?: 'STAGE_ID' | 'STATUS_ID';
  /** What a record without a title is called. */
  readonly untitled?: (id: number) => string;
  /** Server seconds of one call, by the last part of a classic method: samples of the vendor's documentation. */
  readonly seconds: { readonly add: number; readonly update: number };
}

const contact: EntityType = {
  id: 3,
  name: 'contact',
  code: 'CONTACT',
  letter: 'C',
  hasMulti: true,
  seconds: { add: 1.14, update: 1.2 },
  fields: [
    idField,
    ...nameFields.map((one) => (one.type === 'string' ? { ...one, isRequired: true } : one)),
    field('PHOTO', 'file', 'Фотография'),
    field('BIRTHDATE', 'date', 'Дата рождения'),
    status('TYPE_ID', 'CONTACT_TYPE', 'Тип контакта'),
    ...sourceFields,
    text('POST', 'Должность', 255),
    ...addressFields,
    field('COMMENTS', 'string', 'Комментарий'),
    field('OPENED', 'char', 'Доступен для всех'),
    field('EXPORT', 'char', 'Участвует в экспорте контактов'),
    ...contactPointFields,
    ...historyFields,
    field('COMPANY_ID', 'crm_company', 'Компания'),
    field('COMPANY_IDS', 'crm_company', 'COMPANY_IDS', { isMultiple: true }),
    field('LEAD_ID', 'crm_lead', 'Лид', { isReadOnly: true }),
    ...originFields,
    originVersionField,
    ...trailFields,
    ...multiFields,
  ],
};

const company: EntityType = {
  id: 4,
  name: 'company',
  code: 'COMPANY',
  letter: 'CO',
  hasMulti: true,
  seconds: { add: 0.8, update: 0.9 },
  fields: [
    idField,
    text('TITLE', 'Название компании', 255, { isRequired: true }),
    status('COMPANY_TYPE', 'COMPANY_TYPE', 'Тип компании', { item: 'typeId' }),
    field('LOGO', 'file', 'Логотип'),
    ...addressFields,
    field('ADDRESS_LEGAL', 'string', 'Юридический адрес'),
    ...addressFields.map((one) => field(`REG_${one.name}`, one.type, `Юридический адрес: ${one.title}`)),
    field('BANKING_DETAILS', 'string', 'Банковские реквизиты'),
    status('INDUSTRY', 'INDUSTRY', 'Сфера деятельности'),
    status('EMPLOYEES', 'EMPLOYEES', 'Кол-во сотрудников'),
    field('CURRENCY_ID', 'crm_currency', 'Валюта'),
    field('REVENUE', 'double', 'Годовой оборот'),
    field('OPENED', 'char', 'Доступна для всех'),
    field('COMMENTS', 'string', 'Комментарий'),
    ...contactPointFields,
    field('IS_MY_COMPANY', 'char', 'Моя компания'),
    ...historyFields,
    field('CONTACT_ID', 'crm_contact', 'Контакт', { item: 'contactIds', isMultiple: true }),
    field('LEAD_ID', 'crm_lead', 'Лид', { isReadOnly: true }),
    ...originFields,
    originVersionField,
    ...trailFields,
    field('LAST_COMMUNICATION_TIME', 'string', 'Дата последней коммуникации', { isReadOnly: true }),
    ...multiFields,
  ],
};

const lead: EntityType = {
  id: 1,
  name: 'lead',
  code: 'LEAD',
  letter: 'L',
  hasMulti: true,
  stageField: 'STATUS_ID',
  untitled: (id) => `Лид #${id}`,
  seconds: { add: 3.3, update: 3.3 },
  fields: [
    idField,
    text('TITLE', 'Название лида', 255),
    ...nameFields,
    field('BIRTHDATE', 'date', 'Дата рождения'),
    text('COMPANY_TITLE', 'Название компании', 255),
    ...sourceFields,
    status('STATUS_ID', 'STATUS', 'Стадия', { item: 'stageId' }),
    field('STATUS_DESCRIPTION', 'string', 'Дополнительно о стадии'),
    field('STATUS_SEMANTIC_ID', 'string', 'Состояние статуса', { item: 'stageSemanticId', isReadOnly: true }),
    text('POST', 'Должность', 255),
    ...addressFields,
    ...moneyFields,
    field('OPENED', 'char', 'Доступен для всех'),
    field('COMMENTS', 'string', 'Комментарий'),
    ...contactPointFields,
    ...historyFields,
    ...movedFields,
    field('COMPANY_ID', 'crm_company', 'Компания'),
    field('CONTACT_ID', 'crm_contact', 'Контакт'),
    field('CONTACT_IDS', 'crm_contact', 'CONTACT_IDS', { isMultiple: true }),
    field('IS_RETURN_CUSTOMER', 'char', 'Повторный лид', { isReadOnly: true }),
    field('DATE_CLOSED', 'datetime', 'Дата завершения', { isReadOnly: true }),
    ...originFields,
    ...trailFields,
    ...multiFields,
  ],
};

const deal: EntityType = {
  id: 2,
  name: 'deal',
  code: 'DEAL',
  letter: 'D',
  hasMulti: false,
  stageField: 'STAGE_ID',
  untitled: (id) => `Сделка #${id}`,
  seconds: { add: 0.68, update: 0.8 },
  fields: [
    idField,
    text('TITLE', 'Название', 255),
    status('TYPE_ID', 'DEAL_TYPE', 'Тип'),
    field('CATEGORY_ID', 'crm_category', 'Воронка', { isImmutable: true }),
    status('STAGE_ID', 'DEAL_STAGE', 'Стадия сделки'),
    field('STAGE_SEMANTIC_ID', 'string', 'Группа стадии', { isReadOnly: true }),
    field('IS_NEW', 'char', 'Новая сделка', { isReadOnly: true }),
    field('IS_RECURRING', 'char', 'Регулярная сделка'),
    field('IS_RETURN_CUSTOMER', 'char', 'Повторная сделка'),
    field('IS_REPEATED_APPROACH', 'char', 'Повторное обращение'),
    field('PROBABILITY', 'integer', 'Вероятность'),
    ...moneyFields,
    field('TAX_VALUE', 'double', 'Ставка налога'),
    field('COMPANY_ID', 'crm_company', 'Компания'),
    field('CONTACT_ID', 'crm_contact', 'Контакт'),
    field('CONTACT_IDS', 'crm_contact', 'Контакты', { isMultiple: true }),
    field('QUOTE_ID', 'crm_quote', 'Предложение', { isReadOnly: true }),
    field('BEGINDATE', 'date', 'Дата начала'),
    field('CLOSEDATE', 'date', 'Дата завершения'),
    field('OPENED', 'char', 'Доступна для всех'),
    field('CLOSED', 'char', 'Закрыта'),
    field('COMMENTS', 'string', 'Комментарий'),
    ...historyFields,
    ...movedFields,
    ...sourceFields,
    field('LEAD_ID', 'crm_lead', 'Лид', { isClassicReadOnly: true }),
    field('ADDITIONAL_INFO', 'string', 'Дополнительная информация'),
    field('LOCATION_ID', 'location', 'Местоположение'),
    ...originFields,
    ...trailFields,
  ],
};

export const entityTypes: readonly EntityType[] = [lead, deal, contact, company];

export function typeById(id: number): EntityType | undefined {
  return entityTypes.find((type) => type.id === id);
}

export function typeByName(name: string): EntityType | undefined {
  return entityTypes.find((type) => type.name === name);
}
