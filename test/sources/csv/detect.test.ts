import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { csv } from '../../../src/sources/csv.ts';
import { bytesInput } from '../../bytes-input.ts';

async function claim(content: string | Buffer, file = 'in.dat'): Promise<number | undefined> {
  return (await csv.detect(bytesInput(file, Buffer.from(content as string))))?.confidence;
}

describe('detection of delimited text', () => {
  it.each([',', ';', '\t', '|'])(
    'claims evenly cut lines with %j, more so under its own extension',
    async (delimiter) => {
      const content = `Имя${delimiter}Город\nИван${delimiter}Тверь\n`;
      const plain = await claim(content);
      const named = await claim(content, 'in.csv');
      expect(plain).toBeGreaterThan(0.5);
      expect(named).toBeGreaterThan(plain ?? 1);
    },
  );

  it('claims text in other encodings', async () => {
    const text = 'Имя;Город\r\nИванов Пётр;Тверь\r\n';
    for (const encoding of ['windows-1251', 'cp866', 'utf-16le']) {
      expect(await claim(iconv.encode(text, encoding))).toBeGreaterThan(0.5);
    }
  });

  it('says what it found', async () => {
    const found = await csv.detect(bytesInput('in.csv', iconv.encode('Имя;Город\nИван;Тверь\n', 'windows-1251')));
    expect(found?.kind).toBe('CSV ";", windows-1251');
  });

  it.each([
    ['JSON', '[{"a":1,"b":2},\n{"a":3,"b":4}]'],
    ['a JSON list of lists', '[[1,2],\n[3,4]]'],
    ['a JSON object', '{\n"a":1,\n"b":2\n}'],
    ['XML', '<?xml version="1.0"?>\n<a b="1,2">\n<c d="3,4"/>\n</a>'],
    ['HTML', '<html><table><tr><td>1,2</td>\n<td>3,4</td></tr></table></html>'],
    ['a vCard', 'BEGIN:VCARD\nVERSION:3.0\nN:Иванов;Иван;;;\nEND:VCARD\n'],
    ['a 1C bank statement', '1CClientBankExchange\nВерсияФормата=1.02\n'],
    ['a zip archive', Buffer.from('504b03041400000008', 'hex')],
    ['an OLE2 document', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['a PDF', Buffer.from('%PDF-1.4\na,b\n1,2\n')],
  ])('does not claim %s, whatever its extension', async (_name, content) => {
    expect(await claim(content, 'in.csv')).toBeUndefined();
  });

  it.each([
    ['\n', 'a,b\n1,2\n3,\0\0\n'],
    ['\r\n', 'a,b\r\n1,2\r\n3,\0\r\n'],
    ['\r', 'a,b\r1,2\r\0,3\r'],
  ])('refuses a table with zero bytes by the line that has them, lines ended by %j', async (_end, content) => {
    const found = await csv.detect(bytesInput('клиенты.csv', Buffer.from(content)));
    expect(found?.refusal).toMatchObject({
      code: 'csv.zero-byte',
      exitCode: 3,
      args: { file: 'клиенты.csv', line: 3 },
    });
    expect(found?.confidence).toBeLessThanOrEqual(0.5);
    expect(await csv.detect(bytesInput('picture.bin', Buffer.from(content)))).toBeUndefined();
  });

  it('claims a single column only by its extension, and weakly', async () => {
    const content = 'Телефон\n123\n456\n';
    expect(await claim(content)).toBeUndefined();
    expect(await claim(content, 'phones.csv')).toBeLessThanOrEqual(0.5);
  });

  it('claims prose weakly at most', async () => {
    const prose = 'Добрый день, Иван!\nПишу вам, как обещал, по делу.\nС уважением, Пётр\nтел. 123\nфакс 5\nи ещё\n';
    expect((await claim(prose)) ?? 0).toBeLessThanOrEqual(0.5);
  });
});
