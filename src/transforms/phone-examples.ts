import type { Example } from './transform.ts';

const mobile = (raw: string, value = '+79161234567'): { [field: string]: string } => ({
  value,
  type: 'mobile',
  country: 'RU',
  raw,
});
const landline = (raw: string, value = '+74951234567'): { [field: string]: string } => ({
  value,
  type: 'work',
  country: 'RU',
  raw,
});

/** Executed as tests and shown on the reference page of `phone`. */
export const phoneExamples: readonly Example[] = [
  { input: '+79161234567', output: [mobile('+79161234567')] },
  { input: '8 (916) 123-45-67', output: [mobile('8 (916) 123-45-67')] },
  { input: '9161234567', output: [mobile('9161234567')] },
  { input: 89161234567, output: [mobile('89161234567')] },
  { input: '8 9ОО 123-45-67', output: [mobile('8 9ОО 123-45-67', '+79001234567')], notes: ['phone.lookalike'] },
  {
    input: '8 (495) 123-45-67 доб. 101, бухгалтерия',
    output: [{ ...landline('8 (495) 123-45-67 доб. 101'), ext: '101', comment: 'бухгалтерия' }],
    notes: ['phone.extension-split'],
  },
  {
    options: { keep_ext: false },
    input: '8 (495) 123-45-67 доб. 101',
    output: [{ ...landline('8 (495) 123-45-67 доб. 101'), comment: 'доб. 101' }],
    notes: ['phone.extension-split'],
  },
  {
    input: 'Иван 8-916-123-45-67, Мария 8-918-123-45-67',
    output: [
      { ...mobile('8-916-123-45-67'), comment: 'Иван' },
      { ...mobile('8-918-123-45-67', '+79181234567'), comment: 'Мария' },
    ],
    notes: ['phone.several'],
  },
  {
    input: '8 (495) 123-45-67, факс 123-45-68',
    output: [landline('8 (495) 123-45-67'), { ...landline('123-45-68', '+74951234568'), type: 'fax' }],
    notes: ['phone.city-code-inherited', 'phone.several'],
  },
  { input: '228-02-39', output: null, notes: ['phone.no-city-code'] },
  {
    options: { city_code: '863' },
    input: '228-02-39',
    output: [landline('228-02-39', '+78632280239')],
    notes: ['phone.city-code-added'],
  },
  {
    options: 'BY',
    input: '8 029 123-45-67',
    output: [{ value: '+375291234567', type: 'mobile', country: 'BY', raw: '8 029 123-45-67' }],
  },
  { options: 'KZ', input: '+7 (3272) 25-39-39', output: null, notes: ['phone.old-city-code'] },
  {
    input: '8-916-123-45-67, 8-918-123-45',
    output: [{ ...mobile('8-916-123-45-67'), comment: '8-918-123-45' }],
    notes: ['phone.piece-unread'],
  },
  { input: '7,92812E+10', output: null, notes: ['phone.scientific'] },
  { input: 'ИНН 7707083893', output: null, notes: ['phone.identifier'] },
  { input: 'нет', output: null, notes: ['phone.none-stated'] },
  { input: '', output: null },
  { input: null, output: null },
];
