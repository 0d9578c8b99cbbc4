import fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import metadata from 'libphonenumber-js/max/metadata';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadNumberingPlans, type NumberingPlans } from '../../../src/text/phone/library.ts';
import { createPhoneParser, type PhoneParser } from '../../../src/text/phone/parser.ts';
import { topLevel } from './patterns.ts';

const digits = (length: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789'.split('')), minLength: length, maxLength: length });

let plans: NumberingPlans;
const parsers = new Map<string, PhoneParser>();

beforeAll(async () => {
  plans = await loadNumberingPlans();
  for (const country of ['RU', 'BY', 'UA', 'DE']) parsers.set(country, await createPhoneParser({ country }));
});

function parserOf(country: string): PhoneParser {
  return parsers.get(country) as PhoneParser;
}

/** Ways to write nine national digits after a plus and a code. */
const plusForms: readonly ((code: string, n: string) => string)[] = [
  (code, n) => `+${code}${n}`,
  (code, n) => `+${code} ${n.slice(0, 2)} ${n.slice(2, 5)}-${n.slice(5, 7)}-${n.slice(7)}`,
  (code, n) => `+${code} (${n.slice(0, 2)}) ${n.slice(2, 5)}-${n.slice(5, 7)}-${n.slice(7)}`,
  (code, n) => `+${code}(${n.slice(0, 3)})${n.slice(3, 5)}-${n.slice(5, 7)}-${n.slice(7)} `,
  (code, n) => `+${code}-${n.slice(0, 4)}-${n.slice(4)}`,
  (code, n) => `+${code} ${n}`,
];

describe.each([
  ['BY', '375'],
  ['UA', '380'],
  ['UZ', '998'],
] as const)('calling code of %s', (country, code) => {
  it('is decided by the first five of nine digits in every pattern of the library', () => {
    const types = (metadata.countries[country] as readonly unknown[])[11] as readonly (readonly [string] | 0)[];
    for (const type of types) {
      if (type === 0) continue;
      for (const branch of topLevel(type[0])) {
        const free = /\\d\{(\d+)(?:,\d+)?\}$/.exec(branch)?.[1];
        // Toll-free numbers of Belarus have three free digits and up to seven: six of nine digits.
        expect(branch === '800\\d{3,7}' ? 6 : Number(free ?? 0), branch).toBeGreaterThanOrEqual(4);
      }
    }
  });

  it('gives for every prefix exactly what the library gives, and nothing where it gives nothing', () => {
    for (let prefix = 0; prefix < 100_000; prefix += 29) {
      const n = String(prefix).padStart(5, '0') + String((prefix * 7919) % 10_000).padStart(4, '0');
      const expected = parsePhoneNumberFromString(`+${code}${n}`);
      const valid = expected?.isValid() === true && expected.nationalNumber === n ? expected : undefined;
      const found = plans.plus.plain(`+${code}${n}`);
      expect([found?.value, found?.country, found?.callingCode], n).toEqual([
        valid?.number,
        valid?.country,
        valid?.countryCallingCode,
      ]);
      expect(found, n).toEqual(valid && plans.international(code + n));
    }
  });

  it('reads a number in every form by the fast path as by the slow one, wherever it is read', () => {
    const starts = { BY: '29', UA: '50', UZ: '90' };
    const nine = fc.oneof(
      digits(9),
      digits(7).map((n) => starts[country] + n),
    );
    fc.assert(
      fc.property(nine, fc.constantFrom(...plusForms), fc.constantFrom('RU', 'BY', 'UA', 'DE'), (n, form, at) => {
        const text = form(code, n);
        const { phones, remarks } = parserOf(at)(text);
        const slow = parserOf(at)(`${text.trim()} ;`);
        expect(phones).toEqual(slow.phones);
        if (phones.length > 0) expect(remarks).toEqual(slow.remarks);
      }),
      { seed: 20261122, numRuns: 1500 },
    );
  });
});
