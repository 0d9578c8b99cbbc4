import { z } from 'zod';
import { option } from '../model/option.ts';
import { fitsSchema, plainNumber, readDecimal, withoutNoise } from '../text/decimal.ts';
import { defineTransform, type Note } from './transform.ts';

const dashes = /^[-–—]$/;

export const num = defineTransform({
  name: 'num',
  summary: {
    ru: 'Читает число: 1 234,5; (15,00); 1.25E7. Результат — число, если оно точно представимо, иначе точная запись.',
    en: 'Reads a number: 1 234,5; (15,00); 1.25E7. Yields a number when it is exact, else the exact text.',
  },
  options: z.strictObject({
    decimal: option(z.enum([',', '.']).optional(), {
      ru: 'Десятичный знак столбца; нужен для записей вроде 1,234. Без него точка считается десятичной.',
      en: 'Decimal sign of the column; needed for values such as 1,234. Without it a dot is a decimal sign.',
    }),
    as: option(z.enum(['number', 'text']).default('number'), {
      ru: 'number — число, text — точная десятичная запись (для количества и ставок).',
      en: 'number for a number, text for the exact decimal text (quantities, rates).',
    }),
  }),
  shorthand: 'decimal',
  idempotent: true,
  compile(options) {
    const rules = { sign: options.decimal, dotIsFraction: true };
    const finish = (decimal: string, note: Note): string | number | null => {
      if (!fitsSchema(decimal)) {
        note('number.too-long', {});
        return null;
      }
      if (options.as === 'text') return decimal;
      const number = Number(decimal);
      return isExact(number, decimal) ? number : decimal;
    };
    return (value, note) => {
      if (typeof value === 'number') {
        if (options.as === 'number' && Number.isInteger(value)) return value;
        return Number.isFinite(value) ? finish(cellDecimal(value, note), note) : fail(note);
      }
      if (value === null) return null;
      if (typeof value !== 'string') return fail(note);
      const text = value.trim();
      if (text === '' || dashes.test(text)) return null;
      const reading = readDecimal(text, rules);
      if (reading.status === 'ok') return finish(reading.value, note);
      if (reading.status === 'unreadable') return fail(note);
      note('number.ambiguous', { first: reading.asFraction, second: reading.asThousands });
      return null;
    };
  },
  examples: [
    { input: '1 234,5', output: 1234.5 },
    { input: '1\u00A0234', output: 1234 },
    { input: '1,234.56', output: 1234.56 },
    { input: '1.234,56', output: 1234.56 },
    { input: '1.000', output: 1 },
    { input: '1,234', output: null, notes: ['number.ambiguous'] },
    { options: ',', input: '1,234', output: 1.234 },
    { options: '.', input: '1,234', output: 1234 },
    { input: '0,125', output: 0.125 },
    { input: '(15,00)', output: -15 },
    { input: '−3', output: -3 },
    { input: '1.25E7', output: 12500000 },
    { options: { as: 'text' }, input: '84.00', output: '84.00' },
    { options: { as: 'text' }, input: 2.5, output: '2.5' },
    { input: '0.12345678901234567', output: null, notes: ['number.too-long'] },
    { input: '1234567890123456.78', output: '1234567890123456.78' },
    { input: 0.30000000000000004, output: 0.3, notes: ['number.noise'] },
    { input: '—', output: null },
    { input: '12 34', output: null, notes: ['number.unreadable'] },
    { input: 'десять', output: null, notes: ['number.unreadable'] },
    { input: 50, output: 50 },
    { input: null, output: null },
  ],
});

function cellDecimal(value: number, note: Note): string {
  const rounded = withoutNoise(value);
  if (rounded === undefined) return plainNumber(value);
  note('number.noise', { rounded });
  return rounded;
}

function fail(note: Note): null {
  note('number.unreadable', {});
  return null;
}

/** Whether the shortest text of the number is this decimal, but for trailing zeros. */
function isExact(number: number, decimal: string): boolean {
  const shortest = plainNumber(number);
  return shortest === decimal || shortest === (decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal);
}
