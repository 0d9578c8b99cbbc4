import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { workdir } from '../workdir.ts';
import { people, peopleMapping } from './people.ts';
import { killedAfter, perenos, perenosJson } from './perenos.ts';

function encode1251(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) return code;
    if (character === 'ё') return 0xb8;
    if (character === 'Ё') return 0xa8;
    return code - 0x410 + 0xc0;
  });
}

function query(file: string, sql: string): unknown[] {
  const database = openDatabase(file, { readonly: true });
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
}

describe.each([
  ['windows-1251 with semicolons and CRLF', ';', '\r\n', encode1251],
  ['UTF-8 with tabs and LF', '\t', '\n', (text: string) => new TextEncoder().encode(text)],
] as const)('a table of 2 000 people in %s', (_name, delimiter, lineEnd, encode) => {
  test('is loaded whole, with every readable phone right and every unreadable one named by its line', () => {
    const { folder, path, write } = workdir();
    const table = people(2000, delimiter, lineEnd);
    write('people.csv', encode(table.csv));
    write('map.yaml', peopleMapping('people.csv'));
    const { code, document } = perenosJson(folder, 'run', '--mapping', 'map.yaml', '--to', 'a.db');
    expect(code).toBe(0);
    const [funnel] = document.summary.funnel;
    expect(funnel).toMatchObject({ kind: 'contact', read: 2000, rejected: 0, filtered: 0, adds_up: true });
    expect(funnel.merged + funnel.planned).toBe(2000);
    expect(document.summary.result[0]).toMatchObject({ planned: funnel.planned, done: funnel.planned, adds_up: true });
    const rows = query(
      path('a.db'),
      `SELECT origin."key" AS key, value FROM origin LEFT JOIN contact_phone ON contact_id = record_id WHERE kind = 'contact'`,
    ) as { key: string; value: string | null }[];
    expect(new Map(rows.filter(({ value }) => value !== null).map(({ key, value }) => [key, value]))).toEqual(
      table.phones,
    );
    const reported = document.issues.filter(({ code: id }) => id.startsWith('phone.'));
    expect(reported.reduce((sum, { count }) => sum + (count ?? 0), 0)).toBe(table.unreadable.length);
    expect(reported.flatMap(({ samples }) => samples?.map(({ line }) => line) ?? [])).toEqual(
      table.unreadable.slice(0, 5),
    );
  });
});

test('a second run changes nothing', () => {
  const { folder, path, write } = workdir();
  write('people.csv', people(300, ';', '\n').csv);
  write('map.yaml', peopleMapping('people.csv'));
  perenos(folder, 'run', '--mapping', 'map.yaml', '--to', 'a.db');
  const everything = 'SELECT * FROM contact_flat';
  const before = query(path('a.db'), everything);
  const { document } = perenosJson(folder, 'run', '--mapping', 'map.yaml', '--to', 'a.db');
  expect(document.summary.funnel[0]).toMatchObject({ create: 0, update: 0, unchanged: before.length });
  expect(query(path('a.db'), everything)).toEqual(before);
});

test('a changed row changes its record and no other, and what a person edited stays', () => {
  const { folder, path, write } = workdir();
  const table = people(20, ';', '\n').csv;
  write('people.csv', table);
  write('map.yaml', peopleMapping('people.csv'));
  perenos(folder, 'run', '--mapping', 'map.yaml', '--to', 'a.db');
  const database = openDatabase(path('a.db'));
  database.exec("UPDATE contact SET position = 'директор' WHERE id = 3");
  database.close();
  write('people.csv', table.replace('u3@firma-perenos.ru', 'new3@firma-perenos.ru'));
  const { document } = perenosJson(folder, 'run', '--mapping', 'map.yaml', '--to', 'a.db');
  expect(document.summary.funnel[0]).toMatchObject({ create: 0, update: 1, unchanged: 19 });
  expect(query(path('a.db'), 'SELECT email, position FROM contact_flat WHERE id = 3')).toEqual([
    { email: 'new3@firma-perenos.ru', position: 'директор' },
  ]);
});

test('a rejected row is sent by a later run, without doing the rest again', () => {
  const { folder, path, write } = workdir();
  write(
    'people.csv',
    'Код;ФИО;Телефон;Почта\n1;Иванов Иван;+79161234567;\n2;;+79161234568;\n3;Петров Пётр;+79161234569;\n',
  );
  write('map.yaml', `${peopleMapping('people.csv')}target: {type: sqlite, limits: {max_reject_share: 100%}}\n`);
  const first = perenosJson(folder, 'run', '--mapping', 'map.yaml', '--to', 'a.db');
  expect(first.code).toBe(1);
  expect(first.document.summary.funnel[0]).toMatchObject({ read: 3, rejected: 1, planned: 2, create: 2 });
  write(
    'people.csv',
    'Код;ФИО;Телефон;Почта\n1;Иванов Иван;+79161234567;\n2;Сидоров Семён;+79161234568;\n3;Петров Пётр;+79161234569;\n',
  );
  const second = perenosJson(folder, 'run', '--mapping', 'map.yaml', '--to', 'a.db');
  expect(second.code).toBe(0);
  expect(second.document.summary.funnel[0]).toMatchObject({ create: 1, update: 0, unchanged: 2 });
  expect(query(path('a.db'), 'SELECT full_name FROM contact ORDER BY id')).toHaveLength(3);
});

test('too many rejected rows stop the run before anything is written', () => {
  const { folder, path, write } = workdir();
  write('people.csv', 'Код;ФИО;Телефон;Почта\n1;Иванов Иван;+79161234567;\n2;;+79161234568;\n');
  write('map.yaml', peopleMapping('people.csv'));
  const { code, document } = perenosJson(folder, 'run', '--mapping', 'map.yaml', '--to', 'a.db');
  expect(code).toBe(5);
  expect(document.summary.verdict).toBe('not-ready');
  expect(existsSync(path('a.db'))).toBe(false);
});

test('killed at any moment, the same command goes on and the result is that of one undisturbed run', async () => {
  const table = people(6000, ';', '\n');
  const calm = workdir();
  calm.write('people.csv', table.csv);
  calm.write('map.yaml', peopleMapping('people.csv'));
  perenos(calm.folder, 'run', '--mapping', 'map.yaml', '--to', 'a.db');
  const contacts = 'SELECT full_name, phone, email FROM contact_flat ORDER BY id';
  const origins = 'SELECT kind, "key", line FROM origin ORDER BY line';
  const wanted = [query(calm.path('a.db'), contacts), query(calm.path('a.db'), origins)];
  const rough = workdir();
  rough.write('people.csv', table.csv);
  rough.write('map.yaml', peopleMapping('people.csv'));
  const ends: string[] = [];
  for (const ms of [150, 400, 600, 800, 1000, 1200, 1400]) {
    ends.push(await killedAfter(rough.folder, ms, 'run', '--mapping', 'map.yaml', '--to', 'a.db'));
  }
  const last = perenosJson(rough.folder, 'run', '--mapping', 'map.yaml', '--to', 'a.db');
  expect(ends).toContain('killed');
  expect(last.code).toBe(0);
  expect([query(rough.path('a.db'), contacts), query(rough.path('a.db'), origins)]).toEqual(wanted);
  expect(readdirSync(rough.folder).filter((name) => name.includes('.tmp'))).toEqual([]);
});

test('the plan is the run without its last call: apply performs what plan showed', () => {
  const { folder, path, write } = workdir();
  write('people.csv', people(100, ';', '\n').csv);
  write('map.yaml', peopleMapping('people.csv'));
  const planned = perenosJson(folder, 'plan', '--mapping', 'map.yaml', '--to', 'a.db', '-o', 'go.pplan');
  expect(planned.code).toBe(0);
  expect(existsSync(path('a.db'))).toBe(false);
  const hash = String(planned.document.summary.plan_hash);
  expect(perenos(folder, 'apply', 'go.pplan', '--yes', '--expect-hash', 'ffff').code).toBe(6);
  const applied = perenosJson(folder, 'apply', 'go.pplan', '--yes', '--expect-hash', hash.slice(0, 8));
  expect(applied.code).toBe(0);
  expect(applied.document.summary.plan_hash).toBe(hash);
  expect(query(path('a.db'), 'SELECT count(*) AS n FROM contact')).toEqual([
    { n: planned.document.summary.funnel[0].create },
  ]);
  const again = perenosJson(folder, 'apply', 'go.pplan', '--yes');
  expect(again.code).toBe(0);
  expect(query(path('a.db'), 'SELECT count(*) AS n FROM contact')).toEqual([
    { n: planned.document.summary.funnel[0].create },
  ]);
});

test('a plan is refused after something else was loaded', () => {
  const { folder, write } = workdir();
  write('people.csv', people(10, ';', '\n').csv);
  write('map.yaml', peopleMapping('people.csv'));
  perenos(folder, 'plan', '--mapping', 'map.yaml', '--to', 'a.db', '-o', 'old.pplan');
  perenos(folder, 'run', '--mapping', 'map.yaml', '--to', 'a.db');
  const { code, document } = perenosJson(folder, 'apply', 'old.pplan', '--yes');
  expect(code).toBe(6);
  expect(document.issues[0]?.code).toMatch(/^(plan\.stale|target\.foreign)/);
});
