import { z } from 'zod';
import type { Value } from '../model/row.ts';
import { defineTransform } from './transform.ts';

export const compact = defineTransform({
  name: 'compact',
  summary: {
    ru: 'Убирает из списка пустые значения; пустой список становится пустым значением.',
    en: 'Drops empty values from a list; an empty list is an empty value.',
  },
  options: z.strictObject({}),
  takes: 'list',
  idempotent: true,
  compile: () => (value) => {
    if (!Array.isArray(value)) return isEmpty(value) ? null : value;
    const list = value as readonly Value[];
    const kept = list.some(isEmpty) ? list.filter((item) => !isEmpty(item)) : list;
    return kept.length === 0 ? null : kept;
  },
  examples: [
    { input: ['а', null, 'б', ''], output: ['а', 'б'] },
    { input: ['  ', 'а'], output: ['а'] },
    { input: [null], output: null },
    { input: [], output: null },
    { input: [0, false, null], output: [0, false] },
    { input: ['а', 'б'], output: ['а', 'б'] },
    { input: [[], 'а'], output: ['а'] },
    { input: '\u00A0', output: null },
    { input: 'Ромашка', output: 'Ромашка' },
    { input: 0, output: 0 },
    { input: null, output: null },
  ],
});

function isEmpty(value: Value): boolean {
  if (value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) && value.length === 0;
}
