import type { Context } from '../../context.ts';
import { InputError } from '../../errors.ts';
import { issueAt, type Finding } from '../../model/issue.ts';
import type { Row, Table } from '../../model/row.ts';
import { groupHeading, GroupTrail } from '../../text/group-trail.ts';
import { type Aside, ReportRows } from '../../text/report-rows.ts';
import type { CsvRecord } from './record.ts';
import { zeroByte } from './zero-byte.ts';
import { headingList } from '../../text/heading-list.ts';

/** What is made of rows waits with them until their batch has been mapped: of fewer, less outlives the engine's small tidyings. */
const batchRows = 100;
const apostrophe = 0x27;
/** = + - @ TAB CR and the full-width forms: what a spreadsheet takes for the start of a formula (OWASP ASVS 1.2.10). */
const formulaStarts = new Set([0x3d, 0x2b, 0x2d, 0x40, 0x09, 0x0d, 0xff1d, 0xff0b, 0xff0d, 0xff20]);

/** What the text read so far holds that a row has to be searched for. */
export interface TextMarks {
  /** U+FFFD was seen. */
  replaced: boolean;
  /** Bytes that are no text were seen, so U+FFFD stands for them. */
  damaged: boolean;
  zero: boolean;
  /** The text read so far ends with a line end. */
  endsLine: boolean;
}

export interface CsvTableOptions {
  readonly context: Context;
  readonly encoding: () => string;
  readonly marks: TextMarks;
  /** 1-based line of the header; 0 when the file has none. */
  readonly headerLine: number;
  /** Line of the second row of a header that has two; its names and those of the first are in `headings`. */
  readonly lastHeaderLine?: number | undefined;
  /** Names of the columns where the file has no header, or one of two rows. */
  readonly headings: readonly string[];
  /** `keep` gives totals, group rows and footers of reports as rows. */
  readonly summaryRows: 'skip' | 'keep';
  /** The names of members are indented below the name of their group. */
  readonly indented: boolean;
}

type CsvRow = Row & { readonly cells: string[]; readonly level?: number };

/** 1C indents by four spaces; two are seen where the list was saved by other programs. */
const indentStep = 2;

/** Makes rows of records: finds the header, skips titles and empty lines, looks after rows that are too long or too short. */
export class CsvTable {
  readonly table: Table & { readonly columns: string[] };
  readonly #options: CsvTableOptions;
  readonly #titles: string[] = [];
  #hasHeader = false;
  /** Cells of the header: columns added for longer rows do not make the others short. */
  #width = 0;
  #batch: Row[] = [];
  #rows = 0;
  #empty = 0;
  #escaped = 0;
  #aside = 0;
  #afterGap = false;
  readonly #sorter: ReportRows<CsvRow> | undefined;
  readonly #groups = new GroupTrail();
  /** Place of the column of groups; undefined while no group was seen. */
  #groupColumn: number | undefined;
  #last: { readonly line: number; readonly cells: number } | undefined;

  constructor(file: string, options: CsvTableOptions) {
    this.table = { file, name: '', columns: [] };
    this.#options = options;
    if (options.summaryRows === 'skip') {
      this.#sorter = new ReportRows({
        record: (row) => this.#takeRow(row),
        aside: (row, aside) => this.#takeAside(row, aside),
      });
    }
    if (options.headerLine > 0) return;
    this.#hasHeader = true;
    this.#width = options.headings.length;
    this.table.columns.push(...options.headings);
  }

  report(line: number, finding: Finding, place: { readonly column?: string; readonly value?: string } = {}): void {
    this.#options.context.report(issueAt({ table: this.table, line }, finding, place));
  }

  /** Takes records in file order; gives the batches that became full. */
  *take(records: readonly CsvRecord[]): Generator<readonly Row[]> {
    for (const record of records) {
      this.#takeRecord(record);
      if (this.#batch.length >= batchRows) yield this.#flush();
    }
  }

  /**
   * Gives the last batch and says what was counted.
   * @throws InputError when no row stood where the header should be
   */
  *finish(): Generator<readonly Row[]> {
    const { file } = this.table;
    const { headerLine, marks } = this.#options;
    if (!this.#hasHeader) throw new InputError('csv.header-row', { file, line: headerLine }, { place: { file } });
    this.#sorter?.end();
    const last = this.#last;
    if (last !== undefined && !marks.endsLine && last.cells < this.#width) {
      this.report(last.line, { code: 'csv.cut-off', args: this.#sizes(last.cells) });
    }
    if (this.#batch.length > 0) yield this.#flush();
    if (this.#rows === 0) this.#sayNoRows();
    this.#sayFacts();
  }

  #sayNoRows(): void {
    const { headerLine } = this.#options;
    const { file, columns } = this.table;
    const headings = headingList(columns);
    const isHeadingsOnly = headerLine > 0 && this.#aside === 0;
    this.report(
      headerLine,
      isHeadingsOnly
        ? { code: 'csv.only-headings', args: { file, headings } }
        : { code: 'input.no-rows', args: { file, table: '' } },
    );
  }

  #sayFacts(): void {
    const { fact } = this.#options.context;
    const { file, columns } = this.table;
    fact({ file, name: 'empty-lines', value: this.#empty });
    if (this.#titles.length > 0) fact({ file, name: 'titles', value: this.#titles.join(' / ') });
    if (this.#aside > 0) fact({ file, name: 'set-aside-rows', value: this.#aside });
    if (this.#escaped > 0) fact({ file, name: 'formula-escapes', value: this.#escaped });
    const repeated = columns.length - new Set(columns).size;
    if (repeated > 0) fact({ file, name: 'repeated-headings', value: repeated });
  }

  #flush(): readonly Row[] {
    const batch = this.#batch;
    this.#batch = [];
    return batch;
  }

  #takeRecord(record: CsvRecord): void {
    const { marks, headerLine } = this.#options;
    const { cells, line } = record;
    if (marks.zero) this.#refuseZero(record);
    const isFilled = this.#clean(cells);
    if (!this.#hasHeader) {
      if (line === headerLine && isFilled) this.#takeHeader(record);
      else if (line >= headerLine) this.#missHeader();
      else if (isFilled) this.#titles.push(cells.filter((cell) => cell !== '').join(' '));
      return;
    }
    if (line === this.#options.lastHeaderLine) return;
    if (!isFilled) {
      this.#empty += 1;
      this.#afterGap = true;
      return;
    }
    if (cells[0] === this.table.columns[0] && this.#isHeaderAgain(cells)) {
      this.#setAside(line, { code: 'csv.repeated-header', args: {} });
      return;
    }
    if (marks.replaced) this.#reportLost(record);
    this.#sort(line, cells);
    this.#afterGap = false;
  }

  #sort(line: number, cells: string[]): void {
    const { table } = this;
    if (this.#sorter === undefined) this.#takeRow({ table, line, cells });
    else if (this.#options.indented) {
      this.#sorter.push({ table, line, cells, level: levelOf(cells[0] ?? '') }, this.#afterGap);
    } else this.#sorter.push({ table, line, cells }, this.#afterGap);
  }

  #takeAside({ line, level }: CsvRow, { kind, label }: Aside): void {
    this.#setAside(line, { code: `input.${kind}-row`, args: { label } });
    if (kind === 'total') this.#groups.leave(level);
    if (kind !== 'group') return;
    this.#groups.enter(label, level);
    this.#groupColumn ??= this.table.columns.push(groupHeading) - 1;
  }

  #setAside(line: number, finding: Finding): void {
    this.#aside += 1;
    this.report(line, finding);
  }

  #missHeader(): never {
    const { file } = this.table;
    throw new InputError('csv.header-row', { file, line: this.#options.headerLine }, { place: { file } });
  }

  #takeHeader({ cells, line }: CsvRecord): void {
    const names = this.#options.lastHeaderLine === undefined ? cells : this.#options.headings;
    this.#hasHeader = true;
    this.#width = names.length;
    this.table.columns.push(...names);
    if (this.#options.marks.replaced) this.#reportLost({ cells, line });
  }

  #isHeaderAgain(cells: readonly string[]): boolean {
    const { columns } = this.table;
    return this.#width > 1 && cells.length === this.#width && cells.every((cell, index) => cell === columns[index]);
  }

  #takeRow(row: CsvRow): void {
    const { cells, line } = row;
    this.#last = { line, cells: cells.length };
    if (cells.length > this.#width) this.#takeExtra(cells, line);
    if (cells.length < this.#width) {
      this.report(line, { code: 'csv.short-row', args: this.#sizes(cells.length) });
      while (cells.length < this.#width) cells.push('');
    }
    if (this.#groupColumn !== undefined) this.#addGroup(this.#groupColumn, row);
    this.#rows += 1;
    this.#batch.push(row);
  }

  /** Between the columns known when the first group was seen and those that came later. */
  #addGroup(column: number, { cells, level }: CsvRow): void {
    while (cells.length < column) cells.push('');
    cells.splice(column, 0, this.#groups.of(level));
  }

  #sizes(cells: number): { cells: number; columns: number } {
    return { cells, columns: this.#width };
  }

  /** Empty cells beyond the header are dropped, as in files that end every line with a delimiter; others are kept in columns without a name. */
  #takeExtra(cells: string[], line: number): void {
    const extra = cells.slice(this.#width).filter((cell) => cell !== '');
    if (extra.length === 0) {
      cells.length = this.#width;
      return;
    }
    this.report(line, { code: 'csv.extra-cells', args: this.#sizes(cells.length) }, { value: extra.join(' | ') });
    const own = this.#groupColumn === undefined ? 0 : 1;
    while (this.table.columns.length < cells.length + own) this.table.columns.push('');
  }

  /** Takes the apostrophe off cells that were written so that a spreadsheet does not compute them; says whether any cell is filled. */
  #clean(cells: string[]): boolean {
    let isFilled = false;
    for (let index = 0; index < cells.length; index += 1) {
      const cell = cells[index];
      if (cell === undefined || cell === '') continue;
      isFilled = true;
      if (cell.charCodeAt(0) === apostrophe && formulaStarts.has(cell.charCodeAt(1))) {
        cells[index] = cell.slice(1);
        this.#escaped += 1;
      }
    }
    return isFilled;
  }

  #reportLost({ cells, line }: CsvRecord): void {
    const { marks, encoding } = this.#options;
    const { file, columns } = this.table;
    for (const [index, cell] of cells.entries()) {
      if (!cell.includes('\uFFFD')) continue;
      const finding: Finding = marks.damaged
        ? { code: 'input.encoding-damage', args: { file, place: `${file}:${line}`, encoding: encoding() } }
        : { code: 'input.lost-characters', args: {} };
      const column = columns[index] ?? '';
      this.#options.context.report(issueAt({ table: this.table, line }, finding, { column, value: cell }));
    }
  }

  #refuseZero({ cells, line }: CsvRecord): void {
    const { file } = this.table;
    if (!cells.some((cell) => cell.includes('\0'))) return;
    throw zeroByte(file, line);
  }
}

function levelOf(text: string): number {
  return Math.floor((text.length - text.trimStart().length) / indentStep);
}
