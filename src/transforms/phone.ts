import { z } from 'zod';
import { ConfigError } from '../errors.ts';
import { option } from '../model/option.ts';
import type { IssueArgs } from '../model/issue.ts';
import type { Value } from '../model/row.ts';
import { cellText } from '../text/cell-text.ts';
import { loadNumberingPlans } from '../text/phone/library.ts';
import { createPhoneParser, type PhoneParser } from '../text/phone/parser.ts';
import type { PhoneRemark, PhoneRemarkCode } from '../text/phone/finding.ts';
import { defineTransform, type Example, type Note } from './transform.ts';

const types = ['mobile', 'work', 'home', 'fax', 'pager', 'other'] as const;
/** A number cell with this many zeros at its end went through a spreadsheet's short form. */
const ROUNDED = 100_000;
const MAX_NUMBER = 1e15;

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

const phoneExamples: readonly Example[] = [
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

export const phone = defineTransform({
  name: 'phone',
  summary: {
    ru: 'Находит в тексте все телефоны и приводит их к виду +79161234567; добавочные и примечания — отдельно. Сомнительное не угадывает.',
    en: 'Finds every phone of a text and brings it to the form +79161234567, extensions and remarks apart. Never guesses.',
  },
  options: z.strictObject({
    country: option(
      z
        .string()
        .regex(/^[A-Z]{2}$/)
        .optional(),
      {
        ru: 'Страна номеров без кода: RU, KZ, BY, UA, UZ…',
        en: 'Country of numbers without a country code: RU, KZ, BY, UA, UZ...',
      },
    ),
    city_code: option(
      z
        .string()
        .regex(/^\d{1,5}$/)
        .optional(),
      {
        ru: 'Код города для местных номеров; без него они не читаются.',
        en: 'City code of local numbers; without it they are not read.',
      },
    ),
    keep_ext: option(z.boolean().default(true), {
      ru: 'Хранить добавочный отдельно; false — перенести его в примечание.',
      en: 'Keep the extension apart; false moves it to the comment.',
    }),
    fixed_type: option(z.enum(types).default('work'), {
      ru: 'Вид городского номера, о котором в тексте ничего не сказано.',
      en: 'Kind of a landline about which the text says nothing.',
    }),
  }),
  shorthand: 'country',
  idempotent: true,
  async compile(options, defaults) {
    const country = options.country ?? defaults.country;
    const plans = await loadNumberingPlans();
    if (plans.callingCode(country) === undefined) {
      throw new ConfigError('mapping.transform-options', { transform: 'phone', option: 'country', reason: country });
    }
    const cityCode = options.city_code ?? defaults.cityCode;
    const parse = await createPhoneParser({
      country,
      ...(cityCode === undefined ? {} : { cityCode }),
      keepExt: options.keep_ext,
      fixedType: options.fixed_type,
    });
    const apply = (value: Value, note: Note): Value => applyTo(value, note, parse);
    return apply;
  },
  examples: phoneExamples,
});

function applyTo(value: Value, note: Note, parse: PhoneParser): Value {
  if (typeof value === 'string') return value === '' ? null : read(value, note, parse);
  if (value === null) return null;
  if (typeof value === 'number') return readNumber(value, note, parse);
  if (Array.isArray(value)) return joined((value as readonly Value[]).map((item) => applyTo(item, note, parse)));
  if (isStructure(value)) return readStructure(value, note, parse);
  note('phone.not-a-phone', { piece: cellText(value) ?? '' });
  return null;
}

function isStructure(value: Value): value is { readonly [field: string]: Value } {
  return typeof value === 'object' && value !== null && !(value instanceof Date) && !Array.isArray(value);
}

function joined(lists: readonly Value[]): Value {
  const items = lists.flatMap((list) =>
    Array.isArray(list) ? (list as readonly Value[]) : list === null ? [] : [list],
  );
  return items.length === 0 ? null : items;
}

function read(text: string, note: Note, parse: PhoneParser): Value {
  const { phones, remarks } = parse(text);
  for (const remark of remarks) say(remark, note);
  return phones.length === 0 ? null : phones;
}

/** A number cell holds a phone only as a whole number; what a spreadsheet rounded is refused. */
function readNumber(value: number, note: Note, parse: PhoneParser): Value {
  if (!Number.isInteger(value) || value < 0 || value >= MAX_NUMBER || (value >= 1e9 && value % ROUNDED === 0)) {
    note('phone.scientific', { piece: String(value) });
    return null;
  }
  return read(String(value), note, parse);
}

/** A phone read before, or an object of a source: its `value` is read, what else it says stays. */
function readStructure(value: { readonly [field: string]: Value }, note: Note, parse: PhoneParser): Value {
  const text = value['value'];
  if (typeof text !== 'string' && typeof text !== 'number') {
    note('phone.not-a-phone', { piece: '' });
    return null;
  }
  const quiet: PhoneRemark[] = [];
  const found = applyTo(text, (code, args) => quiet.push({ code, args } as PhoneRemark), parse);
  if (Array.isArray(found) && found.length === 1 && isSame(found[0] as Value, text))
    return [withMissing(value, found[0] as Value)];
  for (const remark of quiet) say(remark, note);
  if (!Array.isArray(found)) return null;
  return (found as readonly Value[]).map((item) => (isStructure(item) ? withKnown(item, value) : item));
}

function isSame(found: Value, text: Value): boolean {
  return isStructure(found) && found['value'] === text;
}

/** An object whose number was E.164 already keeps every field it has. */
function withMissing(value: { readonly [field: string]: Value }, found: Value): Value {
  return isStructure(found) && (value['type'] === undefined || value['raw'] === undefined)
    ? { ...found, ...value }
    : value;
}

/** What the object said about its number wins over what the text says; comments are joined. */
function withKnown(found: { readonly [field: string]: Value }, known: { readonly [field: string]: Value }): Value {
  const { value: _read, comment, ...rest } = known;
  const comments = [comment, found['comment']].filter(
    (text): text is string => typeof text === 'string' && text !== '',
  );
  return { ...found, ...rest, ...(comments.length === 0 ? {} : { comment: comments.join(', ') }) };
}

/** Remarks of the text layer are the issues of the catalogue, code for code. */
function say<C extends PhoneRemarkCode>(remark: PhoneRemark<C>, note: Note): void {
  const args: IssueArgs[C] = remark.args as IssueArgs[C];
  if (remark.suggestion === undefined) note(remark.code, args);
  else note(remark.code, args, remark.suggestion);
}
