import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { workdir } from '../workdir.ts';
import { perenosJson } from './perenos.ts';

const samples = join(import.meta.dirname, '..', '..', 'samples');

/** Runs samples without a mapping and answers questions about what was loaded. */
function loaded(...names: readonly string[]) {
  const { folder, path } = workdir();
  const files = names.map((name) => {
    const file = name.split('/').at(-1) ?? name;
    copyFileSync(join(samples, name), path(file));
    return file;
  });
  const { code, document, err } = perenosJson(folder, 'run', ...files, '--to', 'x.db');
  expect(err.includes('cli.crash') ? err : '').toBe('');
  const ask = (sql: string): unknown[][] => {
    const database = openDatabase(path('x.db'), { readonly: true });
    try {
      return database.prepare<unknown[], unknown[]>(sql).raw(true).all();
    } finally {
      database.close();
    }
  };
  return { code, document, ask };
}

describe('a run without a mapping', () => {
  test('joins the lists of Bitrix24 by their numbers', () => {
    const { code, ask } = loaded(
      'systems/bitrix24-contacts.csv',
      'systems/bitrix24-companies.csv',
      'systems/bitrix24-deals.csv',
      'systems/bitrix24-leads.xls',
    );
    expect(code).toBe(0);
    expect(ask('SELECT name, inn FROM company ORDER BY id')).toEqual([
      ['ООО "Пример"', '7700000016'],
      ['Без реквизитов', null],
    ]);
    expect(
      ask(`SELECT d.title, d.amount, d.currency, c.name, p.full_name FROM deal d LEFT JOIN company c ON c.id = d.company_id
           LEFT JOIN deal_contact l ON l.deal_id = d.id LEFT JOIN contact p ON p.id = l.contact_id ORDER BY d.id`),
    ).toEqual([
      ['Поставка', '250', 'RUB', 'ООО "Пример"', 'Кузнецова Вера Павловна'],
      ['Без товаров', '1500.5', 'RUB', null, null],
    ]);
    expect(ask('SELECT name, quantity FROM deal_item ORDER BY rowid')).toEqual([
      ['Товар А', '3'],
      ['Скидка', '1'],
    ]);
    expect(ask('SELECT title, amount FROM lead ORDER BY id')).toEqual([
      ['Заявка с сайта', '401'],
      ['Звонок', '0'],
    ]);
    // The list of contacts names the company only; it is the one of the list of companies.
    expect(
      ask('SELECT count(*) FROM contact_company JOIN company ON company.id = company_id WHERE inn IS NOT NULL'),
    ).toEqual([[1]]);
  });

  test('links lists of Pipedrive that know each other by name', () => {
    const { code, ask } = loaded(
      'systems/pipedrive-people.csv',
      'systems/pipedrive-organizations.csv',
      'systems/pipedrive-deals.csv',
    );
    expect(code).toBe(0);
    expect(
      ask('SELECT (SELECT count(*) FROM company), (SELECT count(*) FROM contact), (SELECT count(*) FROM deal)'),
    ).toEqual([[1, 1, 1]]);
    expect(ask('SELECT count(*) FROM deal_contact')).toEqual([[1]]);
  });

  test('makes deals of a board, with tasks and notes; or tasks when asked', () => {
    const { code, ask } = loaded('trello/board.json');
    expect(code).toBe(0);
    expect(ask('SELECT title, stage, amount, tags FROM deal ORDER BY id')).toEqual([
      ['ООО «Пример» — поставка', 'Новые', '150000.50', '["VIP","red"]'],
      ['Старая сделка', 'Архив', null, '["Trello: архив"]'],
      ['Закрытая карточка', 'Выиграны', null, '["Trello: архив"]'],
    ]);
    expect(ask('SELECT subject, status FROM activity ORDER BY id')).toEqual([
      ['Позвонить', 'done'],
      ['Отправить КП', 'open'],
    ]);
    expect(ask('SELECT text FROM note')).toEqual([['Просит скидку']]);
    expect(ask('SELECT count(*) FROM activity_link')).toEqual([[2]]);
  });

  test('makes people and their company of cards', () => {
    const { code, ask } = loaded('vcard/versions-3-and-4.vcf');
    expect(code).toBe(0);
    expect(ask('SELECT name FROM company')).toEqual([['ООО «Пример»']]);
    expect(ask('SELECT last_name, first_name FROM contact ORDER BY id')).toEqual([
      ['Соколов', 'Пётр'],
      ['Орлова', 'Мария'],
    ]);
    expect(ask('SELECT value, ext, type FROM contact_phone WHERE ext IS NOT NULL')).toEqual([
      ['+74950003355', '12', 'work'],
    ]);
  });

  test('reads the tables of an old database', () => {
    const { code, ask } = loaded('sqlite/old-crm.db');
    expect(code).toBe(0);
    expect(ask('SELECT count(*) FROM contact')).toEqual([[2]]);
    expect(ask('SELECT name, inn FROM company')).toEqual([['ООО «Пример»', '7700000016']]);
  });
});
