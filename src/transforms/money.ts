import { z } from 'zod';
import { ConfigError } from '../errors.ts';
import { option } from '../model/option.ts';
import type { Value } from '../model/row.ts';
import { currencyOf } from '../text/currency.ts';
import { fitsSchema, plainNumber, withoutNoise } from '../text/decimal.ts';
import { readMoney } from '../text/money.ts';
import { defineTransform, type Note } from './transform.ts';

const clean = /^(?:0|-?[1-9]\d{0,17})(?:\.\d{1,2})?$/;
const dashes = /^[-–—]$/;

export const money = defineTransform({
  name: 'money',
  summary: {
    ru: 'Читает сумму с валютой: 1 234,56 руб.; $1,234.56; 1,5 млн ₽. Копейки точные, без округления.',
    en: 'Reads an amount with its currency: 1 234,56 руб.; $1,234.56. Exact, never rounded.',
  },
  options: z.strictObject({
    currency: option(z.string().optional(), {
      ru: 'Валюта сумм, в которых она не названа; по умолчанию из defaults.currency.',
      en: 'Currency of amounts that name none; defaults.currency unless given.',
    }),
    decimal: option(z.enum([',', '.']).optional(), {
      ru: 'Десятичный знак столбца; нужен для записей вроде 1,234 и 1.234.',
      en: 'Decimal sign of the column; needed for values such as 1,234 and 1.234.',
    }),
  }),
  shorthand: 'currency',
  idempotent: true,
  compile(options, defaults) {
    const currency = currencyOf(options.currency ?? defaults.currency);
    if (currency === undefined) {
      const args = { transform: 'money', option: 'currency', reason: options.currency ?? defaults.currency };
      throw new ConfigError('mapping.transform-options', args);
    }
    const rules = { sign: options.decimal };
    return (value, note) => {
      if (value === null) return null;
      if (typeof value === 'string') {
        if (clean.test(value)) return { amount: value, currency };
        const text = value.trim();
        if (text === '' || dashes.test(text)) return null;
        return settle(readMoney(text, rules), currency, note);
      }
      if (typeof value !== 'number') return isMoney(value) ? value : fail(note);
      if (!Number.isFinite(value)) return fail(note);
      const rounded = withoutNoise(value);
      if (rounded !== undefined) note('number.noise', { rounded });
      return sized(rounded ?? plainNumber(value), currency, note);
    };
  },
  examples: [
    { input: '1234.50', output: { amount: '1234.50', currency: 'RUB' } },
    { input: '1 234,56 руб.', output: { amount: '1234.56', currency: 'RUB' } },
    { input: '12\u00A0500,50', output: { amount: '12500.50', currency: 'RUB' } },
    { input: '1,234.56', output: { amount: '1234.56', currency: 'RUB' } },
    { input: '1.234,56', output: { amount: '1234.56', currency: 'RUB' } },
    { input: '$1,234.56', output: { amount: '1234.56', currency: 'USD' } },
    { input: '-$5', output: { amount: '-5', currency: 'USD' } },
    { input: '100 EUR', output: { amount: '100', currency: 'EUR' } },
    { input: '5000 тг.', output: { amount: '5000', currency: 'KZT' } },
    { input: '1500 RUR', output: { amount: '1500', currency: 'RUB' } },
    { input: '1234 руб. 56 коп.', output: { amount: '1234.56', currency: 'RUB' } },
    { input: '1,5 млн руб.', output: { amount: '1500000', currency: 'RUB' }, notes: ['money.multiplied'] },
    { options: 'USD', input: '99,9', output: { amount: '99.9', currency: 'USD' } },
    { defaults: { currency: 'KZT' }, input: 1234.5, output: { amount: '1234.5', currency: 'KZT' } },
    { input: 0.1, output: { amount: '0.1', currency: 'RUB' } },
    { input: 1234.5600000000002, output: { amount: '1234.56', currency: 'RUB' }, notes: ['number.noise'] },
    { input: '1,234', output: null, notes: ['number.ambiguous'] },
    { input: '1.234', output: null, notes: ['number.ambiguous'] },
    { options: { decimal: '.' }, input: '1,234', output: { amount: '1234', currency: 'RUB' } },
    { input: '(15,00)', output: { amount: '-15.00', currency: 'RUB' } },
    { input: '9225.225', output: { amount: '9225.225', currency: 'RUB' } },
    { input: 'руб. 500', output: { amount: '500', currency: 'RUB' } },
    { input: 'руб.500', output: { amount: '500', currency: 'RUB' } },
    { input: '5%', output: null, notes: ['number.unreadable'] },
    { input: '100 попугаев', output: null, notes: ['money.currency-unknown'] },
    { input: 'договорная', output: null, notes: ['number.unreadable'] },
    { input: '1000-2000', output: null, notes: ['number.unreadable'] },
    { input: '', output: null },
    { input: null, output: null },
  ],
});

function settle(reading: ReturnType<typeof readMoney>, currency: string, note: Note): Value {
  if (reading.status === 'ok') {
    if (reading.multiplier !== undefined)
      note('money.multiplied', { word: reading.multiplier, amount: reading.amount });
    return sized(reading.amount, reading.currency ?? currency, note);
  }
  if (reading.status === 'ambiguous')
    note('number.ambiguous', { first: reading.asFraction, second: reading.asThousands });
  else if (reading.status === 'currency') note('money.currency-unknown', { text: reading.text });
  else note('number.unreadable', {});
  return null;
}

function sized(amount: string, currency: string, note: Note): Value {
  if (fitsSchema(amount)) return { amount, currency };
  note('number.too-long', {});
  return null;
}

function isMoney(value: Exclude<Value, string | number | null>): boolean {
  return typeof value === 'object' && 'amount' in value && 'currency' in value;
}

function fail(note: Note): null {
  note('number.unreadable', {});
  return null;
}
