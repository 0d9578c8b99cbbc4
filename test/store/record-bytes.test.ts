import { expect, test } from 'vitest';
import { payloadHash, payloadHashOfBytes } from '../../src/store/payload-hash.ts';
import { hashOfSpan, RecordBytes } from '../../src/store/record-bytes.ts';

const ref = { system: 'список "А"', key: 'К-1\n€' };

test.each([
  ['Cyrillic and quotes', { full_name: 'Щёкин "Ёж" 😀', tags: ['а', 'б'] }],
  ['text longer than the buffer', { comment: 'ж'.repeat(100_000) }],
  ['nothing', {}],
  ['half of a surrogate pair', { name: 'a\ud800' }],
])('bytes and hash of a record are those of its JSON: %s', (_name, data) => {
  const bytes = new RecordBytes(64);
  bytes.add({ first: 'a record that stands before' }, ref);
  const text = JSON.stringify(data);
  const span = bytes.add(data, ref);
  const memory = Buffer.from(bytes.memory);
  expect(memory.subarray(span.start, span.end).toString()).toBe(text);
  const next = bytes.add(data, ref);
  const hash = Buffer.from(hashOfSpan(memory, span.start, span.whole), 'latin1').toString('hex');
  expect(hash).toBe(payloadHash(text, [ref]));
  expect(payloadHashOfBytes(Buffer.from(text), [ref])).toBe(hash);
  expect(Buffer.from(bytes.memory).subarray(next.start, next.end).toString()).toBe(text);
  bytes.clear();
  expect(bytes.add(data, ref).start).toBe(1);
});

test.each(['plain', 'Ключ', '😀', 'a\ud800', '\ud800\udc00 ok', '\udc00', 'tab\t', '\u2028', '"\\/', '\u007f', '€'])(
  'the data of a record ends where its key begins, whatever that is: %j',
  (key) => {
    const bytes = new RecordBytes(64);
    const data = { name: 'Ёж' };
    const { start, end, whole } = bytes.add(data, { system: key, key });
    const memory = Buffer.from(bytes.memory);
    expect(memory.subarray(start, end).toString()).toBe('{"name":"Ёж"}');
    const hash = Buffer.from(hashOfSpan(memory, start, whole), 'latin1').toString('hex');
    expect(hash).toBe(payloadHash('{"name":"Ёж"}', [{ system: key, key }]));
  },
);

test('texts stand among the records, those of strange characters too', () => {
  const bytes = new RecordBytes(16);
  const text = 'Ёлкин a\ud800 😀'.repeat(20);
  const { start, end } = bytes.add({ a: 1 }, ref);
  const at = bytes.addText(text);
  const memory = Buffer.from(bytes.memory);
  expect(memory.toString('utf16le', at, at + text.length * 2)).toBe(text);
  expect(memory.toString('utf8', start, end)).toBe('{"a":1}');
});
