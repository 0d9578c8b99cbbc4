import { z } from 'zod';
import { readIdentifier } from '../text/identifier-cell.ts';
import { isBik, isRepeated, isSwift } from '../text/identifiers.ts';
import { defineTransform } from './transform.ts';

export const bik = defineTransform({
  name: 'bik',
  summary: {
    ru: 'Проверяет БИК: 9 цифр, первая — ноль; код SWIFT тоже подходит.',
    en: 'Checks a Russian bank code (BIK): 9 digits, the first is zero; a SWIFT code will do as well.',
  },
  options: z.strictObject({}),
  idempotent: true,
  compile: () => (value, note) => {
    const text = readIdentifier(value, 'bik', note);
    if (text === undefined) return null;
    if (isBik(text) || isSwift(text)) return text;
    if (isRepeated(text)) note('identifier.placeholder', { kind: 'bik' });
    else if (/^\d{9}$/.test(text)) {
      note('identifier.bik-start', {});
      return text;
    } else if (/^\d{8}$/.test(text)) note('identifier.leading-zero', { kind: 'bik' }, `0${text}`);
    else if (!/^\d+$/.test(text)) note('identifier.characters', { kind: 'bik' });
    else note('identifier.length', { kind: 'bik', length: text.length, expected: '9' });
    return null;
  },
  examples: [
    { input: '044525225', output: '044525225' },
    { input: '044 525 225', output: '044525225' },
    { input: 'БИК 044525225', output: '044525225' },
    { input: '017003983', output: '017003983' },
    { input: 'HSBKKZKX', output: 'HSBKKZKX' },
    { input: 'sabrrumm', output: 'SABRRUMM' },
    { input: 44525225, output: null, notes: ['identifier.leading-zero'] },
    { input: '144525225', output: '144525225', notes: ['identifier.bik-start'] },
    { input: '000000000', output: null, notes: ['identifier.filler'] },
    { input: '04452522', output: null, notes: ['identifier.leading-zero'] },
    { input: '0445', output: null, notes: ['identifier.length'] },
    { input: 'Сбербанк', output: null, notes: ['identifier.characters'] },
    { input: null, output: null },
  ],
});
