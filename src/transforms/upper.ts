import { z } from 'zod';
import { defineTransform, onStrings } from './transform.ts';

export const upper = defineTransform({
  name: 'upper',
  summary: { ru: 'Делает все буквы прописными.', en: 'Makes all letters upper case.' },
  options: z.strictObject({}),
  idempotent: true,
  compile: () => onStrings((text) => text.toUpperCase()),
  examples: [
    { input: 'ооо', output: 'ООО' },
    { input: 'rub', output: 'RUB' },
    { input: 'ёж', output: 'ЁЖ' },
    { input: 'вк01276', output: 'ВК01276' },
    { input: 'Москва', output: 'МОСКВА' },
    { input: 'УЖЕ', output: 'УЖЕ' },
    { input: 'қала', output: 'ҚАЛА' },
    { input: 'a-b c', output: 'A-B C' },
    { input: '7736ab001', output: '7736AB001' },
    { input: true, output: true },
    { input: '', output: null },
  ],
});
