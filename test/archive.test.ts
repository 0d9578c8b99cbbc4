import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { isZip, openArchive } from '../src/archive.ts';
import type { Input } from '../src/input.ts';
import { bytesInput, diskInput } from './bytes-input.ts';
import { zip, type ZipPart } from './zip.ts';

async function text(input: Input): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of input.open()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

const open = (parts: readonly ZipPart[], limits = {}) => openArchive(bytesInput('a.zip', zip(parts), limits));
const refusal = (code: string, args: object = {}) =>
  expect.objectContaining({ code, args: expect.objectContaining(args) });
const cp866 = (value: string): Buffer =>
  Buffer.from(
    Array.from(value, (letter) => {
      const point = letter.codePointAt(0)!;
      if (point < 0x80) return point;
      const index = point - 0x410;
      return index < 48 ? 0x80 + index : 0xe0 + index - 48;
    }),
  );

describe('openArchive', () => {
  it('lists files with their sizes and reads each from the start as often as asked', async () => {
    const content = zip([
      { name: 'Account.csv', data: 'Id,Name\n1,Ромашка\n' },
      { name: 'папка/Contact.csv', data: 'Id\n', deflate: false },
      { name: 'папка/', data: '' },
      { name: '__MACOSX/._Account.csv', data: 'fork' },
    ]);
    for (const input of [bytesInput('a.zip', content), await diskInput('a.zip', content)]) {
      const { entries } = await openArchive(input);
      expect(entries.map(({ name, bytes }) => [name, bytes])).toEqual([
        ['Account.csv', 25],
        ['папка/Contact.csv', 3],
      ]);
      expect(entries.map((entry) => entry.input.file)).toEqual([
        `${input.file}!Account.csv`,
        `${input.file}!папка/Contact.csv`,
      ]);
      const account = entries[0]!.input;
      expect(Buffer.from(await account.head()).toString()).toBe('Id,Name\n1,Ромашка\n');
      expect(await text(account)).toBe('Id,Name\n1,Ромашка\n');
      expect(await text(account)).toBe('Id,Name\n1,Ромашка\n');
      expect(await text(entries[1]!.input)).toBe('Id\n');
    }
  });

  it('opens an archive inside an archive', async () => {
    const inner = zip([{ name: 'Lead.csv', data: 'Id\n7\n' }]);
    const outer = await diskInput('outer.zip', zip([{ name: 'WE_1.ZIP', data: inner, deflate: false }]));
    const [part] = (await openArchive(outer)).entries;
    const [lead] = (await openArchive(part!.input)).entries;
    expect(lead?.input.file).toBe('outer.zip!WE_1.ZIP!Lead.csv');
    expect(await text(lead!.input)).toBe('Id\n7\n');
  });

  it('stops reading an entry early without an error', async () => {
    const input = await diskInput('a.zip', zip([{ name: 'big.csv', data: Buffer.alloc(5_000_000, 'a;b\n') }]));
    const [big] = (await openArchive(input)).entries;
    let first = 0;
    for await (const chunk of big!.input.open()) {
      first = (chunk as Buffer).length;
      break;
    }
    expect(first).toBeGreaterThan(0);
    expect((await big!.input.head()).length).toBe(256 * 1024);
  });

  it('decodes names in CP866 when they are neither flagged nor valid UTF-8', async () => {
    const { entries } = await open([
      { name: cp866('Контакты/Клиенты.csv'), data: 'x', flags: 0 },
      { name: 'Сделки.csv', data: 'x', flags: 0 },
    ]);
    expect(entries.map(({ name }) => name)).toEqual(['Контакты/Клиенты.csv', 'Сделки.csv']);
  });

  it.each(['../evil.csv', 'a/../../evil.csv', '/etc/passwd', 'a\\b.csv', 'C:/a.csv', 'c:a.csv', 'a\0.csv', ''])(
    'refuses the name %j',
    async (name) => {
      await expect(open([{ name, data: 'x' }])).rejects.toEqual(refusal('archive.unsafe-name'));
    },
  );

  it('takes a backslash for a separator only where asked, and still refuses what leads out', async () => {
    const part = { name: 'xl\\workbook.xml', data: 'x' };
    const archive = await openArchive(bytesInput('a.xlsx', zip([part])), { backslash: 'separator' });
    expect(archive.entries[0]?.name).toBe('xl/workbook.xml');
    await expect(
      openArchive(bytesInput('a.xlsx', zip([{ name: '..\\x', data: 'x' }])), { backslash: 'separator' }),
    ).rejects.toEqual(refusal('archive.unsafe-name'));
  });

  it('refuses repeated names, links, passwords and rare compression', async () => {
    const part = { name: 'a.csv', data: 'x' };
    await expect(open([part, part])).rejects.toEqual(refusal('archive.duplicate-name', { name: 'a.csv' }));
    await expect(open([{ ...part, mode: 0o120777 }])).rejects.toEqual(refusal('archive.symlink', { name: 'a.csv' }));
    await expect(open([{ ...part, flags: 0x801 }])).rejects.toEqual(refusal('archive.encrypted', { name: 'a.csv' }));
    await expect(open([{ ...part, flags: 0x841 }])).rejects.toEqual(refusal('archive.encrypted'));
    await expect(open([{ ...part, method: 12 }])).rejects.toEqual(refusal('archive.method', { method: 12 }));
  });

  it('refuses too many entries, too many bytes and too tight packing before unpacking', async () => {
    const parts = Array.from({ length: 20 }, (_, index) => ({ name: `${index}.csv`, data: 'x'.repeat(100) }));
    await expect(open(parts, { archiveEntries: 19 })).rejects.toEqual(
      refusal('input.limit', { limit: 'archiveEntries' }),
    );
    await expect(open(parts, { archiveBytes: 1999 })).rejects.toEqual(
      refusal('input.limit', { limit: 'archiveBytes', value: '2000' }),
    );
    expect((await open(parts, { archiveBytes: 2000 })).entries).toHaveLength(20);
    const zeros = Buffer.alloc(11 * 1024 ** 2);
    await expect(open([{ name: 'bomb', data: zeros }])).rejects.toEqual(
      refusal('input.limit', { limit: 'archiveRatio' }),
    );
    expect((await open([{ name: 'small', data: zeros.subarray(0, 9 * 1024 ** 2) }])).entries).toHaveLength(1);
  });

  it('stops at the declared size when the content is larger', async () => {
    const data = Buffer.alloc(3_000_000, 'x');
    const { entries } = await open([{ name: 'lie.csv', data, declared: 1000 }]);
    await expect(text(entries[0]!.input)).rejects.toEqual(refusal('archive.size-lie', { declared: 1000 }));
  });

  it('refuses content that is shorter than declared, fails its checksum or does not inflate', async () => {
    const short = await open([{ name: 'a', data: 'abc', declared: 10 }]);
    await expect(text(short.entries[0]!.input)).rejects.toEqual(refusal('input.truncated', { place: '3 / 10' }));
    const flipped = await open([{ name: 'a', data: 'abc', crc: 1 }]);
    await expect(text(flipped.entries[0]!.input)).rejects.toEqual(refusal('archive.damaged', { reason: 'CRC-32' }));
    const garbage = await open([{ name: 'a', data: 'abc', packed: Buffer.from([0xff, 0xff, 1, 2]) }]);
    await expect(text(garbage.entries[0]!.input)).rejects.toEqual(refusal('archive.damaged', { file: 'a.zip!a' }));
    const cut = await open([
      { name: 'a', data: 'abc'.repeat(99), packed: deflateRawSync('abc'.repeat(99)).subarray(0, 4) },
    ]);
    await expect(text(cut.entries[0]!.input)).rejects.toEqual(refusal('input.truncated'));
  });

  it('says that an archive is truncated, wherever it was cut', async () => {
    const whole = zip([
      { name: 'a.csv', data: 'Id;Имя\n'.repeat(50) },
      { name: 'b.csv', data: 'x' },
    ]);
    for (const share of [0.1, 0.4, 0.8, 0.97]) {
      const cut = whole.subarray(0, Math.floor(whole.length * share));
      await expect(openArchive(bytesInput('a.zip', cut))).rejects.toEqual(
        refusal('input.truncated', { file: 'a.zip' }),
      );
    }
  });

  it('refuses parts that share their packed bytes', async () => {
    const parts = Array.from({ length: 50 }, (_, index) => ({
      name: `${index}`,
      data: 'x'.repeat(200),
      deflate: false,
    }));
    const whole = zip(parts);
    const directory = whole.indexOf('PK\x01\x02', 0, 'latin1');
    const shared = Buffer.concat([whole.subarray(0, 300), whole.subarray(directory)]);
    shared.writeUInt32LE(300, shared.length - 6);
    await expect(openArchive(bytesInput('a.zip', shared))).rejects.toEqual(refusal('archive.damaged'));
  });

  it('refuses to hold an inner archive that is over the limit', async () => {
    await expect(open([{ name: 'a', data: 'x'.repeat(5000), deflate: false }], { heldBytes: 1000 })).rejects.toEqual(
      refusal('input.limit', { limit: 'heldBytes' }),
    );
  });
});

describe('isZip', () => {
  it('knows a zip by its first bytes', () => {
    expect(isZip(zip([{ name: 'a', data: '' }]))).toBe(true);
    expect(isZip(zip([]))).toBe(true);
    expect(isZip(Buffer.from('PK;Имя'))).toBe(false);
    expect(isZip(Buffer.alloc(0))).toBe(false);
  });
});
