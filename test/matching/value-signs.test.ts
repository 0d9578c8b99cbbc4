import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearBirth, nearMailbox, nearPhone } from '../../src/matching/near-values.ts';
import { ANY_SIGN, dateSigns, mailboxSigns, phoneSigns, type ValueSigns } from '../../src/matching/value-signs.ts';

function signAt(signs: ValueSigns, text: string): number {
  const bytes = Buffer.from(`--${text}--`);
  return signs.signOf(bytes, 2, bytes.length - 2);
}

function areUnlike(signs: ValueSigns, left: string, right: string): boolean {
  const [a, b] = [signAt(signs, left), signAt(signs, right)];
  if (a === ANY_SIGN || b === ANY_SIGN) return false;
  return signs.areUnlike(a, b, Buffer.byteLength(left), Buffer.byteLength(right));
}

const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), minLength: length, maxLength: length });
const phone = fc.tuple(
  fc.constantFrom('+7', '+', ''),
  fc.constantFrom(4, 7, 10).chain(digits),
  fc.constantFrom('', 'x12'),
);
const date = fc.tuple(
  fc.constantFrom('1980', '1981', '2018'),
  fc.integer({ min: 0, max: 31 }),
  fc.integer({ min: 0, max: 31 }),
);
const local = fc.string({ unit: fc.constantFrom(...Array.from('abcdefghiklmn.0123я')), minLength: 1, maxLength: 12 });
const mailbox = fc.tuple(local, fc.constantFrom('mail.ru', 'yandex.ru', 'a-long-domain.example.com'));

/** The text itself, or with one letter changed, swapped with its neighbour, left out or doubled. */
const slip = (text: string) =>
  fc
    .tuple(fc.nat(text.length), fc.nat(4), fc.constantFrom(...Array.from('0123456789abc')))
    .map(([at, kind, letter]) => {
      const [before, after] = [text.slice(0, at), text.slice(at + 1)];
      switch (kind) {
        case 0:
          return before + letter + after;
        case 1:
          return before + after;
        case 2:
          return before + text.slice(at, at + 1) + text.slice(at);
        case 3:
          return before + text.slice(at + 1, at + 2) + text.slice(at, at + 1) + text.slice(at + 2);
        default:
          return text;
      }
    });
const withSlip = (texts: fc.Arbitrary<string>) =>
  texts.chain((text) => fc.tuple(fc.constant(text), fc.oneof(texts, slip(text), slip(text).chain(slip))));

const two = (part: number) => String(part).padStart(2, '0');

describe('signs call no two values unlike that are near:', () => {
  test.each([
    ['phones', phoneSigns, nearPhone, phone.map((parts) => parts.join(''))],
    ['dates', dateSigns, nearBirth, date.map(([year, month, day]) => `${year}-${two(month)}-${two(day)}`)],
    ['mailboxes', mailboxSigns, nearMailbox, mailbox.map((parts) => parts.join('@'))],
  ] as const)('%s', (_, signs, grade, texts) => {
    fc.assert(
      fc.property(withSlip(texts), ([left, right]) => {
        if (left !== right && areUnlike(signs, left, right)) expect(grade(left, right)).toBe(0);
      }),
      { seed: 11, numRuns: 5000 },
    );
  });
});

test.each([
  ['phones', phoneSigns, '+79161234567', '+79039876541'],
  ['dates', dateSigns, '1980-01-31', '1981-02-28'],
  ['dates', dateSigns, '1980-01-31', '1980-02-28'],
  ['mailboxes', mailboxSigns, 'petrov.ivan@mail.ru', 'buhgalter77@yandex.ru'],
] as const)('signs tell unlike %s apart', (_, signs, left, right) => {
  expect(areUnlike(signs, left, right)).toBe(true);
});

test.each([
  ['dates', dateSigns, '1980-1-31'],
  ['dates', dateSigns, '1980-99-31'],
  ['mailboxes', mailboxSigns, 'почта@mail.ru'],
  ['phones', phoneSigns, '12345６7'],
] as const)('a sign of %s says nothing of what it is not made for: %s', (_, signs, text) => {
  expect(signAt(signs, text)).toBe(ANY_SIGN);
});
