import { z } from 'zod';
import { defineTransform, onStrings } from './transform.ts';

export const lower = defineTransform({
  name: 'lower',
  summary: { ru: 'Делает все буквы строчными.', en: 'Makes all letters lower case.' },
  options: z.strictObject({}),
  idempotent: true,
  compile: () => onStrings((text) => text.toLowerCase()),
  examples: [
    { input: 'ПРОДАЖИ', output: 'продажи' },
    { input: 'Info@Romashka.RU', output: 'info@romashka.ru' },
    { input: 'ЁЛКА', output: 'ёлка' },
    { input: 'Қазақстан', output: 'қазақстан' },
    { input: 'ЇЖАК', output: 'їжак' },
    { input: 'ООО «Ромашка»', output: 'ооо «ромашка»' },
    { input: 'уже', output: 'уже' },
    { input: 'A1-B2', output: 'a1-b2' },
    { input: ' С Пробелом ', output: ' с пробелом ' },
    { input: 12, output: 12 },
    { input: '', output: null },
  ],
});
