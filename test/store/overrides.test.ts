import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { appendOverrides, readOverrides } from '../../src/store/override-file.ts';
import { OverrideBook, type OverrideLine } from '../../src/store/overrides.ts';
import { workdir } from '../workdir.ts';

const line = (given: Partial<OverrideLine>): OverrideLine => ({
  version: 1,
  entity: 'contact',
  system: 'crm',
  source_key: '1',
  row_hash: 'h1',
  column: 'ФИО',
  index: 1,
  field: null,
  old_hash: 'o',
  new_value: 'Иванов',
  decision: 'fixed',
  who: 'anna',
  when: '2026-11-22T10:00:00.000Z',
  ...given,
});

const skip = (key: string | null): OverrideLine =>
  line({ source_key: key, column: null, index: null, old_hash: null, new_value: null, decision: 'skip' });

test('the last word about a cell counts, and a later correction takes a skip back', () => {
  const book = new OverrideBook([skip('1'), line({}), line({ new_value: 'Петров' })]);
  const row = book.ofRow('contact', 'crm', 'h1');
  expect([row?.skipped.size, row?.cells.get(1)?.new_value]).toEqual([0, 'Петров']);
  expect(book.says(line({ new_value: 'Петров' }))).toBe(true);
  expect(book.says(line({}))).toBe(false);
});

test('of the records that one row gives only the one named is skipped', () => {
  const book = new OverrideBook([skip('1#2'), line({ source_key: '1#1' })]);
  const row = book.ofRow('contact', 'crm', 'h1');
  expect([row?.skipped.has('1#1'), row?.skipped.has('1#2'), row?.cells.size]).toEqual([false, true, 1]);
});

test('a row without a key is known by its cells', () => {
  const book = new OverrideBook([skip(null)]);
  expect(book.ofRow('contact', 'crm', 'h1')?.skipped.has(null)).toBe(true);
  expect(book.ofRow('contact', 'crm', 'h2')).toBeUndefined();
  expect(book.ofRow('company', 'crm', 'h1')).toBeUndefined();
});

test('what was said of an earlier version of a row does not mix with what was said of a later one', () => {
  const book = new OverrideBook([line({ index: 2 }), line({ row_hash: 'h2' })]);
  expect(book.ofRow('contact', 'crm', 'h1')).toBeUndefined();
  expect([...(book.ofRow('contact', 'crm', 'h2')?.cells.keys() ?? [])]).toEqual([1]);
});

test('a line torn by a crash is ignored, and ended by the next one', () => {
  const file = workdir().path('overrides.ndjson');
  appendOverrides(file, [line({})]);
  appendFileSync(file, '{"version":1,"ent');
  expect([...readOverrides(file)]).toEqual([line({})]);
  appendOverrides(file, [line({ new_value: 'Петров' })]);
  expect([...readOverrides(file)]).toEqual([line({}), line({ new_value: 'Петров' })]);
  expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(3);
});

test('a line that is no correction is named by its place', () => {
  const file = workdir().write('overrides.ndjson', `${JSON.stringify(line({}))}\n{"version":2}\n`);
  expect(() => [...readOverrides(file)]).toThrow('workbook.override-invalid');
});

test('very many corrections are read back as they were appended, letters of two bytes on every edge', () => {
  const file = workdir().path('overrides.ndjson');
  const many = Array.from({ length: 12_000 }, (_, at) =>
    line({ source_key: `ключ ${at}`, new_value: 'я'.repeat(at % 90) }),
  );
  expect(appendOverrides(file, many)).toBe(many.length);
  expect([...readOverrides(file)]).toEqual(many);
});

test('nothing is appended when one of the corrections cannot be made', () => {
  const { path } = workdir();
  const file = path('overrides.ndjson');
  appendOverrides(file, [line({})]);
  function* broken() {
    yield line({ new_value: 'Петров' });
    throw new Error('no more');
  }
  expect(() => appendOverrides(file, broken())).toThrow('no more');
  expect([...readOverrides(file)]).toEqual([line({})]);
  expect(existsSync(`${file}.new`)).toBe(false);
});
