import { z } from 'zod';
import { flag, option } from '../model/option.ts';
import { readIdentifier } from '../text/identifier-cell.ts';
import { isInn, isRepeated } from '../text/identifiers.ts';
import { foreignCountryOf, innAndKpp, innInside, kindOf } from '../text/tax-ids.ts';
import { defineTransform, type Note } from './transform.ts';

export const inn = defineTransform({
  name: 'inn',
  summary: {
    ru: 'Проверяет российский ИНН по контрольным цифрам; из «ИНН/КПП» берёт ИНН. Неверная цифра — предупреждение, значение остаётся.',
    en: 'Checks a Russian INN by its check digits; takes the INN of "INN/KPP". A wrong digit is a warning, the value stays.',
  },
  options: z.strictObject({
    checksum: option(z.enum(['warn', 'reject']).default('warn'), {
      ru: 'Неверная контрольная цифра: warn — оставить и предупредить, reject — считать ошибкой.',
      en: 'A wrong check digit: warn keeps the value, reject makes it an error.',
    }),
    restore_zero: option(flag.default(false), {
      ru: 'Возвращать потерянный в таблице первый ноль, если с ним контрольные цифры сходятся.',
      en: 'Put back a leading zero lost in a spreadsheet when the check digits then fit.',
    }),
  }),
  idempotent: true,
  compile(options) {
    return (value, note) => {
      if (typeof value === 'string') {
        if (isInn(value)) return value;
        const both = innAndKpp(value);
        if (both) {
          note('identifier.inn-kpp', { kpp: both.kpp });
          return both.inn;
        }
      }
      const text = readIdentifier(value, 'inn', note);
      if (text === undefined || isInn(text)) return text ?? null;
      if (/^(?:\d{10}|\d{12})$/.test(text) && !isRepeated(text)) {
        const country = foreignCountryOf(text);
        if (options.checksum === 'reject') note('identifier.check-digit', { kind: 'inn' });
        else if (country === undefined) note('identifier.checksum', { kind: 'inn' });
        else note('identifier.foreign', { country });
        return options.checksum === 'reject' ? null : text;
      }
      const restored = `0${text}`;
      if ((text.length === 9 || text.length === 11) && isInn(restored)) {
        if (options.restore_zero) note('identifier.zero-restored', { kind: 'inn' });
        else note('identifier.inn-leading-zero', { length: text.length }, restored);
        return options.restore_zero ? restored : null;
      }
      const inside = typeof value === 'string' && !/^\d+$/.test(text) ? innInside(value) : undefined;
      if (inside === undefined) noteWrong(text, note);
      else note('identifier.text-around', { kind: 'inn' });
      return inside ?? null;
    };
  },
  examples: [
    { input: '7707083893', output: '7707083893' },
    { input: '500100732259', output: '500100732259' },
    { input: 7736050003, output: '7736050003' },
    { input: '7707 083 893', output: '7707083893' },
    { input: '7707083893.0', output: '7707083893' },
    { input: "'7707083893", output: '7707083893' },
    { input: 'ИНН 7707083893', output: '7707083893' },
    { input: '7707083893/773601001', output: '7707083893', notes: ['identifier.inn-kpp'] },
    { input: '7707083893773601001', output: '7707083893', notes: ['identifier.inn-kpp'] },
    { input: 'ИНН 7707083893, КПП 7736AB001', output: '7707083893', notes: ['identifier.inn-kpp'] },
    { input: '0277012341', output: '0277012341' },
    { input: '7707083894', output: '7707083894', notes: ['identifier.checksum'] },
    { options: { checksum: 'reject' }, input: '7707083894', output: null, notes: ['identifier.check-digit'] },
    { input: '971240001315', output: '971240001315', notes: ['identifier.foreign'] },
    { input: 277012341, output: null, notes: ['identifier.inn-leading-zero'] },
    { options: { restore_zero: 'true' }, input: 277012341, output: '0277012341', notes: ['identifier.zero-restored'] },
    { input: 770708389, output: null, notes: ['identifier.length'] },
    { input: '0000000000', output: null, notes: ['identifier.filler'] },
    { input: '1111111111', output: null, notes: ['identifier.placeholder'] },
    { input: '7.70708E+09', output: null, notes: ['identifier.scientific'] },
    { input: '1027700132195', output: null, notes: ['identifier.other-kind'] },
    { input: '77О7083893', output: null, notes: ['identifier.characters'] },
    { input: '7707083893/0', output: '7707083893' },
    { input: '7707083893 (головной)', output: '7707083893', notes: ['identifier.text-around'] },
    { input: '7707083893; 7736050003', output: null, notes: ['identifier.characters'] },
    { input: 'нет ИНН', output: null, notes: ['identifier.filler'] },
    { input: '', output: null },
    { input: null, output: null },
  ],
});

function noteWrong(text: string, note: Note): void {
  if (isRepeated(text)) return note('identifier.placeholder', { kind: 'inn' });
  const looks = kindOf(text);
  if (looks !== undefined) return note('identifier.other-kind', { kind: 'inn', looks });
  if (!/^\d+$/.test(text)) return note('identifier.characters', { kind: 'inn' });
  return note('identifier.length', { kind: 'inn', length: text.length, expected: '10, 12' });
}
