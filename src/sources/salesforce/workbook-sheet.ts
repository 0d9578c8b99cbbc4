import { openArchive } from '../../archive.ts';
import type { Input } from '../../input.ts';
import type { Scalar } from '../../model/row.ts';
import { plainNumber } from '../../text/decimal.ts';
import { openXlsx } from '../excel/xlsx.ts';
import { objectOfLabels, plainLabel } from './report-labels.ts';
import { reportSheet } from './report-sheet.ts';
import type { RawRecord, Sheet } from './sheet.ts';

/** Words of the signature below every formatted report. */
const signature = 'salesforce.com, inc. All rights reserved';
/** Larger tables of strings are not searched. */
const searchedBytes = 32 * 1024 ** 2;
/** Rows above the heading: title, date, filters. */
const headRows = 60;

/** Whether a workbook carries the signature of a report of Salesforce. */
export async function isReportWorkbook(input: Input): Promise<boolean> {
  if (!/\.xlsx$/i.test(input.file)) return false;
  try {
    const { entries } = await openArchive(input, { backslash: 'separator' });
    for (const { name, bytes, input: part } of entries) {
      if (!/(?:sharedStrings|sheet1)\.xml$/i.test(name) || bytes > searchedBytes) continue;
      if (await holds(part, signature)) return true;
    }
  } catch {
    // A damaged archive is for the reader of workbooks to name.
  }
  return false;
}

async function holds(input: Input, words: string): Promise<boolean> {
  let tail = '';
  for await (const chunk of input.open() as AsyncIterable<Buffer>) {
    const text = tail + chunk.toString('latin1');
    if (text.includes(words)) return true;
    tail = text.slice(-words.length);
  }
  return false;
}

/** The table of a formatted report: its heading is found by its labels, empty columns at the left are left out. */
export async function workbookSheet(input: Input): Promise<Sheet | undefined> {
  const workbook = await openXlsx(input);
  for (const sheet of workbook.sheets) {
    const head: { line: number; cells: readonly Scalar[] }[] = [];
    for await (const rows of sheet.rows()) {
      head.push(...rows);
      if (head.length >= headRows) break;
    }
    const header = head.slice(0, headRows).find(({ cells }) => objectOfLabels(cells.map(textOf)) !== undefined);
    if (header === undefined) continue;
    const labels = header.cells.map((cell) => plainLabel(textOf(cell)));
    const first = labels.findIndex((label) => label !== '');
    return reportSheet({
      object: objectOfLabels(labels) ?? '',
      shape: 'workbook',
      input,
      columns: labels.slice(first),
      async *records(context) {
        for await (const rows of sheet.rows()) {
          context.signal.throwIfAborted();
          yield rows.filter(({ line }) => line > header.line).map((row) => recordOf(row, first, labels.length));
        }
      },
    });
  }
  return undefined;
}

function recordOf(row: { line: number; cells: readonly Scalar[] }, from: number, to: number): RawRecord {
  const cells = Array.from({ length: to - from }, (_, index) => textOf(row.cells[from + index] ?? null));
  return { line: row.line, cells };
}

function textOf(cell: Scalar): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return plainNumber(cell);
  if (cell instanceof Date) return cell.toISOString().replace('T00:00:00.000Z', '').replace('.000Z', '');
  return String(cell);
}
