import type { Email, Phone } from '../../model/field.ts';
import { asId, asMap, asText } from './values.ts';

export const multiTypes = ['PHONE', 'EMAIL', 'WEB', 'IM'] as const;
export type MultiType = (typeof multiTypes)[number];

/** One phone, e-mail address, site or messenger of a record. */
export interface MultiValue {
  /** Of a value that stands in the portal. */
  readonly id?: string;
  readonly typeId: MultiType;
  readonly valueType: string;
  readonly value: string;
}

interface Points {
  readonly phones?: readonly Phone[] | undefined;
  readonly emails?: readonly Email[] | undefined;
  readonly urls?: readonly string[] | undefined;
  readonly messengers?: readonly Messenger[] | undefined;
}

interface Messenger {
  readonly service: string;
  readonly value: string;
}

const phoneTypes: Readonly<Record<Phone['type'], string>> = {
  mobile: 'MOBILE',
  work: 'WORK',
  home: 'HOME',
  fax: 'FAX',
  pager: 'PAGER',
  other: 'OTHER',
};
const emailTypes: Readonly<Record<Email['type'], string>> = { work: 'WORK', home: 'HOME', other: 'OTHER' };
/** Messengers the portal knows by name; the others are kept as `service:value`. */
const services = ['telegram', 'vk', 'facebook', 'viber', 'instagram', 'skype', 'icq', 'msn', 'jabber'];
/** Channels of the portal itself: they are nobody's address and are left alone. */
const ownChannels = new Set(['OPENLINE', 'IMOL', 'BITRIX24']);

/** How phones are written: an extension goes to the comment unless it is appended. */
export type Extensions = 'comment' | 'append';

/** Values of a record as the portal keeps them, each once: it does not remove equal ones itself. */
export function multiValues(points: Points, extensions: Extensions): readonly MultiValue[] {
  const values: MultiValue[] = [
    ...(points.phones ?? []).map(({ value, ext, type }) => ({
      typeId: 'PHONE' as const,
      valueType: phoneTypes[type],
      value: ext !== undefined && extensions === 'append' ? `${value} ext. ${ext}` : value,
    })),
    ...(points.emails ?? []).map(({ value, type }) => ({
      typeId: 'EMAIL' as const,
      valueType: emailTypes[type],
      value,
    })),
    ...(points.urls ?? []).map((value) => ({ typeId: 'WEB' as const, valueType: 'WORK', value })),
    ...(points.messengers ?? []).map(messengerValue),
  ];
  const seen = new Set<string>();
  return values.filter(({ typeId, value }) => {
    const key = `${typeId}\n${comparable(typeId, value)}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}

function messengerValue({ service, value }: Messenger): MultiValue {
  const name = service.toLowerCase();
  return services.includes(name)
    ? { typeId: 'IM', valueType: name.toUpperCase(), value }
    : { typeId: 'IM', valueType: 'OTHER', value: `${service}:${value}` };
}

/** A value as far as it tells from others: digits of a phone as the portal compares them, an address in small letters. */
export function comparable(typeId: MultiType, value: string): string {
  return typeId === 'PHONE' ? phoneDigits(value) : typeId === 'IM' ? value : value.toLowerCase();
}

/** Digits of a number as the portal compares it, and its extension. */
function phoneDigits(value: string): string {
  const [number = '', extension = ''] = value.split(/\s*ext\.\s*/);
  return `${internationalOf(number) ?? number.replace(/\D/g, '')}#${extension}`;
}

/** `+79160000001` for a number written in full, by the portal's own rule for a leading 8 (`formats/bitrix24.md` 9.11). */
export function internationalOf(value: string): string | undefined {
  const digits = value.replace(/\D/g, '');
  const hasPlus = value.trim().startsWith('+');
  if (!hasPlus && /^8(?![012])\d{10}$/.test(digits)) return `+7${digits.slice(1)}`;
  if (hasPlus || /^7\d{10}$/.test(digits)) return /^[1-9]\d{4,14}$/.test(digits) ? `+${digits}` : undefined;
  return undefined;
}

/** Canonical ways to reach somebody, from what stands in the portal. The first of each is the primary one. */
export function pointsOf(values: readonly MultiValue[]): Readonly<Record<string, unknown>> {
  const ofType = (typeId: MultiType) => values.filter((value) => value.typeId === typeId && isAddress(value));
  const phones = ofType('PHONE').map(phoneOf);
  const emails = ofType('EMAIL').map(({ value, valueType }, index) => ({
    value,
    type: keyOf(emailTypes, valueType) ?? 'other',
    raw: value,
    primary: index === 0,
  }));
  const urls = ofType('WEB').map(({ value }) => value);
  const messengers = ofType('IM').map(messengerOf);
  const lists = { phones, emails, urls, messengers };
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
}

/** Is it one that a record of ours may have, so that an update may change it? */
export function isAddress({ valueType, value }: MultiValue): boolean {
  return value !== '' && !ownChannels.has(valueType);
}

function phoneOf({ value, valueType }: MultiValue, index: number): Phone {
  const [number = '', ext] = value.split(/\s*ext\.\s*/);
  const base = { type: keyOf(phoneTypes, valueType) ?? 'other', raw: value, primary: index === 0 } as const;
  const found = internationalOf(number) ?? number;
  return ext === undefined ? { value: found, ...base } : { value: found, ext, ...base };
}

function messengerOf({ value, valueType }: MultiValue): Messenger {
  const own = /^([\p{L}\d_.-]{1,50}):(.+)$/su.exec(value);
  if (valueType === 'OTHER' && own !== null) return { service: own[1] ?? '', value: own[2] ?? '' };
  return { service: valueType.toLowerCase(), value };
}

function keyOf<K extends string>(map: Readonly<Record<K, string>>, value: string): K | undefined {
  return (Object.keys(map) as K[]).find((key) => map[key] === value);
}

/** As the classic methods and both import methods take them. */
export function classicMulti(
  values: readonly MultiValue[],
): Readonly<Record<string, readonly Readonly<Record<string, string>>[]>> {
  const entries = multiTypes.map((typeId) => [typeId, values.filter((value) => value.typeId === typeId)] as const);
  return Object.fromEntries(
    entries
      .filter(([, list]) => list.length > 0)
      .map(([typeId, list]) => [typeId, list.map(({ value, valueType }) => ({ VALUE: value, VALUE_TYPE: valueType }))]),
  );
}

/** As `crm.item.add` takes them. */
export function universalMulti(values: readonly MultiValue[]): readonly Readonly<Record<string, string>>[] {
  return values.map(({ typeId, valueType, value }) => ({ typeId, valueType, value }));
}

/** Values of an item read by `crm.item.*`. */
export function readUniversalMulti(fm: unknown): readonly MultiValue[] {
  return (Array.isArray(fm) ? (fm as readonly unknown[]) : []).flatMap((entry) => {
    const { id, typeId, valueType, value } = asMap(entry);
    const type = multiTypes.find((known) => known === typeId);
    return type === undefined ? [] : [multiValue(type, { id, valueType, value })];
  });
}

/** Values of a record read by a classic method. A record without any has no key. */
export function readClassicMulti(record: Readonly<Record<string, unknown>>): readonly MultiValue[] {
  return multiTypes.flatMap((typeId) =>
    (Array.isArray(record[typeId]) ? (record[typeId] as readonly unknown[]) : []).map((entry) => {
      const { ID: id, VALUE_TYPE: valueType, VALUE: value } = asMap(entry);
      return multiValue(typeId, { id, valueType, value });
    }),
  );
}

function multiValue(typeId: MultiType, read: { readonly [K in 'id' | 'valueType' | 'value']: unknown }): MultiValue {
  const id = asId(read.id);
  const base = { typeId, valueType: asText(read.valueType), value: asText(read.value) };
  return id === undefined ? base : { id, ...base };
}
