import { expect, test } from 'vitest';
import { readPlainName } from '../../../src/text/names/plain-name.ts';
import { parsePersonName } from '../../../src/text/person-name.ts';

const words =
  `Иванов Щукина Королёв Абрамович Петрович Бондаренко Черных Мартин Роман Гасанов Тер Ян Ким Цой Живаго ФЁДОРОВ соловьёв Ли
  Анна Пётр Саша Женя Али Гасан Никита Любовь ИВАН мария Аль Бин бин ван Иоанн Октябрина Ия
  Петровна Сергеевич Ильич Ильинична Сергеич Кузьминична оглы кызы Гасанович Мирзаевна ПЕТРОВИЧ викторовна Николаева
  директор Тест ООО ИП господин Госпожа мама нет Ъъъ ььь и да Анна-Мария Ив. И.И. Ivan Kузнецов 8 Смирнов, (дом)`.split(
    /\s+/,
  );

test('the plain reading of a name gives what the full reading gives', () => {
  let plain = 0;
  for (const one of words) {
    for (const two of words) {
      for (const three of words) {
        const text = `${one} ${two} ${three}`;
        const read = readPlainName(text);
        if (read === undefined) continue;
        plain += 1;
        const full = parsePersonName(text);
        const { last, first, middle, sex } = read;
        expect([last.shown, first.shown, middle.shown, sex]).toEqual([
          full.lastName,
          full.firstName,
          full.middleName,
          full.sex,
        ]);
        expect(full.written).toBe(`${last.shown} ${first.shown} ${middle.shown}`);
        expect([full.titles, full.remarks, full.certainty]).toEqual([[], [], 1]);
        expect([full.problem, full.rest, full.initials]).toEqual([undefined, undefined, '']);
      }
    }
  }
  expect(plain).toBeGreaterThan(1000);
});

test.each(['Щукина Анна Петровна', 'Иванов Пётр Сергеевич', 'ИВАНОВ ИВАН ИЛЬИЧ', 'соловьёв саша петрович'])(
  'reads %s',
  (text) => {
    expect(readPlainName(text)).toBeDefined();
  },
);

test.each([
  '',
  ' ',
  'Анна',
  'Анна Петровна',
  'Щукина Анна Петровна ',
  'Щукина  Анна Петровна',
  'Щукина А. П.',
  'Абрамович Роман Ильич',
])('leaves "%s" to the full reading', (text) => {
  expect(readPlainName(text)).toBeUndefined();
});
