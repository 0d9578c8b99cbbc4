import fc from 'fast-check';
import { isValidPhoneNumber, parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';
import metadata from 'libphonenumber-js/max/metadata';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadNumberingPlans, type NumberingPlans } from '../../../src/text/phone/library.ts';
import { createPhoneParser, type PhoneParser } from '../../../src/text/phone/parser.ts';
import { topLevel } from './patterns.ts';

const countries = ['RU', 'KZ', 'BY', 'UA', 'UZ', 'KG', 'AM', 'AZ', 'GE', 'TJ', 'MD', 'TM', 'DE', 'US'] as const;
const national: Readonly<Record<string, number>> = {
  RU: 10,
  KZ: 10,
  BY: 9,
  UA: 9,
  UZ: 9,
  KG: 9,
  AM: 8,
  AZ: 9,
  GE: 9,
  TJ: 9,
  MD: 8,
  TM: 8,
  DE: 10,
  US: 10,
};
const digits = (length: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789'.split('')), minLength: length, maxLength: length });

let plans: NumberingPlans;
const parsers = new Map<string, PhoneParser>();

beforeAll(async () => {
  plans = await loadNumberingPlans();
  for (const country of countries) parsers.set(country, await createPhoneParser({ country }));
});

function parserOf(country: string): PhoneParser {
  return parsers.get(country) as PhoneParser;
}

/** Ways to write ten national digits of code 7. */
const sevenForms: readonly ((n: string) => string)[] = [
  (n) => `+7${n}`,
  (n) => `7${n}`,
  (n) => `8${n}`,
  (n) => `8 ${n.slice(0, 3)} ${n.slice(3, 6)} ${n.slice(6, 8)} ${n.slice(8)}`,
  (n) => `8-${n.slice(0, 3)}-${n.slice(3, 6)}-${n.slice(6, 8)}-${n.slice(8)}`,
  (n) => `8(${n.slice(0, 3)})${n.slice(3, 6)}-${n.slice(6, 8)}-${n.slice(8)}`,
  (n) => `8 (${n.slice(0, 3)}) ${n.slice(3, 6)}-${n.slice(6)}`,
  (n) => `+7 (${n.slice(0, 4)}) ${n.slice(4, 6)}-${n.slice(6, 8)}-${n.slice(8)}`,
  (n) => `+7 (${n.slice(0, 5)}) ${n.slice(5, 6)}-${n.slice(6, 8)}-${n.slice(8)}`,
  (n) => `+7 ${n.slice(0, 3)} ${n.slice(3)}`,
  (n) => `8${n.slice(0, 3)} ${n.slice(3, 6)}-${n.slice(6)}`,
  (n) => `  +7 ${n.slice(0, 3)}-${n.slice(3)}  `,
];

describe('calling code 7', () => {
  it('is decided by the first six of ten digits in every pattern of the library', () => {
    for (const country of ['RU', 'KZ'] as const) {
      const types = (metadata.countries[country] as readonly unknown[])[11] as readonly (readonly [string] | 0)[];
      for (const type of types) {
        if (type === 0) continue;
        for (const branch of topLevel(type[0]))
          expect(freeDigitsAtEnd(branch), `${country} ${branch}`).toBeGreaterThanOrEqual(4);
      }
    }
  });

  it('gives exactly what the library gives, by table and by text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          digits(10),
          digits(7).map((n) => `9${n}12`),
          digits(7).map((n) => `4${n}34`),
          digits(7).map((n) => `7${n}56`),
          digits(4).map((n) => `93000${n}0`.slice(0, 10).padEnd(10, '5')),
        ),
        (n) => {
          const expected = parsePhoneNumberFromString(`+7${n}`);
          const valid = expected?.isValid() === true && expected.nationalNumber === n ? expected : undefined;
          const found = plans.seven.lookup(n);
          expect(found?.value).toBe(valid?.number);
          expect(found?.country).toBe(valid?.country);
          for (const form of sevenForms) {
            const plain = plans.seven.plain(form(n));
            if (plain !== undefined) expect(plain).toEqual(found);
          }
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('reads a valid number in every form, by the fast path as by the slow one', () => {
    const parse = parserOf('RU');
    fc.assert(
      fc.property(digits(10), fc.constantFrom(...sevenForms), (n, form) => {
        const expected = parsePhoneNumberFromString(`+7${n}`);
        const valid = expected?.isValid() === true && expected.nationalNumber === n;
        const text = form(n);
        const values = parse(text).phones.map((phone) => phone.value);
        const slow = parse(`${text}.`).phones;
        expect(values).toEqual(valid ? [`+7${n}`] : []);
        expect(slow.map((phone) => phone.value)).toEqual(values);
        expect(slow.map((phone) => [phone.type, phone.country])).toEqual(
          parse(text).phones.map((phone) => [phone.type, phone.country]),
        );
      }),
      { numRuns: 4000 },
    );
  });
});

describe('every country', () => {
  it('reads what the library formats, exactly', () => {
    fc.assert(
      fc.property(fc.constantFrom(...countries), digits(10), fc.integer({ min: 0, max: 5 }), (country, all, form) => {
        const number = parsePhoneNumberFromString(all.slice(0, national[country]), country);
        if (number?.isValid() !== true || number.country !== country || /^0+$/.test(number.nationalNumber)) return;
        const international = number.formatInternational();
        const texts = [
          number.number,
          international,
          international.replaceAll(' ', '-'),
          number.formatNational(),
          number.getURI(),
          `тел. ${international}, Иван`,
        ];
        const text = texts[form] ?? '';
        const { phones, remarks } = parserOf(country)(text);
        if (form === 3 && remarks.some((remark) => remark.code === 'phone.ambiguous')) return;
        expect(
          phones.map((phone) => phone.value),
          text,
        ).toEqual([number.number]);
      }),
      { numRuns: 5000 },
    );
  });

  it('gives no number that would be none once it is written in full', () => {
    expect(parserOf('BY')('08100000000').phones).toEqual([]);
    expect(parserOf('BY')('80291234567').phones.map(({ value }) => value)).toEqual(['+375291234567']);
  });

  it('never gives a number that the library says is invalid', () => {
    const piece = fc.oneof(
      digits(2),
      digits(3),
      digits(4),
      digits(5),
      digits(7),
      digits(10),
      digits(11),
      digits(12),
      fc.constantFrom(
        '+',
        '8',
        '7',
        '+7',
        '8 10 ',
        '00',
        ' ',
        '-',
        '(',
        ')',
        '.',
        ',',
        '/',
        ';',
        ' доб. ',
        '#',
        '\n',
        ' и ',
        'О',
        'З',
        '375',
        '380',
        '998',
      ),
    );
    fc.assert(
      fc.property(fc.constantFrom(...countries), fc.array(piece, { maxLength: 9 }), (country, pieces) => {
        for (const phone of parserOf(country)(pieces.join('')).phones) {
          expect(isValidPhoneNumber(phone.value)).toBe(true);
          expect(phone.value).toMatch(/^\+[1-9]\d{4,14}$/);
          expect(phone.raw).not.toBe('');
          if (phone.ext !== undefined) expect(phone.ext).toMatch(/^\d{1,7}$/);
        }
      }),
      { numRuns: 6000 },
    );
  });

  it('always says what a number was read from, however odd the signs around it', () => {
    const { phones } = parserOf('DE')('057000000000+7+000');
    expect(phones).toMatchObject([{ value: '+4957000000000', raw: '057000000000+7+000' }]);
  });

  it('takes no digit from anywhere: those of a number stand in its text, but for its codes', () => {
    const parse = parserOf('RU');
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            digits(3),
            digits(7),
            digits(10),
            digits(11),
            fc.constantFrom(', ', ' ', '-', '/', 'Иван ', '(', ')'),
          ),
          { maxLength: 7 },
        ),
        (pieces) => {
          const text = pieces.join('');
          const all = text.replace(/\D/g, '');
          for (const phone of parse(text).phones) expect(all).toContain(phone.value.slice(-5));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('changes nothing in a number that is E.164', () => {
    fc.assert(
      fc.property(fc.constantFrom(...countries), fc.constantFrom(...countries), digits(10), (place, country, all) => {
        const number = parsePhoneNumberFromString(all.slice(0, national[country]), country as CountryCode);
        if (number?.isValid() !== true) return;
        expect(parserOf(place)(number.number).phones.map((phone) => phone.value)).toEqual([number.number]);
      }),
      { numRuns: 4000 },
    );
  });
});

describe('any text', () => {
  it('is read without throwing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ maxLength: 30 }), (left, right) => {
        const text = `${left}8-916-123-45-67${right}`;
        expect(() => parserOf('RU')(text)).not.toThrow();
        expect(() => parserOf('UA')(left + right)).not.toThrow();
      }),
      { numRuns: 3000 },
    );
  });

  it('says something whenever it gives no number', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(...'0123456789 -()+.,;/доб#вн\nОЗAB@'.split('')),
          minLength: 1,
          maxLength: 30,
        }),
        (text) => {
          const { phones, remarks } = parserOf('RU')(text);
          if (text.trim() !== '' && phones.length === 0) expect(remarks.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 3000 },
    );
  });
});

/** Digits that may be anything at the end of every match of a branch: `\d{4}`. Longer numbers (14 digits) are no ten. */
function freeDigitsAtEnd(branch: string): number {
  return Number(/\\d\{(\d+)\}$/.exec(branch)?.[1] ?? 0);
}
