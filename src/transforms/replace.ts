import { z } from 'zod';
import { option } from '../model/option.ts';
import { defineTransform, onText } from './transform.ts';

export const replace = defineTransform({
  name: 'replace',
  summary: {
    ru: 'Заменяет все вхождения текста другим текстом, буква в букву.',
    en: 'Replaces every occurrence of a text by another, literally.',
  },
  options: z.strictObject({
    what: option(z.string().min(1), { ru: 'Что искать: точный текст.', en: 'Text to look for, exactly.' }),
    with: option(z.string().default(''), {
      ru: 'Чем заменить; по умолчанию ничем.',
      en: 'Its replacement; nothing by default.',
    }),
  }),
  shorthand: 'what',
  idempotent: false,
  compile: (options) =>
    onText((text) => (text.includes(options.what) ? text.replaceAll(options.what, () => options.with) || null : text)),
  examples: [
    { options: { what: 'г.', with: 'город' }, input: 'г. Москва', output: 'город Москва' },
    { options: { what: '#N/A' }, input: '#N/A', output: null },
    { options: '*', input: '*Иванов*', output: 'Иванов' },
    { options: { what: ';', with: ', ' }, input: 'а;б;в', output: 'а, б, в' },
    { options: { what: 'а', with: '$&' }, input: 'мама', output: 'м$&м$&' },
    { options: { what: '.', with: ',' }, input: '1.5', output: '1,5' },
    { options: { what: '.', with: ',' }, input: 1.5, output: '1,5' },
    { options: { what: 'нет такого' }, input: 'Ромашка', output: 'Ромашка' },
    { options: { what: 'ООО', with: '' }, input: 'ооо Лютик', output: 'ооо Лютик' },
    { options: { what: '\\n', with: ' ' }, input: 'а\\nб', output: 'а б' },
    { options: { what: 'x' }, input: ['a', 'x'], output: null, notes: ['text.not-text'] },
    { options: { what: 'x' }, input: null, output: null },
  ],
});
