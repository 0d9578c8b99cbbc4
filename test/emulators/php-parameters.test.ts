import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { phpArray, phpQuery, type PhpValue } from '../../src/emulators/php-parameters.ts';

describe('parameters in the notation of PHP', () => {
  test.each<[string, PhpValue]>([
    ['a=1&b=%D0%AF+x&', { a: '1', b: 'Я x' }],
    ['a[b][0]=v&a[b][1]=w', { a: { b: ['v', 'w'] } }],
    ['a[]=1&a[]=2&a[5]=3&a[]=4', { a: { 0: '1', 1: '2', 5: '3', 6: '4' } }],
    ['a%5B%3EID%5D=5', { a: { '>ID': '5' } }],
    ['a&b=', { a: '', b: '' }],
    ['a=1&a=2', { a: '2' }],
    ['a=1&a[b]=2', { a: { b: '2' } }],
    ['a[b=1', { 'a[b': '1' }],
    ['p=100%&q=%zz&r=%D0', { p: '100%', q: '%zz', r: '\ufffd' }],
    ['', {}],
  ])('%s', (query, expected) => {
    expect(phpQuery(query)).toEqual(expected);
  });

  test('never reach the prototype of all objects', () => {
    const read = phpQuery('__proto__[polluted]=1&a[__proto__][polluted]=2&constructor[prototype][polluted]=3');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.keys(read)).toEqual(['__proto__', 'a', 'constructor']);
  });

  test('give back what was written, whatever the texts are', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 20 });
    const rows = fc.array(fc.record({ VALUE: text, VALUE_TYPE: text }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rows, (list) => {
        const pairs = list.flatMap((row, at) =>
          Object.entries(row).map(
            ([name, value]) => `${encodeURIComponent(`f[PHONE][${at}][${name}]`)}=${encodeURIComponent(value)}`,
          ),
        );
        expect(phpQuery(pairs.join('&'))).toEqual({ f: { PHONE: list } });
      }),
      { numRuns: 300 },
    );
  });

  test('print maps as PHP does', () => {
    expect(phpArray({})).toEqual([]);
    expect(phpArray({ 0: 'a', 1: 'b' })).toEqual(['a', 'b']);
    expect(phpArray({ 1: 'b' })).toEqual({ 1: 'b' });
  });
});
