import { z } from 'zod';
import { option } from '../model/option.ts';
import { readIdentifier } from '../text/identifier-cell.ts';
import { isRepeated, isSnils } from '../text/identifiers.ts';
import { defineTransform } from './transform.ts';

export const snils = defineTransform({
  name: 'snils',
  summary: {
    ru: 'Проверяет СНИЛС и записывает его как 112-233-445 95; неверная контрольная сумма — предупреждение.',
    en: 'Checks a SNILS and writes it as 112-233-445 95; a wrong checksum is a warning.',
  },
  options: z.strictObject({
    checksum: option(z.enum(['warn', 'reject']).default('warn'), {
      ru: 'Неверная контрольная цифра: warn — оставить и предупредить, reject — считать ошибкой.',
      en: 'A wrong check digit: warn keeps the value, reject makes it an error.',
    }),
  }),
  idempotent: true,
  compile: (options) => (value, note) => {
    const text = readIdentifier(value, 'snils', note);
    if (text === undefined) return null;
    if (isSnils(text)) return dashed(text);
    if (isRepeated(text)) note('identifier.placeholder', { kind: 'snils' });
    else if (/^\d{11}$/.test(text)) {
      note(options.checksum === 'warn' ? 'identifier.checksum' : 'identifier.check-digit', { kind: 'snils' });
      return options.checksum === 'warn' ? dashed(text) : null;
    } else if (/^\d{9,10}$/.test(text) && isSnils(text.padStart(11, '0'))) {
      note('identifier.leading-zero', { kind: 'snils' }, dashed(text.padStart(11, '0')));
    } else if (!/^\d+$/.test(text)) note('identifier.characters', { kind: 'snils' });
    else note('identifier.length', { kind: 'snils', length: text.length, expected: '11' });
    return null;
  },
  examples: [
    { input: '112-233-445 95', output: '112-233-445 95' },
    { input: '11223344595', output: '112-233-445 95' },
    { input: 11223344595, output: '112-233-445 95' },
    { input: 'СНИЛС 112-233-445 95', output: '112-233-445 95' },
    { input: '112 233 445 95', output: '112-233-445 95' },
    { input: '112-233-445 96', output: '112-233-445 96', notes: ['identifier.checksum'] },
    { options: { checksum: 'reject' }, input: '112-233-445 96', output: null, notes: ['identifier.check-digit'] },
    { input: '001-001-998 00', output: '001-001-998 00' },
    { input: '000-000-000 00', output: null, notes: ['identifier.filler'] },
    { input: '1122334459', output: null, notes: ['identifier.length'] },
    { input: '112-АБВ-445 95', output: null, notes: ['identifier.characters'] },
    { input: '11111111111', output: null, notes: ['identifier.placeholder'] },
    { input: null, output: null },
  ],
});

function dashed(text: string): string {
  return `${text.slice(0, 3)}-${text.slice(3, 6)}-${text.slice(6, 9)} ${text.slice(9)}`;
}
