import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileInput } from '../../src/input.ts';
import { excel } from '../../src/sources/excel.ts';
import { collectRows } from '../collect-rows.ts';
import { codesOf, tablesOf } from '../row-view.ts';

const data = resolve('../shared/data');
const exports = `${data}/bitrix24/exports-synthetic`;

describe.skipIf(!existsSync(data))('excel over the shared samples (skipped where ../shared is absent)', () => {
  it.each(['list-saved-from-1c.xlsx', 'list-saved-from-1c-SharedStrings-case.xlsx'])(
    'reads the 2 customers of %s and sets everything else aside with a notice',
    async (file) => {
      const reading = await collectRows(excel, await fileInput(`${data}/1c/constructed/${file}`));
      expect(tablesOf(reading)).toEqual({
        TDSheet: {
          columns: [
            'Контрагент',
            'ИНН / КПП',
            'Контактная информация / Телефон',
            'Контактная информация / E-mail',
            'Задолженность / Сумма, руб.',
            'Задолженность / Дней',
            'Дата последней оплаты',
            'Группа списка',
          ],
          rows: [
            [
              'Ромашка',
              '7700000009/770001001',
              '+7 (495) 123-45-67, доб. 101',
              'info@romashka.example',
              '12\u00a0500,50',
              '3',
              '12.03.2024',
              'Покупатели',
            ],
            [
              'Иванов И. И.',
              '050000000002/',
              '8-928-000-00-02; 8-928-000-00-03',
              null,
              '1\u00a0250,05',
              '40',
              '04.02.2024 0:00:00',
              'Покупатели',
            ],
          ],
        },
      });
      expect(reading.rows.map(({ line }) => line)).toEqual([8, 9]);
      expect(codesOf(reading)).toEqual({ 'input.group-row': 2, 'input.total-row': 2, 'input.footer-row': 1 });
    },
  );

  it('reads the 3 rows of a Salesforce report without its title, subtotals and copyright', async () => {
    const file = `${data}/salesforce/report-synthetic/Opportunities by Owner-2024-06-10-15-00-00.xlsx`;
    const reading = await collectRows(excel, await fileInput(file));
    const [table] = Object.values(tablesOf(reading));
    expect(table?.columns[0]).toBe('Opportunity Owner ↑');
    expect(table?.columns).toHaveLength(8);
    expect(table?.rows).toEqual([
      [
        'Eva Klein',
        'Müller & Söhne GmbH',
        'Rahmenvertrag',
        'Closed Won',
        new Date('2024-06-30'),
        9000,
        'EUR',
        '0065g00000Op002',
      ],
      [
        'Иван Петров',
        'ООО «Ромашка»',
        'Поставка сахара',
        'Prospecting',
        new Date('2024-12-31'),
        1250000.505,
        'RUB',
        '0065g00000Op001',
      ],
      [
        null,
        'Acme, Inc.',
        'Acme - 1,200 Widgets',
        'Prospecting',
        new Date('2024-12-31'),
        null,
        'USD',
        '0065g00000Op003',
      ],
    ]);
    expect(codesOf(reading)).toEqual({ 'input.total-row': 6, 'input.footer-row': 2 });
  });

  it.each([
    ['CONTACT_20260301_00000001_000000000001.xls', 48, 4],
    ['DEAL_20260301_00000002_000000000002.xls', 125, 5],
    ['COMPANY_20260301_00000003_000000000003.xls', 64, 6],
  ])('reads the HTML of %s: %i columns, %i rows', async (file, columns, count) => {
    const input = await fileInput(`${exports}/${file}`);
    expect(await excel.detect(input)).toEqual({ confidence: 0.9, kind: 'HTML table' });
    const reading = await collectRows(excel, input);
    expect(reading.rows).toHaveLength(count);
    expect(reading.rows[0]?.table.columns).toHaveLength(columns);
    expect(codesOf(reading)).toEqual({});
  });

  it('keeps the comment of three lines, the decoded name and the heading that occurs twice', async () => {
    const contacts = await collectRows(excel, await fileInput(`${exports}/CONTACT_20260301_00000001_000000000001.xls`));
    const { table, cells } = contacts.rows[0]!;
    const at = (heading: string) => cells[table.columns.indexOf(heading)];
    expect(at('Компания')).toBe('ООО "Пример & Ко"');
    expect(at('Комментарий')).toBe('[p]\nПросил перезвонить; любит "кавычки"\n[/p]');
    expect(at('Рабочий телефон')).toBe('+74950000001, +74950000002');
    const deals = await collectRows(excel, await fileInput(`${exports}/DEAL_20260301_00000002_000000000002.xls`));
    expect(deals.rows[0]?.table.columns.filter((heading) => heading === 'Тип')).toHaveLength(2);
    const sum = deals.rows[0]!.table.columns.indexOf('Сумма');
    expect(deals.rows.map((row) => row.cells[sum])).toEqual(['300', '501', '-50', '1500.5', '50']);
  });
});
