import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { presets } from '../../src/mapping/presets.ts';
import type { Profile } from '../../src/model/profile.ts';
import { runCommand } from '../run-command.ts';

const samples = resolve(import.meta.dirname, '../../samples');
const shared = resolve(import.meta.dirname, '../../../shared/data');

/** What is said of a file: its kind, and of each table the rows, the ready mapping and the kinds of records made of it. */
interface Said {
  readonly kind: string;
  readonly tables: Readonly<Record<string, readonly [rows: number, preset: string | null, ...entities: string[]]>>;
  /** Codes of what is odd, of the file and of its columns. */
  readonly odd: readonly string[];
}

async function inspect(file: string): Promise<Said> {
  const { summary } = await runCommand(['inspect', file]);
  const [one] = (summary as Profile).files;
  if (one === undefined) throw new Error(`nothing is said of ${file}`);
  return {
    kind: one.kind,
    tables: Object.fromEntries(
      one.tables.map(({ name, rows, preset, entities }) => [name, [rows, preset, ...entities]]),
    ),
    odd: [
      ...one.findings.map(({ code }) => code),
      ...one.tables.flatMap(({ columns }) => columns.flatMap(({ oddities }) => oddities.map(({ code }) => code))),
    ],
  };
}

type Case = readonly [file: string, kind: string | RegExp, tables: Said['tables'], odd?: readonly string[]];

const csv = /^CSV/;
const one = (rows: number, preset: string, ...entities: string[]): Said['tables'] => ({
  '': [rows, preset, ...entities],
});

const ours: readonly Case[] = [
  [
    'systems/amocrm-deals-older.csv',
    csv,
    one(1, 'amocrm-deals', 'company', 'contact', 'deal'),
    ['profile.empty-column'],
  ],
  ['systems/amocrm-deals.csv', csv, one(2, 'amocrm-deals', 'company', 'contact', 'deal'), ['profile.repeated-heading']],
  ['systems/amocrm-list.csv', csv, one(2, 'amocrm-list', 'company', 'contact')],
  ['systems/basecamp-people.json', 'JSON', one(2, 'basecamp-people', 'user', 'contact')],
  ['systems/basecamp-todos.json', 'JSON', one(1, 'basecamp-todos', 'activity')],
  ['systems/bitrix24-companies.csv', csv, one(3, 'bitrix24-companies', 'company')],
  ['systems/bitrix24-contacts.csv', csv, one(2, 'bitrix24-contacts', 'contact')],
  ['systems/bitrix24-deals.csv', csv, one(3, 'bitrix24-deals', 'company', 'contact', 'deal')],
  ['systems/bitrix24-leads.xls', 'HTML table', one(3, 'bitrix24-leads', 'lead')],
  ['systems/google-contacts.csv', csv, one(2, 'google-contacts', 'contact')],
  ['systems/hubspot-companies.csv', csv, one(1, 'hubspot-companies', 'company')],
  ['systems/hubspot-contacts.csv', csv, one(2, 'hubspot-contacts', 'contact')],
  ['systems/hubspot-deals.csv', csv, one(1, 'hubspot-deals', 'deal')],
  ['systems/jira.csv', csv, one(2, 'jira', 'activity'), ['profile.repeated-heading']],
  ['systems/megaplan-clients.csv', csv, one(2, 'megaplan-clients', 'company', 'contact')],
  ['systems/megaplan-deals.csv', csv, one(1, 'megaplan-deals', 'deal')],
  ['systems/outlook-contacts.csv', 'CSV ",", windows-1251', one(2, 'outlook-contacts', 'contact')],
  ['systems/pipedrive-deals.csv', csv, one(1, 'pipedrive-deals', 'deal')],
  ['systems/pipedrive-organizations.csv', csv, one(1, 'pipedrive-organizations', 'company')],
  ['systems/pipedrive-people.csv', csv, one(1, 'pipedrive-people', 'contact')],
  ['systems/planfix-api.json', 'JSON', { contacts: [2, 'planfix-api', 'company', 'contact'] }],
  ['systems/planfix-contacts.csv', csv, one(1, 'planfix-contacts', 'contact')],
  ['systems/planfix-tasks.csv', csv, one(1, 'planfix-tasks', 'activity')],
  ['systems/regionsoft.csv', 'CSV ";", windows-1251', one(1, 'regionsoft', 'company'), ['csv.stray-quote']],
  ['systems/thunderbird.csv', csv, one(1, 'thunderbird', 'contact')],
  ['systems/unisender.csv', csv, one(2, 'unisender', 'contact')],
  ['systems/worksection.csv', csv, one(1, 'worksection', 'activity')],
  [
    'trello/board.json',
    'Trello board',
    {
      card: [3, 'trello', 'deal'],
      checkitem: [2, 'trello', 'activity'],
      comment: [1, 'trello', 'note'],
      member: [2, 'trello', 'user'],
    },
  ],
  ['trello/one-card.json', 'Trello card', { card: [1, 'trello', 'deal'] }],
  ['vcard/phone-2.1.vcf', 'vCard 2.1', one(2, 'vcard', 'company', 'contact'), ['vcard.no-name']],
  ['vcard/versions-3-and-4.vcf', 'vCard', one(4, 'vcard', 'company', 'contact')],
  ['sqlite/old-crm.db', 'SQLite', { contacts: [2, 'contacts', 'contact'], companies: [1, 'companies', 'company'] }],
  [
    'salesforce/bulk.csv',
    'Salesforce Bulk API CSV',
    { Opportunity: [1, 'salesforce', 'deal'], Account: [1, 'salesforce', 'company'] },
    ['salesforce.currency-unknown'],
  ],
  [
    'salesforce/loader.csv',
    'Salesforce Data Loader CSV',
    { Account: [2, 'salesforce', 'company'] },
    ['salesforce.id-repaired'],
  ],
  [
    'salesforce/error010224033000123.csv',
    'Salesforce Data Loader result file',
    { Contact: [1, 'salesforce', 'contact'] },
  ],
  [
    'salesforce/formatted.xlsx',
    'Salesforce report workbook',
    { Account: [2, 'salesforce', 'company'] },
    ['salesforce.report-furniture'],
  ],
  [
    'salesforce/report1738569600123.csv',
    'Salesforce report',
    { Account: [2, 'salesforce', 'company'] },
    ['salesforce.report-furniture'],
  ],
  [
    'salesforce/query.json',
    'Salesforce sf query JSON',
    {
      Contact: [2, 'salesforce', 'contact'],
      Task: [1, 'salesforce', 'activity'],
      Account: [1, 'salesforce', 'company'],
    },
    ['salesforce.truncated'],
  ],
  [
    'salesforce/sf-query.csv',
    'Salesforce sf query CSV',
    { Account: [2, 'salesforce', 'company'], Contact: [2, 'salesforce', 'contact'] },
  ],
  [
    'salesforce/tree.json',
    'Salesforce sObject tree',
    {
      Account: [2, 'salesforce', 'company'],
      Contact: [1, 'salesforce', 'contact'],
      Opportunity: [1, 'salesforce', 'deal'],
    },
    ['salesforce.unresolved-reference'],
  ],
];

/** Files of others: what their SOURCES.md says of them. */
const others: readonly Case[] = [
  ['salesforce/data-loader/accountData.csv', 'Salesforce Data Loader CSV', { Account: [423, 'salesforce', 'company'] }],
  [
    'salesforce/data-loader/opportunityData.csv',
    'Salesforce Data Loader CSV',
    { Opportunity: [38, 'salesforce', 'deal'] },
  ],
  [
    'salesforce/data-loader/success0413060133.csv',
    'Salesforce Data Loader result file',
    { Opportunity: [9, 'salesforce', 'deal'] },
  ],
  ['salesforce/query-csv/Lead.csv', /Salesforce/, { Lead: [22, 'salesforce', 'lead'] }],
  ['salesforce/bulk-csv-delimiters/caret.csv', /Salesforce/, { Account: [10, 'salesforce', 'company'] }],
  [
    'salesforce/tree-nested/accounts-contacts-tree.json',
    'Salesforce sObject tree',
    { Account: [2, 'salesforce', 'company'], Contact: [2, 'salesforce', 'contact'] },
  ],
  ['other-systems/amocrm/constructed-export-contacts-semicolon.csv', csv, one(3, 'amocrm-list', 'company', 'contact')],
  [
    'other-systems/amocrm/constructed-export-leads-semicolon.csv',
    csv,
    one(2, 'amocrm-deals', 'company', 'contact', 'deal'),
  ],
  [
    'other-systems/amocrm/constructed-export-leads-suffixed.csv',
    csv,
    one(2, 'amocrm-deals', 'company', 'contact', 'deal'),
  ],
  [
    'other-systems/amocrm/constructed-import-template-leads-cp1251.csv',
    csv,
    one(2, 'amocrm-deals', 'company', 'contact', 'deal'),
  ],
  ['other-systems/contacts-csv/constructed-google-label-headers.csv', csv, one(3, 'google-contacts', 'contact')],
  ['other-systems/contacts-csv/google-type-headers.csv', csv, one(1, 'google-contacts', 'contact')],
  ['other-systems/contacts-csv/constructed-outlook-com.csv', csv, one(2, 'outlook-contacts', 'contact')],
  [
    'other-systems/contacts-csv/constructed-outlook-desktop-cp1251.csv',
    /windows-1251/,
    one(2, 'outlook-contacts', 'contact'),
  ],
  ['other-systems/contacts-csv/thunderbird.csv', csv, one(1, 'thunderbird', 'contact')],
  ['other-systems/hubspot/constructed-hubspot-contacts.csv', csv, one(2, 'hubspot-contacts', 'contact')],
  ['other-systems/jira/constructed-jira-cloud.csv', csv, one(2, 'jira', 'activity')],
  ['other-systems/pipedrive/constructed-pipedrive-people.csv', csv, one(1, 'pipedrive-people', 'contact')],
  ['other-systems/vcard/android-2.1-quoted-printable.vcf', 'vCard 2.1', one(6, 'vcard', 'company', 'contact')],
  ['other-systems/vcard/constructed-ru-3.0-4.0.vcf', 'vCard', one(3, 'vcard', 'company', 'contact')],
  ['other-systems/vcard/utf16be-3.0.vcf', 'vCard 3.0', one(1, 'vcard', 'company', 'contact')],
];

async function expectSaid(folder: string, [file, kind, tables, odd = []]: Case): Promise<void> {
  const said = await inspect(join(folder, file));
  if (typeof kind === 'string') expect(said.kind).toBe(kind);
  else expect(said.kind).toMatch(kind);
  expect(said.tables).toEqual(tables);
  expect(said.odd).toEqual(expect.arrayContaining([...odd]));
}

describe('inspect says what a file is, which records it holds, how many, and what is odd', () => {
  it.each(ours.map((given) => [given[0], given] as const))('%s', (_, given) => expectSaid(samples, given));

  it('of every sample of a system', () => {
    const told = new Set(ours.map(([file]) => file));
    const files = readdirSync(join(samples, 'systems')).filter((name) => !name.endsWith('.drafts.json'));
    const systems = files.filter((name) =>
      /^(?:amocrm|basecamp|bitrix24|google|hubspot|jira|megaplan|outlook|pipedrive|planfix|regionsoft|thunderbird|unisender|worksection)/.test(
        name,
      ),
    );
    expect(systems.filter((name) => !told.has(`systems/${name}`))).toEqual([]);
    const fitting = presets().filter(
      ({ name, spec }) => spec.fits !== undefined && !/^(?:1c-|companies-|deals$)/.test(name),
    );
    const said = new Set(ours.flatMap(([, , tables]) => Object.values(tables).map(([, preset]) => preset)));
    expect(fitting.map(({ name }) => name).filter((name) => !said.has(name))).toEqual([]);
  });

  it('of a weekly export: what becomes records, and what only completes them', async () => {
    const { kind, tables, odd } = await inspect(join(samples, 'salesforce/WE_00D3X000000OrgnUAC_1.zip'));
    expect(kind).toBe('Salesforce Data Export');
    expect(tables).toMatchObject({
      User: [2, 'salesforce', 'user'],
      Account: [3, 'salesforce', 'company'],
      Contact: [2, 'salesforce', 'contact'],
      RecordType: [1, 'salesforce'],
      CampaignMember: [1, 'salesforce'],
    });
    expect(odd).toContain('salesforce.owners-inactive');
  });
});

describe.skipIf(!existsSync(shared))('inspect of files of others (skipped where ../shared/data is absent)', () => {
  it.each(others.map((given) => [given[0], given] as const))('%s', (_, given) => expectSaid(shared, given));
});
