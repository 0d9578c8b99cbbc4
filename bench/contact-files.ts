import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { columns, type People } from './people.ts';

const bufferSize = 1 << 20;

/** Writes people as CSV: UTF-8, semicolons, quotes where needed. */
export async function writeCsv(file: string, people: People): Promise<void> {
  const out = createWriteStream(file);
  let text = `${columns.join(';')}\r\n`;
  for (let index = 0; index < people.expected.rows; index += 1) {
    text += `${people.row(index).map(quoted).join(';')}\r\n`;
    if (text.length > bufferSize) {
      if (!out.write(text)) await once(out, 'drain');
      text = '';
    }
  }
  out.end(text);
  await finished(out);
}

function quoted(cell: string): string {
  return /[;"\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Writes people as a workbook of one sheet, with a streaming writer. */
export async function writeXlsx(file: string, people: People): Promise<void> {
  const { default: excel } = await import('exceljs');
  const workbook = new excel.stream.xlsx.WorkbookWriter({ filename: file, useSharedStrings: false, useStyles: false });
  const sheet = workbook.addWorksheet('Контакты');
  sheet.addRow([...columns]).commit();
  for (let index = 0; index < people.expected.rows; index += 1) {
    sheet.addRow([...people.row(index)]).commit();
    // Lets the zip stream take what was written.
    if (index % 2000 === 1999) await new Promise((resolve) => setImmediate(resolve));
  }
  sheet.commit();
  await workbook.commit();
}
