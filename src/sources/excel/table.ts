import type { Context } from '../../context.ts';
import { InputError } from '../../errors.ts';
import { type Finding, issueAt } from '../../model/issue.ts';
import type { Row, Scalar, Table } from '../../model/row.ts';
import { findHeader, type Header, headingText } from './header.ts';
import { isBlank } from '../../text/blank.ts';
import { type Layout, layOut } from './layout.ts';
import type { Sheet, SheetRow } from './sheet.ts';
import { groupHeading, GroupTrail } from '../../text/group-trail.ts';
import { type Aside, ReportRows } from '../../text/report-rows.ts';

/** How the tables of a workbook are read. */
interface TableOptions {
  /** Sheet row of the heading; 0: there is none; undefined: found. */
  readonly headerRow: number | undefined;
  readonly summaryRows: 'skip' | 'keep';
}

/** A sheet being read into rows of a table. */
interface Reading {
  readonly file: string;
  readonly sheet: Sheet;
  readonly context: Context;
  readonly options: TableOptions;
}

const batchRows = 500;
/** A batch is closed earlier when its texts are long, so that memory does not follow the length of comments. */
const batchCharacters = 4 * 1024 ** 2;
/** Rows looked at before the heading is decided. */
const headRows = 60;

/**
 * Reads one sheet as a table: finds the heading, leaves out empty rows, sets totals and footers of reports aside with a notice.
 * @returns how many rows were given, by way of `yield*`
 * @throws InputError when the row named as the heading is empty
 */
export async function* readTable(reading: Reading): AsyncGenerator<readonly Row[], number> {
  const rows = filledRows(reading);
  try {
    return yield* readRows(reading, rows);
  } finally {
    // The heading was looked for outside of any loop, which would close the file by itself.
    await rows.return(undefined);
  }
}

async function* readRows(
  reading: Reading,
  rows: AsyncGenerator<readonly SheetRow[]>,
): AsyncGenerator<readonly Row[], number> {
  const { file, sheet, context, options } = reading;
  const { head, rest } = await takeHead(rows, options.headerRow ?? 0);
  if (head.length === 0) return 0;
  const header = await findHeader(head, () => sheet.merges(), options.headerRow);
  if (header === undefined) {
    throw new InputError('excel.header-missing', { file, sheet: sheet.name, row: options.headerRow ?? 0 });
  }
  const layout = layOut(header, head, (column) => {
    report(reading, header.bottom, { code: 'excel.unnamed-column', args: { column } });
  });
  const table: Table = { file, name: sheet.name, columns: layout.columns };
  context.fact({ file, name: `header-row (${sheet.name})`, value: header.bottom, confidence: header.confidence });
  const emitter = new Emitter(reading, { table, layout, header });
  for (const row of head) if (row.line > header.bottom) emitter.take(row);
  if (emitter.ready) yield* emitter.flush();
  for await (const batch of rest) {
    for (const row of batch) {
      emitter.take(row);
      if (emitter.ready) yield* emitter.flush();
    }
  }
  emitter.end();
  yield* emitter.flush();
  reportColumns(reading, layout, header);
  const { aside } = emitter;
  if (aside > 0) context.fact({ file, name: `set-aside-rows (${sheet.name})`, value: aside });
  return emitter.records;
}

/** Turns sorted rows into rows of the table. */
class Emitter {
  readonly #reading: Reading;
  readonly #place: { readonly table: Table; readonly layout: Layout; readonly header: Header };
  readonly #sorter: ReportRows<SheetRow> | undefined;
  readonly #groups = new GroupTrail();
  /** Place of the column of groups; undefined while no group was seen. */
  #groupColumn: number | undefined;
  #batch: Row[] = [];
  #characters = 0;
  #lastLine = 0;
  /** Rows given. */
  records = 0;
  /** Rows that were no records. */
  aside = 0;

  constructor(reading: Reading, place: { readonly table: Table; readonly layout: Layout; readonly header: Header }) {
    this.#reading = reading;
    this.#place = place;
    if (reading.options.summaryRows === 'skip') {
      this.#sorter = new ReportRows({
        record: (row) => this.#takeRecord(row),
        aside: (row, aside) => this.#takeAside(row, aside),
      });
    }
  }

  get ready(): boolean {
    return this.#batch.length >= batchRows || this.#characters > batchCharacters;
  }

  take(row: SheetRow): void {
    if (this.#sorter === undefined) this.#takeRecord(row);
    else this.#sorter.push(row, this.#lastLine > 0 && row.line > this.#lastLine + 1);
    this.#lastLine = row.line;
  }

  end(): void {
    this.#sorter?.end();
  }

  #takeRecord(row: SheetRow): void {
    if (this.#repeatsHeader(row)) this.#setAside(row.line, { code: 'excel.repeated-header', args: {} });
    else {
      this.#add(row);
      this.records += 1;
    }
  }

  #takeAside({ line, level }: SheetRow, { kind, label }: Aside): void {
    this.#setAside(line, { code: `input.${kind}-row`, args: { label } });
    if (kind === 'total') this.#groups.leave(level);
    if (kind !== 'group') return;
    this.#groups.enter(label, level);
    this.#groupColumn ??= this.#place.layout.addOwn(groupHeading);
  }

  #setAside(line: number, finding: Finding): void {
    this.aside += 1;
    report(this.#reading, line, finding);
  }

  *flush(): Generator<readonly Row[]> {
    for (let from = 0; from < this.#batch.length; from += batchRows) yield this.#batch.slice(from, from + batchRows);
    this.#batch = [];
    this.#characters = 0;
  }

  #add(row: SheetRow): void {
    const { table, layout } = this.#place;
    const { context } = this.#reading;
    const cells = this.#withGroup(layout.arrange(row.cells), row);
    for (const cell of cells) if (typeof cell === 'string') this.#characters += cell.length;
    for (const { column, finding, value } of row.findings) {
      const heading = layout.headingOf(column);
      const place = {
        ...(heading === undefined ? {} : { column: heading }),
        ...(value === undefined ? {} : { value }),
      };
      context.report(issueAt({ table, line: row.line }, finding, place));
    }
    this.#batch.push({ table, line: row.line, cells });
  }

  #withGroup(cells: readonly Scalar[], { level }: SheetRow): readonly Scalar[] {
    const column = this.#groupColumn;
    if (column === undefined) return cells;
    const group = this.#groups.of(level);
    if (group === '') return cells;
    const whole = [...cells];
    while (whole.length < column) whole.push(null);
    whole[column] = group;
    return whole;
  }

  /** Long printed reports repeat their heading on every page. */
  #repeatsHeader({ cells }: SheetRow): boolean {
    const { headings, top } = this.#place.header;
    if (top === 0 || headings.length < 2 || typeof cells[0] !== 'string') return false;
    if (headingText(cells[0]) !== headings[0]) return false;
    return headings.every((heading, column) => headingText(cells[column] ?? null) === heading);
  }
}

/** Rows with something in them. What is only a finding is reported here: there is no record it could belong to. */
async function* filledRows(reading: Reading): AsyncGenerator<readonly SheetRow[]> {
  reading.context.signal.throwIfAborted();
  for await (const batch of reading.sheet.rows()) {
    reading.context.signal.throwIfAborted();
    const filled = batch.filter((row) => {
      if (row.cells.some((cell) => !isBlank(cell))) return true;
      for (const { finding } of row.findings) report(reading, row.line, finding);
      return false;
    });
    if (filled.length > 0) yield filled;
  }
}

interface Head {
  readonly head: readonly SheetRow[];
  readonly rest: AsyncIterable<readonly SheetRow[]>;
}

/** The rows among which the heading is looked for, and the stream of those behind them. */
async function takeHead(rows: AsyncGenerator<readonly SheetRow[]>, headerRow: number): Promise<Head> {
  const head: SheetRow[] = [];
  while (head.length < headRows || (head.at(-1)?.line ?? 0) < headerRow + 2) {
    const next = await rows.next();
    if (next.done === true) break;
    // Far rows are kept only as long as the heading may still be among them.
    head.push(...next.value);
    if (head.length > 10_000 && head.length > headerRow) break;
  }
  const known = Math.max(headRows, headerRow + 2);
  const later = head.splice(known);
  return {
    head,
    rest: (async function* () {
      if (later.length > 0) yield later;
      yield* rows;
    })(),
  };
}

function reportColumns(reading: Reading, layout: Layout, header: Header): void {
  const { file, sheet, context } = reading;
  for (const column of sheet.percentColumns()) {
    const heading = layout.headingOf(column);
    if (heading !== undefined) report(reading, header.bottom, { code: 'excel.percent', args: { column: heading } });
  }
  const count = sheet.hiddenRows();
  if (count === 0) return;
  context.fact({ file, name: `hidden-rows (${sheet.name})`, value: count });
  report(reading, header.bottom, { code: 'excel.hidden-rows', args: { count } });
}

function report({ file, sheet, context }: Reading, line: number, finding: Finding): void {
  context.report(issueAt({ table: { file, name: sheet.name }, line: Math.max(line, 1) }, finding));
}
