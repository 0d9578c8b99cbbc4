import { z } from 'zod';
import { option, textList } from '../model/option.ts';
import { cellText, foldText } from '../text/cell-text.ts';
import { defineTransform } from './transform.ts';

const yes = [
  'да',
  'д',
  'истина',
  'верно',
  'есть',
  'вкл',
  'yes',
  'y',
  'true',
  't',
  'on',
  '1',
  '+',
  '✓',
  '✔',
  'иә',
  'так',
];
const no = ['нет', 'н', 'ложь', 'неверно', 'выкл', 'no', 'n', 'false', 'f', 'off', '0', '-', '–', '—', 'жоқ', 'ні'];

export const bool = defineTransform({
  name: 'bool',
  summary: {
    ru: 'Превращает «да», «истина», 1, + и подобное в признак; незнакомое слово — ошибка.',
    en: 'Turns words such as yes, true, 1 or + into a yes/no value; an unknown word is an error.',
  },
  options: z.strictObject({
    true: option(textList.default([]), { ru: 'Ещё слова, которые означают «да».', en: 'More words for yes.' }),
    false: option(textList.default([]), { ru: 'Ещё слова, которые означают «нет».', en: 'More words for no.' }),
    other: option(z.enum(['error', 'true', 'false']).default('error'), {
      ru: 'Что делать с остальными словами: error — ошибка, true или false — считать таким.',
      en: 'What any other word is: an error, true or false.',
    }),
  }),
  idempotent: true,
  compile(options) {
    const words = new Map<string, boolean>();
    for (const word of yes) words.set(word, true);
    for (const word of no) words.set(word, false);
    for (const word of options.true) words.set(foldText(word), true);
    for (const word of options.false) words.set(foldText(word), false);
    const other = options.other === 'error' ? undefined : options.other === 'true';
    return (value, note) => {
      if (value === null || value === '' || typeof value === 'boolean') return value === '' ? null : value;
      const text = cellText(value);
      const word = text === undefined ? undefined : foldText(text);
      if (word === '') return null;
      const known = (word === undefined ? undefined : words.get(word)) ?? other;
      if (known === undefined) note('text.not-yes-no', {});
      return known ?? null;
    };
  },
  examples: [
    { input: 'Да', output: true },
    { input: 'НЕТ', output: false },
    { input: 'Истина', output: true },
    { input: 'Ложь', output: false },
    { input: '1', output: true },
    { input: 0, output: false },
    { input: '+', output: true },
    { input: ' true ', output: true },
    { input: 'возможно', output: null, notes: ['text.not-yes-no'] },
    { options: { true: ['подписан'], false: 'отписан' }, input: 'Отписан', output: false },
    { options: { true: ['нет'] }, input: 'нет', output: true },
    { options: { other: 'false' }, input: 'что угодно', output: false },
    { input: false, output: false },
    { input: ' ', output: null },
    { input: null, output: null },
  ],
});
