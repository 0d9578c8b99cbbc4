import { z } from 'zod';
import { option } from '../model/option.ts';
import { defineTransform, onText } from './transform.ts';

export const suffix = defineTransform({
  name: 'suffix',
  summary: {
    ru: 'Ставит текст после значения; пустое остаётся пустым.',
    en: 'Puts a text after the value; empty stays empty.',
  },
  options: z.strictObject({
    text: option(z.string().min(1), { ru: 'Что поставить.', en: 'Text to put.' }),
  }),
  shorthand: 'text',
  idempotent: false,
  compile: (options) => onText((text) => text + options.text),
  examples: [
    { options: ' шт.', input: '5', output: '5 шт.' },
    { options: { text: '@romashka.ru' }, input: 'ivanov', output: 'ivanov@romashka.ru' },
    { options: ' (архив)', input: 'Лютик', output: 'Лютик (архив)' },
    { options: '%', input: 20, output: '20%' },
    { options: '/', input: 'а/', output: 'а//' },
    { options: ' г.', input: '2024', output: '2024 г.' },
    { options: '.', input: 1.5, output: '1.5.' },
    { options: '-01', input: '0001', output: '0001-01' },
    { options: '!', input: false, output: 'false!' },
    { options: 'x', input: '', output: null },
    { options: 'x', input: null, output: null },
  ],
});
