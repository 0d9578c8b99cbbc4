import fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { beforeAll, describe, expect, it } from 'vitest';
import { createPhoneParser, type PhoneParser } from '../../../src/text/phone/parser.ts';

let parse: PhoneParser;

beforeAll(async () => {
  parse = await createPhoneParser({ country: 'RU' });
});

const digit = fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
const digits = (length: number): fc.Arbitrary<string> =>
  fc.array(digit, { minLength: length, maxLength: length }).map((all) => all.join(''));

const codes = fc.constantFrom('495', '812', '343', '916', '926', '905', '961', '383', '846', '800', '701', '727');
const number = fc
  .tuple(codes, digits(7))
  .map(([code, rest]) => code + rest)
  .filter((n) => parsePhoneNumberFromString(`+7${n}`)?.isValid() === true && !/0{7}$/.test(n));
const form = fc.constantFrom<(n: string) => string>(
  (n) => `+7${n}`,
  (n) => `8${n}`,
  (n) => `8 (${n.slice(0, 3)}) ${n.slice(3, 6)}-${n.slice(6, 8)}-${n.slice(8)}`,
  (n) => `8-${n.slice(0, 3)}-${n.slice(3, 6)}-${n.slice(6, 8)}-${n.slice(8)}`,
  (n) => `+7 ${n.slice(0, 3)} ${n.slice(3, 6)} ${n.slice(6, 8)} ${n.slice(8)}`,
  (n) => `8(${n.slice(0, 3)})${n.slice(3)}`,
  (n) => `+7(${n.slice(0, 3)})${n.slice(3, 6)}-${n.slice(6)}`,
);
const before = fc.constantFrom(
  '',
  '',
  '',
  'тел. ',
  'Иван ',
  'моб: ',
  'Петрова Анна, ',
  'ул. Ленина, д. 12, кв. 5, т. ',
  'ИНН 7707083893, ',
  'факс ',
);
const after = fc.constantFrom(
  '',
  '',
  '',
  ' Иван',
  ' (секретарь)',
  ', звонить после 18-00',
  ', с 9:00 до 18:00',
  ' от 12.05.2023',
  ' - Мария',
);
const ext = fc.option(
  fc.tuple(fc.constantFrom(' доб. ', ', доб. ', ' вн.', ' ext. ', '#', ' (доб. '), fc.integer({ min: 1, max: 99_999 })),
  { nil: undefined, freq: 3 },
);
const separator = fc.constantFrom(', ', '; ', '\n', ' / ', ' | ', '\r\n', ';', ' ::: ');

const entry = fc.record({ number, form, before, after, ext });
type Entry = typeof entry extends fc.Arbitrary<infer T> ? T : never;

function written(one: Entry): string {
  const extension =
    one.ext === undefined ? '' : one.ext[0] + String(one.ext[1]) + (one.ext[0].includes('(') ? ')' : '');
  return one.before + one.form(one.number) + extension + one.after;
}

describe('a cell with several numbers, names, extensions, times and addresses', () => {
  it('gives exactly its numbers and extensions, in order', () => {
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 4 }), separator, (entries, between) => {
        const text = entries.map(written).join(between);
        const found = parse(text).phones.map((phone) => `${phone.value}#${phone.ext ?? ''}`);
        expect(found, text).toEqual(
          entries.map((one) => `+7${one.number}#${one.ext === undefined ? '' : String(one.ext[1])}`),
        );
      }),
      { numRuns: 4000 },
    );
  });

  it('keeps every word of the text in its comments or marks', () => {
    const names = fc.constantFrom('Иван', 'Мария', 'Петров', 'секретарь', 'бухгалтерия');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(names, number, form), { minLength: 1, maxLength: 4 }),
        separator,
        fc.boolean(),
        (people, between, first) => {
          const text = people
            .map(([name, n, write]) => (first ? `${name} ${write(n)}` : `${write(n)} ${name}`))
            .join(between);
          expect(
            parse(text).phones.map((phone) => phone.comment),
            text,
          ).toEqual(people.map(([name]) => name));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('gives the good ones when one digit of another is lost', () => {
    fc.assert(
      fc.property(number, number, fc.constantFrom(', ', '; ', '\n'), fc.boolean(), (good, bad, between, first) => {
        const short = `8-${bad.slice(0, 3)}-${bad.slice(3, 6)}-${bad.slice(6, 9)}`;
        const text = first ? `8${good}${between}${short}` : `${short}${between}8${good}`;
        const { phones, remarks } = parse(text);
        expect(phones.map((phone) => phone.value)).toEqual([`+7${good}`]);
        expect(phones[0]?.comment).toBe(short);
        expect(remarks.map((remark) => remark.code)).toEqual(['phone.piece-unread']);
      }),
      { numRuns: 1000 },
    );
  });
});
