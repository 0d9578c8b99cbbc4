import { z } from 'zod';
import { defineTransform, onStrings } from './transform.ts';

/* oxlint-disable no-control-regex -- control characters are the subject here */
// C0 but tab and line feed, C1, zero-width marks, text direction overrides, soft hyphen, byte order mark, separators.
const unwanted =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFFE\uFFFF]/;
const breaks = /\r\n?|[\u0085\u2028\u2029\u000B\u000C]/g;
const invisible = /[\u0000\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFFE\uFFFF]/g;
const spacing = /[\u0001-\u0008\u000E-\u001F\u007F-\u009F]/g;
/* oxlint-enable no-control-regex */

export const stripControl = defineTransform({
  name: 'strip_control',
  summary: {
    ru: 'Убирает служебные и невидимые символы; переводы строк приводит к одному виду.',
    en: 'Removes control and invisible characters; line breaks become plain ones.',
  },
  options: z.strictObject({}),
  idempotent: true,
  compile: () =>
    onStrings((text, note) => {
      if (!unwanted.test(text)) return text;
      const lines = text.replace(breaks, '\n');
      let count = 0;
      const cleaned = lines.replace(invisible, () => ((count += 1), '')).replace(spacing, () => ((count += 1), ' '));
      if (count > 0) note('text.control-characters', { count });
      return cleaned || null;
    }),
  examples: [
    { input: 'Ромашка\u0000', output: 'Ромашка', notes: ['text.control-characters'] },
    { input: 'ООО\u001FРомашка', output: 'ООО Ромашка', notes: ['text.control-characters'] },
    { input: 'строка 1\r\nстрока 2', output: 'строка 1\nстрока 2' },
    { input: 'строка 1\rстрока 2', output: 'строка 1\nстрока 2' },
    { input: 'Ива\u00ADнов', output: 'Иванов', notes: ['text.control-characters'] },
    { input: '\uFEFFКод', output: 'Код', notes: ['text.control-characters'] },
    { input: 'а\u200Bб', output: 'аб', notes: ['text.control-characters'] },
    { input: '\u202Eтекст', output: 'текст', notes: ['text.control-characters'] },
    { input: 'а\tб', output: 'а\tб' },
    { input: 'а\u2028б', output: 'а\nб' },
    { input: 'обычный текст', output: 'обычный текст' },
    { input: '\u0001\u0000', output: ' ', notes: ['text.control-characters'] },
    { input: '\u0000', output: null, notes: ['text.control-characters'] },
  ],
});
