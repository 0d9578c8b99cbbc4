import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { compileMappingText } from '../../src/mapping/compile.ts';
import { convertMapping } from '../../src/mapping/import/convert.ts';
import { readCumulusci } from '../../src/mapping/import/cumulusci.ts';
import { readSdl } from '../../src/mapping/import/sdl.ts';
import { readSfdmu } from '../../src/mapping/import/sfdmu.ts';
import { columnsAndTexts, unaccounted } from './import-accounting.ts';

const samples = join(import.meta.dirname, '..', '..', 'samples', 'mapping-import');
const sample = (name: string) => readFileSync(join(samples, name), 'utf8');

interface Blocks {
  readonly load: Record<string, { readonly key: unknown; readonly fields: Record<string, unknown> }>;
  readonly maps?: Record<string, unknown>;
}
const blocksOf = (text: string) => parse(text) as Blocks;

describe('an .sdl', () => {
  test('keeps columns, fixed values, one column for several fields and parents', () => {
    const made = convertMapping(readSdl(sample('accounts.sdl'), { name: 'accounts' }), 'p');
    expect(blocksOf(made.text).load['accounts']).toMatchObject({
      entity: 'company',
      key: 'CODE',
      fields: {
        name: { from: 'TITLE' },
        industry: { const: 'Manufacturing' },
        addresses: [
          { type: 'legal', city: { from: 'CITY' } },
          { type: 'delivery', city: { from: 'CITY' } },
        ],
        parent: { ref: 'accounts', by: 'PARENT_CODE', on_missing: 'null' },
        custom: { legacy_id: { from: 'CODE' }, segment: { from: 'SEGMENT' } },
      },
    });
    expect(made.leftOut.map(({ why }) => why)).toEqual(['empty-constant', 'unmapped', 'parent-key']);
  });

  test.each([
    ['NAME=Name', { column: 'NAME', field: 'Name' }],
    ['Num Employees = NumberOfEmployees', { column: 'Num Employees', field: 'NumberOfEmployees' }],
    ['Full\\ Name=Name', { column: 'Full Name', field: 'Name' }],
    ['\\u0418\\u043c\\u044f=FirstName', { column: 'Имя', field: 'FirstName' }],
    ['A\\=B=Name', { column: 'A=B', field: 'Name' }],
    ['NAME:Name', { column: 'NAME', field: 'Name' }],
    ['"a=b"=Name', { constant: 'a=b', field: 'Name' }],
    ['NA\\\n  ME=Name', { column: 'NAME', field: 'Name' }],
  ])('reads the property %j', (line, pair) => {
    expect(readSdl(`# comment\n! another\n${line}\n`, { name: 'account' }).steps[0]?.pairs).toEqual([pair]);
  });

  test('of an export is turned around', () => {
    const { steps } = readSdl('Id = Contact_Id\nName = Contact_Name\nBillingCity = City\n', { name: 'x' });
    expect(steps[0]?.pairs).toEqual([
      { field: 'Id', column: 'Contact_Id' },
      { field: 'Name', column: 'Contact_Name' },
      { field: 'BillingCity', column: 'City' },
    ]);
  });

  test.each([
    ['contactInsert', 'A=Email', 'Contact'],
    ['map', 'A=LastName', 'Contact'],
    ['map', 'A=LastName\nB=Company', 'Lead'],
    ['map', 'A=StageName', 'Opportunity'],
    ['map', 'A=Subject', 'Task'],
    ['map', 'A=Name', 'Account'],
  ])('%s with %j is about %s', (name, text, object) => {
    expect(readSdl(text, { name }).steps[0]?.object).toBe(object);
  });
});

test('a mapping of CumulusCI keeps steps, columns, static values and lookups, and lists the rest', () => {
  const made = convertMapping(readCumulusci(sample('mapping.yml')), 'p');
  const { load } = blocksOf(made.text);
  expect(Object.keys(load)).toEqual(['insert_companies', 'insert_people']);
  expect(load['insert_people']?.fields).toEqual({
    first_name: { from: 'first_name' },
    last_name: { from: 'last_name' },
    emails: [{ from: 'email', type: 'work', do: ['email'], on_error: 'keep' }],
    companies: [{ ref: 'insert_companies', by: 'company_id', on_missing: 'null' }],
  });
  expect(load['insert_companies']?.fields['industry']).toEqual({ const: 'Manufacturing' });
  expect(made.leftOut).toEqual([
    { what: 'Insert People: filters company_id is not null', why: 'filter' },
    { what: 'Insert Campaigns (Campaign)', why: 'no-kind' },
    { what: 'Insert Campaigns: Name → Name', why: 'no-kind' },
  ]);
});

describe('an export.json of SFDMU', () => {
  const tables = { fields: [], values: [] };

  test('keeps queries, value maps and references', () => {
    const values = [
      { ObjectName: 'Account', FieldName: 'Industry', RawValue: 'Mfg', Value: 'Manufacturing' },
      { ObjectName: 'Account', FieldName: 'Industry', RawValue: 'IT', Value: 'Technology' },
    ];
    const made = convertMapping(readSfdmu(JSON.parse(sample('export.json')), { fields: [], values }), 'p');
    const { load, maps } = blocksOf(made.text);
    expect(load['account']?.fields['industry']).toEqual({ from: 'Industry', map: 'account_industry' });
    expect(maps).toEqual({
      account_industry: { values: { Mfg: 'Manufacturing', IT: 'Technology' }, on_unknown: 'keep' },
    });
    expect(load['contact']?.fields['companies']).toEqual([{ ref: 'account', by: 'AccountId', on_missing: 'null' }]);
    expect(made.leftOut).toContainEqual({ what: 'Account: WHERE IsDeleted = false', why: 'filter' });
  });

  test('renames by fieldMapping and by FieldMapping.csv', () => {
    const own = {
      query: 'SELECT Id, Old__c FROM Old__c',
      fieldMapping: [{ targetObject: 'Account' }, { sourceField: 'Old__c', targetField: 'Name' }],
    };
    expect(readSfdmu({ objects: [own] }, tables).steps[0]).toMatchObject({
      object: 'Account',
      pairs: [{ field: 'Id' }, { field: 'Name', column: 'Old__c' }],
    });
    const fields = [
      { ObjectName: 'Old__c', FieldName: '', Target: 'Account' },
      { ObjectName: 'Old__c', FieldName: 'Old__c', Target: 'Name' },
    ];
    const { steps } = readSfdmu({ objects: [{ query: 'select Old__c from Old__c' }] }, { fields, values: [] });
    expect(steps[0]).toMatchObject({ object: 'Account', pairs: [{ field: 'Name', column: 'Old__c' }] });
  });

  test('finds parents by a path of the query', () => {
    const { steps } = readSfdmu({ objects: [{ query: 'SELECT Id, Account.Name FROM Contact' }] }, tables);
    expect(steps[0]?.lookups).toEqual([
      { field: 'Account', column: 'Account.Name', objects: ['Account'], parentField: 'Name' },
    ]);
  });

  test('lists a query it does not understand', () => {
    expect(readSfdmu({ objects: [{ query: 'DELETE' }] }, tables).leftOut).toEqual([
      { what: 'query DELETE', why: 'not-understood' },
    ]);
  });
});

test.each([
  ['accounts.sdl', () => readSdl(sample('accounts.sdl'), { name: 'accounts' })],
  ['mapping.yml', () => readCumulusci(sample('mapping.yml'))],
  ['export.json', () => readSfdmu(JSON.parse(sample('export.json')), { fields: [], values: [] })],
])('%s becomes a mapping that compiles, and nothing of it is lost', async (_name, read) => {
  const foreign = read();
  const made = convertMapping(foreign, 'imported');
  const compiled = await compileMappingText(made.text, { file: 'm.yaml', path: join(samples, 'm.yaml') });
  expect(compiled.warnings).toEqual([]);
  expect(columnsAndTexts(foreign).length).toBeGreaterThan(3);
  expect(unaccounted(foreign, made)).toEqual([]);
});
