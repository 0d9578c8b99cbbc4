import { z } from 'zod';
import { option } from '../model/option.ts';
import { readIdentifier } from '../text/identifier-cell.ts';
import { isOkpo, isRepeated } from '../text/identifiers.ts';
import { defineTransform } from './transform.ts';

export const okpo = defineTransform({
  name: 'okpo',
  summary: {
    ru: 'Проверяет код ОКПО: 8 цифр, 10 у предпринимателя, 14 у филиала; неверная цифра — предупреждение.',
    en: 'Checks an OKPO code: 8 digits, 10 of an entrepreneur, 14 of a branch; a wrong digit is a warning.',
  },
  options: z.strictObject({
    checksum: option(z.enum(['warn', 'reject']).default('warn'), {
      ru: 'Неверная контрольная цифра: warn — оставить и предупредить, reject — считать ошибкой.',
      en: 'A wrong check digit: warn keeps the value, reject makes it an error.',
    }),
  }),
  idempotent: true,
  compile: (options) => (value, note) => {
    const text = readIdentifier(value, 'okpo', note);
    if (text === undefined) return null;
    if (isOkpo(text)) return text;
    if (isRepeated(text)) note('identifier.placeholder', { kind: 'okpo' });
    else if (/^(?:\d{8}|\d{10}|\d{14})$/.test(text)) {
      note(options.checksum === 'warn' ? 'identifier.checksum' : 'identifier.check-digit', { kind: 'okpo' });
      return options.checksum === 'warn' ? text : null;
    } else if (/^\d{5,7}$/.test(text) && isOkpo(text.padStart(8, '0'))) {
      note('identifier.leading-zero', { kind: 'okpo' }, text.padStart(8, '0'));
    } else if (!/^\d+$/.test(text)) note('identifier.characters', { kind: 'okpo' });
    else note('identifier.length', { kind: 'okpo', length: text.length, expected: '8, 10, 14' });
    return null;
  },
  examples: [
    { input: '00032537', output: '00032537' },
    { input: '00032538', output: '00032538', notes: ['identifier.checksum'] },
    { options: { checksum: 'reject' }, input: '00032538', output: null, notes: ['identifier.check-digit'] },
    { input: 32537, output: null, notes: ['identifier.leading-zero'] },
    { input: 'ОКПО: 00032537', output: '00032537' },
    { input: '0003 2537', output: '00032537' },
    { input: '00032537.0', output: '00032537' },
    { input: '00000000', output: null, notes: ['identifier.filler'] },
    { input: '11111111', output: null, notes: ['identifier.placeholder'] },
    { input: '123', output: null, notes: ['identifier.length'] },
    { input: 'нет', output: null, notes: ['identifier.filler'] },
    { input: '', output: null },
    { input: null, output: null },
  ],
});
