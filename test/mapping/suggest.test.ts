import { expect, it } from 'vitest';
import { en } from '../../src/locales/en.ts';
import type { Finding } from '../../src/model/issue.ts';
import { suggestMapping } from '../../src/mapping/suggest.ts';
import { compiled, outcome, rows } from './workspace.ts';

const word = (finding: Finding): string => en[finding.code].message(finding.args as never);

const settings = { project: 'demo', language: 'ru', word } as const;

const columns = [
  'Код',
  'ФИО',
  'Пол',
  'Моб. телефон',
  'Тел: доп',
  'Почтовый ящик',
  'Компания',
  'Город',
  'Любимый цвет',
  'Статус #1',
];
const given = rows(
  columns,
  ['1', 'Иванов Пётр', 'м', '89161234567', '+7 495 123-45-67', 'a@b.ru', 'ООО Ромашка', 'Тула', 'синий', 'x'],
  ['2', 'Петров Иван', '', '', '8 (495) 123-45-68', 'c@d.ru', '', '', 'красный', ''],
);

it('a draft maps what it recognises, says why, and leaves the rest commented out', () => {
  const text = suggestMapping([{ table: given[0]!.table, sample: given, file: 'in.csv', format: 'csv' }], {
    project: 'demo',
    language: 'ru',
    word,
  });
  expect(text).toContain('contacts: {file: in.csv, format: csv, system: in}');
  expect(text).toContain('key: Код');
  expect(text).toMatch(
    /full_name: \{from: ФИО, do: \[collapse_spaces, person_name\], on_error: keep\} # by the heading, confidence \d+ %/u,
  );
  expect(text).toMatch(
    /- \{from: "Тел: доп", do: \[phone\], on_error: keep\} # by the content \(phones\), confidence 80 %/u,
  );
  expect(text).toMatch(/- \{from: Почтовый ящик, do: \[email\].*by the content/u);
  expect(text).toContain('#   любимый_цвет: Любимый цвет');
  expect(text).toContain('#   статус_1: "Статус #1"');
});

it('the draft compiles and maps the file it was made for', async () => {
  const text = suggestMapping([{ table: given[0]!.table, sample: given, file: 'in.csv' }], {
    project: 'demo',
    language: 'ru',
    word,
  });
  const mapping = await compiled(text);
  const [one] = mapping.blocks[0]!.bind(given[0]!.table).map(given[0]!, []);
  expect(outcome(one!)).toMatchObject({
    full_name: 'Иванов Пётр',
    sex: 'male',
    phones: [{ value: '+79161234567', primary: true }, { value: '+74951234567' }],
    emails: [{ value: 'a@b.ru' }],
    addresses: [{ city: 'Тула' }],
    companies: [{ ref: { key: 'ООО Ромашка' } }],
  });
});

it('two tables become two blocks of their kinds', async () => {
  const firms = rows(['Название', 'ИНН', 'КПП'], ['ООО Ромашка', '7707083893', '770701001']);
  const text = suggestMapping(
    [
      { table: given[0]!.table, sample: given, file: 'a.csv' },
      { table: { ...firms[0]!.table, name: 'Лист 2' }, sample: firms, file: 'b.xlsx' },
    ],
    { project: 'demo', language: 'en', targetType: 'sqlite', word },
  );
  const mapping = await compiled(text);
  expect(mapping.blocks.map((block) => block.kind)).toEqual(['contact', 'company']);
  expect(mapping.sources[1]).toMatchObject({ select: ['Лист 2'] });
  expect(mapping.target.type).toBe('sqlite');
});

it.each([
  [['Клиент', 'Тел.', 'Почта'], ['Иванов Пётр', '89161234567', 'a@b.ru'], 'contact'],
  [['Клиент', 'Тел.', 'Почта'], ['ООО Ромашка', '84951234567', 'a@b.ru'], 'company'],
  [['fio', 'phone'], ['Иванов Пётр', '89161234567'], 'contact'],
])('the headings %j above %j are a table of a %s', async (columns, cells, kind) => {
  const table = rows(columns, cells, cells, cells);
  const text = suggestMapping([{ table: table[0]!.table, sample: table, file: 'a.csv' }], settings);
  expect((await compiled(text)).blocks.map((block) => block.kind)).toEqual([kind]);
});

it.each([
  [['x', 'y'], ['1', 'Иванов Пётр'], 'full_name: y # a guess'],
  [['x', 'z'], ['1', 'ООО Ромашка'], 'name: z # a guess'],
  [['x', 'z'], ['1', '2'], 'full_name: x # a guess'],
  [['Код', 'Цвет'], ['1', 'синий'], 'full_name: Цвет # a guess'],
])('a table of %j with %j still gives a draft that compiles', async (columns, cells, line) => {
  const table = rows(columns, cells, cells);
  const text = suggestMapping([{ table: table[0]!.table, sample: table, file: 'a.csv' }], settings);
  expect(text).toContain(line);
  expect((await compiled(text)).blocks).toHaveLength(1);
});

it.each([
  [
    ['Контрагент', 'Представитель', 'Телефон', 'Рост'],
    ['ООО Ромашка', 'Иванов Пётр', '89161234567', '180'],
    [
      `where: 'cell(row, "Контрагент") != ""'`,
      'key: {all: [Контрагент]}',
      'name: {from: Контрагент, do: [org_name], on_error: keep} # by the heading',
      `where: 'cell(row, "Представитель") != "" || cell(row, "Контрагент") == "" && (cell(row, "Телефон") != "")'`,
      'key: {all: [Представитель, Контрагент], or: auto}',
      'full_name: {from: Представитель, do: [collapse_spaces, person_name], on_error: keep} # by the heading',
      'company: {ref: companies, by: {all: [Контрагент]}, on_missing: null}',
      '#   рост: Рост',
    ],
  ],
  [
    ['COMPANY', 'Contact Person', 'Phone', 'Height'],
    ['Acme Inc.', 'John Smith', '+14155552671', '180'],
    [
      `where: 'cell(row, "Company") != ""'`,
      'name: {from: COMPANY, do: [org_name], on_error: keep}',
      'key: {all: [Contact Person, COMPANY], or: auto}',
      'company: {ref: companies, by: {all: [COMPANY]}, on_missing: null}',
      '#   height: Height',
    ],
  ],
])('companies with their people (%j) become two kinds with a relation', async (columns, cells, lines) => {
  const table = rows(columns, cells, cells);
  const text = suggestMapping([{ table: table[0]!.table, sample: table, file: 'a.csv' }], settings);
  for (const line of lines) expect(text).toContain(line);
  const mapping = await compiled(text);
  expect(mapping.warnings).toEqual([]);
  expect(mapping.blocks.map(({ kind }) => kind)).toEqual(['company', 'contact']);
  const [contact] = mapping.blocks[1]!.bind(table[0]!.table).map(table[0]!, []);
  expect(outcome(contact!)).toMatchObject({ full_name: cells[1], companies: [{ ref: { key: cells[0] } }] });
});

it('two such tables and one of companies keep their relations apart', async () => {
  const people = rows(['Компания', 'Контактное лицо'], ['ООО Ромашка', 'Иванов Пётр']);
  const firms = rows(['Название', 'ИНН', 'КПП'], ['ООО Ромашка', '7707083893', '770701001']);
  const text = suggestMapping(
    [firms, people, people].map((sample, at) => ({ table: sample[0]!.table, sample, file: `${at}.csv` })),
    settings,
  );
  const { blocks, sources } = await compiled(text);
  expect(new Set(blocks.map(({ name }) => name)).size).toBe(5);
  expect(sources.map(({ files }) => files)).toEqual([['0.csv'], ['1.csv'], ['2.csv']]);
  expect(blocks.map(({ kind, source }) => [kind, source])).toEqual([
    ['company', sources[0]!.name],
    ['company', sources[1]!.name],
    ['contact', sources[1]!.name],
    ['company', sources[2]!.name],
    ['contact', sources[2]!.name],
  ]);
});
