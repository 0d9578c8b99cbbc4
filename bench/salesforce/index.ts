// npm run bench:salesforce -- [MEGABYTES] [--run]
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { idSuffix } from '../../src/sources/salesforce/id.ts';
import { programFile, runNode, type ChildRun } from '../child.ts';

// An unpacked weekly export of so many megabytes (200 by default): csv-parse alone, the source, and with --run a whole dry run.
const megabytes = Number(process.argv[2] ?? 200);
const isWhole = process.argv.includes('--run');
const root = resolve(import.meta.dirname, '../..');

const nobody = '000000000000000AAA';
const when = '2026-06-09 16:12:25';

function id(prefix: string, number: number): string {
  const short = `${prefix}5g00000${String(number).padStart(5, '0').slice(-5)}`;
  const long = number < 100_000 ? short : `${prefix}5g${String(number).padStart(10, '0')}`;
  return long + idSuffix(long);
}

type Row = (number: number) => readonly string[];
const stamps = ['CreatedDate', 'CreatedById', 'LastModifiedDate', 'LastModifiedById', 'SystemModstamp'];
const stampCells = (number: number): readonly string[] => [
  when,
  id('005', number % 40),
  when,
  id('005', number % 40),
  when,
];

/** Objects with their columns, and how many rows of each there are to one account. */
const objects: readonly {
  readonly name: string;
  readonly columns: readonly string[];
  readonly share: number;
  readonly row: Row;
}[] = [
  {
    name: 'Account',
    columns: [
      'Id',
      'IsDeleted',
      'MasterRecordId',
      'Name',
      'Type',
      'RecordTypeId',
      'ParentId',
      'BillingStreet',
      'BillingCity',
      'BillingPostalCode',
      'BillingCountry',
      'Phone',
      'Fax',
      'Website',
      'Industry',
      'AnnualRevenue',
      'NumberOfEmployees',
      'CurrencyIsoCode',
      'Description',
      'OwnerId',
      ...stamps,
      'Segments__c',
      'INN__c',
      'Empty__c',
      'Also_Empty__c',
    ],
    share: 1,
    row: (number) => [
      id('001', number),
      '0',
      nobody,
      `ООО «Предприятие ${number}»`,
      'Customer',
      '0125g00000AbcdE',
      nobody,
      `ул. Длинная, ${number}\nстр. 2`,
      'Екатеринбург',
      '620000',
      'Россия',
      '+7 (343) 123-45-67',
      '',
      `www.firma${number}.ru`,
      'Food; drink; tobacco',
      `${number}.225`,
      '12',
      'RUB',
      `Крупный покупатель, "особые" условия ${number}`,
      id('005', number % 40),
      ...stampCells(number),
      'VIP;Опт',
      '0165500001',
      '',
      '',
    ],
  },
  {
    name: 'Contact',
    columns: [
      'Id',
      'IsDeleted',
      'MasterRecordId',
      'AccountId',
      'LastName',
      'FirstName',
      'Phone',
      'MobilePhone',
      'Email',
      'Title',
      'Birthdate',
      'HasOptedOutOfEmail',
      'DoNotCall',
      'MailingCity',
      'OwnerId',
      ...stamps,
    ],
    share: 2,
    row: (number) => [
      id('003', number),
      '0',
      nobody,
      id('001', number >> 1),
      `Фамильный${number}`,
      'Александр',
      '+7 343 765-43-21',
      `+7916${String(number).padStart(7, '0')}`,
      `person${number}@firma-perenos.ru`,
      'Менеджер по закупкам',
      '1980-02-29 00:00:00',
      '0',
      '1',
      'Екатеринбург',
      id('005', number % 40),
      ...stampCells(number),
    ],
  },
  {
    name: 'Opportunity',
    columns: [
      'Id',
      'IsDeleted',
      'AccountId',
      'Name',
      'Description',
      'StageName',
      'Amount',
      'Probability',
      'CloseDate',
      'Type',
      'LeadSource',
      'IsClosed',
      'IsWon',
      'CurrencyIsoCode',
      'CampaignId',
      'OwnerId',
      ...stamps,
    ],
    share: 1,
    row: (number) => [
      id('006', number),
      '0',
      id('001', number),
      `Поставка ${number}`,
      '',
      'Negotiation/Review',
      `${number}.50`,
      '60',
      '2026-12-31 00:00:00',
      'New',
      'Web',
      '0',
      '0',
      'RUB',
      nobody,
      id('005', number % 40),
      ...stampCells(number),
    ],
  },
  {
    name: 'Task',
    columns: [
      'Id',
      'IsDeleted',
      'WhoId',
      'WhatId',
      'Subject',
      'ActivityDate',
      'Status',
      'Priority',
      'AccountId',
      'Description',
      'IsClosed',
      'OwnerId',
      ...stamps,
    ],
    share: 4,
    row: (number) => [
      id('00T', number),
      '0',
      id('003', number >> 1),
      number % 3 === 0 ? nobody : id('006', number >> 2),
      `Позвонить ${number}`,
      '2026-07-01 00:00:00',
      'Completed',
      'Normal',
      '',
      `Говорили о поставке ${number}.\nПерезвонить через неделю.`,
      '1',
      id('005', number % 40),
      ...stampCells(number),
    ],
  },
];

const line = (cells: readonly string[]): string =>
  `${cells.map((cell) => `"${cell.includes('"') ? cell.replaceAll('"', '""') : cell}"`).join(',')}\n`;

async function write(folder: string): Promise<void> {
  const outs = objects.map(({ name, columns }) => {
    const out = createWriteStream(join(folder, `${name}.csv`));
    out.write(line(columns));
    return out;
  });
  for (let number = 0, bytes = 0; bytes < megabytes * 1e6; number += 1) {
    for (const [index, { share, row }] of objects.entries()) {
      let text = '';
      for (let one = 0; one < share; one += 1) text += line(row(number * share + one));
      bytes += Buffer.byteLength(text);
      const out = outs[index];
      if (out?.write(text) === false) await once(out, 'drain');
    }
  }
  for (const out of outs) {
    out.end();
    await once(out, 'close');
  }
}

function say(name: string, run: ChildRun, told: string): void {
  const peak = Math.round(run.peakBytes / 1024 ** 2);
  console.log(`${name}: ${(run.cpuMs / 1000).toFixed(2)} s of CPU, peak ${peak} MB, ${told}`);
}

const folder = await mkdtemp(join(tmpdir(), 'perenos-bench-'));
try {
  const files = join(folder, 'export');
  await mkdir(files);
  await write(files);
  const script = (name: string): string => join(root, 'bench', 'scripts', name);
  const bare = await runNode(root, '--import', 'tsx', script('bare-csv-parse.ts'), files);
  say('csv-parse alone', bare, bare.out.trim());
  const source = await runNode(root, '--import', 'tsx', script('read-salesforce.ts'), files);
  say('the source', source, source.out.trim());
  console.log(`${(source.cpuMs / bare.cpuMs).toFixed(2)} times the CPU time of csv-parse alone; at most 3`);
  if (isWhole) {
    const words = ['run', files, '--dry-run', '--to', join(folder, 'crm.db'), '--project', folder, '--json', '-q'];
    const whole = await runNode(folder, programFile(root), ...words);
    say('a whole dry run', whole, `${(whole.wallMs / 1000).toFixed(0)} s by the clock`);
  }
} finally {
  await rm(folder, { recursive: true });
}
