import { describe, expect, it } from 'vitest';
import { findHeaderRow, looksLikeData } from '../../src/text/header-row.ts';

describe('findHeaderRow', () => {
  it('takes the first row of a plain table', () => {
    expect(
      findHeaderRow([
        ['Имя', 'Телефон'],
        ['Иван', '+7 495 123-45-67'],
      ]),
    ).toEqual({ index: 0, confidence: 1 });
  });

  it('skips titles, filters and empty rows', () => {
    const rows = [
      ['Список контрагентов'],
      ['Отбор:', 'Группа равно "Покупатели"'],
      [''],
      ['Наименование', 'ИНН', 'КПП', 'Телефон', 'E-mail'],
      ['Ромашка', '7700000009', '770001001', '', ''],
    ];
    expect(findHeaderRow(rows).index).toBe(3);
  });

  it('takes cells of a sheet: numbers and dates are data', () => {
    const rows = [
      ['Отчёт', null, null],
      [1, 2, 3],
      ['Имя', 'Сумма', 'Дата'],
      ['Иван', 5, new Date(0)],
    ];
    expect(findHeaderRow(rows).index).toBe(2);
  });

  it('is not certain when the first row looks like data', () => {
    expect(
      findHeaderRow([
        ['1', '+7 495 123-45-67', 'a@b.example'],
        ['2', '+7 495 765-43-21', 'c@d.example'],
      ]).confidence,
    ).toBeLessThan(0.5);
  });

  it('takes the first filled row of a single column', () => {
    expect(findHeaderRow([[''], ['Телефон'], ['123']]).index).toBe(1);
  });
});

describe('looksLikeData', () => {
  it.each([
    '12,50',
    '+7 (495) 123-45-67',
    '31.12.2024',
    '2024-01-05 10:00',
    'a@b.ru',
    'https://x.example',
    '15 %',
    '1 250 000,51',
  ])('takes %j for data', (text) => {
    expect(looksLikeData(text)).toBe(true);
  });

  it.each(['Имя', 'E-mail 2', 'Телефон (раб.)', 'Адрес 1: город', 'ID', 'Сумма, руб.'])(
    'takes %j for a heading',
    (text) => {
      expect(looksLikeData(text)).toBe(false);
    },
  );
});
