import { z } from 'zod';
import { flag, option } from '../model/option.ts';
import type { Value } from '../model/row.ts';
import { foldText } from '../text/cell-text.ts';
import { defineTransform } from './transform.ts';

export const unique = defineTransform({
  name: 'unique',
  summary: {
    ru: 'Оставляет каждое значение списка один раз, в порядке первого появления.',
    en: 'Keeps each value of a list once, in order of first appearance.',
  },
  options: z.strictObject({
    ignore_case: option(flag.default(false), {
      ru: 'Не различать регистр, лишние пробелы и ё/е.',
      en: 'Ignore case, extra spaces and ё/е.',
    }),
  }),
  shorthand: 'ignore_case',
  takes: 'list',
  idempotent: true,
  compile: (options) => (value) => {
    if (!Array.isArray(value) || value.length < 2) return value;
    const list = value as readonly Value[];
    const seen = new Set<string>();
    const kept = list.filter((item) => {
      const key = identity(item, options.ignore_case);
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
    return kept.length === list.length ? value : kept;
  },
  examples: [
    { input: ['а', 'б', 'а'], output: ['а', 'б'] },
    { input: ['A@b.ru', 'a@b.ru'], output: ['A@b.ru', 'a@b.ru'] },
    { options: true, input: ['A@b.ru', 'a@b.ru'], output: ['A@b.ru'] },
    { options: { ignore_case: 'true' }, input: ['Артём', 'артем'], output: ['Артём'] },
    { input: [1, '1'], output: [1, '1'] },
    { input: [null, null], output: [null] },
    {
      input: [
        { service: 'telegram', value: 'a' },
        { value: 'a', service: 'telegram' },
      ],
      output: [{ service: 'telegram', value: 'a' }],
    },
    { input: ['а'], output: ['а'] },
    { input: [], output: [] },
    { input: 'не список', output: 'не список' },
    { input: null, output: null },
  ],
});

/** Equal for equal values, whatever the order of their fields. */
function identity(value: Value, ignoreCase: boolean): string {
  if (typeof value === 'string') return `s${ignoreCase ? foldText(value) : value}`;
  return (
    JSON.stringify(value, (_key, part: unknown) => {
      if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
      return Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)));
    }) ?? ''
  );
}
