import { mkdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runFiles } from '../run-files.ts';
import { csv, nobody, sid } from '../salesforce-reading.ts';
import { workdir } from '../workdir.ts';
import { zip } from '../zip.ts';

const org = 'WE_00D5g000000AbcdEAC';

describe('a whole weekly export', () => {
  const people = Array.from({ length: 60 }, (_, at) => at);
  const contacts = (from: number, to: number, columns: readonly string[]): string =>
    csv(
      ['Id', 'IsDeleted', 'LastName', ...columns],
      ...people
        .slice(from, to)
        .map((at) => [
          sid('003', at),
          '0',
          `Фамильный-${'абвгдежзик'.charAt(at % 10)}${'лмнопр'.charAt(at % 6)}`,
          ...columns.map((name) => (name === 'AccountId' ? sid('001', at) : `p${at}@firma-perenos.ru`)),
        ]),
    );

  /** Three parts with 303 files: most of objects nobody moves, most of these empty; Contact stands in two parts with other columns. */
  function parts(): readonly { readonly name: string; readonly data: Buffer }[] {
    const strange = Array.from({ length: 300 }, (_, at) => ({
      name: `${at % 2 === 0 ? 'Setup' : ''}Thing${at}__c.csv`,
      data: csv(['Id', 'IsDeleted', 'Name'], ...(at % 10 === 0 ? [[sid('a01', at % 100), '0', 'x']] : [])),
    }));
    const accounts = csv(
      ['Id', 'IsDeleted', 'Name', 'ParentId'],
      ...people.map((at) => [sid('001', at), at % 20 === 0 ? '1' : '0', `Предприятие ${at}`, nobody]),
    );
    const files = [
      [{ name: 'Contact.csv', data: contacts(0, 40, ['AccountId', 'Email']) }, ...strange.slice(0, 100)],
      [{ name: 'Account.csv', data: accounts }, ...strange.slice(100, 200)],
      [{ name: 'Contact.csv', data: contacts(35, 60, ['Email']) }, ...strange.slice(200)],
    ];
    return files.map((list, at) => ({ name: `${org}_${at + 1}.ZIP`, data: zip(list) }));
  }

  it('of hundreds of files in several archives, or in one archive, gives every record once', async () => {
    const dir = workdir();
    const apart = parts().map(({ name, data }) => dir.write(name, data));
    const outer = dir.write('export.zip', zip(parts().map((part) => ({ ...part, deflate: false }))));
    for (const files of [apart, [outer]]) {
      const { rows, codes, result } = await runFiles(files);
      expect(result.exitCode).toBe(0);
      expect(
        rows('SELECT (SELECT count(*) FROM company) AS companies, (SELECT count(*) FROM contact) AS contacts'),
      ).toEqual([{ companies: 57, contacts: 60 }]);
      // The part without AccountId has 20 of its own; two of the others belong to companies in the recycle bin.
      expect(rows('SELECT count(*) AS links FROM contact_company')).toEqual([{ links: 38 }]);
      expect(codes['salesforce.repeated-ids']).toBe(1);
    }
  });

  it('stops where a part is missing', async () => {
    const dir = workdir();
    const [first, , third] = parts();
    const files = [first, third].flatMap((part) => (part === undefined ? [] : [dir.write(part.name, part.data)]));
    await expect(runFiles(files)).rejects.toMatchObject({ code: 'salesforce.part-missing', args: { missing: '2' } });
  });
});

it('a file saved again in a Russian spreadsheet beside untouched ones keeps its days, its clock and its amounts', async () => {
  const dir = workdir();
  const folder = dir.path('export');
  mkdirSync(folder);
  dir.write(
    'export/Account.csv',
    csv(['Id', 'IsDeleted', 'Name', 'CreatedDate'], [sid('001', 1), '0', 'Альфа', '2026-06-09 16:12:25']),
  );
  const deals = [
    ['Id', 'IsDeleted', 'AccountId', 'Name', 'StageName', 'Amount', 'CloseDate', 'CreatedDate'],
    [sid('006', 1), '0', sid('001', 1), 'Первая', 'Prospecting', '1000,5', '09.06.2026', '09-06-2026 16:14'],
    [sid('006', 2), '0', sid('001', 1), 'Вторая', 'Prospecting', '2000', '30.06.2026', '30-06-2026 0:05'],
  ];
  dir.write('export/Opportunity.csv', `\uFEFF${deals.map((row) => row.join(';')).join('\r\n')}\r\n`);
  const { rows } = await runFiles([folder]);
  expect(rows('SELECT name, created_at FROM company')).toEqual([{ name: 'Альфа', created_at: '2026-06-09T16:12:25Z' }]);
  expect(rows('SELECT title, amount, close_date, created_at, company_id FROM deal ORDER BY id')).toEqual([
    { title: 'Первая', amount: '1000.5', close_date: '2026-06-09', created_at: '2026-06-09T16:14:00Z', company_id: 1 },
    { title: 'Вторая', amount: '2000', close_date: '2026-06-30', created_at: '2026-06-30T00:05:00Z', company_id: 1 },
  ]);
});

it('a query whose cells hold addresses as JSON and whose columns hold children gives companies, addresses and contacts', async () => {
  const address = (street: string): string =>
    JSON.stringify({
      city: 'Казань',
      country: 'Россия',
      geocodeAccuracy: null,
      latitude: null,
      longitude: null,
      postalCode: '420012',
      state: 'Татарстан',
      street,
    }).replaceAll('"', '""');
  const lines = [
    'Id,Name,BillingAddress,Contacts.totalSize,Contacts.records.0.Id,Contacts.records.0.LastName,Contacts.records.1.Id,Contacts.records.1.LastName',
    `${sid('001', 1)},Альфа,"${address('ул. Баумана, 1\nстр. 2')}",2,${sid('003', 1)},Сова,${sid('003', 2)},Гусева`,
    `${sid('001', 2)},Бета,,,,,,`,
  ];
  const { rows } = await runFiles([workdir().write('accounts.csv', `${lines.join('\n')}\n`)]);
  expect(
    rows(
      'SELECT name, postal_code, region, city FROM company LEFT JOIN company_address ON company_id = id ORDER BY id',
    ),
  ).toEqual([
    { name: 'Альфа', postal_code: '420012', region: 'Татарстан', city: 'Казань' },
    { name: 'Бета', postal_code: null, region: null, city: null },
  ]);
  expect(rows('SELECT last_name, company_id FROM contact JOIN contact_company ON contact_id = id ORDER BY id')).toEqual(
    [
      { last_name: 'Сова', company_id: 1 },
      { last_name: 'Гусева', company_id: 1 },
    ],
  );
});
