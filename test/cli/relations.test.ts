import { expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { workdir } from '../workdir.ts';
import { perenosJson } from './perenos.ts';

const mapping = `perenos: 1
project: relations
sources:
  firms: {file: firms.csv, key: Код}
load:
  firms:
    entity: company
    from: firms
    key: Код
    fields:
      name: {from: Название, required: true}
      industry: Отрасль
      parent: {ref: firms, by: Головная, on_missing: "null"}
`;

function families(file: string): unknown[] {
  const database = openDatabase(file, { readonly: true });
  try {
    return database
      .prepare(
        'SELECT child.name AS child, parent.name AS parent, child.industry AS industry FROM company AS child LEFT JOIN company AS parent ON parent.id = child.parent_id ORDER BY child.id',
      )
      .all();
  } finally {
    database.close();
  }
}

test('a child that stands before its parent in the file is linked all the same, also in a ring', () => {
  const { folder, path, write } = workdir();
  write('map.yaml', mapping);
  write(
    'firms.csv',
    'Код;Название;Отрасль;Головная\n1;Филиал;сад;2\n2;Головной офис;;3\n3;Холдинг;;1\n4;Сам по себе;;\n',
  );
  const { code } = perenosJson(folder, 'run', '--mapping', 'map.yaml', '--to', 'a.db');
  expect(code).toBe(0);
  expect(families(path('a.db'))).toEqual([
    { child: 'Филиал', parent: 'Головной офис', industry: 'сад' },
    { child: 'Головной офис', parent: 'Холдинг', industry: null },
    { child: 'Холдинг', parent: 'Филиал', industry: null },
    { child: 'Сам по себе', parent: null, industry: null },
  ]);
});

test('a late link of an update leaves alone what a person changed in the target', () => {
  const { folder, path, write } = workdir();
  write('map.yaml', mapping);
  write('firms.csv', 'Код;Название;Отрасль;Головная\n1;Филиал;;\n');
  perenosJson(folder, 'run', '--mapping', 'map.yaml', '--to', 'a.db');
  const database = openDatabase(path('a.db'));
  database.exec("UPDATE company SET industry = 'теплицы'");
  database.close();
  write('firms.csv', 'Код;Название;Отрасль;Головная\n1;Филиал;;2\n2;Головной офис;;\n');
  const { document } = perenosJson(folder, 'run', '--mapping', 'map.yaml', '--to', 'a.db');
  expect(document.summary.funnel[0]).toMatchObject({ create: 1, update: 1 });
  expect(families(path('a.db'))).toEqual([
    { child: 'Филиал', parent: 'Головной офис', industry: 'теплицы' },
    { child: 'Головной офис', parent: null, industry: null },
  ]);
});

test('a record merged with its parent does not become its own parent', () => {
  const { folder, path, write } = workdir();
  write('map.yaml', mapping.replace('industry: Отрасль', 'industry: Отрасль\n      inn: {from: ИНН, do: [inn]}'));
  write('firms.csv', 'Код;Название;Отрасль;Головная;ИНН\n1;ООО Ромашка;;2;7707083893\n2;ООО «Ромашка»;;;7707083893\n');
  const { document } = perenosJson(folder, 'run', '--mapping', 'map.yaml', '--to', 'a.db');
  expect(document.summary.funnel[0]).toMatchObject({ read: 2, merged: 1, planned: 1 });
  expect(families(path('a.db'))).toMatchObject([{ parent: null }]);
  expect(document.issues).toContainEqual(expect.objectContaining({ code: 'plan.self-link' }));
});
