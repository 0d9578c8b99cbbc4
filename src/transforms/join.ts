import { z } from 'zod';
import { option } from '../model/option.ts';
import type { Value } from '../model/row.ts';
import { cellText } from '../text/cell-text.ts';
import { defineTransform } from './transform.ts';

export const join = defineTransform({
  name: 'join',
  summary: {
    ru: 'Соединяет несколько значений в один текст, пропуская пустые.',
    en: 'Joins several values into one text, leaving out empty ones.',
  },
  options: z.strictObject({
    sep: option(z.string().default(', '), { ru: 'Что поставить между значениями.', en: 'Text between the values.' }),
  }),
  shorthand: 'sep',
  takes: 'list',
  idempotent: true,
  compile:
    ({ sep }) =>
    (value, note) => {
      if (!Array.isArray(value)) return value;
      const parts: string[] = [];
      for (const item of value as readonly Value[]) {
        if (item === null || item === '') continue;
        const text = cellText(item);
        if (text === undefined) {
          note('text.not-text', {});
          return null;
        }
        parts.push(text);
      }
      return parts.join(sep) || null;
    },
  examples: [
    { input: ['Москва', 'ул. Ленина', 'д. 5'], output: 'Москва, ул. Ленина, д. 5' },
    { options: ' ', input: ['Иванов', null, 'Иван'], output: 'Иванов Иван' },
    { options: { sep: '\n' }, input: ['а', 'б'], output: 'а\nб' },
    { options: { sep: '' }, input: ['4510', '123456'], output: '4510123456' },
    { input: ['одно'], output: 'одно' },
    { input: 'не список', output: 'не список' },
    { input: [], output: null },
    { input: [null, ''], output: null },
    { input: [1, 2.5, true], output: '1, 2.5, true' },
    { input: [['а'], 'б'], output: null, notes: ['text.not-text'] },
    { input: null, output: null },
  ],
});
