import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isPlaceholderPhone, isRoleMailbox } from '../../src/matching/contact-values.ts';
import { TextHash } from '../../src/matching/hash.ts';

const letters = 'АБЯЁёЙйа́яЀЏѐџҐZzA 1.-«İßΣς𝐀É\u001f'.split('');
const text = fc.string({ unit: fc.constantFrom(...letters), maxLength: 12 });

it('folded texts hash as their joined text in small letters does, ё as е', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (texts) => {
      const folded = new TextHash().start(2).addFolded(texts, '\u001f').end();
      const joined = texts.join('\u001f').toLowerCase().replaceAll('ё', 'е');
      const plain = new TextHash().start(2).add(joined).end();
      expect([folded.high, folded.low]).toEqual([plain.high, plain.low]);
    }),
    { seed: 20261122, numRuns: 2000 },
  );
});

it('placeholders among phones are those that end in seven equal digits or are counted up or down', () => {
  const counted = /(\d)\1{6}$|(?:1234567890|0123456789|9876543210|\+71234567)$/;
  const tails = ['0000000', '000000', '1234567890', '9876543210', '0123456789', '71234567', '7777777', '5'];
  const head = fc.string({ unit: fc.constantFrom('+', '7', '0', '1'), maxLength: 5 });
  fc.assert(
    fc.property(head, fc.constantFrom(...tails), (start, tail) => {
      expect(isPlaceholderPhone(start + tail)).toBe(counted.test(start + tail));
    }),
    { seed: 20261122, numRuns: 500 },
  );
});

it.each([
  ['info', true],
  ['sales2', true],
  ['office_1.', true],
  ['e-mail', true],
  ['sales2a', false],
  ['123', false],
  ['ivanov', false],
])('mailbox %s belongs to an office: %s', (local, isRole) => {
  expect(isRoleMailbox(local)).toBe(isRole);
});
