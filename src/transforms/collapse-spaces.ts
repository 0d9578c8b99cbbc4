import { z } from 'zod';
import { collapseText } from '../text/spaces.ts';
import { defineTransform, onStrings } from './transform.ts';

export const collapseSpaces = defineTransform({
  name: 'collapse_spaces',
  summary: {
    ru: 'Заменяет любые пробелы, табуляции и переводы строк подряд одним пробелом и обрезает края.',
    en: 'Turns every run of spaces, tabs and line breaks into one space and trims.',
  },
  options: z.strictObject({}),
  idempotent: true,
  compile: () => onStrings((text) => collapseText(text) || null),
  examples: [
    { input: 'Иванов  Иван   Иванович', output: 'Иванов Иван Иванович' },
    { input: ' ООО  «Ромашка» ', output: 'ООО «Ромашка»' },
    { input: 'г.\u00A0Москва', output: 'г. Москва' },
    { input: 'ул. Ленина\nд. 5', output: 'ул. Ленина д. 5' },
    { input: 'а\t\tб', output: 'а б' },
    { input: '1\u202F234', output: '1 234' },
    { input: 'Пётр', output: 'Пётр' },
    { input: '\r\n', output: null },
    { input: '', output: null },
    { input: 7.5, output: 7.5 },
    { input: 'уже чисто', output: 'уже чисто' },
  ],
});
