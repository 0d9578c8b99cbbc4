import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { runCommand } from '../run-command.ts';
import { workdir } from '../workdir.ts';

const mapping = `perenos: 1
project: refs
target: {type: sqlite}
sources:
  firms: {file: firms.csv, format: csv, system: old}
  people: {file: people.csv, format: csv, system: old}
load:
  firms:
    entity: company
    from: firms
    key: Код
    fields: {name: Название, phones: [{from: Телефон, do: [phone]}]}
  people:
    entity: contact
    from: people
    key: Код
    fields: {full_name: ФИО, companies: [{ref: company, by: Фирма, on_missing: "null"}]}
`;

test('people of a company that perenos split takes out of another one go along with it', async () => {
  const { folder, path, write } = workdir();
  write('perenos.yaml', mapping);
  write('firms.csv', 'Код,Название,Телефон\n1,ООО Ромашка,+74951112233\n2,ООО Ромашка,+74951112233\n');
  write('people.csv', 'Код,ФИО,Фирма\n1,Иванов Иван,1\n2,Петров Пётр,2\n');
  const load = async (): Promise<readonly unknown[]> => {
    const made = await runCommand([
      'run',
      '--mapping',
      path('perenos.yaml'),
      '--to',
      path('crm.db'),
      '--project',
      folder,
    ]);
    expect([0, 1]).toContain(made.exitCode);
    const database = new Sqlite(path('crm.db'), { readonly: true });
    try {
      return database
        .prepare(
          `SELECT group_concat(key) FROM contact_company JOIN origin ON origin.kind = 'contact' AND record_id = contact_id
           GROUP BY company_id ORDER BY company_id`,
        )
        .pluck()
        .all();
    } finally {
      database.close();
    }
  };
  expect(await load()).toEqual(['1,2']);
  await runCommand(['split', 'old:1', '--project', folder]);
  expect(await load()).toEqual(['1,2']);
  expect(await load()).toEqual(['1', '2']);
  expect(await load()).toEqual(['1', '2']);
});
