import { z } from 'zod';
import { defineTransform, onStrings } from './transform.ts';

// A letter after an apostrophe starts a word only behind a single letter: О'Генри, Д'Артаньян, but don't.
const starts = /(?<=^|[^\p{L}\p{M}\p{N}'’]|(?<![\p{L}\p{M}])\p{L}['’])\p{Ll}/gu;

export const title = defineTransform({
  name: 'title',
  summary: {
    ru: 'Начинает каждое слово с прописной буквы, остальные делает строчными.',
    en: 'Starts every word with a capital and makes the rest lower case.',
  },
  options: z.strictObject({}),
  idempotent: true,
  compile: () => onStrings((text) => text.toLowerCase().replace(starts, capital)),
  examples: [
    { input: 'ИВАНОВ ИВАН', output: 'Иванов Иван' },
    { input: 'иванова-петрова анна', output: 'Иванова-Петрова Анна' },
    { input: "О'ГЕНРИ", output: "О'Генри" },
    { input: 'нижний новгород', output: 'Нижний Новгород' },
    { input: 'ЁЛКИН', output: 'Ёлкин' },
    { input: 'и.и. ИВАНОВ', output: 'И.И. Иванов' },
    { input: '«ромашка плюс»', output: '«Ромашка Плюс»' },
    { input: "don't stop", output: "Don't Stop" },
    { input: '3-й проезд', output: '3-Й Проезд' },
    { input: 'Уже Так', output: 'Уже Так' },
    { input: '', output: null },
    { input: 5, output: 5 },
  ],
});

function capital(letter: string): string {
  const upper = letter.toUpperCase();
  return upper.length === letter.length ? upper : letter;
}
