import { z } from 'zod';
import { option } from '../model/option.ts';
import { readIdentifier } from '../text/identifier-cell.ts';
import { isOgrn, isOgrnip, isRepeated } from '../text/identifiers.ts';
import { kindOf } from '../text/tax-ids.ts';
import { defineTransform } from './transform.ts';

export const ogrn = defineTransform({
  name: 'ogrn',
  summary: {
    ru: 'Проверяет ОГРН (13 цифр) и ОГРНИП (15) по контрольной цифре; неверная цифра — предупреждение.',
    en: 'Checks OGRN (13 digits) and OGRNIP (15) by the check digit; a wrong digit is a warning.',
  },
  options: z.strictObject({
    checksum: option(z.enum(['warn', 'reject']).default('warn'), {
      ru: 'Неверная контрольная цифра: warn — оставить и предупредить, reject — считать ошибкой.',
      en: 'A wrong check digit: warn keeps the value, reject makes it an error.',
    }),
  }),
  idempotent: true,
  compile: (options) => (value, note) => {
    const text = readIdentifier(value, 'ogrn', note);
    if (text === undefined) return null;
    if (isOgrn(text) || isOgrnip(text)) return text;
    if (isRepeated(text)) note('identifier.placeholder', { kind: 'ogrn' });
    else if (/^(?:[1-9]\d{12}|3\d{14})$/.test(text)) {
      note(options.checksum === 'warn' ? 'identifier.checksum' : 'identifier.check-digit', { kind: 'ogrn' });
      return options.checksum === 'warn' ? text : null;
    } else if (kindOf(text) === 'inn') note('identifier.other-kind', { kind: 'ogrn', looks: 'inn' });
    else if (!/^\d+$/.test(text)) note('identifier.characters', { kind: 'ogrn' });
    else note('identifier.length', { kind: 'ogrn', length: text.length, expected: '13, 15' });
    return null;
  },
  examples: [
    { input: '1027700132195', output: '1027700132195' },
    { input: '1027700070518', output: '1027700070518' },
    { input: '304500116000157', output: '304500116000157' },
    { input: 1027700132195, output: '1027700132195' },
    { input: 304500116000157, output: '304500116000157' },
    { input: 'ОГРН 1027700132195', output: '1027700132195' },
    { input: '1 02 77 00132195', output: '1027700132195' },
    { input: '102770007051 8', output: '1027700070518' },
    { input: '1027700132190', output: '1027700132190', notes: ['identifier.checksum'] },
    { options: { checksum: 'reject' }, input: '1027700132190', output: null, notes: ['identifier.check-digit'] },
    { input: '304500116000158', output: '304500116000158', notes: ['identifier.checksum'] },
    { input: '7707083893', output: null, notes: ['identifier.other-kind'] },
    { input: '10277001321', output: null, notes: ['identifier.length'] },
    { input: '1,0277E+12', output: null, notes: ['identifier.scientific'] },
    { input: '0000000000000', output: null, notes: ['identifier.filler'] },
    { input: null, output: null },
  ],
});
