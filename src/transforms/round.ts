import { z } from 'zod';
import { option, wholeNumber } from '../model/option.ts';
import type { Value } from '../model/row.ts';
import { plainNumber, roundDecimal } from '../text/decimal.ts';
import { defineTransform } from './transform.ts';

const decimal = /^-?\d{1,18}(?:\.\d{1,30})?$/;

export const round = defineTransform({
  name: 'round',
  summary: {
    ru: 'Округляет число или сумму до знаков после запятой, половину — от нуля (2,5 → 3).',
    en: 'Rounds a number or amount to digits after the point, halves away from zero (2.5 to 3).',
  },
  options: z.strictObject({
    digits: option(wholeNumber(0, 10).default(0), { ru: 'Знаков после запятой.', en: 'Digits after the point.' }),
  }),
  shorthand: 'digits',
  idempotent: true,
  compile({ digits }) {
    return (value, note) => {
      if (value === null || value === '') return null;
      if (typeof value === 'number' && Number.isFinite(value)) {
        return Number.isInteger(value) ? value : Number(roundDecimal(plainNumber(value), digits));
      }
      if (typeof value === 'string' && decimal.test(value)) return roundDecimal(value, digits);
      const amount = amountOf(value);
      if (amount !== undefined) return { ...(value as object), amount: roundDecimal(amount, digits) };
      note('number.unreadable', {});
      return null;
    };
  },
  examples: [
    { input: 2.5, output: 3 },
    { input: -2.5, output: -3 },
    { options: 2, input: 1.005, output: 1.01 },
    { options: '2', input: '1234.565', output: '1234.57' },
    { options: { digits: 2 }, input: '0.994999', output: '0.99' },
    { options: { digits: 1 }, input: '9.96', output: '10.0' },
    { input: '-0.4', output: '0' },
    { options: 2, input: { amount: '9225.225', currency: 'RUB' }, output: { amount: '9225.23', currency: 'RUB' } },
    { options: 2, input: '5', output: '5' },
    { input: 7, output: 7 },
    { options: 2, input: '1 234,5', output: null, notes: ['number.unreadable'] },
    { input: null, output: null },
  ],
});

function amountOf(value: Value): string | undefined {
  if (typeof value !== 'object' || value === null || !('amount' in value)) return undefined;
  return typeof value.amount === 'string' && decimal.test(value.amount) ? value.amount : undefined;
}
