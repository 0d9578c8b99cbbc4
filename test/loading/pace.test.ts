import { expect, test } from 'vitest';
import type { Traffic } from '../../src/emulators/request-log.ts';
import { portalStage } from './portal-stage.ts';
import { rehearsal } from './rehearsal.ts';

/** So many companies, contacts, deals and notes. */
const count = 200;

const letters = (i: number) => Array.from(String(i), (digit) => 'абвгдежзик'[Number(digit)]).join('');
const rows = (f: (i: number) => string) => Array.from({ length: count }, (_, i) => f(i + 1)).join('\n');
const files = {
  'companies.csv': `Код;Название;Полное;Адрес;Счёт;БИК\n${rows((i) => `${i};Фирма ${letters(i)};Общество «${letters(i)}»;г. Москва, ул. Первая, ${i};407028100000000${10_000 + i};044525225`)}\n`,
  'contacts.csv': `Код;Фамилия;Имя;Телефон;Компания\n${rows((i) => `${i};${['Иванов', 'Петров', 'Сидоров', 'Орлов'][i % 4]}${letters(i)};${['Анна', 'Олег', 'Вера'][i % 3]};+7916${1_000_000 + i};${i}`)}\n`,
  'deals.csv': `Код;Название;Сумма;Компания;Контакт;Товар;Цена;Кол\n${rows((i) => `${i};Сделка ${i};${i}.50;${i};${i};Товар ${i};${i}.50;1`)}\n`,
  'notes.csv': `Код;Текст;Сделка\n${rows((i) => `${i};Запись ${i};${i}`)}\n`,
  'perenos.yaml': `perenos: 1
project: rehearsal
target: {type: bitrix24, limits: {max_reject_share: 100%}}
dedupe: {contact: {mode: exact}, company: {mode: exact}}
sources:
  companies: {file: companies.csv, key: Код, system: old}
  contacts: {file: contacts.csv, key: Код, system: old}
  deals: {file: deals.csv, key: Код, system: old}
  notes: {file: notes.csv, key: Код, system: old}
load:
  companies:
    entity: company
    from: companies
    key: Код
    fields:
      name: {from: Название, required: true}
      legal_name: Полное
      addresses: [{from: Адрес, type: legal}]
      bank_accounts: [{account: Счёт, bik: БИК}]
  contacts:
    entity: contact
    from: contacts
    key: Код
    fields:
      last_name: {from: Фамилия, required: true}
      first_name: Имя
      phones: [{from: Телефон, type: mobile, do: [phone]}]
      companies: [{ref: companies, by: Компания}]
  deals:
    entity: deal
    from: deals
    key: Код
    fields:
      title: {from: Название, required: true}
      amount: {from: Сумма, do: [{money: RUB}]}
      company: {ref: companies, by: Компания}
      contacts: [{ref: contacts, by: Контакт}]
      items: [{name: Товар, price: Цена, quantity: Кол}]
  notes:
    entity: note
    from: notes
    key: Код
    fields:
      text: {from: Текст, required: true}
      links: [{ref: deals, by: Сделка}]
`,
};
/** Seconds of server time of the calls that write: a portal that works on one call at a time cannot be loaded in less. */
function writingSeconds({ operation, parameters, answer, costMs }: Traffic): number {
  const isWrite = (method: string) => /import|\.add|\.set|\.update/i.test(method);
  if (operation !== 'batch') return isWrite(operation) ? costMs / 1000 : 0;
  const { cmd } = parameters as { readonly cmd: Readonly<Record<string, string>> };
  const { result } = answer as {
    readonly result: { readonly result_time: Readonly<Record<string, { duration: number }>> };
  };
  return Object.entries(result.result_time).reduce(
    (sum, [key, { duration }]) => sum + (isWrite(cmd[key]?.split('?')[0] ?? '') ? duration : 0),
    0,
  );
}

test('records with requisites, links, products and notes go as fast as the server time of a portal allows, with no refusal', async () => {
  const { emulator, stage } = await portalStage({ plan: 'standard', costFactor: 1 }, { plan: 'standard' });
  const project = await rehearsal(stage, files);
  const { plan, sums } = await project.plan();
  plan.close();
  expect(sums.map(({ planned }) => planned)).toEqual([count, count, count, count]);
  let least = 0;
  emulator.log.clear();
  emulator.log.listen((traffic) => (least += writingSeconds(traffic)));
  const from = emulator.clock.now();
  const { starts } = await project.applyUntilDone(plan);
  expect(starts).toBe(1);
  const seconds = (emulator.clock.now() - from) / 1000;
  const { requests, refused } = emulator.log.counts();
  expect(least / seconds, `${least} of ${seconds} s`).toBeGreaterThan(0.95);
  expect(refused / requests).toBeLessThan(0.01);
  const { items, rows } = emulator.state;
  expect([items.company.size, items.contact.size, items.deal.size]).toEqual([count, count, count]);
  for (const table of ['requisites', 'addresses', 'bankDetails', 'comments', 'productRows'] as const)
    expect(rows[table].size, table).toBe(count);
});
