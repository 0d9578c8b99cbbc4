import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { workdir } from '../workdir.ts';
import { perenos, perenosJson } from './perenos.ts';

function column(file: string, sql: string): unknown[] {
  const database = openDatabase(file, { readonly: true });
  try {
    return database.prepare(sql).pluck().all();
  } finally {
    database.close();
  }
}

type Sheets = Readonly<Record<string, readonly (readonly (string | number)[])[]>>;

async function workbook(path: string, sheets: Sheets): Promise<void> {
  const book = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) book.addWorksheet(name).addRows(rows.map((row) => [...row]));
  await book.xlsx.writeFile(path);
}

describe('one workbook with a sheet of companies, one of people, one of deals', () => {
  const sheets: Sheets = {
    Компании: [
      ['Наименование', 'ИНН', 'Телефон', 'Ответственный'],
      ['ООО "Ромашка"', '7707083893', '+7 495 123-45-67', 'Петрова А.'],
      ['АО Вектор', '7736050003', '4951112233', 'Иванов И.'],
    ],
    Контакты: [
      ['ФИО', 'Компания', 'Телефон'],
      ['Иванова Мария Петровна', 'ООО Ромашка', '8-903-111-22-33'],
      ['Сидоров Иван', 'Вектор', '+79031112244'],
      ['Мария Иванова', 'Ромашка ООО', '89031112233'],
    ],
    Сделки: [
      ['Название', 'Компания', 'Сумма', 'Стадия', 'Контакт'],
      ['Поставка бумаги', 'ООО "Ромашка"', '120 000,50 руб.', 'В работе', 'Иванова Мария Петровна'],
      ['Ремонт', 'АО Вектор', 55000, 'Успешно', 'Сидоров Иван'],
    ],
  };

  test('becomes companies, people and deals that are linked by name, and nobody is made twice', async () => {
    const { folder, path } = workdir();
    await workbook(path('client.xlsx'), sheets);
    const { code } = perenosJson(folder, 'run', 'client.xlsx', '--to', 'a.db');
    expect(code).toBe(0);
    expect(column(path('a.db'), 'SELECT name FROM company ORDER BY id')).toEqual(['ООО "Ромашка"', 'АО Вектор']);
    expect(column(path('a.db'), 'SELECT full_name FROM contact ORDER BY id')).toEqual([
      'Иванова Мария Петровна',
      'Сидоров Иван',
    ]);
    expect(
      column(
        path('a.db'),
        `SELECT deal.title || '|' || amount || '|' || outcome || '|' || company.name || '|' || contact.full_name
         FROM deal JOIN company ON company.id = company_id JOIN deal_contact ON deal_id = deal.id JOIN contact ON contact.id = contact_id
         ORDER BY deal.id`,
      ),
    ).toEqual([
      'Поставка бумаги|120000.50|open|ООО "Ромашка"|Иванова Мария Петровна',
      'Ремонт|55000|won|АО Вектор|Сидоров Иван',
    ]);
  });

  test('and a name that stands for two companies is said, and neither of them taken', async () => {
    const { folder, path } = workdir();
    const Компании = [...(sheets['Компании'] ?? []), ['ООО «Ромашка»', '7702070139', '', '']];
    await workbook(path('client.xlsx'), { ...sheets, Компании });
    const { document } = perenosJson(folder, 'run', 'client.xlsx', '--to', 'a.db');
    const ambiguous = document.issues.filter(({ code }) => code === 'plan.parent-ambiguous');
    expect(ambiguous.reduce((sum, { count }) => sum + (count ?? 0), 0)).toBeGreaterThan(0);
    const linked = `SELECT inn FROM company JOIN contact_company ON company_id = company.id WHERE inn IS NOT NULL`;
    expect(column(path('a.db'), linked)).toEqual(['7736050003']);
  });

  test('sheets of one kind number their records each for itself', async () => {
    const { folder, path } = workdir();
    const head = ['ID', 'ФИО', 'Телефон'];
    await workbook(path('people.xlsx'), {
      Москва: [head, [1, 'Иванов Иван Иванович', '89161112233']],
      Казань: [head, [1, 'Петрова Анна Сергеевна', '89162223344']],
    });
    perenosJson(folder, 'run', 'people.xlsx', '--to', 'a.db');
    const names = 'SELECT full_name FROM contact ORDER BY full_name';
    expect(column(path('a.db'), names)).toEqual(['Иванов Иван Иванович', 'Петрова Анна Сергеевна']);
  });
});

describe('two files whose records have the same numbers', () => {
  const head = 'ID,ФИО,Телефон\n';
  const first = `${head}1,Иванов Иван Иванович,89161112233\n`;
  const second = `${head}1,Петрова Анна Сергеевна,89162223344\n`;
  const people = 'SELECT full_name FROM contact ORDER BY full_name';

  test('loaded one after the other keep both records', () => {
    const { folder, path, write } = workdir();
    write('a.csv', first);
    write('b.csv', second);
    for (const file of ['a.csv', 'b.csv', 'a.csv']) perenos(folder, 'run', file, '--to', 'crm.db');
    expect(column(path('crm.db'), people)).toEqual(['Иванов Иван Иванович', 'Петрова Анна Сергеевна']);
  });

  test('given in another order the next time change nothing', () => {
    const { folder, path, write } = workdir();
    write('a.csv', first);
    write('b.csv', second);
    perenos(folder, 'run', 'a.csv', 'b.csv', '--to', 'crm.db');
    const { document } = perenosJson(folder, 'run', 'b.csv', 'a.csv', '--to', 'crm.db');
    expect(document.summary.funnel[0]).toMatchObject({ create: 0, update: 0, unchanged: 2 });
    expect(column(path('crm.db'), people)).toEqual(['Иванов Иван Иванович', 'Петрова Анна Сергеевна']);
  });
});

test('records of one key are one, with all that others of their names were merged into', () => {
  const { folder, path, write } = workdir();
  write(
    'list.csv',
    [
      'Код,ФИО,Телефон,Email',
      'A,Сидоров Пётр,89163334455,',
      'A,Сидоров Пётр Ильич,89163334466,',
      'C,Сидоров Пётр Ильич,89163334466,sid@romashka.ru',
    ].join('\n'),
  );
  for (const _ of [1, 2]) perenos(folder, 'run', 'list.csv', '--to', 'a.db');
  expect(column(path('a.db'), 'SELECT full_name FROM contact')).toEqual(['Сидоров Пётр Ильич']);
  expect(column(path('a.db'), 'SELECT value FROM contact_phone ORDER BY 1')).toEqual(['+79163334455', '+79163334466']);
  expect(column(path('a.db'), 'SELECT value FROM contact_email')).toEqual(['sid@romashka.ru']);
  expect(column(path('a.db'), 'SELECT "key" FROM origin ORDER BY 1')).toEqual(['A', 'C']);
});

describe('a column taken for a key that tells nobody apart', () => {
  const list = [
    'Код,ФИО,Телефон',
    'A,Иванов Иван Иванович,89161112233',
    'A,Петрова Анна Сергеевна,89162223344',
    'A,Петрова Анна Сергеевна,89162223355',
    'B,Сидоров Пётр,89163334455',
    'B,Сидоров Пётр Ильич,89163334466',
  ].join('\n');
  const people = 'SELECT full_name FROM contact ORDER BY id';

  test('keeps two people apart, says so, and still joins the lines of one', () => {
    const { folder, path, write } = workdir();
    write('list.csv', list);
    const { document } = perenosJson(folder, 'run', 'list.csv', '--to', 'a.db');
    expect(column(path('a.db'), people)).toEqual([
      'Иванов Иван Иванович',
      'Петрова Анна Сергеевна',
      'Сидоров Пётр Ильич',
    ]);
    expect(document.summary.funnel[0]).toMatchObject({
      kind: 'contact',
      read: 5,
      merged: 2,
      planned: 3,
      adds_up: true,
    });
    const found = document.issues.find(({ code }) => code === 'plan.key-shared');
    expect(found).toMatchObject({ severity: 'warning', samples: [{ line: 3 }, { line: 4 }] });
  });

  test('gives them the same keys the next time', () => {
    const { folder, path, write } = workdir();
    write('list.csv', list);
    perenos(folder, 'run', 'list.csv', '--to', 'a.db');
    const { document } = perenosJson(folder, 'run', 'list.csv', '--to', 'a.db');
    expect(document.summary.funnel[0]).toMatchObject({ create: 0, update: 0, unchanged: 3 });
    expect(column(path('a.db'), people)).toHaveLength(3);
  });
});
