import { spawnSync } from 'node:child_process';
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { workdir } from '../workdir.ts';
import { perenos, perenosJson } from './perenos.ts';

const samples = join(import.meta.dirname, '..', '..', 'samples');
const workbook = readFileSync(join(samples, 'stories', 'clients.xlsx'));

/** A zip with one stored entry whose directory says what it likes. */
function zip(entry: { readonly name: string; readonly content: Uint8Array; readonly declared?: number }): Uint8Array {
  const name = Buffer.from(entry.name);
  const size = entry.declared ?? entry.content.length;
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt32LE(entry.content.length, 18);
  local.writeUInt32LE(size, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(20, 4);
  central.writeUInt16LE(20, 6);
  central.writeUInt32LE(entry.content.length, 20);
  central.writeUInt32LE(size, 24);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  const start = local.length + name.length + entry.content.length;
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(start, 16);
  return Buffer.concat([local, name, entry.content, central, name, end]);
}

const header = 'Имя;Телефон\n';
const people = `${header}${'Анна Соколова;+79161234567\n'.repeat(50)}`;

/** Name of the file, its bytes, and the codes one of which must be said. */
const broken: readonly (readonly [string, string, Uint8Array | string, RegExp])[] = [
  ['an empty file', 'empty.csv', '', /^input\.empty$/],
  ['a workbook cut in half', 'cut.xlsx', workbook.subarray(0, workbook.length >> 1), /^(archive|excel|input)\./],
  [
    'a workbook with flipped bytes',
    'flip.xlsx',
    Buffer.from(workbook.map((byte, i) => (i % 97 === 50 ? byte ^ 0xff : byte))),
    /^(archive|excel|input)\./,
  ],
  ['zero bytes in a text', 'nul.csv', `${people}Ан\0на;1\n`, /^(csv|input)\./],
  [
    'a picture called csv',
    'picture.csv',
    Buffer.from('89504e470d0a1a0a0000000d494844520000000100000001', 'hex'),
    /^(csv|input)\./,
  ],
  [
    'random bytes called xlsx',
    'noise.xlsx',
    Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7919 + (i >> 3)) & 255)),
    /^(archive|excel|input|csv)\./,
  ],
  ['a JSON list that breaks off', 'cut.json', '[{"name": "Анна"}, {"name": "Пё', /^(json|input)\./],
  [
    'an XML bomb called xml',
    'bomb.xml',
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cccc"><!ENTITY d "&b;&b;&b;">]><КоммерческаяИнформация ВерсияСхемы="2.05">&d;</КоммерческаяИнформация>',
    /^(input|onec)\./,
  ],
  [
    'an archive with a way out',
    'slip.xlsx',
    zip({ name: '../../evil.xml', content: Buffer.from('x') }),
    /^(archive|excel|input)\./,
  ],
  [
    'an archive that lies about its size',
    'lie.xlsx',
    zip({ name: 'xl/workbook.xml', content: Buffer.from('<x/>'), declared: 3_000_000_000 }),
    /^(archive|excel|input)\./,
  ],
];

describe.each(broken)('%s', (_name, file, content, codes) => {
  test('gets one clear message, exit code 3, no stack trace and no database', () => {
    const { folder, path, write } = workdir();
    write(file, content);
    const { code, out, err } = perenos(folder, 'run', file, '--to', 'a.db', '--json');
    const document = JSON.parse(out) as { issues: { code: string; message: string }[] };
    expect({ code, err }).toMatchObject({ code: 3 });
    expect(document.issues).toHaveLength(1);
    expect(document.issues[0]?.code).toMatch(codes);
    expect(document.issues[0]?.message).toContain(file);
    expect(err).not.toMatch(/\n\s+at /);
    expect(existsSync(path('a.db'))).toBe(false);
  });
});

test('a quote that is never closed is named by its line and swallows no other row', () => {
  const { folder, write } = workdir();
  write('quote.csv', `${header}"Анна Соколова;+79161234567\nПётр Иванов;+79161234568\nИван Петров;+79161234569\n`);
  const { document } = perenosJson(folder, 'run', 'quote.csv', '--to', 'a.db');
  expect(document.issues).toContainEqual(expect.objectContaining({ code: 'csv.missing-quote' }));
  expect(document.summary.funnel[0]).toMatchObject({ kind: 'contact', read: 3 });
});

test('a folder in place of a file is named as a folder', () => {
  const { folder, path } = workdir();
  mkdirSync(path('in'));
  const { code, document } = perenosJson(folder, 'run', 'in', '--to', 'a.db');
  expect(code).toBe(3);
  expect(document.issues[0]?.code).toMatch(/^input\.(directory|empty|not-found|unknown-format)$/);
});

test('a missing file is named', () => {
  const { code, document } = perenosJson(workdir().folder, 'run', 'нет такого.csv', '--to', 'a.db');
  expect(code).toBe(3);
  expect(document.issues[0]).toMatchObject({ code: 'input.not-found', args: { file: 'нет такого.csv' } });
});

test.skipIf(process.getuid?.() === 0)('a file without permission is named (skipped: root may read everything)', () => {
  const { folder, write } = workdir();
  chmodSync(write('secret.csv', people), 0o000);
  const { code, document } = perenosJson(folder, 'run', 'secret.csv', '--to', 'a.db');
  expect(code).toBe(3);
  expect(document.issues[0]?.code).toBe('input.no-permission');
});

test('a cell of 300 MB is refused in flat memory', () => {
  const { folder, path } = workdir();
  const handle = openSync(path('huge.csv'), 'w');
  writeSync(handle, `${header}"`);
  const part = Buffer.alloc(1024 * 1024, 'x');
  for (let i = 0; i < 300; i++) writeSync(handle, part);
  closeSync(handle);
  const { status, stdout } = spawnSync(
    process.execPath,
    [
      '--max-old-space-size=200',
      join(import.meta.dirname, '..', '..', 'bin', 'perenos.js'),
      'run',
      'huge.csv',
      '--json',
    ],
    { cwd: folder, encoding: 'utf8' },
  );
  expect(status).toBe(3);
  expect((JSON.parse(stdout) as { issues: { code: string }[] }).issues[0]?.code).toBe('input.limit');
});

test('a workbook under a wrong extension is read as what it is', () => {
  const { folder, write } = workdir();
  write('clients.csv', workbook);
  const { code, document } = perenosJson(folder, 'run', 'clients.csv', '--to', 'a.db');
  expect([0, 1]).toContain(code);
  expect(document.summary.inputs[0]).toMatchObject({ format: 'excel' });
});

test('an existing file that is no database of ours is never overwritten', () => {
  const { folder, write, read } = workdir();
  write('people.csv', people);
  write('crm.db', 'precious');
  const { code } = perenosJson(folder, 'run', 'people.csv', '--to', 'crm.db');
  expect([7, 11]).toContain(code);
  expect(read('crm.db')).toBe('precious');
});
