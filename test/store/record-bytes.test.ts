import { expect, test } from 'vitest';
import { payloadHash, payloadHashOfBytes } from '../../src/store/payload-hash.ts';
import { RecordBytes } from '../../src/store/record-bytes.ts';

const ref = { system: 'список "А"', key: 'К-1\n' };

test.each([
  ['Cyrillic and quotes', { full_name: 'Щёкин "Ёж" 😀', tags: ['а', 'б'] }],
  ['text longer than the buffer', { comment: 'ж'.repeat(100_000) }],
  ['nothing', {}],
  ['half of a surrogate pair', { name: 'a\ud800' }],
])('bytes and hash of a record are those of its JSON: %s', (_name, data) => {
  const bytes = new RecordBytes();
  bytes.encode({ first: 'something longer than the record that comes next' }, ref);
  bytes.encode(data, ref);
  const text = JSON.stringify(data);
  expect(bytes.data.toString()).toBe(text);
  expect(bytes.hash.toString('hex')).toBe(payloadHash(text, [ref]));
  expect(payloadHashOfBytes(Buffer.from(text), [ref])).toBe(payloadHash(text, [ref]));
});
