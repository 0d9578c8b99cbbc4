import fc from 'fast-check';
import { expect, test } from 'vitest';
import { JsonBytes } from '../../src/store/json-bytes.ts';

function bytesOf(value: unknown, capacity = 8): string {
  const json = new JsonBytes(capacity);
  json.signs('[,');
  const start = json.size;
  json.value(value);
  return Buffer.from(json.memory).subarray(start, json.size).toString('latin1');
}

const expected = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('latin1');

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('Ё', 'ж', '"', '\\', '\n', '\u0000', '\u007F', '€', '😀', '\uD800', '\uDC00', 'a'),
  }),
);
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    fc.double(),
    fc.constantFrom(true, false, null, undefined, -0, Number.NaN),
    fc.date({ noInvalidDate: true }),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(text, tie('any'), { maxKeys: 4 }),
  ),
})).any;

test('bytes are those of the JSON that the engine makes, whatever the data', () => {
  fc.assert(
    fc.property(value, (data) => {
      if (data !== undefined) expect(bytesOf(data)).toBe(expected(data));
    }),
    { seed: 20261122, numRuns: 2000 },
  );
});

test.each([
  ['a name that nobody gives', { __proto__x: 1, toJSON: 'текст', '7': [], 'имя "x"': {} }],
  ['an own __proto__', JSON.parse('{"__proto__": {"a": "ё"}, "b": 1}') as unknown],
  ['a list with holes', Object.assign(['x'], { 3: 'y' })],
  ['a text of escapes only', '\u0001"\\'.repeat(500)],
  ['a pair that a sign to escape divides', '\uD83D"\uDE00'],
  ['a date', { at: new Date(0) }],
])('what is unusual is as the engine has it: %s', (_name, data) => {
  expect(bytesOf(data)).toBe(expected(data));
});

test('more different names than are remembered are written all the same', () => {
  const json = new JsonBytes(8);
  for (let at = 0; at < 4500; at += 1) {
    json.clear();
    json.value({ [`поле ${at}`]: at });
    expect(Buffer.from(json.memory).subarray(0, json.size).toString()).toBe(`{"поле ${at}":${at}}`);
  }
});
