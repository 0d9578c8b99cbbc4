import { z } from 'zod';
import { readIdentifier } from '../text/identifier-cell.ts';
import { isKpp, isRepeated } from '../text/identifiers.ts';
import { innAndKpp } from '../text/tax-ids.ts';
import { defineTransform } from './transform.ts';

const latin: Readonly<Record<string, string>> = {
  А: 'A',
  В: 'B',
  Е: 'E',
  К: 'K',
  М: 'M',
  Н: 'H',
  О: 'O',
  Р: 'P',
  С: 'C',
  Т: 'T',
  Х: 'X',
};

export const kpp = defineTransform({
  name: 'kpp',
  summary: {
    ru: 'Проверяет КПП: 9 знаков, пятый и шестой могут быть латинскими буквами; из «ИНН/КПП» берёт КПП.',
    en: 'Checks a Russian KPP: 9 characters, the fifth and sixth may be Latin letters; takes the KPP of "INN/KPP".',
  },
  options: z.strictObject({}),
  idempotent: true,
  compile: () => (value, note) => {
    if (typeof value === 'string') {
      const both = innAndKpp(value);
      if (both) return both.kpp;
    }
    const text = readIdentifier(value, 'kpp', note);
    if (text === undefined) return null;
    if (isRepeated(text)) {
      note('identifier.placeholder', { kind: 'kpp' });
      return null;
    }
    if (isKpp(text)) return text;
    if (/^\d{8}$/.test(text)) note('identifier.leading-zero', { kind: 'kpp' }, `0${text}`);
    else if (text.length !== 9) note('identifier.length', { kind: 'kpp', length: text.length, expected: '9' });
    else {
      const fixed = text.replace(/[А-Я]/g, (letter) => latin[letter] ?? letter);
      note('identifier.characters', { kind: 'kpp' }, isKpp(fixed) ? fixed : undefined);
    }
    return null;
  },
  examples: [
    { input: '773601001', output: '773601001' },
    { input: '7736AB001', output: '7736AB001' },
    { input: '7736ab001', output: '7736AB001' },
    { input: 773601001, output: '773601001' },
    { input: '7736 01 001', output: '773601001' },
    { input: 'КПП: 773601001', output: '773601001' },
    { input: '7707083893/773601001', output: '773601001' },
    { input: '7707083893\\773601001', output: '773601001' },
    { input: '0', output: null, notes: ['identifier.filler'] },
    { input: 0, output: null, notes: ['identifier.filler'] },
    { input: '77360100', output: null, notes: ['identifier.leading-zero'] },
    { input: '7736АВ001', output: null, notes: ['identifier.characters'] },
    { input: '111111111', output: null, notes: ['identifier.placeholder'] },
    { input: '7736', output: null, notes: ['identifier.length'] },
    { input: '', output: null },
    { input: null, output: null },
  ],
});
