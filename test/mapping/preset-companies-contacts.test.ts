import { expect, it } from 'vitest';
import { compilePresets } from '../../src/mapping/compile-presets.ts';
import { outcome, rows } from './workspace.ts';

const halves = [
  'Компания',
  'ИНН',
  'КПП',
  'Контактное лицо',
  'Должность',
  'Дата рождения',
  'Телефон',
  'Сайт',
  'Комментарий',
];

/** What the ready mapping of companies with their people makes of one row, the company first. */
async function halvesOf(...cells: readonly string[]) {
  const mapping = await compilePresets([{ preset: 'companies-contacts', files: ['a.csv'] }]);
  const [row] = rows(halves, cells);
  return mapping.blocks.map((block) => block.bind(row!.table).map(row!, [])[0]!);
}

it('what a row tells of a person without a name stays with the company, under its heading', async () => {
  const phone = '89161234567';
  const made = await halvesOf('ООО Ромашка', '', '', '', 'Бухгалтер', '12.03.1980', phone, '', 'Звонить утром');
  expect(made.map(outcome)).toMatchObject([
    { phones: [{ value: '+79161234567' }], comment: 'Звонить утром\nДолжность: Бухгалтер\nДата рождения: 12.03.1980' },
    'filtered',
  ]);
  const named = await halvesOf('ООО Ромашка', '', '', 'Иванов Пётр', 'Бухгалтер', '12.03.1980', phone, '', 'Утром');
  expect(named.map(outcome)).toMatchObject([
    { comment: 'Утром' },
    { position: 'Бухгалтер', birth_date: '1980-03-12', phones: [{ value: '+79161234567' }] },
  ]);
});

it('what a row tells of a company without a name stays with the person', async () => {
  const made = await halvesOf('', '7707083893', '770701001', 'Иванов Пётр', '', '', '', 'ivanov.ru', 'Друг');
  expect(made.map(outcome)).toMatchObject([
    'filtered',
    { full_name: 'Иванов Пётр', urls: ['ivanov.ru'], comment: 'Друг\nКПП: 770701001\nИНН: 7707083893' },
  ]);
});

it("a number of twelve digits is the company's where no person is named", async () => {
  const [company] = await halvesOf('Петров Олег', '500100732259', '', '', '', '', '', '', '');
  expect(outcome(company!)).toMatchObject({ name: 'Петров Олег', inn: '500100732259' });
  const both = await halvesOf('ООО Ромашка', '500100732259', '', 'Петров Олег', '', '', '', '', '');
  expect(outcome(both[0]!)).not.toHaveProperty('inn');
  expect(outcome(both[1]!)).toMatchObject({ inn: '500100732259' });
});

it('a phone of nobody is refused with its line; a row that says nothing is passed over', async () => {
  expect((await halvesOf('', '', '', '', 'Курьер', '', '89161234567', '', '')).map(outcome)).toEqual([
    'filtered',
    ['record.required'],
  ]);
  expect((await halvesOf('', '', '', '', '', '', '', '', '')).map(outcome)).toEqual(['filtered', 'filtered']);
});
