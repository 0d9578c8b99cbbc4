import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileInput, folderInput, type Input } from '../../src/input.ts';
import type { Cell, Row } from '../../src/model/row.ts';
import * as registry from '../../src/sources/index.ts';
import { salesforce } from '../../src/sources/salesforce.ts';
import { recognise } from '../../src/pipeline/inputs.ts';
import { collectRows, type Collected } from '../collect-rows.ts';
import { type Named, rowsOf } from '../salesforce-reading.ts';

const data = resolve(import.meta.dirname, '../../../shared/data/salesforce');

function counts(rows: readonly Row[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const { table } of rows) found[table.name] = (found[table.name] ?? 0) + 1;
  return found;
}

async function inputOf(path: string): Promise<Input> {
  return path.includes('.') ? fileInput(join(data, path)) : folderInput(join(data, path));
}

/** Reads with the source that claims the input. */
async function read(path: string): Promise<Collected & { readonly kind: string }> {
  const input = await inputOf(path);
  const { source, detection } = await recognise(input, Object.values(registry));
  expect(source.name).toBe('salesforce');
  return { ...(await collectRows(source, input)), kind: detection.kind };
}

const codes = ({ issues }: Collected): readonly string[] => [...new Set(issues.map(({ code }) => code))].toSorted();

describe.skipIf(!existsSync(data))(
  'Salesforce files of other shapes (skipped where ../shared/data/salesforce is absent)',
  () => {
    describe('Data Loader', () => {
      it('reads accounts: 423 rows, ids checked, the Western letters whole', async () => {
        const reading = await read('data-loader/accountData.csv');
        expect(reading.kind).toBe('Salesforce Data Loader CSV');
        const accounts = rowsOf(reading, 'Account');
        expect(accounts).toHaveLength(423);
        expect(reading.rows[0]?.table.columns.slice(0, 37).at(-1)).toBe('ORACLE_ID__C');
        expect(codes(reading)).not.toContain('salesforce.id-broken');
        expect(new Set(accounts.map(({ Name }) => String(Name).toLowerCase())).size).toBe(422);
        expect(accounts.filter((row) => row['ORACLE_ID__C'] === undefined)).toHaveLength(11);
        expect(new Set(accounts.map((row) => row['ORACLE_ID__C'] ?? '')).size).toBe(413);
        const atLine = (line: number): string => JSON.stringify(reading.rows.find((row) => row.line === line)?.cells);
        expect(atLine(87)).toContain('Crédito');
        expect(atLine(361)).toContain('Nº');
        expect(atLine(375)).toContain('Pébéo');
        expect(accounts[0]).toMatchObject({ IsDeleted: 'false', CreatedDate: '2006-04-15T03:23:15Z' });
      });

      it('reads opportunities: the sum and the stages', async () => {
        const reading = await read('data-loader/opportunityData.csv');
        const deals = rowsOf(reading, 'Opportunity');
        expect(deals).toHaveLength(38);
        expect(deals.reduce((sum, { Amount }) => sum + Number(Amount ?? 0), 0)).toBe(6_270_000);
        const stages: Record<string, number> = {};
        for (const { StageName } of deals) stages[String(StageName)] = (stages[String(StageName)] ?? 0) + 1;
        expect(stages).toEqual({
          Prospecting: 9,
          'Closed Won': 8,
          'Value Proposition': 8,
          'Negotiation/Review': 4,
          'Id. Decision Makers': 4,
          'Proposal/Price Quote': 4,
          'Needs Analysis': 1,
        });
        const ids = new Set(rowsOf(await read('data-loader/accountData.csv'), 'Account').map(({ Id }) => Id));
        expect(deals.every((deal) => ids.has(deal['AccountId'] ?? null))).toBe(true);
      });

      it.each([
        ['error0413060133.csv', 11, 'ERROR'],
        ['success0413060133.csv', 9, 'STATUS'],
      ])('knows the result file %s', async (name, rows, column) => {
        const reading = await read(`data-loader/${name}`);
        expect(reading.kind).toBe('Salesforce Data Loader result file');
        expect(rowsOf(reading, 'Opportunity')).toHaveLength(rows);
        expect(rowsOf(reading, 'Opportunity').every((row) => row[column] !== undefined)).toBe(true);
      });

      it('reads every form of a date with a zone as the same instant', async () => {
        const input = await fileInput(join(data, 'data-loader/timeZoneFormatTesting.csv'));
        const reading = await collectRows(salesforce, input, { object: 'Test__c' });
        const dates = Object.fromEntries(rowsOf(reading, 'Test__c').map((row) => [row['Name'], row['Date']]));
        const instants = { A: '18:14:45', B: '06:14:45', C: '12:14:45', D: '14:14:45', E: '10:14:45', F: '12:14:45' };
        const all = Object.entries(instants).flatMap(([name, time]) => [
          [name, `2009-07-14T${time}Z`],
          [`${name}T`, `2009-07-14T${time}Z`],
        ]);
        expect(dates).toEqual(Object.fromEntries(all));
      });

      it('reads the same two rows from four encodings', async () => {
        for (const name of ['csvtext', 'csvtext_BOM_UTF8', 'csvtext_BOM_UTF16LE', 'csvtext_BOM_UTF16BE']) {
          const input = await fileInput(join(data, `data-loader/encodings/${name}.csv`));
          const { rows } = await collectRows(salesforce, input, { object: 'Text__c' });
          expect(rows.map(({ cells }) => cells)).toEqual([
            ['row1-1', 'row1-2', 'row1-3'],
            ['row2-1', 'row2-2', 'row2-3'],
          ]);
        }
      });
    });

    it('reads the same ten accounts with six delimiters', async () => {
      const names = ['comma', 'comma_wrapped_values', 'semicolon', 'tab', 'pipe', 'caret', 'backquote'];
      const readings = await Promise.all(names.map((name) => read(`bulk-csv-delimiters/${name}.csv`)));
      const [first] = readings.map((reading) => rowsOf(reading, 'Account'));
      expect(first).toHaveLength(10);
      for (const reading of readings) expect(rowsOf(reading, 'Account')).toEqual(first);
      const single = await fileInput(join(data, 'bulk-csv-delimiters/single-column.csv'));
      expect((await collectRows(salesforce, single, { object: 'Account' })).rows).toHaveLength(10);
    });

    it('reads CSV files saved again in a spreadsheet, day and month told apart by the column', async () => {
      const reading = await read('query-csv');
      expect(counts(reading.rows)).toEqual({
        Account: 18,
        Contact: 25,
        Lead: 22,
        Opportunity: 36,
        OpportunityHistory: 48,
      });
      const accounts = new Set(rowsOf(reading, 'Account').map(({ Id }) => Id));
      const deals = rowsOf(reading, 'Opportunity');
      for (const { AccountId } of [...rowsOf(reading, 'Contact'), ...deals]) {
        if (AccountId !== undefined) expect(accounts.has(AccountId)).toBe(true);
      }
      const ids = new Set(deals.map(({ Id }) => Id));
      expect(rowsOf(reading, 'OpportunityHistory').every((row) => ids.has(row['OpportunityId'] ?? null))).toBe(true);
      const converted = rowsOf(reading, 'Lead').filter(({ IsConverted }) => IsConverted === 'true');
      expect(converted).toHaveLength(5);
      expect(converted.every((lead) => accounts.has(lead['ConvertedAccountId'] ?? null))).toBe(true);
      expect(converted[0]).toMatchObject({ ConvertedDate: '2026-02-24', LastModifiedDate: '2026-02-24T02:18:00' });
      expect(deals[0]).toMatchObject({ CloseDate: '2024-02-03' });
      expect(codes(reading)).not.toContain('salesforce.date-order');
    });

    describe('sObject trees', () => {
      const references = (rows: readonly Named[]): readonly Cell[] =>
        rows.flatMap((row) =>
          Object.entries(row).flatMap(([name, cell]) => (name !== 'Id' && String(cell).startsWith('@') ? [cell] : [])),
        );

      it('resolves all references, whatever the order of the plan', async () => {
        const reading = await read('tree-junction');
        expect(counts(reading.rows)).toEqual({ Account: 5, Contact: 4, AccountContactRelation: 3 });
        const objects = [...new Set(reading.rows.map(({ table }) => table.name))];
        expect(objects.indexOf('AccountContactRelation')).toBeGreaterThan(objects.indexOf('Contact'));
        const ids = new Set(['Account', 'Contact'].flatMap((object) => rowsOf(reading, object).map(({ Id }) => Id)));
        const relations = rowsOf(reading, 'AccountContactRelation').flatMap((row) => [
          row['AccountId'],
          row['ContactId'],
        ]);
        const links = [...relations, ...rowsOf(reading, 'Contact').map((row) => row['AccountId'])];
        expect(links).toHaveLength(10);
        expect(links.every((link) => ids.has(link ?? null))).toBe(true);
        expect(codes(reading)).toEqual([]);
      });

      it('reads a plan given alone with the files beside it', async () => {
        const reading = await read('tree-junction/Account-AccountContactRelation-Contact-plan.json');
        expect(counts(reading.rows)).toEqual({ Account: 5, Contact: 4, AccountContactRelation: 3 });
      });

      it('lets a file refer to its own later records', async () => {
        const accounts = rowsOf(await read('tree-self-ref'), 'Account');
        expect(accounts).toHaveLength(12);
        expect(accounts.flatMap(({ ParentId }) => ParentId ?? [])).toEqual(['@AccountRef10', '@AccountRef11']);
      });

      it('tells to which kind of record a task belongs', async () => {
        const reading = await read('tree-common-child');
        expect(counts(reading.rows)).toEqual({ Account: 2, Opportunity: 1, Task: 2, Case: 1 });
        const [sale, trouble] = rowsOf(reading, 'Task');
        expect(sale).toMatchObject({ 'Links.OpportunityId': ['@OpportunityRef1'] });
        expect(trouble).toMatchObject({ WhatId: '@CaseRef1' });
        expect(reading.issues.map(({ args }) => args)).toEqual([
          { object: 'Task', prefix: 'Case', target: '', count: 1 },
        ]);
      });

      it('takes nested children out and gives them their parent', async () => {
        const reading = await read('tree-nested');
        expect(counts(reading.rows)).toEqual({ Account: 2, Contact: 2 });
        expect(rowsOf(reading, 'Contact')).toMatchObject([
          { LastName: 'Smith', AccountId: '@SampleAccountRef' },
          { LastName: 'Evans', AccountId: '@SampleAccountRef' },
        ]);
      });

      it('knows references by the records they name, not by their look', async () => {
        const reading = await read('ebikes-tree');
        expect(counts(reading.rows)).toEqual({ Account: 3, Product_Family__c: 4, Product__c: 16 });
        const found = references(rowsOf(reading, 'Product__c'));
        expect(found).toHaveLength(16);
        const ids = new Set(rowsOf(reading, 'Product_Family__c').map(({ Id }) => Id));
        expect(found.every((reference) => ids.has(reference))).toBe(true);
      });
    });

    it('reads both files of a report as the same three deals', async () => {
      const names = readdirSync(join(data, 'report-synthetic'));
      const readings = await Promise.all(names.map((name) => read(`report-synthetic/${name}`)));
      const told = readings.map((reading) =>
        rowsOf(reading, 'Opportunity')
          .map(({ Id, CloseDate, Amount }) => [Id, CloseDate, Amount === undefined ? null : Number(Amount).toFixed(1)])
          .toSorted((one, other) => String(one[0]).localeCompare(String(other[0]))),
      );
      expect(told[0]).toEqual([
        ['0065g00000Op001AAB', '2024-12-31', '1250000.5'],
        ['0065g00000Op002AAB', '2024-06-30', '9000.0'],
        ['0065g00000Op003AAB', '2024-12-31', null],
      ]);
      expect(told[1]).toEqual(told[0]);
      for (const reading of readings) expect(codes(reading)).toEqual(['salesforce.report-furniture']);
    });
  },
);
