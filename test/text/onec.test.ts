import { describe, expect, it } from 'vitest';
import { contactKind, phonesIn } from '../../src/text/onec-contact-kind.ts';
import { parseContactString, readContactRow } from '../../src/text/onec-contact.ts';
import { counterpartyKind, personOf, sameName } from '../../src/text/onec-kind.ts';
import { ExactSum } from '../../src/text/onec-sum.ts';
import {
  cleanText,
  currencyCode,
  dateTime,
  decimalText,
  identifier,
  innChecks,
  statusParts,
  taxNumbers,
} from '../../src/text/onec-values.ts';

describe('counterpartyKind', () => {
  it.each([
    [{ name: 'Иванов', declared: 'ЮридическоеЛицо' }, 'legal', 'explicit'],
    [{ name: 'Иванов', declared: 'ФизическоеЛицо', entrepreneur: 'true' }, 'entrepreneur', 'explicit'],
    [{ name: 'Иванов И. И. (ИП)', declared: 'ФизЛицо' }, 'entrepreneur', 'explicit-name'],
    [{ name: 'ИП Иванов', declared: 'ФизическоеЛицо', entrepreneur: 'false' }, 'person', 'explicit'],
    [{ name: 'Альфа', declared: 'ЮрЛицоНеРезидент' }, 'legal', 'explicit'],
    [{ name: 'Альфа', declared: 'ЧастноеЛицо' }, 'person', 'explicit'],
    [{ name: 'Иванов Иван', kpp: '7700AB001' }, 'legal', 'kpp'],
    [{ name: 'Ромашка', inn: '7700000009' }, 'legal', 'inn'],
    [{ name: 'Котова', inn: '500100732259' }, 'person', 'inn'],
    [{ name: 'ИП Котова', inn: '500100732259' }, 'entrepreneur', 'inn'],
    [{ name: 'Алтай ТОО', inn: '181310839110' }, 'legal', 'name-form'],
    [{ name: 'Альфа', inn: '500100732259', country: 'КАЗАХСТАН' }, 'unknown', 'none'],
    [{ name: 'АЛЬКОР ООО' }, 'legal', 'name-form'],
    [{ name: 'Альфа', fullName: 'Общество с ограниченной ответственностью «Альфа»' }, 'legal', 'name-form'],
    [{ name: 'Петров Пётр Петрович [Пётр]' }, 'person', 'name-pattern'],
    [{ name: 'Оомо Аорист' }, 'unknown', 'none'],
  ])('%j is %s by %s', (evidence, kind, rule) => {
    expect(counterpartyKind(evidence)).toEqual({ kind, rule });
  });

  it.each([
    ['ИП Котова М. С.', 'Индивидуальный предприниматель Котова Мария Сергеевна', 'Котова Мария Сергеевна'],
    ['Иванов И. И. (ИП)', '', 'Иванов И. И.'],
    ['- гусев [олег]', '', 'гусев'],
    ['ИПатов Иван', '', 'ИПатов Иван'],
  ])('takes the person out of %s', (name, fullName, person) => {
    expect(personOf(name, fullName)).toBe(person);
  });

  it('compares names whatever the order of words', () => {
    expect(sameName('Петр Петров', 'ПЕТРОВ Пётр')).toBe(true);
    expect(sameName('Петр Петров', 'Петр Сидоров')).toBe(false);
  });
});

describe('contact information', () => {
  it.each([
    ['{"Value":"8 800 000-00-05","CountryCode":"8"}', 'json', '8 800 000-00-05'],
    [
      '{"value":"","countryCode":"+7","areaCode":"928","number":"000-00-02","extNumber":"5"}',
      'json',
      '+7 (928) 000-00-02, доб. 5',
    ],
    ['{"value":"a\\R\\Nb"}', 'json', 'a\r\nb'],
    ['<КонтактнаяИнформация Представление="+7 (495) 1">x</КонтактнаяИнформация>', 'xml', '+7 (495) 1'],
    ['&lt;КонтактнаяИнформация Представление=&quot;a@b.ru&quot;/&gt;', 'xml', 'a@b.ru'],
    [
      '<c:КонтактнаяИнформация><Состав xsi:type="НомерТелефона" КодСтраны="8" КодГорода="928" Номер="1-2"/></c:КонтактнаяИнформация>',
      'xml',
      '+7 (928) 1-2',
    ],
    ['КодСтраны=7\nНомерТелефона=1\nПредставление=+7 1\n\tстрока', 'key-value', '+7 1\nстрока'],
    ['8-928-000-00-03', 'plain', '8-928-000-00-03'],
    ['{"value": ', 'broken', ''],
    ['<Другое/>', 'broken', ''],
  ])('reads %s', (text, form, value) => {
    expect(parseContactString(text)).toMatchObject({ form, value });
  });

  it('falls back to the presentation and says what did not parse', () => {
    const { point, broken } = readContactRow({
      type: 'Телефон',
      kind: '',
      serialised: ['{"value"'],
      presentation: '+7 1',
    });
    expect(point).toMatchObject({ medium: 'phone', value: '+7 1' });
    expect(broken).toBe('{"value"');
  });

  it.each([
    ['Электронная почта', 'a@b.ru', 'email', 'work'],
    ['Почта', '450000, Уфа', 'address', 'postal'],
    ['ТелефонРабочий', '1', 'phone', 'work'],
    ['Телефон мобильный', '1', 'phone', 'mobile'],
    ['Факс', '1', 'phone', 'fax'],
    ['ЮридическийАдрес', 'x', 'address', 'legal'],
    ['ВебСайт', 'x', 'url', 'work'],
    ['Skype', 'x', 'messenger', 'skype'],
    ['Рация', 'канал 16', 'other', 'other'],
  ])('takes %s with %s for %s %s', (name, value, medium, type) => {
    expect(contactKind(name, value)).toEqual({ medium, type });
  });

  it.each([
    ['ООО Ромашка, тел : 8-928-700-21-65', ['8-928-700-21-65']],
    ['звонить (067) 500-10-20 после обеда', ['(067) 500-10-20']],
    ['ИНН 7700000009 КПП 770001001', []],
    ['договор от 14.03.2024 № 123456', []],
    ['р/с 40702810000000000001', []],
  ])('finds phones in %s', (text, phones) => {
    expect(phonesIn(text)).toEqual(phones);
  });
});

describe('values', () => {
  it('decodes a second level of escaping and counts it', () => {
    const counter = { decoded: 0 };
    expect(cleanText(' &quot;JVC&quot; ', counter)).toBe('"JVC"');
    expect(cleanText('Рога & копыта', counter)).toBe('Рога & копыта');
    expect(counter.decoded).toBe(1);
  });

  it.each([
    ['2024-03-14', '9:05:00', '2024-03-14T09:05:00'],
    ['2012-12-06', '12:07', '2012-12-06T12:07:00'],
    ['2015-06-29T15:39:10', '10:00:00', '2015-06-29T15:39:10'],
    ['2007-10-30 15:19:27', '', '2007-10-30T15:19:27'],
    ['0001-01-01', '', ''],
  ])('joins %s and %s', (date, time, joined) => {
    expect(dateTime(date, time)).toBe(joined);
  });

  it('keeps sums as they are written', () => {
    expect(['84.00', '12 500,50', '\u2212231.7400', 'мусор'].map(decimalText)).toEqual([
      '84.00',
      '12500.50',
      '-231.7400',
      'мусор',
    ]);
    const sum = new ExactSum();
    for (const text of ['0.10', '0.20', '1000000000000000.05', 'x', '-0.0001']) sum.add(text);
    expect(String(sum)).toBe('1000000000000000.3499');
  });

  it('knows currencies, statuses, identifiers and tax numbers', () => {
    expect(['руб', 'руб.', 'RUR', 'uah', '643', 'XAU', 'баллы'].map(currencyCode)).toEqual([
      'RUB',
      'RUB',
      'RUB',
      'UAH',
      'RUB',
      'XAU',
      'баллы',
    ]);
    expect(statusParts('[N] Принят')).toEqual({ code: 'N', label: 'Принят' });
    expect(identifier('00000000-0000-0000-0000-000000000000')).toBe('');
    expect(identifier('A0000000-0000-4000-8000-000000000001')).toBe('a0000000-0000-4000-8000-000000000001');
    expect(taxNumbers('7700000009/770001001', '0')).toEqual({ inn: '7700000009', kpp: '770001001' });
    expect(taxNumbers('0000000000', '')).toEqual({ inn: '', kpp: '' });
    expect([innChecks('7700000009'), innChecks('7700000008'), innChecks('500100732259')]).toEqual([true, false, true]);
  });
});
