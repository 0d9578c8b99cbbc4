import type { ContactPoint } from '../../text/onec-contact.ts';
import { countryCode } from '../../text/onec-values.ts';
import type { Put } from './row-table.ts';

const byType = [
  ['Телефон.Рабочий', 'work'],
  ['Телефон.Мобильный', 'mobile'],
  ['Телефон.Домашний', 'home'],
  ['Телефон.Факс', 'fax'],
  ['Телефон.Другой', 'other'],
] as const;

const services = [
  ['Мессенджер.Telegram', 'telegram'],
  ['Мессенджер.WhatsApp', 'whatsapp'],
  ['Мессенджер.Skype', 'skype'],
] as const;

/** Lists: parallel ones, one entry a contact point, and one for every type of phone and every messenger. */
export function putPoints(points: readonly ContactPoint[], put: Put): void {
  if (points.length === 0) return;
  const of = (medium: ContactPoint['medium']): readonly ContactPoint[] =>
    points.filter((point) => point.medium === medium);
  putPhones(of('phone'), put);
  const emails = of('email');
  put('Почта.Значение', values(emails));
  put('Почта.Вид', types(emails));
  put('Сайт.Значение', values(of('url')));
  const messengers = of('messenger');
  if (messengers.length > 0) {
    put('Мессенджер.Значение', values(messengers));
    put('Мессенджер.Вид', types(messengers));
    for (const [column, service] of services) put(column, values(messengers.filter(({ type }) => type === service)));
  }
  putAddresses(of('address'), put);
  const others = of('other');
  put('Прочее.Значение', values(others));
  put('Прочее.Вид', types(others));
}

function putPhones(phones: readonly ContactPoint[], put: Put): void {
  if (phones.length === 0) return;
  put('Телефон.Значение', values(phones));
  put('Телефон.Вид', types(phones));
  // Pagers are among the others.
  for (const [column, wanted] of byType) {
    put(column, values(phones.filter(({ type }) => type === wanted || (type === 'pager' && wanted === 'other'))));
  }
  if (phones.every(({ comment }) => comment === undefined)) return;
  put(
    'Телефон.Комментарий',
    phones.map(({ comment }) => comment ?? null),
  );
  put(
    'Телефон.Примечания',
    phones.flatMap(({ value, comment }) => (comment === undefined ? [] : [`${value}: ${comment}`])),
  );
}

function putAddresses(addresses: readonly ContactPoint[], put: Put): void {
  if (addresses.length === 0) return;
  put('Адрес.Значение', values(addresses));
  put('Адрес.Вид', types(addresses));
  if (addresses.every(({ parts }) => parts === undefined)) return;
  put(
    'Адрес.Страна',
    addresses.map(({ parts }) => countryCode(parts?.country ?? '')),
  );
  for (const [column, part] of addressParts)
    put(
      column,
      addresses.map(({ parts }) => parts?.[part] ?? null),
    );
}

const addressParts = [
  ['Адрес.Индекс', 'postalCode'],
  ['Адрес.Регион', 'region'],
  ['Адрес.Город', 'city'],
  ['Адрес.Улица', 'street'],
  ['Адрес.Дом', 'house'],
  ['Адрес.Квартира', 'flat'],
] as const;

function values(points: readonly ContactPoint[]): readonly string[] {
  return points.map(({ value }) => value);
}

function types(points: readonly ContactPoint[]): readonly string[] {
  return points.map(({ type }) => type);
}
