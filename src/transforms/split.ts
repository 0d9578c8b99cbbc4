import { z } from 'zod';
import { ConfigError } from '../errors.ts';
import { option } from '../model/option.ts';
import { compileSplitter } from '../text/splitter.ts';
import { defineTransform, onText } from './transform.ts';

export const split = defineTransform({
  name: 'split',
  summary: {
    ru: 'Делит значение на несколько по разделителю; пустые части отбрасывает, края обрезает.',
    en: 'Cuts a value into several at a separator; pieces are trimmed, empty ones dropped.',
  },
  options: z.strictObject({
    on: option(z.string().min(1).default('[;\\n]'), {
      ru: 'Разделитель: знак или выражение RE2, например "[;,]"; по умолчанию точка с запятой и перевод строки.',
      en: 'Separator: a character or an RE2 expression such as "[;,]"; a semicolon or line break by default.',
    }),
  }),
  shorthand: 'on',
  idempotent: true,
  async compile(options) {
    const cutter = await compileSplitter(options.on);
    if ('problem' in cutter) {
      const args = { transform: 'split', option: 'on', reason: cutter.problem };
      throw new ConfigError('mapping.transform-options', args);
    }
    return onText((text) => {
      const pieces = cutter(text);
      if (pieces === undefined) return text.trim() || null;
      return pieces.length > 1 ? pieces : (pieces[0] ?? null);
    });
  },
  examples: [
    { options: ';', input: 'a@b.ru; c@d.ru', output: ['a@b.ru', 'c@d.ru'] },
    {
      options: '[;,]',
      input: '8 495 1234567, 8 495 7654321; 8 800 2000600',
      output: ['8 495 1234567', '8 495 7654321', '8 800 2000600'],
    },
    { options: { on: '\\s*/\\s*' }, input: 'опт / розница/сеть', output: ['опт', 'розница', 'сеть'] },
    { input: 'раз\nдва', output: ['раз', 'два'] },
    { options: ';', input: 'одно значение', output: 'одно значение' },
    { options: ';', input: ';;', output: null },
    { options: ';', input: 'одно;', output: 'одно' },
    { options: '\\|', input: 'а|б', output: ['а', 'б'] },
    { options: '.', input: 'а', output: null },
    { options: 'и', input: 'Анна и Пётр', output: ['Анна', 'Пётр'] },
    { options: ',', input: '1,2', output: ['1', '2'] },
    { options: ',', input: 1234, output: '1234' },
    { options: ';', input: '', output: null },
  ],
});
