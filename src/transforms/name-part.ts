import { z } from 'zod';
import { collapseText } from '../text/spaces.ts';
import { defineTransform, onStrings } from './transform.ts';

/** One letter alone, or several with dots: `Б`, `а.`, `А. Б.`. */
const initials = /^(?:\p{L}|(?:\p{L}\.\s?)+)$/u;

export const namePart = defineTransform({
  name: 'name_part',
  summary: {
    ru: 'Приводит в порядок имя или отчество из отдельного столбца: пробелы и переводы строк — в один пробел, инициал — с прописной и с точкой.',
    en: 'Tidies a first name or patronymic of a column of its own: spaces and line breaks become one space, an initial a capital with a dot.',
  },
  options: z.strictObject({}),
  idempotent: true,
  compile: () => onStrings((text) => withDots(collapseText(text)) || null),
  examples: [
    { input: 'Б', output: 'Б.' },
    { input: 'б.', output: 'Б.' },
    { input: 'Б.', output: 'Б.' },
    { input: 'А. б.', output: 'А.Б.' },
    { input: 'А.Б.', output: 'А.Б.' },
    { input: 'Иван\nПётр', output: 'Иван Пётр' },
    { input: ' Анна  Мария ', output: 'Анна Мария' },
    { input: 'Ян', output: 'Ян' },
    { input: 'АБ', output: 'АБ' },
    { input: 'J', output: 'J.' },
    { input: 'анна', output: 'анна' },
    { input: '-', output: '-' },
    { input: ' ', output: null },
  ],
});

function withDots(text: string): string {
  if (!initials.test(text)) return text;
  return text.replace(/[.\s]/gu, '').toUpperCase().replace(/\p{L}/gu, '$&.');
}
