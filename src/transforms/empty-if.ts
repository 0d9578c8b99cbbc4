import { z } from 'zod';
import { option, textList } from '../model/option.ts';
import { cellText, foldText } from '../text/cell-text.ts';
import { defineTransform } from './transform.ts';

export const emptyIf = defineTransform({
  name: 'empty_if',
  summary: {
    ru: 'Считает перечисленные значения пустыми; регистр, лишние пробелы и ё/е не важны.',
    en: 'Takes the listed values for empty; case, extra spaces and ё/е do not matter.',
  },
  options: z.strictObject({
    values: option(textList, { ru: 'Значения, которые означают «пусто».', en: 'Values that mean empty.' }),
  }),
  shorthand: 'values',
  idempotent: true,
  compile({ values }) {
    const empty = new Set(values.map(foldText));
    const longest = Math.max(0, ...values.map((value) => value.length)) + 20;
    return (value) => {
      const text = cellText(value);
      if (text === undefined || text.length > longest) return value;
      return text === '' || empty.has(foldText(text)) ? null : value;
    };
  },
  examples: [
    { options: ['-', 'нет'], input: '-', output: null },
    { options: ['-', 'нет'], input: ' Нет ', output: null },
    { options: ['не указан'], input: 'Не  указан', output: null },
    { options: ['ещё нет'], input: 'еще нет', output: null },
    { options: 'NULL', input: 'null', output: null },
    { options: { values: ['0'] }, input: 0, output: null },
    { options: ['0'], input: '0.0', output: '0.0' },
    { options: ['-'], input: 'Нижний-Тагил', output: 'Нижний-Тагил' },
    { options: ['1900-01-01'], input: new Date('1900-01-01T00:00:00Z'), output: null },
    { options: ['-'], input: ['-'], output: ['-'] },
    { options: ['нет'], input: 'нетто', output: 'нетто' },
    { options: ['-'], input: null, output: null },
  ],
});
