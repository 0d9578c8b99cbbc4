import { expect, test } from 'vitest';
import { payloadHash, payloadHashOfBytes } from '../../src/store/payload-hash.ts';
import { hashOfSpan, RecordBytes } from '../../src/store/record-bytes.ts';

const ref = { system: 'список "А"', key: 'К-1\n' };

test.each([
  ['Cyrillic and quotes', { full_name: 'Щёкин "Ёж" 😀', tags: ['а', 'б'] }],
  ['text longer than the buffer', { comment: 'ж'.repeat(100_000) }],
  ['nothing', {}],
  ['half of a surrogate pair', { name: 'a\ud800' }],
])('bytes and hash of a record are those of its JSON: %s', (_name, data) => {
  const bytes = new RecordBytes(64);
  bytes.add(JSON.stringify({ first: 'a record that stands before' }), ref);
  const text = JSON.stringify(data);
  const span = bytes.add(text, ref);
  const memory = Buffer.from(bytes.memory);
  expect(memory.subarray(span.start, span.end).toString()).toBe(text);
  const next = bytes.add(text, ref);
  expect(hashOfSpan(memory, span, ref).toString('hex')).toBe(payloadHash(text, [ref]));
  expect(payloadHashOfBytes(Buffer.from(text), [ref])).toBe(payloadHash(text, [ref]));
  expect(Buffer.from(bytes.memory).subarray(next.start, next.end).toString()).toBe(text);
  bytes.clear();
  expect(bytes.add(text, ref).start).toBe(1);
});
