import { z } from 'zod';
import { unquoteText } from '../text/quotes.ts';
import { defineTransform, onStrings } from './transform.ts';

export const unquote = defineTransform({
  name: 'unquote',
  summary: {
    ru: 'Снимает кавычки, в которые взято всё значение; кавычки внутри не трогает.',
    en: 'Takes off quotes around the whole value; quotes inside stay.',
  },
  options: z.strictObject({}),
  idempotent: true,
  compile: () => onStrings((text) => unquoteText(text) || null),
  examples: [
    { input: '"Ромашка"', output: 'Ромашка' },
    { input: '«Ромашка»', output: 'Ромашка' },
    { input: 'ООО "Ромашка"', output: 'ООО "Ромашка"' },
    { input: '"ООО ""Ромашка"""', output: 'ООО "Ромашка"' },
    { input: '"Ромашка" и "Лютик"', output: '"Ромашка" и "Лютик"' },
    { input: '«Ромашка» и «Лютик»', output: '«Ромашка» и «Лютик»' },
    { input: '“Rose”', output: 'Rose' },
    { input: '„Ромашка“', output: 'Ромашка' },
    { input: "'0012345", output: "'0012345" },
    { input: "'Лютик'", output: 'Лютик' },
    { input: '««Ромашка»»', output: 'Ромашка' },
    { input: '""', output: null },
    { input: '"', output: '"' },
  ],
});
