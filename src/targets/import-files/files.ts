import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeOutput } from '../../store/output-file.ts';
import type { Spool, Data } from './spool.ts';
import type { Column, ImportTable, Lookup } from './table.ts';

/** For the comfort of whoever watches the wizard. */
const rowsOfFile = 5000;

/** Writes the rows of one file. */
export type WriteFile = (
  file: string,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
) => Promise<void>;

/** Writes every table anew; files of an earlier run that are not needed any more go. */
export async function writeTables(
  folder: string,
  spool: Spool,
  how: { readonly tables: readonly ImportTable[]; readonly ending: string; readonly write: WriteFile },
): Promise<readonly string[]> {
  const written: string[] = [];
  const find: Lookup = (kind, ref) => {
    const id = spool.find(kind, ref);
    return id === undefined ? undefined : spool.read(kind, id);
  };
  for (const table of how.tables) {
    const columns = filledColumns(table, spool, find);
    let rows: string[][] = [];
    const flush = async (): Promise<void> => {
      const count = written.filter((name) => name.startsWith(`${table.name}-`)).length + 1;
      const name = `${table.name}-${count}${how.ending}`;
      await how.write(
        join(folder, name),
        columns.map(({ heading }) => heading),
        rows,
      );
      written.push(name);
      rows = [];
    };
    for (const record of spool.records(table.kind)) {
      const made = rowsOf(table, record).map((data) => columns.map(({ cell }) => harmless(cell(data, find))));
      // Rows of one record stay in one file.
      if (rows.length > 0 && rows.length + made.length > rowsOfFile) await flush();
      rows.push(...made);
    }
    if (rows.length > 0) await flush();
  }
  removeOthers(folder, how, written);
  return written;
}

function rowsOf(table: ImportTable, { id, data }: { readonly id: string; readonly data: Data }): readonly Data[] {
  const numbered = { ...data, '#': id };
  return table.rows?.(numbered) ?? [numbered];
}

/** Columns that are empty in every row only make the wizard longer. */
function filledColumns(table: ImportTable, spool: Spool, find: Lookup): readonly Column[] {
  const open = new Set(table.columns);
  const filled = new Set<Column>();
  for (const record of spool.records(table.kind)) {
    for (const data of rowsOf(table, record)) {
      for (const column of open) {
        if (column.cell(data, find) === '') continue;
        filled.add(column);
        open.delete(column);
      }
    }
    if (open.size === 0) break;
  }
  return table.columns.filter((column) => filled.has(column));
}

/**
 * People open such files in a spreadsheet before they import them: text that it would take for a formula gets an apostrophe in
 * front (OWASP ASVS 5, requirement 1.2.10). Phones and numbers keep their sign, which a spreadsheet cannot do harm with.
 */
function harmless(cell: string): string {
  if (/^[\d\s()+.;,-]*$/.test(cell.replaceAll('ext.', ''))) return cell;
  return /^\s*[=+\-@\t\r\n\0＝＋－＠]/.test(cell) ? `'${cell}` : cell;
}

function removeOthers(
  folder: string,
  { tables, ending }: { readonly tables: readonly ImportTable[]; readonly ending: string },
  written: readonly string[],
): void {
  const ours = new RegExp(`^(?:${tables.map(({ name }) => name).join('|')})-\\d+\\${ending}$`);
  for (const name of readdirSync(folder)) {
    if (ours.test(name) && !written.includes(name)) rmSync(join(folder, name));
  }
}

/**
 * As the wizard of Bitrix24 wants it: UTF-8 with a byte order mark, every value in quotes, a semicolon after each, also the last,
 * and line feeds (`formats/bitrix24.md` section 13 of the house documents).
 */
export async function writeBitrix24Csv(
  file: string,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<void> {
  const line = (cells: readonly string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}";`).join('');
  writeOutput(file, `\uFEFF${[headings, ...rows].map(line).join('\n')}\n`, 0o600);
}

/** A workbook of one sheet in which everything is text. */
export async function writeTextWorkbook(
  file: string,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<void> {
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet('Импорт');
  for (const cells of [headings, ...rows]) sheet.addRow([...cells]).eachCell((cell) => (cell.numFmt = '@'));
  writeOutput(file, Buffer.from(await workbook.xlsx.writeBuffer()), 0o600);
}
