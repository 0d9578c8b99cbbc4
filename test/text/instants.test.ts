import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileDatePatterns, plainForms, plainMoment, readDateValue } from '../../src/text/date-reader.ts';
import { instantOfParts, isoInstant } from '../../src/text/instants.ts';

const runtime = (at: number): string => new Date(at).toISOString().replace(/\.000Z$/, 'Z');

test('an instant is written as the runtime writes it, without milliseconds where there are none', () => {
  const seconds = fc.integer({ min: -100_000_000_000, max: 300_000_000_000 }).map((second) => second * 1000);
  fc.assert(
    fc.property(fc.oneof(seconds, fc.integer({ min: -8_640_000_000_000_000, max: 8_640_000_000_000_000 })), (at) => {
      expect(isoInstant(at)).toBe(runtime(at));
    }),
    { numRuns: 20_000 },
  );
});

test('every day of four centuries is written right', () => {
  for (let at = Date.UTC(1800, 0, 1); at < Date.UTC(2201, 0, 1); at += 86_400_000) {
    if (isoInstant(at) !== runtime(at)) expect(isoInstant(at)).toBe(runtime(at));
  }
});

test('a plain moment is read as the full reading reads it', () => {
  const upTo = (max: number) => fc.integer({ min: 0, max }).map((number) => String(number).padStart(2, '0'));
  const year = fc.integer({ min: 1890, max: 2110 }).map(String);
  const sign = fc.constantFrom('.', '.', '-', '/');
  const gap = fc.constantFrom(' ', ' ', ' ', 'T', 't', ',', '_');
  const time = fc.tuple(upTo(25), upTo(61), upTo(61), fc.constantFrom(':', ':', ':', '', '.'));
  const parts = fc.tuple(upTo(32), upTo(14), year, sign, gap, fc.boolean(), time);
  const lists = [
    [],
    ['dd.MM.yyyy'],
    ['yyyy-MM-dd'],
    ['MM.dd.yyyy'],
    ['dd.MM.yyyy', 'yyyy-dd-MM'],
    ['dd.MM.yyyy HH:mm'],
  ];
  let plain = 0;
  fc.assert(
    fc.property(
      parts,
      fc.constantFrom(...lists),
      ([one, other, long, cut, between, isIso, [h, m, s, colon]], sources) => {
        const day = isIso ? `${long}${cut}${other}${cut}${one}` : `${one}${cut}${other}${cut}${long}`;
        const text = `${day}${between}${h}:${m}${colon === '' ? '' : colon + s}`;
        const patterns = compileDatePatterns(sources);
        if ('problem' in patterns) throw new Error('no pattern');
        const local = plainMoment(text, plainForms(patterns));
        if (local === undefined) return;
        plain += 1;
        const full = readDateValue(text, patterns, () => {});
        expect(full && instantOfParts(full, 'UTC')?.at, text).toBe(local);
      },
    ),
    { numRuns: 20_000 },
  );
  expect(plain).toBeGreaterThan(100);
});
