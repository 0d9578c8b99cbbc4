import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openArchive } from '../../src/archive.ts';
import { fileInput, folderInput, setInput, type Input } from '../../src/input.ts';
import type { Row } from '../../src/model/row.ts';
import { salesforce } from '../../src/sources/salesforce.ts';
import { openDatabase } from '../../src/store/database.ts';
import { perenosJson } from '../cli/perenos.ts';
import { collectRows, type Collected } from '../collect-rows.ts';
import { rowsOf } from '../salesforce-reading.ts';
import { workdir } from '../workdir.ts';
import { zip } from '../zip.ts';

const data = resolve(import.meta.dirname, '../../../shared/data/salesforce');
const weekly = join(data, 'weekly-export-synthetic');
const parts = ['WE_00D5g000000AbcdEAC_1.ZIP', 'WE_00D5g000000AbcdEAC_2.ZIP'];

function counts(rows: readonly Row[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const { table } of rows) found[table.name] = (found[table.name] ?? 0) + 1;
  return found;
}

const codes = ({ issues }: Collected): readonly string[] => [...new Set(issues.map(({ code }) => code))].toSorted();

describe.skipIf(!existsSync(data))('Salesforce files (skipped where ../shared/data/salesforce is absent)', () => {
  async function weeklySet(encoding: string): Promise<Input> {
    const inputs = await Promise.all(parts.map((name) => fileInput(join(weekly, encoding, name))));
    return setInput('WE_*.ZIP', inputs);
  }

  const expected = existsSync(weekly)
    ? (JSON.parse(readFileSync(join(weekly, 'EXPECTED.json'), 'utf8')) as { rawRows: Record<string, number> })
    : { rawRows: {} };

  describe('weekly Data Export', () => {
    it('gives every row of every object, and names the empty ones', async () => {
      const reading = await collectRows(salesforce, await weeklySet('utf8'));
      expect(counts(reading.rows)).toEqual(expected.rawRows);
      expect(reading.facts.get('empty')).toBe('AccountContactRole, Partner');
      expect(reading.facts.get('files')).toBe(3);
      expect(reading.facts.get('files-missing')).toBe(2);
    });

    it('reads the same from two archives, a folder of archives, an archive of archives and an unpacked folder', async () => {
      const dir = workdir();
      mkdirSync(dir.path('zips'));
      for (const name of parts) copyFileSync(join(weekly, 'utf8', name), dir.path(`zips/${name}`));
      const outer = zip(
        parts.map((name) => ({ name, data: readFileSync(join(weekly, 'utf8', name)), deflate: false })),
      );
      dir.write('outer.zip', outer);
      // The unpacked folder has one Contact.csv a part, in a folder each.
      for (const name of parts) {
        for (const entry of (await openArchive(await fileInput(join(weekly, 'utf8', name)))).entries) {
          const path = dir.path(join('flat', basename(name, '.ZIP'), entry.name));
          mkdirSync(dirname(path), { recursive: true });
          const chunks: Uint8Array[] = [];
          for await (const chunk of entry.input.open()) chunks.push(chunk as Uint8Array);
          writeFileSync(path, Buffer.concat(chunks));
        }
      }
      const plain = (reading: Collected): unknown =>
        reading.rows.map(({ table, line, cells }) => [
          table.name,
          table.columns,
          line,
          cells.map((cell, index) => (table.columns[index] === 'File' ? basename(String(cell)) : cell)),
        ]);
      const first = plain(await collectRows(salesforce, await weeklySet('utf8')));
      for (const input of [
        await folderInput(dir.path('zips')),
        await fileInput(dir.path('outer.zip')),
        await folderInput(dir.path('flat')),
      ]) {
        expect(plain(await collectRows(salesforce, input))).toEqual(first);
      }
    });

    it('stops at an export whose letters are lost, naming object and column', async () => {
      await expect(collectRows(salesforce, await weeklySet('iso-8859-1'))).rejects.toMatchObject({
        code: 'salesforce.lost-letters',
        args: { object: expect.stringMatching(/\w+/) as string, column: expect.stringMatching(/Name/) as string },
      });
    });

    it.each(parts)('says that a part is missing when only %s is given', async (name) => {
      const input = await fileInput(join(weekly, 'utf8', name));
      await expect(collectRows(salesforce, input)).rejects.toMatchObject({ code: 'salesforce.part-missing' });
    });

    it('brings ids, dates, flags, numbers and phones to one form', async () => {
      const reading = await collectRows(salesforce, await weeklySet('utf8'));
      const [first, second, third, fourth] = rowsOf(reading, 'Account');
      expect(first).toMatchObject({
        Id: '0015g00000Ac001AAB',
        RecordTypeId: '0125g00000Rt001AAB',
        'RecordType.Name': 'Организация',
        Industry: 'Food; drink; tobacco',
        Segments__c: 'VIP;Опт;Экспорт',
        AnnualRevenue: '12500000.5',
        BillingStreet: 'ул. Ленина, д. 5\nофис 12',
        IsDeleted: 'false',
        CreatedDate: '2024-03-01T09:15:00Z',
      });
      expect(first).not.toHaveProperty('ParentId');
      expect(second).toMatchObject({ ParentId: '0015g00000Ac001AAB', INN__c: '0165500001' });
      expect(third).toMatchObject({ BillingPostalCode: '01067', CurrencyIsoCode: 'EUR' });
      expect(fourth).toMatchObject({ Name: '=SUM(A1:A9) Ltd', Phone: '+79991112233' });
      expect(rowsOf(reading, 'Account')[7]).toMatchObject({ AnnualRevenue: '12500000', Phone: '1-800-FLOWERS ext 5' });
      expect(rowsOf(reading, 'Task')[6]).not.toHaveProperty('CurrencyIsoCode');
      expect(codes(reading)).toEqual([
        'salesforce.apostrophe',
        'salesforce.body-missing',
        'salesforce.link-dropped',
        'salesforce.owners-inactive',
        'salesforce.owners-unknown',
      ]);
    });

    it('makes one contact of a person account and gives its deal the contact and no company', async () => {
      const reading = await collectRows(salesforce, await weeklySet('utf8'));
      const person = rowsOf(reading, 'Contact').find(({ Id }) => Id === '0035g00000Co006AAB');
      expect(person).toMatchObject({
        PersonAccountId: '0015g00000Ac006AAB',
        Birthdate: '1980-02-29',
        Loyalty__c: 'Gold;2024',
        Phone: '89161234567',
      });
      expect(person).not.toHaveProperty('AccountId');
      const deal = rowsOf(reading, 'Opportunity')[4];
      expect(deal).toMatchObject({ 'Contacts.Id': ['0035g00000Co006AAB'] });
      expect(deal).not.toHaveProperty('AccountId');
    });

    it('completes deals with contacts and positions, activities with links', async () => {
      const reading = await collectRows(salesforce, await weeklySet('utf8'));
      const [first, , third, fourth] = rowsOf(reading, 'Opportunity');
      expect(first).toMatchObject({
        Amount: '1250000.505',
        CloseDate: '2024-12-31',
        'Contacts.Id': ['0035g00000Co001AAB', '0035g00000Co002AAB'],
        'Contacts.Role': ['Decision Maker', null],
        'Items.Name': ['Сахар, 50 кг'],
        'Items.Quantity': ['500'],
        'Campaign.Name': 'Выставка 2024',
      });
      expect(third).not.toHaveProperty('Amount');
      expect(fourth).toMatchObject({ Amount: '0' });
      const tasks = rowsOf(reading, 'Task');
      expect(tasks[1]).toMatchObject({ 'Links.LeadId': ['00Q5g00000Le001EAB'], CallDurationInSeconds: '125' });
      expect(tasks[3]).toMatchObject({ 'Links.ContactId': ['0035g00000Co003AAB'] });
      const dropped = reading.issues.filter(({ code }) => code === 'salesforce.link-dropped').map(({ args }) => args);
      expect(dropped).toEqual([
        { object: 'Task', prefix: '0XB', target: 'ListEmail', count: 1 },
        { object: 'Task', prefix: '500', target: 'Case', count: 1 },
      ]);
      expect(rowsOf(reading, 'Event')[1]).toMatchObject({ ActivityDateTime: '2024-07-04T21:30:00Z' });
      expect(rowsOf(reading, 'Event')[2]).toMatchObject({ IsAllDayEvent: 'true', ActivityDate: '2024-07-05' });
    });

    it('goes from the archives and from a folder to SQLite in one command', () => {
      const dir = workdir();
      mkdirSync(dir.path('export'));
      for (const name of parts) copyFileSync(join(weekly, 'utf8', name), dir.path(`export/${name}`));
      for (const [database, given] of [
        ['files.db', parts.map((name) => `export/${name}`)],
        ['folder.db', ['export']],
      ] as const) {
        const { code, document } = perenosJson(dir.folder, 'run', ...given, '--to', database, '--lang', 'en');
        expect(document.ok).toBe(true);
        expect(code).toBe(0);
        const opened = openDatabase(dir.path(database), { readonly: true });
        const one = (sql: string): unknown => opened.prepare(sql).pluck().get();
        try {
          // One of the seven contacts repeats another: same mobile and e-mail.
          expect({
            companies: one('SELECT count(*) FROM company'),
            contacts: one("SELECT count(*) FROM origin WHERE kind = 'contact'"),
            people: one('SELECT count(*) FROM contact'),
            leads: one('SELECT count(*) FROM lead'),
            deals: one('SELECT count(*) FROM deal'),
            items: one('SELECT count(*) FROM deal_item'),
            activities: one('SELECT count(*) FROM activity'),
            notes: one('SELECT count(*) FROM note'),
            products: one('SELECT count(*) FROM product'),
            users: one('SELECT count(*) FROM user'),
          }).toEqual({
            companies: 6,
            contacts: 7,
            people: 6,
            leads: 2,
            deals: 5,
            items: 2,
            activities: 10,
            notes: 3,
            products: 3,
            users: 3,
          });
          // Two of the three roles and the person of the fifth deal, the contact of the third: the twins of the first are one.
          expect(one('SELECT count(*) FROM deal_contact')).toBe(4);
          expect(one("SELECT amount FROM deal WHERE title = 'Поставка сахара'")).toBe('1250000.505');
          expect(one("SELECT company_id FROM deal WHERE title = 'Частному лицу'")).toBeNull();
          expect(one("SELECT birth_date FROM contact WHERE first_name = 'Пётр'")).toBe('1980-02-29');
          expect(one("SELECT text FROM note WHERE text LIKE 'Итоги%'")).toContain(
            'Созвонились с клиентом & договорились',
          );
        } finally {
          opened.close();
        }
      }
    });
  });
});
