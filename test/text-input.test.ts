import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { headBytes } from '../src/input.ts';
import { openText } from '../src/text-input.ts';
import { bytesInput } from './bytes-input.ts';

async function textOf(content: Buffer, encoding?: string): Promise<string> {
  const text = await openText(bytesInput('in.txt', content), encoding);
  let all = '';
  for await (const chunk of text.chunks()) all += chunk.text;
  return all;
}

describe('openText', () => {
  it('leaves out the byte order mark, also where the encoding was named', async () => {
    const content = iconv.encode('Имя\n', 'utf-16le', { addBOM: true });
    expect(await textOf(content)).toBe('Имя\n');
    expect(await textOf(content, 'utf-16le')).toBe('Имя\n');
    expect(await textOf(Buffer.from('\uFEFFИмя'), 'UTF-8')).toBe('Имя');
  });

  it('obeys the name given, whatever the bytes look like', async () => {
    expect(await textOf(Buffer.from('Имя'), 'windows-1251')).toBe(iconv.decode(Buffer.from('Имя'), 'windows-1251'));
  });

  it('gives the same text as a whole decoding, over many chunks and an odd first one', async () => {
    const long = `x${'Привет, мир № 1 — «да»\n'.repeat(20_000)}`;
    for (const encoding of ['utf-8', 'windows-1251', 'utf-16le', 'utf-16be']) {
      expect(await textOf(iconv.encode(long, encoding))).toBe(long);
    }
  });

  it.each(['utf-8', 'windows-1251', 'koi8-r'])(
    'is not misled in %s by the one letter before the end of the head or of a chunk',
    async (encoding) => {
      const rest = iconv.encode('Иванов Пётр, город Тверь', encoding);
      for (const ascii of [headBytes - 1, 5 * 65_536 - 1]) {
        const content = Buffer.concat([Buffer.alloc(ascii, 'a'), rest]);
        expect((await textOf(content)).slice(ascii)).toBe('Иванов Пётр, город Тверь');
      }
    },
  );

  it('refuses late bytes whose encoding is not certain', async () => {
    const content = Buffer.concat([Buffer.from('a,b\n'.repeat(100_000)), iconv.encode('ИНН', 'koi8-r')]);
    await expect(textOf(content)).rejects.toMatchObject({ code: 'input.encoding-unknown', exitCode: 3 });
  });
});
