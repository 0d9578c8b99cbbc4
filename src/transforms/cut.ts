import { z } from 'zod';
import { option, wholeNumber } from '../model/option.ts';
import { defineTransform, onText } from './transform.ts';

export const cut = defineTransform({
  name: 'cut',
  summary: {
    ru: 'Обрезает текст до заданной длины и сообщает, если что-то отрезано.',
    en: 'Cuts text to a length and reports when something was cut off.',
  },
  options: z.strictObject({
    max: option(wholeNumber(1, 1_000_000), { ru: 'Наибольшая длина в символах.', en: 'Longest length in characters.' }),
    at: option(z.enum(['char', 'word']).default('char'), {
      ru: 'Где резать: char — ровно по длине, word — по последнему целому слову.',
      en: 'Where to cut: char at the very length, word after the last whole word.',
    }),
  }),
  shorthand: 'max',
  idempotent: true,
  compile: ({ max, at }) =>
    onText((text, note) => {
      if (text.length <= max) return text;
      note('text.cut', { max, length: text.length });
      return (at === 'word' ? cutWord(text, max) : cutChar(text, max).trimEnd()) || null;
    }),
  examples: [
    { options: { max: 5 }, input: 'Ромашка', output: 'Ромаш', notes: ['text.cut'] },
    { options: '7', input: 'Ромашка', output: 'Ромашка' },
    { options: { max: 12, at: 'word' }, input: 'Общество с ограниченной', output: 'Общество с', notes: ['text.cut'] },
    { options: { max: 10, at: 'word' }, input: 'Общество с ограниченной', output: 'Общество с', notes: ['text.cut'] },
    { options: { max: 4, at: 'word' }, input: 'Электростанция', output: 'Элек', notes: ['text.cut'] },
    { options: { max: 3 }, input: 'да👍нет', output: 'да', notes: ['text.cut'] },
    { options: { max: 4 }, input: 'да👍нет', output: 'да👍', notes: ['text.cut'] },
    { options: { max: 3 }, input: 'аб вг', output: 'аб', notes: ['text.cut'] },
    { options: { max: 4 }, input: 123456, output: '1234', notes: ['text.cut'] },
    { options: { max: 10 }, input: '', output: null },
    { options: { max: 10 }, input: null, output: null },
  ],
});

/** Never between the halves of a character outside the basic plane, nor before a combining mark. */
function cutChar(text: string, max: number): string {
  let end = max;
  const next = text.charCodeAt(end);
  if (next >= 0xdc00 && next <= 0xdfff) end -= 1;
  while (end > 1 && /^[\p{M}\u200D]/u.test(text.slice(end, end + 2))) end -= 1;
  return text.slice(0, end);
}

function cutWord(text: string, max: number): string {
  if (/\s/.test(text[max] ?? '')) return cutChar(text, max).trimEnd();
  const head = cutChar(text, max);
  const space = head.search(/\s\S*$/);
  return space > 0 ? head.slice(0, space).trimEnd() : head;
}
