import { createHash } from 'node:crypto';
import { z } from 'zod';
import { option, wholeNumber } from '../model/option.ts';
import type { Value } from '../model/row.ts';
import { cellText } from '../text/cell-text.ts';
import { defineTransform } from './transform.ts';

export const hash = defineTransform({
  name: 'hash',
  summary: {
    ru: 'Делает из значения или списка постоянный отпечаток (SHA-256): ключ для записей без своего номера.',
    en: 'Makes a stable fingerprint (SHA-256) of a value or list: a key for records without an id.',
  },
  options: z.strictObject({
    len: option(wholeNumber(8, 64).default(16), { ru: 'Сколько знаков оставить.', en: 'How many characters to keep.' }),
  }),
  shorthand: 'len',
  takes: 'list',
  idempotent: false,
  compile:
    ({ len }) =>
    (value, note) => {
      const items: readonly Value[] = Array.isArray(value) ? (value as readonly Value[]) : [value];
      const parts: string[] = [];
      for (const item of items) {
        const text = item === null ? '' : cellText(item);
        if (text === undefined) {
          note('text.not-text', {});
          return null;
        }
        parts.push(text);
      }
      if (parts.every((part) => part === '')) return null;
      return createHash('sha256').update(parts.join('\u001F')).digest('hex').slice(0, len);
    },
  examples: [
    { input: 'Иванов', output: '37f3ddd46f2434ef' },
    { options: 8, input: 'Иванов', output: '37f3ddd4' },
    { options: '12', input: 'иванов', output: '918d04eb5d3e' },
    { options: 64, input: 'а', output: '823c4eb3e895adc925a755d89cea1c6c46954c999d23604e0091788b75496159' },
    { input: ['Иванов', 'Иван'], output: 'd4511b4e498b958a' },
    { input: ['Иванов', null, 'Иван'], output: '6c3a8bfc15cd0055' },
    { input: ['ИвановИван'], output: 'd714bd7d62ac029a' },
    { input: 42, output: '73475cb40a568e8d' },
    { input: '42', output: '73475cb40a568e8d' },
    { input: '', output: null },
    { input: [null, ''], output: null },
    { input: [['а']], output: null, notes: ['text.not-text'] },
    { input: null, output: null },
  ],
});
