import { deflateRawSync } from 'node:zlib';
import { utils, write } from '@e965/xlsx';
import { cpuMs } from '../../cost.ts';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.ts';
import { excel } from '../../../src/sources/excel.ts';
import { bytesInput, diskInput } from '../../bytes-input.ts';
import { collectRows } from '../../collect-rows.ts';
import { textRow, workbook, type WorkbookXml, workbookParts } from '../../workbook.ts';
import { zip, type ZipPart } from '../../zip.ts';

const people: WorkbookXml = {
  sheets: [{ name: 'Лист', rows: textRow(1, ['Имя', 'Город']) + textRow(2, ['Анна', 'Тверь']) }],
};
const withPart = (book: WorkbookXml, part: Partial<ZipPart> & { readonly name: string }): Buffer =>
  zip(workbookParts(book).map((one) => (one.name === part.name ? { ...one, ...part } : one)));
const read = (content: Buffer, limits = {}) => collectRows(excel, bytesInput('bomb.xlsx', content, limits));
const refusal = (code: string, args: object = {}) =>
  expect.objectContaining({ code, exitCode: 3, args: expect.objectContaining(args) });
const sheetName = 'xl/worksheets/sheet1.xml';
const mega = 1024 ** 2;

/** Runs a refusal and says how much memory and processor time it took. */
async function cost(run: () => Promise<unknown>): Promise<{ readonly grownMb: number; readonly ms: number }> {
  const before = process.memoryUsage().rss;
  const ms = await cpuMs(run);
  return { grownMb: (process.memoryUsage().rss - before) / mega, ms };
}

describe('hostile workbooks', () => {
  it('are refused by their directory when a part is packed too tightly: 200 MB in 200 kB', async () => {
    const block = deflateRawSync(Buffer.alloc(mega, '<row><c><v>1</v></c></row>'));
    const content = withPart(people, {
      name: sheetName,
      packed: Buffer.concat(Array.from({ length: 50 }, () => block)),
      declared: 200 * mega,
    });
    const input = await diskInput('bomb.xlsx', content);
    const { grownMb, ms } = await cost(() =>
      expect(collectRows(excel, input)).rejects.toEqual(refusal('input.limit', { limit: 'archiveRatio' })),
    );
    expect(ms).toBeLessThan(5000);
    expect(grownMb).toBeLessThan(100);
    expect(await excel.detect(input)).toMatchObject({ refusal: { code: 'input.limit' } });
  });

  it('are stopped where a part is larger than it says', async () => {
    const content = withPart(people, { name: sheetName, data: Buffer.alloc(60 * mega, ' '), declared: 1000 });
    const { grownMb } = await cost(() =>
      expect(read(content)).rejects.toEqual(
        refusal('archive.size-lie', { declared: 1000, file: `bomb.xlsx!${sheetName}` }),
      ),
    );
    expect(grownMb).toBeLessThan(150);
  });

  it('are refused when they have too many parts', async () => {
    const parts = Array.from({ length: 10_001 }, (_, at) => ({ name: `xl/${at}`, data: '', deflate: false }));
    await expect(read(zip([...workbookParts(people), ...parts]))).rejects.toEqual(
      refusal('input.limit', { limit: 'archiveEntries' }),
    );
  });

  it('are refused when their shared strings would fill the memory', async () => {
    const strings = Array.from({ length: 3000 }, (_, at) => `<t>${String(at).repeat(300)}</t>`);
    const book: WorkbookXml = {
      sheets: [{ name: 'Лист', rows: `${textRow(1, ['Имя', 'Город'])}<row r="2"><c r="A2" t="s"><v>1</v></c></row>` }],
      strings,
    };
    expect((await read(workbook(book))).rows).toHaveLength(1);
    await expect(read(workbook(book), { heldBytes: mega })).rejects.toEqual(
      refusal('input.limit', { limit: 'heldBytes' }),
    );
    await expect(read(workbook({ ...book, strings: [`<t>${'x'.repeat(2 * mega)}</t>`] }))).rejects.toEqual(
      refusal('input.limit', { limit: 'fieldBytes' }),
    );
  });

  it('are refused when many cells repeat one long shared string', async () => {
    const strings = [`<t>${'x'.repeat(900_000)}</t>`];
    const row = (line: number, cells: number): string =>
      `<row r="${line}">${'<c t="s"><v>0</v></c>'.repeat(cells)}</row>`;
    const book = (rows: string): Buffer =>
      workbook({ sheets: [{ name: 'Лист', rows: textRow(1, ['Имя', 'Город']) + rows }], strings });
    await expect(read(book(row(2, 20)))).rejects.toEqual(refusal('input.limit', { limit: 'rowBytes' }));
    const tall = book(Array.from({ length: 200 }, (_, at) => row(at + 2, 2)).join(''));
    const { grownMb } = await cost(() =>
      expect(read(tall, { archiveBytes: 100 * mega })).rejects.toEqual(
        refusal('input.limit', { limit: 'archiveBytes' }),
      ),
    );
    expect(grownMb).toBeLessThan(150);
  });

  it.each([sheetName, 'xl/workbook.xml', 'xl/styles.xml', 'xl/_rels/workbook.xml.rels', '_rels/.rels'])(
    'are refused when %s declares a DOCTYPE with entities',
    async (name) => {
      const part = workbookParts(people).find((one) => one.name === name)!;
      const bomb =
        '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>';
      const data = String(part.data).replace('?>', `?>${bomb}`);
      await expect(read(withPart(people, { name, data }))).rejects.toEqual(refusal('input.xml-doctype'));
    },
  );

  it('are refused when XML is nested too deep, broken or cut off', async () => {
    const deep = `<worksheet><sheetData>${'<a>'.repeat(300)}</sheetData></worksheet>`;
    await expect(read(withPart(people, { name: sheetName, data: deep }))).rejects.toEqual(
      refusal('input.limit', { limit: 'xmlDepth' }),
    );
    await expect(
      read(withPart(people, { name: sheetName, data: '<worksheet><sheetData><row></sheetData></worksheet>' })),
    ).rejects.toEqual(refusal('input.xml'));
    await expect(read(withPart(people, { name: sheetName, data: '<worksheet><sheetData><row>' }))).rejects.toEqual(
      refusal('input.truncated'),
    );
  });

  it('are refused when a row reaches further than tables do', async () => {
    const rows = `${textRow(1, ['Имя', 'Город'])}<row r="2"><c r="XFD2"><v>1</v></c></row>`;
    await expect(read(workbook({ sheets: [{ name: 'Лист', rows }] }))).rejects.toEqual(
      refusal('input.limit', { limit: 'columns', value: '16384' }),
    );
  });

  it('are named when a part is missing or the zip is no workbook', async () => {
    const parts = workbookParts(people);
    await expect(read(zip(parts.filter(({ name }) => name !== sheetName)))).rejects.toEqual(
      refusal('excel.part-missing', { part: sheetName }),
    );
    expect(await excel.detect(bytesInput('a.xlsx', zip([{ name: 'Account.csv', data: 'Id' }])))).toBeUndefined();
    const truncated = bytesInput('книга.xlsx', workbook(people).subarray(0, 900));
    expect(await excel.detect(truncated)).toMatchObject({ refusal: { code: 'input.truncated' } });
    expect(await excel.detect({ ...truncated, file: 'архив.zip' })).toBeUndefined();
  });
});

describe('damaged workbooks', () => {
  const book = utils.book_new();
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet([['Имя', 'Город', 'Код'], ...Array.from({ length: 40 }, (_, at) => [`Имя ${at}`, 'Тверь', at])]),
    'Лист',
  );

  it.each(['xlsx', 'biff8', 'xlsb', 'ods', 'xlml'] as const)(
    '%s: every cut and every flipped byte ends in rows or in an error that is worded',
    async (bookType) => {
      const whole = write(book, { bookType, type: 'buffer' }) as Buffer;
      let random = 7;
      const next = (below: number): number => {
        random = (random * 1_103_515_245 + 12_345) % 2_147_483_648;
        return random % below;
      };
      const spoiled = Array.from({ length: 20 }, (_, at) => whole.subarray(0, Math.floor((whole.length * at) / 20)));
      for (let flip = 0; flip < 50; flip += 1) {
        const copy = Buffer.from(whole);
        copy[next(copy.length)]! ^= 1 << next(8);
        spoiled.push(copy);
      }
      for (const content of spoiled) {
        const outcome = await collectRows(excel, bytesInput('a.xls', content)).catch((cause: unknown) => cause);
        const isWorded =
          outcome instanceof InputError || (typeof outcome === 'object' && outcome !== null && 'rows' in outcome);
        expect(isWorded, String(outcome)).toBe(true);
      }
    },
  );
});
