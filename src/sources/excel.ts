import { z } from 'zod';
import type { Context } from '../context.ts';
import { InputError } from '../errors.ts';
import type { Input } from '../input.ts';
import { issueAt } from '../model/issue.ts';
import { summaryRowsOption } from '../model/option.ts';
import type { Row } from '../model/row.ts';
import { type Container, containerOf, isNamedWorkbook, refusalOf } from './excel/container.ts';
import type { Sheet, Workbook } from './excel/sheet.ts';
import { type Detection, defineSource } from './source.ts';

const kinds: Readonly<Record<Container, string>> = {
  xlsx: 'Excel workbook',
  xlsb: 'Excel binary workbook',
  xls: 'Excel 97-2003 workbook',
  ods: 'OpenDocument spreadsheet',
  fods: 'OpenDocument spreadsheet, flat XML',
  html: 'HTML table',
  xml2003: 'Excel 2003 XML spreadsheet',
  encrypted: 'Excel workbook with a password',
};

const options = z.strictObject({
  /** Name of a sheet, or its number from 1, hidden ones counted. Without it every visible sheet with data is a table. */
  sheet: z.union([z.string(), z.number().int().min(1)]).optional(),
  /** Sheet row of the headings, from 1; 0: there are none, columns are named by their letters. Without it they are found. */
  header_row: z.coerce.number().int().min(0).optional(),
  summary_rows: summaryRowsOption,
  /** Encoding of an HTML table, where its bytes leave a doubt. */
  encoding: z.string().optional(),
});
type Options = z.output<typeof options>;

/**
 * Workbooks, known by content: `.xlsx`, `.xlsm` (streamed), `.xlsb`, `.xls` (held in memory), `.ods`, Excel 2003 XML and the HTML
 * tables that call themselves `.xls`. Cells arrive as typed: numbers as numbers (a percentage as a fraction), texts as texts,
 * days as dates at midnight UTC, clock times as `HH:MM` text, numbers in a layout of digits (leading zeros, phones) as the text
 * shown, formulas as their last result. Hidden sheets are left out with a notice unless named; hidden rows are read.
 */
export const excel = defineSource({
  name: 'excel',
  summary: 'Excel and OpenDocument workbooks, and HTML tables saved as .xls',
  extensions: ['.xlsx', '.xlsm', '.xlsb', '.xls', '.ods', '.fods'],
  options,
  detect,
  read,
});

async function detect(input: Input): Promise<Detection | undefined> {
  try {
    const container = await containerOf(input);
    if (container === undefined) return undefined;
    const confidence = container === 'html' ? 0.9 : 0.95;
    const kind = kinds[container];
    if (container !== 'encrypted') return { confidence, kind };
    return { confidence, kind, refusal: new InputError('excel.encrypted', { file: input.file }) };
  } catch (cause) {
    const refusal = refusalOf(cause);
    if (refusal === undefined) throw cause;
    // A damaged archive may be anybody's; only its name tells.
    return isNamedWorkbook(input.file) ? { confidence: 0.6, kind: kinds.xlsx, refusal } : undefined;
  }
}

async function* read(input: Input, settings: Options, context: Context): AsyncGenerator<readonly Row[]> {
  const { file } = input;
  const { readTable } = await import('./excel/table.ts');
  const workbook = await openWorkbook(input, settings, context);
  context.fact({ file, name: 'format', value: workbook.kind });
  const sheets = chosenSheets(file, workbook, settings.sheet);
  const visible = settings.sheet === undefined ? sheets.filter(({ hidden }) => !hidden) : sheets;
  for (const { name } of sheets) {
    if (visible.some((sheet) => sheet.name === name)) continue;
    context.report(issueAt({ table: { file, name }, line: 1 }, { code: 'excel.hidden-sheet', args: { sheet: name } }));
  }
  const read: string[] = [];
  const tableOptions = { headerRow: settings.header_row, summaryRows: settings.summary_rows };
  for (const sheet of visible) {
    const count = yield* readTable({ file, sheet, context, options: tableOptions });
    if (count > 0) read.push(sheet.name);
  }
  context.fact({ file, name: 'sheets', value: read.join(', ') });
  if (read.length > 0) return;
  const table = visible.length === 1 ? (visible[0]?.name ?? '') : '';
  context.report(issueAt({ table: { file, name: table }, line: 1 }, { code: 'input.no-rows', args: { file, table } }));
}

async function openWorkbook(input: Input, { encoding }: Options, context: Context): Promise<Workbook> {
  const container = await containerOf(input);
  switch (container) {
    case 'xlsx':
      return (await import('./excel/xlsx.ts')).openXlsx(input);
    case 'xls':
    case 'xlsb':
      return (await import('./excel/legacy.ts')).openLegacy(input, kinds[container]);
    case 'ods':
    case 'fods':
      return (await import('./excel/ods.ts')).openOds(input, kinds[container]);
    case 'html':
      return (await import('./excel/html.ts')).openHtml(input, context, encoding);
    case 'xml2003':
      return (await import('./excel/xml2003.ts')).openXml2003(input);
    case 'encrypted':
      throw new InputError('excel.encrypted', { file: input.file });
    case undefined:
      throw new InputError('excel.not-workbook', { file: input.file });
  }
}

/** @throws InputError naming the sheets there are */
function chosenSheets(file: string, { sheets }: Workbook, wanted: string | number | undefined): readonly Sheet[] {
  if (wanted === undefined) return sheets;
  const text = String(wanted);
  const folded = text.trim().toLowerCase();
  const chosen =
    sheets.find(({ name }) => name === text) ??
    sheets.find(({ name }) => name.trim().toLowerCase() === folded) ??
    (/^\d+$/.test(text) ? sheets[Number(text) - 1] : undefined);
  if (chosen !== undefined) return [chosen];
  const names = sheets.map(({ name }) => `«${name}»`).join(', ');
  throw new InputError('excel.sheet-missing', { file, sheet: text, sheets: names });
}
