import { z } from 'zod';
import { option } from '../model/option.ts';
import { readIdentifier } from '../text/identifier-cell.ts';
import { isAccountOf, isIban, isRepeated } from '../text/identifiers.ts';
import { defineTransform } from './transform.ts';

export const account = defineTransform({
  name: 'account',
  summary: {
    ru: 'Проверяет номер счёта: 20 цифр (с БИК — и контрольную цифру) или IBAN; находит счёт внутри текста.',
    en: 'Checks a bank account: 20 digits (with a BIK, the check digit too) or an IBAN; finds one inside a text.',
  },
  options: z.strictObject({
    bik: option(
      z
        .string()
        .regex(/^\d{9}$/)
        .optional(),
      { ru: 'БИК банка, если он у всех один.', en: 'BIK of the bank when all share one.' },
    ),
  }),
  shorthand: 'bik',
  idempotent: true,
  compile: (options) => (value, note) => {
    const text = readIdentifier(value, 'account', note)?.replace(/[.,]/g, '');
    if (text === undefined) return null;
    if (/^\d{20}$/.test(text)) {
      if (isRepeated(text)) {
        note('identifier.placeholder', { kind: 'account' });
        return null;
      }
      if (options.bik !== undefined && !isAccountOf(text, options.bik))
        note('identifier.checksum', { kind: 'account' });
      return text;
    }
    if (/^[A-Z]{2}\d{2}[A-Z\d]{11,30}$/.test(text)) {
      if (!isIban(text)) note('identifier.checksum', { kind: 'account' });
      return text;
    }
    const written = typeof value === 'string' ? value : text;
    const inside = accountInside(written);
    if (inside !== undefined) {
      const bik = /БИК\D{0,3}(\d{9})(?!\d)/iu.exec(written)?.[1];
      note('identifier.text-around', { kind: 'account' });
      if (bik !== undefined && !isAccountOf(inside, bik)) note('identifier.checksum', { kind: 'account' });
      return inside;
    }
    if (!/^\d+$/.test(text)) note('identifier.characters', { kind: 'account' });
    else note('identifier.length', { kind: 'account', length: text.length, expected: '20' });
    return null;
  },
  examples: [
    { input: '40702810438000000001', output: '40702810438000000001' },
    { input: '40702 810 4 3800 0000001', output: '40702810438000000001' },
    { input: '40702.810.4.38000000001', output: '40702810438000000001' },
    { input: 'р/с 40702810438000000001', output: '40702810438000000001' },
    { options: '044525225', input: '30101810400000000225', output: '30101810400000000225' },
    {
      options: { bik: '044525225' },
      input: '30101810500000000225',
      output: '30101810500000000225',
      notes: ['identifier.checksum'],
    },
    {
      input: 'р/с 40702810438000000001 в ПАО Сбербанк',
      output: '40702810438000000001',
      notes: ['identifier.text-around'],
    },
    { input: 'KZ86125KZT5004100100', output: 'KZ86125KZT5004100100' },
    { input: 'KZ86125KZT5004100101', output: 'KZ86125KZT5004100101', notes: ['identifier.checksum'] },
    { input: 40702810438000000000, output: null, notes: ['identifier.precision-lost'] },
    { input: '4,07028E+19', output: null, notes: ['identifier.scientific'] },
    { input: '4070281043800000000', output: null, notes: ['identifier.length'] },
    { input: 'наличные', output: null, notes: ['identifier.characters'] },
    { input: '00000000000000000000', output: null, notes: ['identifier.filler'] },
    { input: null, output: null },
  ],
});

/** The only run of 20 digits in a text. */
function accountInside(text: string): string | undefined {
  const found = text.match(/(?<!\d)\d{20}(?!\d)/g);
  return found?.length === 1 ? found[0] : undefined;
}
