import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StringStore } from '../../../src/sources/excel/string-store.ts';

describe('StringStore', () => {
  it('gives back every text by its index', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 200 }), { maxLength: 3000 }), (texts) => {
        const store = new StringStore();
        for (const text of texts) store.add(text);
        expect(store.count).toBe(texts.length);
        expect(texts.map((_, index) => store.get(index))).toEqual(texts);
        expect(texts.map((_, index) => store.get(texts.length - 1 - index))).toEqual(texts.toReversed());
      }),
      { numRuns: 20 },
    );
  });

  it('holds texts of any length across its chunks', () => {
    const store = new StringStore();
    const texts = [1, 3_000_000, 0, 2_000_000, 7_000_000, 5, 4_194_304, 10].map((length, at) =>
      'абвгдежз'.charAt(at).repeat(length),
    );
    for (const text of texts) store.add(text);
    for (const [index, text] of texts.entries()) expect(store.get(index) === text).toBe(true);
    expect(store.bytes).toBeGreaterThan(2 * 16_000_000);
  });

  it('has no text outside of what was added', () => {
    const store = new StringStore();
    store.add('');
    expect([store.get(0), store.get(1), store.get(-1), store.get(0.5), store.get(Number.NaN)]).toEqual([
      '',
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
