import { expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { workdir } from '../workdir.ts';
import { perenos, perenosJson } from './perenos.ts';

const russian = `Компания;ИНН;Контактное лицо;Должность;Телефон;Email;Юр. адрес;Любимый цвет
ООО «Ромашка»;7707083893;Иванов Пётр Сергеевич;директор;8 916 123-45-67;a@romashka.ru;г. Тула;синий
ООО «Ромашка»;7707083893;Петрова Анна;бухгалтер;+7 (495) 123-45-68;b@romashka.ru;;
АО Лютик;;;;8-495-222-33-44;info@lutik.ru;;
;;Сидоров Иван;;89031112233;;;
`;
const english = `company,contact name,phone,email,website,shoe size
Acme Inc.,John Smith,+1 415 555 2671,john@acme.com,acme.com,42
Acme Inc.,Mary Major,+1 415 555 2672,mary@acme.com,,
Globex LLC,,+44 20 7946 0958,office@globex.co.uk,globex.co.uk,
`;

/** Every row of every table of records. */
function contents(file: string): unknown {
  const database = openDatabase(file, { readonly: true });
  try {
    const tables = database
      .prepare<unknown[], string>(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'perenos%' ORDER BY name",
      )
      .pluck()
      .all();
    return tables.map((name) => [name, database.prepare(`SELECT * FROM "${name}"`).all()]);
  } finally {
    database.close();
  }
}

test.each([
  ['Russian', russian, { company: 2, contact: 3 }],
  ['English', english, { company: 2, contact: 2 }],
])(
  'the mapping suggested for companies with people under %s headings loads what a run without one loads',
  (_, csv, planned) => {
    const [plainly, mapped] = [workdir(), workdir()];
    plainly.write('list.csv', csv);
    mapped.write('list.csv', csv);
    expect(perenos(mapped.folder, 'mapping', 'suggest', '-s', 'list.csv', '-o', 'map.yaml').code).toBe(0);
    expect(perenos(mapped.folder, 'check', 'map.yaml').code).toBe(0);
    const without = perenosJson(plainly.folder, 'run', 'list.csv', '--to', 'crm.db').document;
    const suggested = perenosJson(mapped.folder, 'run', '--mapping', 'map.yaml', '--to', 'crm.db').document;
    const counts = without.summary.funnel.map(({ kind, planned: count }: { kind: string; planned: number }) => [
      kind,
      count,
    ]);
    expect(Object.fromEntries(counts)).toEqual(planned);
    expect(suggested.summary.funnel).toEqual(without.summary.funnel);
    expect(contents(mapped.path('crm.db'))).toEqual(contents(plainly.path('crm.db')));
  },
);
