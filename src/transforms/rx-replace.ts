import { z } from 'zod';
import { ConfigError } from '../errors.ts';
import { flag, option } from '../model/option.ts';
import { compilePattern } from '../text/pattern.ts';
import { defineTransform, onText } from './transform.ts';

export const rxReplace = defineTransform({
  name: 'rx_replace',
  summary: {
    ru: 'Заменяет всё, что подходит под регулярное выражение (RE2); $1 — первая группа.',
    en: 'Replaces everything that fits a regular expression (RE2); $1 is the first group.',
  },
  options: z.strictObject({
    pattern: option(z.string().min(1), {
      ru: 'Выражение RE2: без обратных ссылок и просмотра вперёд.',
      en: 'RE2 expression: no back-references, no lookaround.',
    }),
    with: option(z.string().default(''), {
      ru: 'Замена; $1 — группа, $$ — знак доллара.',
      en: 'Replacement; $1 is a group, $$ a dollar sign.',
    }),
    ignore_case: option(flag.default(false), { ru: 'Не различать регистр.', en: 'Ignore case.' }),
  }),
  shorthand: 'pattern',
  idempotent: false,
  async compile(options) {
    const pattern = await compilePattern(options.pattern, options.ignore_case);
    if ('problem' in pattern) {
      const args = { transform: 'rx_replace', option: 'pattern', reason: pattern.problem };
      throw new ConfigError('mapping.transform-options', args);
    }
    const template = pattern.template(options.with);
    if (template === undefined) {
      const args = { transform: 'rx_replace', option: 'with', reason: `groups: ${pattern.groups}` };
      throw new ConfigError('mapping.transform-options', args);
    }
    return onText((text) => template(text) || null);
  },
  examples: [
    { options: { pattern: '\\s*\\[.*?\\]$' }, input: 'Иванов Иван [Иван И.]', output: 'Иванов Иван' },
    { options: { pattern: '(\\d{4})(\\d{6})', with: '$1 $2' }, input: '4510123456', output: '4510 123456' },
    { options: { pattern: '^г\\.\\s*' }, input: 'г. Москва', output: 'Москва' },
    { options: { pattern: '[^а-яё ]', ignore_case: true }, input: 'Иванов1', output: 'Иванов' },
    { options: '\\d', input: 'а1б2', output: 'аб' },
    { options: { pattern: 'руб', with: '$$' }, input: '5 руб', output: '5 $' },
    { options: { pattern: '(.)(.)', with: '$2$1' }, input: 'абвг', output: 'багв' },
    { options: { pattern: '.*' }, input: 'всё', output: null },
    { options: { pattern: 'x+', with: '-' }, input: 'Лютик', output: 'Лютик' },
    {
      options: { pattern: '^(a+)+$', with: '' },
      input: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab',
      output: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab',
    },
    { options: { pattern: '\\.0$' }, input: '123.0', output: '123' },
    { options: { pattern: '0', with: '\\1' }, input: 10, output: '1\\1' },
  ],
});
