import { z } from 'zod';
import { option } from '../model/option.ts';
import { defineTransform, onText } from './transform.ts';

export const prefix = defineTransform({
  name: 'prefix',
  summary: {
    ru: 'Ставит текст перед значением; пустое остаётся пустым.',
    en: 'Puts a text before the value; empty stays empty.',
  },
  options: z.strictObject({
    text: option(z.string().min(1), { ru: 'Что поставить.', en: 'Text to put.' }),
  }),
  shorthand: 'text',
  idempotent: false,
  compile: (options) => onText((text) => options.text + text),
  examples: [
    { options: '1С-', input: '000123', output: '1С-000123' },
    { options: { text: 'Заказ ' }, input: '№ 5', output: 'Заказ № 5' },
    { options: { text: 'Заказ ' }, input: 'Заказ 5', output: 'Заказ Заказ 5' },
    { options: 'https://', input: 'romashka.ru', output: 'https://romashka.ru' },
    { options: '№', input: 125, output: '№125' },
    { options: '№', input: 0, output: '№0' },
    { options: ' ', input: 'а', output: ' а' },
    { options: '7', input: '495', output: '7495' },
    { options: 'активен: ', input: true, output: 'активен: true' },
    { options: 'x', input: '', output: null },
    { options: 'x', input: null, output: null },
  ],
});
