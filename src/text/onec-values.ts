/** Values as 1C writes them, brought to what the rest of perenos expects. Pure functions; empty text means no value. */

const emptyGuid = '00000000-0000-0000-0000-000000000000';
const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Counts text that was escaped twice (`&amp;quot;`) and had to be decoded once more. */
export interface EntityCounter {
  decoded: number;
}

const entity = /&(quot|amp|lt|gt|apos|#\d{1,7}|#x[\da-f]{1,6});/gi;
const named: Readonly<Record<string, string>> = { quot: '"', amp: '&', lt: '<', gt: '>', apos: "'" };

/** Trims padding; decodes a second level of escaping and counts it. */
export function cleanText(raw: string, counter: EntityCounter): string {
  const trimmed = raw.trim();
  if (!trimmed.includes('&')) return trimmed;
  const decoded = trimmed.replace(entity, (whole, name: string) => decodeEntity(whole, name));
  if (decoded !== trimmed) counter.decoded += 1;
  return decoded;
}

/** As `cleanText`, but a contact string in XML or JSON keeps its own escaping: it is a document to be parsed. */
export function cleanValue(raw: string, counter: EntityCounter): string {
  return /^\s*(?:<|\{|&lt;)/.test(raw) ? raw.trim() : cleanText(raw, counter);
}

function decodeEntity(whole: string, name: string): string {
  const known = named[name.toLowerCase()];
  if (known !== undefined) return known;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  if (code === 9 || code === 10 || code === 13 || (code >= 32 && code < 0xd800) || (code > 0xdfff && code < 0x110000)) {
    return String.fromCodePoint(code);
  }
  return whole;
}

/** An identifier: trimmed, GUIDs in lower case, the empty GUID as no value. */
export function identifier(raw: string): string {
  const id = raw.trim();
  if (!guid.test(id)) return id;
  const lower = id.toLowerCase();
  return lower === emptyGuid ? '' : lower;
}

export function isGuid(text: string): boolean {
  return guid.test(text);
}

/** `0001-01-01`, with or without a time, is how 1C writes no date. */
export function dateText(raw: string): string {
  const text = raw.trim();
  return text.startsWith('0001-01-01') || text.startsWith('01.01.0001') ? '' : text;
}

/** Joins the date and the time of a document that 1C wrote apart; local time, never shifted. */
export function dateTime(date: string, time: string): string {
  const day = dateText(date);
  if (day === '' || time.trim() === '' || /[T ]\d/.test(day)) return day.replace(/^(\d{4}-\d\d-\d\d) (?=\d)/, '$1T');
  return /^\d{1,2}:\d\d(:\d\d)?$/.test(time.trim()) ? `${day}T${fullTime(time.trim())}` : day;
}

function fullTime(time: string): string {
  const padded = time.padStart(time.length < 6 ? 5 : 8, '0');
  return padded.length === 5 ? `${padded}:00` : padded;
}

/** `true`, `false` or empty, from the ways 1C and sites write booleans. */
export function truth(raw: string): '' | 'true' | 'false' {
  switch (raw.trim().toLowerCase()) {
    case 'true':
    case '1':
    case 'да':
    case 'истина':
      return 'true';
    case 'false':
    case '0':
    case 'нет':
    case 'ложь':
      return 'false';
    default:
      return '';
  }
}

const plainDecimal = /^-?\d+(?:\.\d+)?$/;

/** An exact decimal as text: grouping removed, comma as dot. What is not a number stays as it is. */
export function decimalText(raw: string): string {
  if (plainDecimal.test(raw)) return raw;
  const compact = raw.replace(/[\s\u00a0\u202f]/g, '').replace('\u2212', '-');
  return /^-?\d+(?:[.,]\d+)?$/.test(compact) ? compact.replace(',', '.') : raw.trim();
}

const currencies: Readonly<Record<string, string>> = {
  руб: 'RUB',
  рубль: 'RUB',
  rub: 'RUB',
  rur: 'RUB',
  р: 'RUB',
  '₽': 'RUB',
  '643': 'RUB',
  '810': 'RUB',
  грн: 'UAH',
  uah: 'UAH',
  '980': 'UAH',
  usd: 'USD',
  $: 'USD',
  долл: 'USD',
  '840': 'USD',
  eur: 'EUR',
  '€': 'EUR',
  евро: 'EUR',
  '978': 'EUR',
  kzt: 'KZT',
  тенге: 'KZT',
  тг: 'KZT',
  '398': 'KZT',
  byn: 'BYN',
  byr: 'BYN',
  бел: 'BYN',
  '933': 'BYN',
  uzs: 'UZS',
  сум: 'UZS',
  '860': 'UZS',
  cny: 'CNY',
  юань: 'CNY',
  '156': 'CNY',
  gbp: 'GBP',
  '826': 'GBP',
};

/** ISO 4217 code of a currency as 1C bases name it; an unknown name stays as it is. */
export function currencyCode(raw: string): string {
  const text = raw.trim();
  const known = currencies[text.toLowerCase().replace(/\.$/, '')];
  if (known !== undefined) return known;
  return /^[A-Za-z]{3}$/.test(text) ? text.toUpperCase() : text;
}

/** `[N] Принят` is code and label; a plain label has no code. */
export function statusParts(raw: string): { readonly code: string; readonly label: string } {
  const match = /^\[([^\]]{1,20})\]\s*(.*)$/s.exec(raw.trim());
  return match === null
    ? { code: '', label: raw.trim() }
    : { code: match[1] ?? '', label: (match[2] ?? '') === '' ? (match[1] ?? '') : (match[2] ?? '') };
}

/** ИНН and КПП that stand for "none": empty, zeros only. `ИНН/КПП` in one value is taken apart. */
export function taxNumbers(inn: string, kpp: string): { readonly inn: string; readonly kpp: string } {
  const [first = '', second = ''] = inn.split(/[/\\]/, 2).map((part) => part.trim());
  return { inn: /^0*$/.test(first) ? '' : first, kpp: notZero(kpp.trim()) || notZero(second) };
}

function notZero(text: string): string {
  return /^0*$/.test(text) ? '' : text;
}

/** Whether the check digits of a Russian ИНН of 10 or 12 digits are right. */
export function innChecks(inn: string): boolean {
  if (!/^\d+$/.test(inn)) return false;
  const digit = (weights: readonly number[]): number =>
    (weights.reduce((sum, weight, i) => sum + weight * Number(inn[i]), 0) % 11) % 10;
  if (inn.length === 10) return digit([2, 4, 10, 3, 5, 9, 4, 6, 8]) === Number(inn[9]);
  if (inn.length !== 12) return false;
  return (
    digit([7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) === Number(inn[10]) &&
    digit([3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) === Number(inn[11])
  );
}

const countries: Readonly<Record<string, string>> = {
  россия: 'RU',
  'российская федерация': 'RU',
  рф: 'RU',
  казахстан: 'KZ',
  'республика казахстан': 'KZ',
  беларусь: 'BY',
  белоруссия: 'BY',
  'республика беларусь': 'BY',
  украина: 'UA',
  узбекистан: 'UZ',
  армения: 'AM',
  азербайджан: 'AZ',
  грузия: 'GE',
  киргизия: 'KG',
  кыргызстан: 'KG',
  молдова: 'MD',
  таджикистан: 'TJ',
  туркменистан: 'TM',
  германия: 'DE',
  китай: 'CN',
  сербия: 'RS',
  турция: 'TR',
};

/** ISO 3166-1 alpha-2 of a country as bases name it; null for one that is not known. */
export function countryCode(name: string): string | null {
  return countries[name.trim().toLowerCase()] ?? null;
}
