import { expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { workdir } from '../workdir.ts';
import { peopleMapping } from './people.ts';
import { perenosJson } from './perenos.ts';

/** More than are merged without a thread of its own. */
const pairs = 5300;

/** Everybody twice, with one e-mail address and a phone of his own each time; the second list is in another order. */
function twice(): string {
  const rows = ['Код;ФИО;Телефон;Почта'];
  const row = (key: string, i: number, phone: number) =>
    `${key}${i};Петров${i} Иван;+7916${String(phone).padStart(7, '0')};u${i}@firma-perenos.ru`;
  for (let i = 0; i < pairs; i++) rows.push(row('a', i, 1_000_000 + i));
  for (let i = 0; i < pairs; i++) rows.push(row('b', (i * 7) % pairs, 2_000_000 + ((i * 7) % pairs)));
  return `${rows.join('\n')}\n`;
}

// A run of the program on some ten thousand rows.
test('thousands of people who stand twice in a list become one each, with everything that either row knows', () => {
  const { folder, path, write } = workdir();
  write('people.csv', twice());
  write('map.yaml', `${peopleMapping('people.csv')}dedupe:\n  contact: {mode: exact}\n`);
  expect(perenosJson(folder, 'run', '--mapping', 'map.yaml', '--to', 'a.db').code).toBe(0);
  const database = openDatabase(path('a.db'), { readonly: true });
  const all = (sql: string) => database.prepare<unknown[], string>(sql).pluck().all();
  const people = all(
    `SELECT full_name || ' ' || (SELECT group_concat(value, ' ') FROM (SELECT value FROM contact_phone WHERE contact_id = contact.id ORDER BY value))
       || ' ' || (SELECT group_concat("key", ' ') FROM (SELECT "key" FROM origin WHERE kind = 'contact' AND record_id = contact.id ORDER BY "key"))
     FROM contact ORDER BY 1`,
  );
  database.close();
  const expected = Array.from(
    { length: pairs },
    (_, i) => `Петров${i} Иван +7916${1_000_000 + i} +7916${2_000_000 + i} a${i} b${i}`,
  );
  expect(people).toEqual(expected.toSorted());
});
