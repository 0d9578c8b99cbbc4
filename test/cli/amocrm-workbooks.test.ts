import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import excel from 'exceljs';
import { describe, expect, it } from 'vitest';
import { runFiles } from '../run-files.ts';
import { workdir } from '../workdir.ts';

const samples = join(import.meta.dirname, '../../samples/systems');

/** The sheet amoCRM saves: what it knows as numbers and dates are cells of these kinds, phones and all else are text. */
async function asWorkbook(csv: string, file: string): Promise<void> {
  const text = readFileSync(csv, 'utf8');
  const delimiter = text.slice(0, text.indexOf('\n')).includes(';') ? ';' : ',';
  const rows = parse(text, { bom: true, delimiter, relax_column_count: true });
  const book = new excel.Workbook();
  const sheet = book.addWorksheet('Лист1');
  const [headings = []] = rows;
  for (const [index, row] of rows.entries()) {
    const cells = row.map((cell, column) => (index === 0 || cell === '' ? cell : typed(headings[column] ?? '', cell)));
    // The exports in CSV end each line with a delimiter; a sheet has no such column.
    sheet.addRow(cells.map((cell) => (cell === '' ? null : cell)));
  }
  await book.xlsx.writeFile(file);
}

function typed(heading: string, cell: string): string | number | Date {
  if (/^(?:ID|Бюджет.*)$/.test(heading)) return Number(cell);
  const date = /^(\d\d)\.(\d\d)\.(\d{4})(?: (\d\d:\d\d:\d\d))?$/.exec(cell);
  if (date === null) return cell.replace(/^'/, '');
  const [, day, month, year, time = '00:00:00'] = date;
  return new Date(`${year}-${month}-${day}T${time}Z`);
}

const tables = ['company', 'contact', 'deal'] as const;
const lists = ['company_phone', 'contact_phone', 'contact_email', 'contact_company', 'deal_contact'] as const;

describe.each(['amocrm-list', 'amocrm-deals', 'amocrm-deals-older'])('%s saved as a workbook', (name) => {
  it('gives what the same export in CSV gives', async () => {
    const { path } = workdir();
    const file = path(`${name}.xlsx`);
    await asWorkbook(join(samples, `${name}.csv`), file);
    const [book, text] = [await runFiles([file]), await runFiles([join(samples, `${name}.csv`)])];
    expect(book.result.exitCode).toBe(0);
    for (const table of tables) {
      const rows = text.rows(`SELECT * FROM ${table}`);
      expect(book.rows(`SELECT * FROM ${table}`), table).toEqual(rows);
    }
    for (const table of lists) {
      const sql = `SELECT * FROM ${table}`;
      // An apostrophe before a phone stands in the text of a CSV only.
      const plain = (rows: ReturnType<typeof text.rows>): unknown =>
        rows.map((row) => ({ ...row, raw: typeof row['raw'] === 'string' ? row['raw'].replace(/^'/, '') : null }));
      expect(plain(book.rows(sql)), table).toEqual(plain(text.rows(sql)));
    }
    expect(book.rows('SELECT count(*) AS all_records FROM contact')[0]).not.toEqual({ all_records: 0 });
  });
});

describe('headings that amoCRM repeats', () => {
  it('are all read in a workbook: the filled mark may be the later one', async () => {
    const { path } = workdir();
    const book = new excel.Workbook();
    const sheet = book.addWorksheet('Сделки');
    sheet.addRow([
      'ID',
      'Название сделки',
      'Бюджет ',
      'Этап сделки',
      'Воронка',
      'Ответственный',
      'utm_source',
      'utm_source',
      'Примечание',
      'Примечание',
    ]);
    sheet.addRow([
      7,
      'Поставка',
      1500,
      'Переговоры',
      'Продажи',
      'Мария Тестова',
      null,
      'yandex',
      null,
      'Второе примечание',
    ]);
    await book.xlsx.writeFile(path('deals.xlsx'));
    const { rows, result } = await runFiles([path('deals.xlsx')]);
    expect(rows('SELECT title, amount, stage, pipeline, comment FROM deal')).toEqual([
      { title: 'Поставка', amount: '1500', stage: 'Переговоры', pipeline: 'Продажи', comment: 'Второе примечание' },
    ]);
    expect(result.exitCode).toBe(0);
    expect(rows('SELECT custom FROM deal')).toEqual([{ custom: expect.stringContaining('yandex') as string }]);
  });
});
