import type { Context } from '../../context.ts';
import { issueAt, type Finding } from '../../model/issue.ts';
import { Cleaner } from './clean.ts';
import { type DateOrder, isLocalDate, OrderEvidence } from './dates.ts';
import { columnKind } from './objects.ts';
import { quiet, type RawRecord, type Sheet } from './sheet.ts';

/** A sheet whose cells are in the forms of the API. */
export type CleanSheet = Sheet;

/** What a file of the weekly export looks like after a spreadsheet. */
const savedShapes: ReadonlySet<Sheet['shape']> = new Set(['loader', 'query', 'bulk']);

/**
 * Wraps a sheet so that its cells come clean. What was repaired is said once a column, at the end.
 * @param order of day and month, when a person has named it
 * @param isOfWeekly it lies among files of the weekly export, and is one of them whatever was done to it
 */
export function cleanSheet(sheet: Sheet, order: DateOrder | undefined, isOfWeekly: boolean): CleanSheet {
  let orders: Promise<readonly (DateOrder | undefined)[]> | undefined;
  return {
    ...sheet,
    async *records(context) {
      const found = await (orders ??= dateOrders(sheet, order, context));
      const isWeekly = sheet.shape === 'weekly' || (isOfWeekly && savedShapes.has(sheet.shape));
      const cleaner = new Cleaner(sheet.columns, { isWeekly, orderOf: (column) => order ?? found[column] });
      let first = 0;
      for await (const records of sheet.records(context)) {
        for (const record of records) {
          first ||= record.line;
          cleaner.clean(record.cells);
        }
        yield records;
      }
      sayChanges(sheet, cleaner, { context, line: first });
    },
  };
}

function sayChanges(
  { input, object, columns }: Sheet,
  cleaner: Cleaner,
  { context, line }: { readonly context: Context; readonly line: number },
): void {
  const say = (finding: Finding, column: string): void =>
    context.report(issueAt({ table: { file: input.file, name: object }, line }, finding, { column }));
  for (const [index, { repaired, broken, apostrophes }] of cleaner.changes.entries()) {
    const column = columns[index] ?? '';
    if (repaired > 0) say({ code: 'salesforce.id-repaired', args: { column, count: repaired } }, column);
    if (broken > 0) say({ code: 'salesforce.id-broken', args: { column, count: broken } }, column);
    if (apostrophes > 0) say({ code: 'salesforce.apostrophe', args: { column, count: apostrophes } }, column);
  }
}

/**
 * Whether day or month comes first, by column: files saved again in a spreadsheet and reports have dates in local forms. The file is
 * searched only when its first records show such a date. A column that does not tell takes what the others agree on.
 */
async function dateOrders(
  sheet: Sheet,
  named: DateOrder | undefined,
  context: Context,
): Promise<readonly (DateOrder | undefined)[]> {
  const dated = sheet.columns.flatMap((name, index) => {
    const kind = columnKind(name.split('.').at(-1) ?? name);
    return kind === 'date' || kind === 'instant' ? [index] : [];
  });
  const isKnown = named !== undefined || sheet.shape === 'weekly' || dated.length === 0;
  if (isKnown || !(await showsLocal(sheet, dated, context))) return [];
  const evidence = sheet.columns.map(() => new OrderEvidence());
  for await (const records of sheet.records(quiet(context))) {
    for (const { cells } of records) for (const index of dated) evidence[index]?.look(cells[index] ?? '');
  }
  const shown = new Set(evidence.flatMap(({ order }) => order ?? []));
  const [only] = shown;
  const common = shown.size === 1 ? only : undefined;
  return evidence.map((one, index) => {
    const order = one.order ?? (one.isOpen ? common : undefined);
    if (one.isOpen && order === undefined) sayOpen(sheet, sheet.columns[index] ?? '', context);
    return order;
  });
}

async function showsLocal(sheet: Sheet, dated: readonly number[], context: Context): Promise<boolean> {
  for await (const records of sheet.records(quiet(context))) {
    if (records.length === 0) continue;
    return records.some(({ cells }: RawRecord) => dated.some((index) => isLocalDate(cells[index] ?? '')));
  }
  return false;
}

function sayOpen({ input, object }: Sheet, column: string, context: Context): void {
  const origin = { table: { file: input.file, name: object }, line: 1 };
  context.report(issueAt(origin, { code: 'salesforce.date-order', args: { column } }, { column }));
}
