import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import exceljs from 'exceljs';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { EntityKind } from '../../../src/model/entity.ts';
import { amocrmFiles } from '../../../src/targets/amocrm-files.ts';
import { bitrix24Files } from '../../../src/targets/bitrix24-files.ts';
import type { Connection, Operation, Target } from '../../../src/targets/target.ts';
import { testContext } from '../../context.ts';

const run = { runId: 'r', planHash: 'h', startedAt: '2026-03-14T06:15:02Z', toolVersion: '0' };

const records: readonly (readonly [EntityKind, string, object])[] = [
  ['company', '1', { name: 'ООО «Ромашка; и "Ко"»', inn: '7700000016', kpp: '770001001', tags: ['опт'] }],
  [
    'contact',
    '2',
    {
      last_name: 'Иванов',
      first_name: '=HYPERLINK("http://evil.example")',
      full_name: 'Иванов',
      birth_date: '1990-05-06',
      phones: [
        { value: '+79160000001', type: 'mobile', raw: '', primary: true },
        { value: '+74950000001', type: 'work', ext: '12', raw: '', primary: false },
        { value: '+74950000002', type: 'work', raw: '', primary: false },
      ],
      companies: [{ ref: { system: 's', key: '1' }, primary: true }],
      comment: 'первая\nвторая',
    },
  ],
  [
    'deal',
    '3',
    {
      title: 'Монтаж',
      stage: 'В работе',
      amount: { amount: '1500.50', currency: 'RUB' },
      company: { system: 's', key: '1' },
      contacts: [{ ref: { system: 's', key: '2' }, primary: true }],
      items: [
        { name: 'Работы', price: { amount: '1000.00', currency: 'RUB' }, quantity: '1' },
        { name: 'Выезд', price: { amount: '500.50', currency: 'RUB' }, quantity: '1' },
      ],
      close_date: '2026-12-31',
    },
  ],
];

async function filled(target: Target): Promise<{ readonly folder: string; readonly connection: Connection }> {
  const folder = mkdtempSync(join(tmpdir(), 'perenos-import-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const connection = await target.connect({ folder }, testContext().context);
  onTestFinished(() => connection.close());
  for (const [kind, key, data] of records) {
    const operation = { id: 1, kind, action: 'create', targetId: undefined, marker: { system: 's', key }, data };
    await connection.write(
      [{ ...operation, origins: [], changes: [], payloadHash: '' } as unknown as Operation],
      () => undefined,
    );
  }
  await connection.runFinished?.(run);
  return { folder, connection };
}

function rowsOf(folder: string, name: string): readonly Readonly<Record<string, string>>[] {
  return parse(readFileSync(join(folder, name)), {
    bom: true,
    delimiter: ';',
    columns: true,
    relax_column_count: true,
  });
}

describe('files for the wizard of Bitrix24', () => {
  test('have codes as headings, quotes and a semicolon after every value, a byte order mark and line feeds', async () => {
    const { folder } = await filled(bitrix24Files);
    const text = readFileSync(join(folder, 'companies-1.csv'), 'utf8');
    expect(text.startsWith('\uFEFF"TITLE";"BANKING_DETAILS";"COMMENTS";\n')).toBe(true);
    expect(text).toContain('"ООО «Ромашка; и ""Ко""»";"ИНН 7700000016; КПП 770001001";"опт";\n');
    expect(text).not.toContain('\r');
  });

  test('tie people to companies by title, keep every phone and harm no spreadsheet', async () => {
    const { folder } = await filled(bitrix24Files);
    expect(rowsOf(folder, 'contacts-1.csv')).toMatchObject([
      {
        NAME: `'=HYPERLINK("http://evil.example")`,
        LAST_NAME: 'Иванов',
        BIRTHDATE: '06.05.1990',
        COMPANY_ID: 'ООО «Ромашка; и "Ко"»',
        PHONE_WORK: '+74950000001 ext. 12;+74950000002',
        PHONE_MOBILE: '+79160000001',
        COMMENTS: 'первая\nвторая',
      },
    ]);
  });

  test('have one row for each position of a deal, with one number', async () => {
    const { folder } = await filled(bitrix24Files);
    const rows = rowsOf(folder, 'deals-1.csv');
    expect(rows.map(({ PRODUCT_ID, PRODUCT_PRICE }) => [PRODUCT_ID, PRODUCT_PRICE])).toEqual([
      ['Работы', '1000.00'],
      ['Выезд', '500.50'],
    ]);
    expect(new Set(rows.map(({ ID }) => ID)).size).toBe(1);
    expect(rows[0]).toMatchObject({ CONTACT_ID: expect.stringContaining('Иванов') as string, CLOSEDATE: '31.12.2026' });
  });

  test('are written anew by the next run, and what was taken back is not in them', async () => {
    const { folder, connection } = await filled(bitrix24Files);
    const [id] = await connection.find('company', [{ system: 's', key: '1' }]);
    const operation = {
      id: 1,
      kind: 'company',
      action: 'delete',
      targetId: id,
      marker: { system: 's', key: '1' },
      data: {},
    };
    await connection.write(
      [{ ...operation, origins: [], changes: [], payloadHash: '' } as unknown as Operation],
      () => undefined,
    );
    await connection.runFinished?.(run);
    expect(readdirSync(folder).filter((name) => name.endsWith('.csv'))).toEqual(['contacts-1.csv', 'deals-1.csv']);
  });
});

describe('workbooks for the wizard of amoCRM', () => {
  test("have the headings of the vendor's example, text cells, whole budgets, and in the note whatever has no column", async () => {
    const { folder } = await filled(amocrmFiles);
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.readFile(join(folder, 'deals-1.xlsx'));
    const [sheet] = workbook.worksheets;
    const rows = [1, 2].map((row) => ((sheet?.getRow(row).values ?? []) as readonly unknown[]).slice(1));
    expect(rows).toEqual([
      [
        'Название сделки',
        'Бюджет сделки',
        'Примечание к сделке',
        'Статус сделки',
        'Полное имя (контакт)',
        'Название (компания)',
      ],
      [
        'Монтаж',
        '1500',
        '1500.50\nДата закрытия: 31.12.2026\nРаботы; 1; 1000.00\nВыезд; 1; 500.50',
        'В работе',
        `Иванов =HYPERLINK("http://evil.example")`,
        'ООО «Ромашка; и "Ко"»',
      ],
    ]);
    expect(sheet?.getCell('B2').numFmt).toBe('@');
  });
});
