import { z } from 'zod';
import type { Value } from '../model/row.ts';
import { defineTransform } from './transform.ts';

export const last = defineTransform({
  name: 'last',
  summary: { ru: 'Берёт последнее непустое значение списка.', en: 'Takes the last value of a list that is not empty.' },
  options: z.strictObject({}),
  takes: 'list',
  idempotent: false,
  compile: () => (value) => {
    if (!Array.isArray(value)) return value;
    const list = value as readonly Value[];
    return list.findLast(isFilled) ?? null;
  },
  examples: [
    { input: ['а', 'б'], output: 'б' },
    { input: [null, 'Москва', ''], output: 'Москва' },
    { input: ['', 'Москва', null], output: 'Москва' },
    { input: [1, 2], output: 2 },
    { input: [false, null, 0], output: 0 },
    { input: [['а'], 'б'], output: 'б' },
    { input: ['один'], output: 'один' },
    { input: [], output: null },
    { input: [null, ' '], output: null },
    { input: 'не список', output: 'не список' },
    { input: null, output: null },
  ],
});

function isFilled(value: Value): boolean {
  return value !== null && (typeof value !== 'string' || value.trim() !== '');
}
