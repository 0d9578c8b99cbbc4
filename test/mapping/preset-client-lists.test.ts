import { expect, it } from 'vitest';
import { compilePresets } from '../../src/mapping/compile-presets.ts';
import { outcome, rows } from './workspace.ts';

/** What a ready mapping of companies and people in one list makes of one row, the company first. */
async function made(preset: string, cells: Readonly<Record<string, string>>): Promise<readonly unknown[]> {
  const mapping = await compilePresets([{ preset, files: ['a.csv'] }]);
  const [row] = rows(Object.keys(cells), Object.values(cells));
  return mapping.blocks.map((block) => outcome(block.bind(row!.table).map(row!, [])[0]!));
}

it('a company of Megaplan keeps what its row says of a person', async () => {
  const row = { Название: 'ООО Ромашка', 'Тип клиента': 'Компания', Ответственные: 'Мария', Telegram: '@romashka' };
  const person = { Должность: 'Бухгалтер', 'Дата рождения': '12.03.1980', Компания: 'Холдинг «Луг»' };
  expect(await made('megaplan-clients', { ...row, ...person, Комментарий: 'Утром' })).toMatchObject([
    {
      messengers: [{ service: 'telegram', value: '@romashka' }],
      comment: 'Утром\nДолжность: Бухгалтер\nДата рождения: 12.03.1980\nКомпания: Холдинг «Луг»',
    },
    'filtered',
  ]);
  const [bare] = await made('megaplan-clients', row);
  expect(bare).not.toHaveProperty('comment');
});

it('a person of Megaplan keeps what the row says of a company', async () => {
  const row = { Название: 'Иванов Пётр', 'Тип клиента': 'Человек', Ответственные: 'Мария', ИНН: '500100732259' };
  const company = { КПП: '770701001', ОГРН: '1027700132195', Сайт: 'ivanov.ru', 'Юридический адрес': 'Тула' };
  expect(await made('megaplan-clients', { ...row, ...company })).toMatchObject([
    'filtered',
    {
      inn: '500100732259',
      urls: ['ivanov.ru'],
      addresses: [{ text: 'Тула', type: 'legal' }],
      comment: 'КПП: 770701001\nОГРН: 1027700132195',
    },
  ]);
});

it('a row of the list of amoCRM keeps what its kind has no field for', async () => {
  const company = { ID: '1', Тип: 'компания', 'Полное имя контакта': '', 'Название компании': 'ООО Ромашка' };
  const person = {
    Должность: 'Бухгалтер',
    'Дата рождения': '12.03.1980',
    Skype: 'romashka',
    'Примечание 1': 'Звонила',
  };
  expect(await made('amocrm-list', { ...company, ...person })).toMatchObject([
    {
      messengers: [{ service: 'skype', value: 'romashka' }],
      comment: 'Звонила\nДолжность: Бухгалтер\nДата рождения: 12.03.1980',
    },
    'filtered',
  ]);
  const named = { ID: '2', Тип: 'контакт', 'Полное имя контакта': 'Иванов Пётр', 'Название компании': '' };
  expect(await made('amocrm-list', { ...named, ...person, КПП: '770701001' })).toMatchObject([
    'filtered',
    { position: 'Бухгалтер', birth_date: '1980-03-12', comment: 'Звонила\nКПП: 770701001' },
  ]);
});
