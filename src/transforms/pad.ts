import { z } from 'zod';
import { option, wholeNumber } from '../model/option.ts';
import { defineTransform, onText } from './transform.ts';

export const pad = defineTransform({
  name: 'pad',
  summary: {
    ru: 'Дополняет текст знаком до заданной длины; более длинный не меняет.',
    en: 'Fills text up to a length with a character; longer text stays.',
  },
  options: z.strictObject({
    len: option(wholeNumber(1, 1000), { ru: 'Длина результата.', en: 'Length of the result.' }),
    char: option(z.string().length(1).default('0'), { ru: 'Чем дополнять.', en: 'What to fill with.' }),
    side: option(z.enum(['left', 'right']).default('left'), { ru: 'С какой стороны дополнять.', en: 'Side to fill.' }),
  }),
  shorthand: 'len',
  idempotent: true,
  compile: ({ len, char, side }) =>
    onText((text) => (side === 'left' ? text.padStart(len, char) : text.padEnd(len, char))),
  examples: [
    { options: { len: 8 }, input: '123', output: '00000123' },
    { options: '9', input: 14247, output: '000014247' },
    { options: { len: 5, char: ' ' }, input: 'аб', output: '   аб' },
    { options: { len: 5, char: '-', side: 'right' }, input: 'аб', output: 'аб---' },
    { options: { len: 3 }, input: '12345', output: '12345' },
    { options: { len: 3 }, input: '123', output: '123' },
    { options: { len: 4, char: 'x' }, input: '7', output: 'xxx7' },
    { options: { len: 11 }, input: '00-000002', output: '0000-000002' },
    { options: { len: 2 }, input: 5, output: '05' },
    { options: { len: 8 }, input: '', output: null },
    { options: { len: 8 }, input: null, output: null },
  ],
});
