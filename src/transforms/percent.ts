import { z } from 'zod';
import { option } from '../model/option.ts';
import { plainNumber, readDecimal, shift, withoutNoise } from '../text/decimal.ts';
import { defineTransform, type Note } from './transform.ts';

export const percent = defineTransform({
  name: 'percent',
  summary: {
    ru: 'Читает проценты: «15 %» и 15 — это 15; доли из Excel (0,15) включаются параметром of: one.',
    en: 'Reads per cent: "15 %" and 15 are 15; shares as Excel holds them (0.15) with of: one.',
  },
  options: z.strictObject({
    of: option(z.enum(['hundred', 'one']).default('hundred'), {
      ru: 'Чему равно целое в значениях без знака %: hundred — ста, one — единице (как в ячейках Excel).',
      en: 'What the whole is in values without a % sign: hundred, or one as in Excel cells.',
    }),
  }),
  shorthand: 'of',
  idempotent: false,
  compile({ of }) {
    return (value, note) => {
      if (value === null) return null;
      const decimal = decimalOf(value, note);
      if (decimal === undefined) return null;
      const { digits, hasSign } = decimal;
      const result = of === 'one' && !hasSign ? Number(shiftSigned(digits, 2)) : Number(digits);
      if (of === 'hundred' && !hasSign && result > 0 && result < 1) {
        note('number.share', {}, shiftSigned(digits, 2));
      } else if (result < 0 || result > 100) {
        note('number.percent-range', {});
      }
      return result;
    };
  },
  examples: [
    { input: '15%', output: 15 },
    { input: '15 %', output: 15 },
    { input: '12,5%', output: 12.5 },
    { input: 75, output: 75 },
    { input: '20', output: 20 },
    { options: 'one', input: 0.15, output: 15 },
    { options: { of: 'one' }, input: 0.07, output: 7 },
    { options: 'one', input: '15%', output: 15 },
    { input: 0.15, output: 0.15, notes: ['number.share'] },
    { input: '0,5%', output: 0.5 },
    { input: '150%', output: 150, notes: ['number.percent-range'] },
    { input: 'без НДС', output: null, notes: ['number.unreadable'] },
    { input: '', output: null },
    { input: null, output: null },
  ],
});

function decimalOf(value: unknown, note: Note): { readonly digits: string; readonly hasSign: boolean } | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) {
    return { digits: withoutNoise(value) ?? plainNumber(value), hasSign: false };
  }
  if (typeof value === 'string') {
    const text = value.trim();
    if (text === '' || text === '-' || text === '—') return undefined;
    const hasSign = text.endsWith('%');
    const reading = readDecimal(hasSign ? text.slice(0, -1).trim() : text, { dotIsFraction: true, sign: signIn(text) });
    if (reading.status === 'ok') return { digits: reading.value, hasSign };
  }
  note('number.unreadable', {});
  return undefined;
}

/** Per cent are small: a single separator is always the decimal one. */
function signIn(text: string): ',' | '.' | undefined {
  return text.includes(',') && !text.includes('.') ? ',' : undefined;
}

function shiftSigned(decimal: string, power: number): string {
  return decimal.startsWith('-') ? `-${shift(decimal.slice(1), power)}` : shift(decimal, power);
}
