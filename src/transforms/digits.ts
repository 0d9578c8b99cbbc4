import { z } from 'zod';
import { defineTransform, onText } from './transform.ts';

const onlyDigits = /^\d+$/;
const scientific = /^[+-]?\d+[.,]\d+e[+-]?\d+$/i;

export const digits = defineTransform({
  name: 'digits',
  summary: {
    ru: 'Оставляет только цифры; хвост «.0» от электронной таблицы отбрасывает, а не превращает в ноль.',
    en: 'Keeps digits only; the ".0" of a spreadsheet is dropped, not turned into a zero.',
  },
  options: z.strictObject({}),
  idempotent: true,
  compile: () =>
    onText((text, note) => {
      if (onlyDigits.test(text)) return text;
      const value = text.trim();
      if (scientific.test(value)) {
        note('number.scientific', {});
        return null;
      }
      return value.replace(/^(\d+)[.,]0+$/, '$1').replace(/\D/g, '') || null;
    }),
  examples: [
    { input: '7707083893', output: '7707083893' },
    { input: '7707 083 893', output: '7707083893' },
    { input: '7707083893.0', output: '7707083893' },
    { input: 7707083893, output: '7707083893' },
    { input: '7,70708E+09', output: null, notes: ['number.scientific'] },
    { input: 'ИНН 7707083893', output: '7707083893' },
    { input: '112-233-445 95', output: '11223344595' },
    { input: '0012', output: '0012' },
    { input: "'0012", output: '0012' },
    { input: 'нет', output: null },
    { input: '\u00A04510\u00A0123456', output: '4510123456' },
    { input: '', output: null },
  ],
});
