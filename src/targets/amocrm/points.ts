import type { Email, Phone } from '../../model/field.ts';
import { asText, filled } from '../../http/answer-values.ts';
import { fieldByCode, type AccountField, type Collection } from './account.ts';
import type { Encoding, Fields, FieldValue } from './encoding.ts';

interface Messenger {
  readonly service: string;
  readonly value: string;
}

export interface Points {
  readonly phones?: readonly Phone[] | undefined;
  readonly emails?: readonly Email[] | undefined;
  readonly urls?: readonly string[] | undefined;
  readonly messengers?: readonly Messenger[] | undefined;
}

const phoneCodes: Readonly<Record<Phone['type'], string>> = {
  work: 'WORK',
  mobile: 'MOB',
  fax: 'FAX',
  home: 'HOME',
  pager: 'OTHER',
  other: 'OTHER',
};
const emailCodes: Readonly<Record<Email['type'], string>> = { work: 'WORK', home: 'PRIV', other: 'OTHER' };
/** Direct lines are work phones. */
const phoneTypes: Readonly<Record<string, Phone['type']>> = {
  WORK: 'work',
  WORKDD: 'work',
  MOB: 'mobile',
  FAX: 'fax',
  HOME: 'home',
};
const emailTypes: Readonly<Record<string, Email['type']>> = { WORK: 'work', PRIV: 'home' };
/** Messengers that have a kind of their own; the others are kept as `service:value`. */
const services: Readonly<Record<string, string>> = {
  skype: 'SKYPE',
  icq: 'ICQ',
  jabber: 'JABBER',
  gtalk: 'GTALK',
  msn: 'MSN',
};

interface Placed {
  readonly values: readonly (readonly [fieldId: string, values: readonly FieldValue[]])[];
  /** What the kind of record has no field for. */
  readonly left: readonly string[];
}

/** Ways to reach somebody as values of fields, each once. An extension and a remark of a phone are left over. */
export function placePoints(points: Points, of: Collection, { account }: Encoding): Placed {
  const { phones = [], emails = [], urls = [], messengers = [] } = points;
  const lists = [
    ['PHONE', phones.map(({ value, type }) => ({ value, enum_code: phoneCodes[type] })), phones.map(phoneText)],
    [
      'EMAIL',
      emails.map(({ value, type }) => ({ value, enum_code: emailCodes[type] })),
      emails.map(({ value }) => value),
    ],
    ['WEB', urls.slice(0, 1).map((value) => ({ value })), urls],
    ['IM', messengers.map(messengerValue), messengers.map(({ service, value }) => `${service}: ${value}`)],
  ] as const;
  const values: (readonly [string, readonly FieldValue[]])[] = [];
  const left: string[] = [];
  for (const [code, list, texts] of lists) {
    const field = fieldByCode(account, of, code);
    if (field === undefined) left.push(...texts);
    else if (list.length > 0) values.push([field.id, distinct(list).map((value) => withCode(value, field))]);
    if (field !== undefined && code === 'PHONE') left.push(...phones.flatMap(phoneRemark));
    if (field !== undefined && code === 'WEB') left.push(...urls.slice(1));
  }
  return { values, left };
}

function phoneText(phone: Phone): string {
  return phoneRemark(phone)[0] ?? phone.value;
}

function phoneRemark({ value, ext, comment }: Phone): readonly string[] {
  const remark = `${ext === undefined ? '' : ` ext. ${ext}`}${comment === undefined ? '' : ` (${comment})`}`;
  return remark === '' ? [] : [value + remark];
}

function messengerValue({ service, value }: Messenger): FieldValue {
  const code = services[service.toLowerCase()];
  return code === undefined ? { value: `${service}:${value}`, enum_code: 'OTHER' } : { value, enum_code: code };
}

function distinct(values: readonly FieldValue[]): readonly FieldValue[] {
  const seen = new Set<string>();
  return values.filter(({ value, enum_code: code }) => {
    const key = `${asText(code)} ${asText(value).toLowerCase()}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}

/** A kind that the account has not got would refuse the whole request: its first kind stands for it. */
function withCode(value: FieldValue, { options }: AccountField): FieldValue {
  const code = asText(value['enum_code']);
  if (code === '' || options.length === 0 || options.some(({ name }) => name === code)) return value;
  const other = options.find(({ name }) => name === 'OTHER') ?? options[0];
  return { ...value, enum_code: other?.name ?? code };
}

/** Canonical ways to reach somebody. The first of each is the primary one. */
export function readPoints(
  values: ReadonlyMap<string, readonly FieldValue[]>,
  of: Collection,
  { account }: Pick<Encoding, 'account'>,
): Fields {
  const valuesOf = (code: string): readonly FieldValue[] =>
    (values.get(fieldByCode(account, of, code)?.id ?? '') ?? []).filter(({ value }) => asText(value) !== '');
  const phones = valuesOf('PHONE').map(({ value, enum_code: code }, index) => ({
    value: internationalOf(asText(value)),
    type: phoneTypes[asText(code)] ?? 'other',
    raw: asText(value),
    primary: index === 0,
  }));
  const emails = valuesOf('EMAIL').map(({ value, enum_code: code }, index) => ({
    value: asText(value),
    type: emailTypes[asText(code)] ?? 'other',
    raw: asText(value),
    primary: index === 0,
  }));
  const urls = valuesOf('WEB').map(({ value }) => asText(value));
  const messengers = valuesOf('IM').map(readMessenger);
  const lists = { phones, emails, urls, messengers };
  return filled(
    Object.fromEntries(Object.entries(lists).map(([key, list]) => [key, list.length > 0 ? list : undefined])),
  );
}

function readMessenger({ value, enum_code: code }: FieldValue): Messenger {
  const text = asText(value);
  const known = Object.keys(services).find((service) => services[service] === code);
  if (known !== undefined) return { service: known, value: text };
  const own = /^([\p{L}\d_.-]{1,50}):(.+)$/su.exec(text);
  return own === null ? { service: 'other', value: text } : { service: own[1] ?? '', value: own[2] ?? '' };
}

/** The account keeps any text as it was typed: what is surely a number is brought to one form, so that it can be compared. */
export function internationalOf(text: string): string {
  const digits = text.replace(/\D/g, '');
  if (text.trim().startsWith('+') && /^[1-9]\d{4,14}$/.test(digits)) return `+${digits}`;
  return /^[78]\d{10}$/.test(digits) ? `+7${digits.slice(1)}` : text;
}
