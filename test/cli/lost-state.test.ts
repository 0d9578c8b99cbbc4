import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { workdir } from '../workdir.ts';
import { perenosJson } from './perenos.ts';

const header = 'Код;ФИО;Телефон;Компания\n';
const first = '1;Соколова Анна Викторовна;+79161234567;ООО Ромашка\n2;Петров Пётр Петрович;+79161234568;ООО Ромашка\n';

test('a lost journal doubles nothing, and new records still find those that are there', () => {
  const { folder, path, write } = workdir();
  write('contacts.csv', header + first);
  perenosJson(folder, 'run', 'contacts.csv', '--to', 'a.db');
  rmSync(path('.perenos'), { recursive: true });
  write('contacts.csv', `${header}${first}3;Волкова Елена Сергеевна;+79161234569;ООО Ромашка\n`);
  const { document } = perenosJson(folder, 'run', 'contacts.csv', '--to', 'a.db');
  expect(document.summary.funnel).toContainEqual(expect.objectContaining({ kind: 'contact', create: 1, unchanged: 2 }));
  // The company named in the list is found among those that stand there: no record of it is made.
  expect(document.summary.funnel).not.toContainEqual(expect.objectContaining({ kind: 'company' }));
  const database = openDatabase(path('a.db'), { readonly: true });
  const linked = database.prepare('SELECT full_name, company FROM contact_flat ORDER BY id').all();
  const companies = database.prepare('SELECT name FROM company').pluck().all();
  database.close();
  expect(companies).toEqual(['ООО Ромашка']);
  expect(linked).toEqual([
    { full_name: 'Соколова Анна Викторовна', company: 'ООО Ромашка' },
    { full_name: 'Петров Пётр Петрович', company: 'ООО Ромашка' },
    { full_name: 'Волкова Елена Сергеевна', company: 'ООО Ромашка' },
  ]);
});
