import { z } from 'zod';
import { defineTransform, onStrings } from './transform.ts';

const starts = /(?<=^[^\p{L}]*|[.!?…]\s+[^\p{L}\s]*)\p{Ll}/gu;

export const sentence = defineTransform({
  name: 'sentence',
  summary: {
    ru: 'Оставляет прописной только первую букву каждого предложения.',
    en: 'Leaves a capital only at the start of each sentence.',
  },
  options: z.strictObject({}),
  idempotent: true,
  compile: () => onStrings((text) => capitalise(text.toLowerCase())),
  examples: [
    { input: 'МЕНЕДЖЕР ПО ПРОДАЖАМ', output: 'Менеджер по продажам' },
    { input: 'главный бухгалтер', output: 'Главный бухгалтер' },
    { input: 'ПОЗВОНИТЬ. ЗАВТРА УТРОМ', output: 'Позвонить. Завтра утром' },
    { input: '«ВАЖНО» СРОЧНО', output: '«Важно» срочно' },
    { input: 'как дела? хорошо!', output: 'Как дела? Хорошо!' },
    { input: 'ёлка', output: 'Ёлка' },
    { input: '1 заказ', output: '1 Заказ' },
    { input: 'Директор', output: 'Директор' },
    { input: 'сайт site.ru открыт', output: 'Сайт site.ru открыт' },
    { input: '', output: null },
    { input: 5, output: 5 },
  ],
});

function capitalise(text: string): string {
  if (!/[.!?…]\s/.test(text)) return text.replace(/\p{L}/u, capital);
  return text.replace(starts, capital);
}

function capital(letter: string): string {
  const upper = letter.toUpperCase();
  return upper.length === letter.length ? upper : letter;
}
