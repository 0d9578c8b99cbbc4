import { existsSync } from 'node:fs';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fileInput } from '../../src/input.ts';
import { csv } from '../../src/sources/csv.ts';
import { bytesInput } from '../bytes-input.ts';
import { collectRows, type Collected } from '../collect-rows.ts';

const data = resolve(import.meta.dirname, '../../../shared/data');

async function read(file: string, options: unknown = {}): Promise<Collected> {
  return collectRows(csv, await fileInput(join(data, file)), options);
}

function column({ rows }: Collected, name: string): unknown[] {
  const index = rows[0]?.table.columns.indexOf(name) ?? -1;
  expect(index).toBeGreaterThanOrEqual(0);
  return rows.map(({ cells }) => cells[index]);
}

describe.skipIf(!existsSync(data))('csv on real exports (skipped where ../shared/data is absent)', () => {
  describe('Salesforce Data Loader', () => {
    it('accountData.csv: Latin-1, 423 rows, 37 columns', async () => {
      const found = await read('salesforce/data-loader/accountData.csv');
      expect(found.rows).toHaveLength(423);
      expect(found.issues).toEqual([]);
      expect(found.facts.get('encoding')).toBe('latin1');
      expect(found.rows[0]?.table.columns).toHaveLength(37);
      expect(new Set(column(found, 'NAME').map((name) => String(name).toLowerCase())).size).toBe(422);
      const oracle = column(found, 'ORACLE_ID__C');
      expect(oracle.filter((id) => id === '')).toHaveLength(11);
      expect(new Set(oracle).size).toBe(413);
      const at = (line: number): string => found.rows.find((row) => row.line === line)?.cells.join('\n') ?? '';
      expect(at(87)).toContain('Crédito');
      expect(at(361)).toContain('Nº');
      expect(at(375)).toContain('Pébéo');
    });

    it('opportunityData.csv: 38 rows, every account in accountData.csv', async () => {
      const found = await read('salesforce/data-loader/opportunityData.csv');
      expect(found.rows).toHaveLength(38);
      expect(column(found, 'AMOUNT').reduce<number>((sum, amount) => sum + Number(amount), 0)).toBe(6_270_000);
      const accounts = new Set(column(await read('salesforce/data-loader/accountData.csv'), 'ID'));
      expect(column(found, 'ACCOUNTID').filter((id) => !accounts.has(id))).toEqual([]);
    });

    it.each([
      ['error0413060133.csv', 11],
      ['success0413060133.csv', 9],
      ['timeZoneFormatTesting.csv', 12],
      ['csvEscapedQuotes.csv', 2],
      ['csvSeparator.csv', 2],
      ['acctsWithBinaryDataInRTF.csv', 1],
    ])('%s: %i rows', async (file, count) => {
      const { rows, issues } = await read(`salesforce/data-loader/${file}`);
      expect(rows).toHaveLength(count);
      expect(issues).toEqual([]);
    });

    it('csvEscapedQuotes.csv: quotes at the very start of a cell', async () => {
      const { rows } = await read('salesforce/data-loader/csvEscapedQuotes.csv');
      expect(rows.map(({ cells }) => cells[0])).toEqual(['"The Best" Account', 'The "Best" Account']);
    });

    it.each(['csvtext.csv', 'csvtext_BOM_UTF8.csv', 'csvtext_BOM_UTF16LE.csv', 'csvtext_BOM_UTF16BE.csv'])(
      'encodings/%s',
      async (file) => {
        const { rows } = await read(`salesforce/data-loader/encodings/${file}`);
        expect(rows[0]?.table.columns).toEqual(['column1', 'column2', 'column3']);
        expect(rows.map(({ cells }) => cells)).toEqual([
          ['row1-1', 'row1-2', 'row1-3'],
          ['row2-1', 'row2-2', 'row2-3'],
        ]);
      },
    );
  });

  describe('Salesforce bulk queries', () => {
    it.each([
      ['comma.csv', {}],
      ['comma_wrapped_values.csv', {}],
      ['semicolon.csv', {}],
      ['tab.csv', {}],
      ['pipe.csv', {}],
      ['caret.csv', { delimiter: '^' }],
      ['backquote.csv', { delimiter: '`' }],
    ])('%s holds the same ten accounts', async (file, options) => {
      const { rows, issues } = await read(`salesforce/bulk-csv-delimiters/${file}`, options);
      expect(issues).toEqual([]);
      expect(rows[0]?.table.columns).toEqual(['NAME', 'TYPE', 'PHONE', 'WEBSITE', 'ANNUALREVENUE']);
      expect(rows).toHaveLength(10);
      expect(rows[9]?.cells).toEqual([
        'account Upsert #9',
        'Account',
        '415-555-0000',
        'http://www.accountUpsert9.com',
        '9000',
      ]);
    });

    it('single-column.csv is one column', async () => {
      const { rows } = await read('salesforce/bulk-csv-delimiters/single-column.csv');
      expect(rows).toHaveLength(10);
      expect(rows[0]?.table.columns).toEqual(['NAME']);
    });

    it.each([
      ['Account', 18],
      ['Contact', 25],
      ['Lead', 22],
      ['Opportunity', 36],
      ['OpportunityHistory', 48],
    ])('query-csv/%s.csv: %i rows', async (object, count) => {
      const { rows, issues } = await read(`salesforce/query-csv/${object}.csv`);
      expect(rows).toHaveLength(count);
      expect(issues).toEqual([]);
    });
  });

  describe('Bitrix24', () => {
    it.each([
      ['COMPANY_20260301_00000003_000000000003.csv', 64, 6],
      ['CONTACT_20260301_00000001_000000000001.csv', 48, 4],
      ['DEAL_20260301_00000002_000000000002.csv', 125, 5],
    ])('%s: %i columns and an empty one, %i rows', async (file, columns, count) => {
      const { rows, issues } = await read(`bitrix24/exports-synthetic/${file}`);
      expect(rows).toHaveLength(count);
      expect(rows[0]?.table.columns).toHaveLength(columns + 1);
      expect(rows[0]?.table.columns.at(-1)).toBe('');
      expect(rows[0]?.table.columns[0]).toBe('ID');
      expect(issues).toEqual([]);
    });

    it('keeps both captions "Тип" of the deal export', async () => {
      const { rows } = await read('bitrix24/exports-synthetic/DEAL_20260301_00000002_000000000002.csv');
      expect(rows[0]?.table.columns.filter((name) => name === 'Тип')).toHaveLength(2);
    });

    it('keeps a comment of three lines whole, and the lines after it right', async () => {
      const found = await read('bitrix24/exports-synthetic/CONTACT_20260301_00000001_000000000001.csv');
      expect(found.rows.some(({ cells }) => cells.some((cell) => String(cell).split(/\r?\n/).length === 3))).toBe(true);
      expect(found.rows.at(-1)?.line).toBeGreaterThan(found.rows.length + 1);
    });

    it('reads the import sample of the product in windows-1251', async () => {
      const { rows, facts } = await read('bitrix24/import-templates/original-sample.company.csv');
      expect(facts.get('encoding')).toBe('windows-1251');
      expect(rows[0]?.table.columns).toHaveLength(31);
      expect(rows).toHaveLength(1);
    });
  });

  describe('other systems', () => {
    it.each([
      ['amocrm/constructed-export-contacts-semicolon.csv', 3, 'utf-8'],
      ['amocrm/constructed-export-leads-semicolon.csv', 2, 'utf-8'],
      ['amocrm/constructed-export-leads-suffixed.csv', 2, 'utf-8'],
      ['amocrm/constructed-import-template-leads-cp1251.csv', 2, 'windows-1251'],
      ['contacts-csv/constructed-google-label-headers.csv', 3, 'utf-8'],
      ['contacts-csv/constructed-outlook-desktop-cp1251.csv', 2, 'windows-1251'],
      ['contacts-csv/constructed-outlook-com.csv', 2, 'utf-8'],
      ['contacts-csv/google-type-headers.csv', 1, 'ascii'],
      ['contacts-csv/thunderbird.csv', 1, 'ascii'],
      ['contacts-csv/roundcube-all-labels.csv', 1, 'utf-8'],
      ['hubspot/constructed-hubspot-contacts.csv', 2, 'utf-8'],
      ['jira/constructed-jira-cloud.csv', 2, 'utf-8'],
      ['pipedrive/constructed-pipedrive-people.csv', 1, 'utf-8'],
    ])('%s: %i rows in %s', async (file, count, encoding) => {
      const { rows, facts, issues } = await read(`other-systems/${file}`);
      expect(rows).toHaveLength(count);
      expect(facts.get('encoding')).toBe(encoding);
      expect(issues).toEqual([]);
    });

    it('keeps two labels, two sprints and two comments of a Jira issue by position', async () => {
      const { rows } = await read('other-systems/jira/constructed-jira-cloud.csv');
      const valuesOf = (name: string): unknown[] =>
        (rows[0]?.table.columns ?? []).flatMap((column_, index) => (column_ === name ? [rows[0]?.cells[index]] : []));
      for (const name of ['Labels', 'Sprint', 'Comment']) {
        expect(valuesOf(name)).toHaveLength(2);
        expect(valuesOf(name).every((value) => value !== '')).toBe(true);
      }
    });

    it('finds the header of a 1C list under its titles and sets the group above its rows aside', async () => {
      const { rows, facts } = await read('1c/constructed/list-saved-as-text-cp1251.txt');
      expect(facts.get('header-row')).toBe(4);
      expect(rows[0]?.table.columns).toEqual([
        'Наименование в программе',
        'Полное наименование',
        'ИНН',
        'КПП',
        'Телефон',
        'E-mail',
        'Сумма долга, руб.',
        'Группа списка',
      ]);
      expect(rows.map(({ cells }) => cells[2])).toEqual(['7700000009', '050000000002']);
    });
  });

  it('reads the restaurants, whose quotes stand after spaces', async () => {
    const { rows, issues } = await read('dedupe/restaurants.csv');
    expect(rows).toHaveLength(864);
    const first = ["arnie morton's of chicago", '435 s. la cienega blv.', 'los angeles', 'american', "'0'"];
    expect(rows[0]?.cells).toEqual(first);
    expect(issues).toEqual([]);
  });

  it('reads the generated people and companies, all columns of all rows', async () => {
    for (const [file, count] of [
      ['ru_contacts_20k.csv.gz', 20_000],
      ['ru_companies_10k.csv.gz', 10_000],
    ] as const) {
      const content = gunzipSync(readFileSync(join(data, 'dedupe', file)));
      const { rows, issues } = await collectRows(csv, bytesInput(file, content));
      expect(rows.length).toBe(count);
      expect(issues).toEqual([]);
      expect(new Set(rows.map(({ cells }) => cells.length)).size).toBe(1);
    }
  });
});
