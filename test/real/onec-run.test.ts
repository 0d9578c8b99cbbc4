import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runFiles } from '../run-files.ts';

const data = resolve(import.meta.dirname, '../../../shared/data/1c');

/** Files, then companies, contacts and deals that are loaded, by SOURCES.md. */
const loaded = [
  ['commerceml/contractors-2.09-ns.xml', 4, 1, 0],
  ['commerceml/documents-2.09-ns.xml', 1, 1, 2],
  ['commerceml/order-2.03-utf8.xml', 0, 1, 1],
  ['commerceml/order-2.03-from-cp1251.xml', 0, 1, 1],
  ['commerceml/order-2.03-to-cp1251.xml', 0, 1, 1],
  ['commerceml/orders-2.03-three-docs.xml', 0, 1, 1],
  ['commerceml/orders-2.05-bitrix-formats.xml', 0, 0, 2],
  ['commerceml/order-noversion-bom.xml', 1, 0, 1],
  ['commerceml/cml1-sale77-cp1251.xml', 1, 0, 1],
  ['constructed/commerceml-3.1-container.xml', 1, 1, 1],
  ['constructed/enterprise-data-1.8.xml', 2, 2, 1],
  ['constructed/enterprise-data-1.21.xml', 2, 2, 0],
  ['constructed/kd2-exchange.xml', 3, 1, 1],
  ['constructed/v8exch-dialect-current-config.xml', 1, 0, 1],
  ['constructed/v8exch-dialect-data-row.xml', 1, 0, 0],
  ['constructed/odata-catalog-contractors.json', 1, 0, 0],
  ['constructed/odata-catalog-contractors.atom.xml', 1, 0, 0],
  ['constructed/odata-single-element.json', 1, 0, 0],
  ['bank/statement-1.02-cp1251.txt', 2, 0, 0],
  ['bank/statement-1.02-utf8-declared-windows.txt', 2, 0, 0],
  ['bank/payment-order-1.03-utf8.txt', 1, 0, 0],
] as const;

const count = (kind: string): string => `(select count(*) from ${kind}) as ${kind}`;

describe.skipIf(!existsSync(data))('runs over 1C files (skipped where ../shared/data/1c is absent)', () => {
  it.each(loaded)('%s gives %i companies, %i contacts, %i deals', async (file, companies, contacts, deals) => {
    const { rows, result } = await runFiles([join(data, file)]);
    expect(rows(`select ${count('company')}, ${count('contact')}, ${count('deal')}`)).toEqual([
      { company: companies, contact: contacts, deal: deals },
    ]);
    expect(result.exitCode).toBe(0);
  });

  it('loads an order whole, with its customer, contact person and positions', async () => {
    const { rows } = await runFiles([join(data, 'constructed/enterprise-data-1.8.xml')]);
    expect(
      rows(
        'select d.title, d.number, d.amount, d.currency, d.opened_at, c.name, p.full_name from deal d join company c on c.id = d.company_id join deal_contact l on l.deal_id = d.id join contact p on p.id = l.contact_id',
      ),
    ).toEqual([
      {
        title: 'Заказ клиента № ТД00-000001',
        number: 'ТД00-000001',
        amount: '12500.5',
        currency: 'RUB',
        opened_at: '2024-03-14T09:00:00Z',
        name: 'Ромашка',
        full_name: 'Петрова Анна Сергеевна',
      },
    ]);
    expect(rows('select name, quantity, price, total from deal_item')).toEqual([
      { name: 'Стол', quantity: '5', price: '2500.1', total: '12500.5' },
    ]);
    expect(
      rows(
        "select value, ext, p.type from company_phone p join company c on c.id = company_id where c.inn = '7700000009'",
      ),
    ).toEqual([
      { value: '+74951234567', ext: '101', type: 'work' },
      { value: '+74951234568', ext: null, type: 'work' },
      { value: '+74951234569', ext: null, type: 'work' },
      { value: '+79160000001', ext: null, type: 'mobile' },
    ]);
  });

  it('loads an entrepreneur as a company and the person behind it', async () => {
    const { rows } = await runFiles([join(data, 'constructed/enterprise-data-1.21.xml')]);
    expect(
      rows(
        "select c.name, c.legal_name, c.type, c.inn, c.ogrn, p.full_name from company c join contact_company l on l.company_id = c.id join contact p on p.id = l.contact_id where c.type = 'entrepreneur'",
      ),
    ).toEqual([
      {
        name: 'Иванов И. И.',
        legal_name: 'ИП Иванов Иван Иванович',
        type: 'entrepreneur',
        inn: '050000000002',
        ogrn: '304050000000002',
        full_name: 'Иванов Иван Иванович',
      },
    ]);
  });

  it.each(['list-saved-from-1c.xlsx', 'list-saved-from-1c-SharedStrings-case.xlsx', 'list-saved-as-text-cp1251.txt'])(
    'loads the two customers of %s',
    async (file) => {
      const { rows } = await runFiles([join(data, 'constructed', file)]);
      expect(rows('select name, inn, kpp from company order by id')).toEqual([
        { name: 'Ромашка', inn: '7700000009', kpp: '770001001' },
        { name: 'Иванов И. И.', inn: '050000000002', kpp: null },
      ]);
      expect(rows('select p.value, p.ext from company_phone p order by p.value')).toEqual([
        { value: '+74951234567', ext: '101' },
        { value: '+79280000002', ext: null },
        { value: '+79280000003', ext: null },
      ]);
    },
  );

  it('loads all positions of an order of version 1', async () => {
    const { rows } = await runFiles([join(data, 'commerceml/cml1-sale77-cp1251.xml')]);
    expect(rows('select title, amount, opened_at from deal')).toEqual([
      { title: 'Продажа № 0000014247', amount: '22487.27', opened_at: '2012-12-06T08:07:40Z' },
    ]);
    expect(rows('select count(*) as n from deal_item')).toEqual([{ n: 52 }]);
  });
});
