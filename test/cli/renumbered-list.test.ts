import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { workdir } from '../workdir.ts';
import { perenosJson } from './perenos.ts';

const people = [
  ['Иванов Иван Петрович', '+79161234501', 'ivanov@example.ru'],
  ['Петрова Анна Сергеевна', '+79161234502', 'petrova@example.ru'],
  ['Сидоров Олег Ильич', '+79161234503', 'sidorov@example.ru'],
  ['Козлова Мария Львовна', '+79161234504', 'kozlova@example.ru'],
] as const;

function writeList(file: string, rows: readonly (readonly string[])[]): void {
  const lines = rows.map((row, index) => [index + 1, ...row].join(';'));
  writeFileSync(file, ['Номер;ФИО;Телефон;E-mail', ...lines, ''].join('\n'));
}

function names(file: string): unknown[] {
  const database = openDatabase(file, { readonly: true });
  try {
    return database.prepare('SELECT full_name FROM contact ORDER BY id').pluck().all();
  } finally {
    database.close();
  }
}

const mapping = (limits: string): string =>
  `perenos: 1\nextends: contacts\nsources:\n  contacts: {file: list.csv}\ntarget: {type: sqlite${limits}}\n`;

describe('a list whose numbers only number the rows', () => {
  test('changes nobody into somebody else when it is sorted anew', () => {
    const { folder, path } = workdir();
    writeList(path('list.csv'), people);
    expect(perenosJson(folder, 'run', 'list.csv', '--to', 'crm.db').code).toBe(0);
    writeList(path('list.csv'), people.toReversed());
    const { code, document } = perenosJson(folder, 'run', 'list.csv', '--to', 'crm.db');
    expect(code).toBe(5);
    expect(document.issues.find((one) => one.code === 'plan.now-another')?.count).toBe(4);
    expect(names(path('crm.db'))).toEqual(people.map(([name]) => name));
  });

  test('is loaded as it stands when the mapping allows so many to be replaced', () => {
    const { folder, path } = workdir();
    writeList(path('list.csv'), people);
    writeFileSync(path('map.yaml'), mapping(', limits: {max_replaced: 4}'));
    perenosJson(folder, 'run', '--mapping', 'map.yaml', '--to', 'crm.db');
    writeList(path('list.csv'), people.toReversed());
    expect(perenosJson(folder, 'run', '--mapping', 'map.yaml', '--to', 'crm.db').code).toBe(0);
    expect(names(path('crm.db'))).toEqual(people.map(([name]) => name).toReversed());
  });

  test('one person replaced under a key is loaded, and said', () => {
    const { folder, path } = workdir();
    writeList(path('list.csv'), people);
    perenosJson(folder, 'run', 'list.csv', '--to', 'crm.db');
    const replaced = ['Новиков Яков Ильич', '+79161234599', 'novikov@example.ru'];
    writeList(path('list.csv'), people.with(1, replaced as never));
    const { code, document } = perenosJson(folder, 'run', 'list.csv', '--to', 'crm.db');
    expect(code).toBe(0);
    expect(JSON.stringify(document)).toContain('plan.now-another');
    expect(names(path('crm.db'))[1]).toBe('Новиков Яков Ильич');
  });

  test('a changed surname or a changed phone is the same person', () => {
    const { folder, path } = workdir();
    writeList(path('list.csv'), people);
    perenosJson(folder, 'run', 'list.csv', '--to', 'crm.db');
    const changed = people.map(([name, phone, email], index) =>
      index % 2 === 0 ? [name.replace(/^\S+/u, 'Громова'), phone, email] : [name, phone.replace('123', '777'), email],
    );
    writeList(path('list.csv'), changed);
    const { code, document } = perenosJson(folder, 'run', 'list.csv', '--to', 'crm.db');
    expect(code).toBe(0);
    expect(JSON.stringify(document)).not.toContain('plan.now-another');
  });
});
