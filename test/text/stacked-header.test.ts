import { describe, expect, test } from 'vitest';
import { stackedHeadings } from '../../src/text/stacked-header.ts';

const split = (lines: readonly string[]): readonly string[][] => lines.map((line) => line.split(';'));

describe('a heading of two rows', () => {
  test.each([
    [
      'groups with names under them',
      ['Название;ИНН;Контакты;', ';;Телефон;Почта', 'ООО Ромашка;7707083893;84951234567;a@b.ru'],
      ['Название', 'ИНН', 'Контакты / Телефон', 'Контакты / Почта'],
    ],
    [
      'names under nothing',
      ['Название;;;Город', ';Телефон;Почта;', 'Вектор;84951234567;a@b.ru;Тула'],
      ['Название', 'Телефон', 'Почта', 'Город'],
    ],
    [
      'several groups',
      ['Клиент;;Адрес;', 'Название;ИНН;Город;Улица', 'ООО Ромашка;7707083893;Тула;Мира'],
      ['Клиент / Название', 'Клиент / ИНН', 'Адрес / Город', 'Адрес / Улица'],
    ],
    [
      'names of the system below those for people',
      ['Название;ИНН;Телефон', 'name;inn;phone', 'ООО Ромашка;7707083893;84951234567'],
      ['Название / name', 'ИНН / inn', 'Телефон / phone'],
    ],
  ])('is %s', (_, lines, headings) => {
    expect(stackedHeadings(split(lines))).toEqual(headings);
  });
});

test.each([
  ['data below', ['Название;ИНН;Телефон', 'ООО Ромашка;7707083893;84951234567', 'Вектор;;']],
  ['a record that fills a column without a name', ['Имя;Телефон;', 'Анна;+79161234567;перезвонить', 'Пётр;;']],
  ['a remark of the record above in a column without a name', ['Имя;Телефон;', ';;перезвонить', 'Пётр;89161234567;']],
  ['a name and a city under single names', ['Имя;Город;', 'Анна;Тула;', 'Пётр;Клин;да']],
  ['two texts under columns without names', ['Имя;Телефон;;', ';;перезвонить;завтра', 'Пётр;89161234567;;']],
  ['a list of words', ['Имя;Роль', 'Почта;Тула', 'Анна;Клин']],
  ['the last row', ['Название;ИНН;Контакты;', ';;Телефон;Почта']],
])('%s is not part of the heading', (_, lines) => {
  expect(stackedHeadings(split(lines))).toBeUndefined();
});
