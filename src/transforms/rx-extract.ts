import { z } from 'zod';
import { ConfigError } from '../errors.ts';
import { flag, option, wholeNumber } from '../model/option.ts';
import { compilePattern } from '../text/pattern.ts';
import { defineTransform, onText } from './transform.ts';

export const rxExtract = defineTransform({
  name: 'rx_extract',
  summary: {
    ru: 'Оставляет только то, что подходит под регулярное выражение (RE2), или одну его группу.',
    en: 'Keeps only what fits a regular expression (RE2), or one of its groups.',
  },
  options: z.strictObject({
    pattern: option(z.string().min(1), {
      ru: 'Выражение RE2: без обратных ссылок и просмотра вперёд.',
      en: 'RE2 expression: no back-references, no lookaround.',
    }),
    group: option(wholeNumber(0, 99).optional(), {
      ru: 'Номер группы; по умолчанию первая, а без групп — всё совпадение (0).',
      en: 'Group number; by default the first, or the whole match (0) when there is none.',
    }),
    ignore_case: option(flag.default(false), { ru: 'Не различать регистр.', en: 'Ignore case.' }),
  }),
  shorthand: 'pattern',
  idempotent: false,
  async compile(options) {
    const pattern = await compilePattern(options.pattern, options.ignore_case);
    if ('problem' in pattern) {
      const args = { transform: 'rx_extract', option: 'pattern', reason: pattern.problem };
      throw new ConfigError('mapping.transform-options', args);
    }
    const group = options.group ?? Math.min(1, pattern.groups);
    if (group > pattern.groups) {
      const args = { transform: 'rx_extract', option: 'group', reason: `groups: ${pattern.groups}` };
      throw new ConfigError('mapping.transform-options', args);
    }
    return onText((text, note) => {
      const found = pattern.extract(text, group);
      if (found !== undefined) return found || null;
      note('text.no-match', { pattern: options.pattern });
      return null;
    });
  },
  examples: [
    { options: { pattern: '№\\s*(\\d+)' }, input: 'Договор № 125 от 01.02.2024', output: '125' },
    { options: '\\d{6}', input: '101000, г. Москва', output: '101000' },
    { options: { pattern: '(\\d+)/(\\d+)', group: 2 }, input: '7707083893/773601001', output: '773601001' },
    { options: { pattern: '(\\d+)/(\\d+)', group: '0' }, input: 'ИНН 12/34', output: '12/34' },
    { options: { pattern: 'инн (\\d+)', ignore_case: 'true' }, input: 'ИНН 7707083893', output: '7707083893' },
    { options: '\\[(.*)\\]', input: 'Иванов [Ваня]', output: 'Ваня' },
    { options: '\\d+', input: 'нет цифр', output: null, notes: ['text.no-match'] },
    { options: '\\d+', input: 2024, output: '2024' },
    { options: '(а)|(б)', input: 'б', output: null, notes: ['text.no-match'] },
    { options: '[А-ЯЁ][а-яё]+', input: '12 Ёжиков', output: 'Ёжиков' },
    { options: '\\d+', input: null, output: null },
  ],
});
