import { z } from 'zod';
import type { Value } from '../model/row.ts';
import { addDecimals } from '../text/decimal-sum.ts';
import { plainNumber } from '../text/decimal.ts';
import { defineTransform } from './transform.ts';

type Amount = { readonly amount: string; readonly currency: string };

export const sum = defineTransform({
  name: 'sum',
  summary: {
    ru: 'Складывает числа или суммы списка точно, без округления; разные валюты не складываются.',
    en: 'Adds the numbers or amounts of a list exactly; different currencies are not added.',
  },
  options: z.strictObject({}),
  takes: 'list',
  idempotent: true,
  compile: () => (value, note) => {
    if (!Array.isArray(value)) return value;
    const items = (value as readonly Value[]).filter((item) => item !== null && item !== '');
    const [first, ...others] = items;
    if (first === undefined) return null;
    let total: Value = first;
    for (const item of others) {
      const made = added(total, item);
      if (made === undefined) {
        note('money.not-addable', {});
        return null;
      }
      total = made;
    }
    return total;
  },
  examples: [
    { input: ['300', '501', '-50'], output: '751' },
    { input: ['0.1', '0.2'], output: '0.3' },
    { input: [0.1, 0.2], output: '0.3' },
    { input: ['999999999999999999', '1'], output: '1000000000000000000' },
    {
      input: [
        { amount: '10.50', currency: 'RUB' },
        { amount: '0.5', currency: 'RUB' },
      ],
      output: { amount: '11.00', currency: 'RUB' },
    },
    {
      input: [
        { amount: '10', currency: 'RUB' },
        { amount: '1', currency: 'USD' },
      ],
      output: null,
      notes: ['money.not-addable'],
    },
    { input: ['5', null, ''], output: '5' },
    { input: ['5', 'нет'], output: null, notes: ['money.not-addable'] },
    { input: [{ amount: '5', currency: 'RUB' }], output: { amount: '5', currency: 'RUB' } },
    { input: '12.5', output: '12.5' },
    { input: [], output: null },
    { input: null, output: null },
  ],
});

function added(left: Value, right: Value): Value | undefined {
  if (isAmount(left) && isAmount(right)) {
    if (left.currency !== right.currency) return undefined;
    return { amount: addDecimals(left.amount, right.amount), currency: left.currency };
  }
  const [one, other] = [decimalOf(left), decimalOf(right)];
  return one === undefined || other === undefined ? undefined : addDecimals(one, other);
}

function isAmount(value: Value): value is Amount {
  return typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value;
}

function decimalOf(value: Value): string | undefined {
  const text = typeof value === 'number' && Number.isFinite(value) ? plainNumber(value) : value;
  return typeof text === 'string' && /^-?\d+(?:\.\d+)?$/.test(text) ? text : undefined;
}
