import type { Context } from '../../context.ts';
import type { Input } from '../../input.ts';
import { issueAt, type Finding } from '../../model/issue.ts';
import { openText, type TextChunk } from '../../text-input.ts';
import type { RecordSetting } from '../csv/record.ts';
import { scanRecords } from '../csv/scanner.ts';
import type { Part } from './parts.ts';
import { apiName } from './objects.ts';
import type { FileShape } from './shape.ts';
import type { RawRecord, Sheet } from './sheet.ts';

/** What is known about a CSV file before it is read. */
export interface CsvSheetSetting {
  readonly part: Part;
  readonly shape: FileShape;
  readonly object: string;
  /** Decided for the whole export. */
  readonly encoding: string | undefined;
  /** The word `null` stands for nothing. */
  readonly nullIsEmpty?: boolean;
}

interface Marks {
  damaged: boolean;
  replaced: boolean;
  zero: boolean;
  endsLine: boolean;
}

/** The records of a CSV file. Its first line is the header; empty lines in the middle do not end it. */
export function csvSheet({ part, shape, object, encoding, nullIsEmpty = false }: CsvSheetSetting): Sheet {
  const { input } = part;
  // The last column of a result file is Data Loader's own, not the field of that name.
  const isOutcome = (index: number): boolean => shape.shape === 'result' && index === shape.header.length - 1;
  const columns = distinct(shape.header.map((name, index) => (isOutcome(index) ? name : apiName(name))));
  return {
    object,
    shape: shape.shape,
    input,
    columns,
    async *records(context) {
      const text = await openText(input, encoding);
      const marks: Marks = { damaged: false, replaced: false, zero: false, endsLine: true };
      const isReport = shape.shape === 'report';
      // Old versions of sf wrote the word for nothing; other programs do not.
      const nulls = nullIsEmpty ? 'empty' : shape.shape === 'query' ? 'count' : 'text';
      const rows = new Rows({ input, object, columns, context, marks, isReport, nulls, headerLine: shape.headerLine });
      const setting: RecordSetting = {
        file: input.file,
        limits: input.limits,
        firstLine: 1,
        width: columns.length,
        notice: (line, finding, { index, value }) =>
          rows.report(line, finding, { column: columns[index] ?? '', value }),
      };
      for await (const records of scanRecords(watched(text.chunks(), marks), shape.delimiter, setting)) {
        context.signal.throwIfAborted();
        yield rows.take(records, text.found.encoding);
      }
      rows.finish();
      const value = text.found.ascii ? 'ascii' : text.found.encoding;
      context.fact({ file: input.file, name: 'encoding', value, confidence: text.found.confidence });
    },
  };
}

/** Two columns of one name would hide each other. */
function distinct(names: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

async function* watched(chunks: AsyncIterable<TextChunk>, marks: Marks): AsyncGenerator<string> {
  for await (const { text, damaged } of chunks) {
    if (damaged) marks.damaged = true;
    if (!marks.replaced && text.includes('\uFFFD')) marks.replaced = true;
    if (!marks.zero && text.includes('\0')) marks.zero = true;
    marks.endsLine = text.endsWith('\n') || text.endsWith('\r');
    yield text;
  }
}

interface RowsSetting {
  readonly input: Input;
  readonly object: string;
  readonly columns: readonly string[];
  readonly context: Context;
  readonly marks: Marks;
  /** The signature below a report has one cell a line. */
  readonly isReport: boolean;
  /** What the word `null` in a cell is. */
  readonly nulls: 'empty' | 'count' | 'text';
  readonly headerLine: number;
}

/** Makes the records as long as the header, says what was odd about them. */
class Rows {
  readonly #setting: RowsSetting;
  #last: RawRecord | undefined;
  #lastWidth = 0;
  #saidZero = false;
  readonly #nulls = new Map<number, { count: number; readonly line: number }>();

  constructor(setting: RowsSetting) {
    this.#setting = setting;
  }

  report(line: number, finding: Finding, place: { readonly column?: string; readonly value?: string } = {}): void {
    const { input, object, context } = this.#setting;
    context.report(issueAt({ table: { file: input.file, name: object }, line }, finding, place));
  }

  take(records: readonly RawRecord[], encoding: string): readonly RawRecord[] {
    const { headerLine, columns, marks } = this.#setting;
    const taken: RawRecord[] = [];
    for (const record of records) {
      const { cells, line } = record;
      if (line <= headerLine || (cells.length === 1 && cells[0] === '' && columns.length > 1)) continue;
      this.#last = record;
      this.#lastWidth = cells.length;
      if (cells.length !== columns.length) this.#fit(record);
      if (this.#setting.nulls !== 'text') this.#takeNulls(record);
      if (marks.zero) this.#stripZeros(record);
      if (marks.replaced) this.#sayLost(record, encoding);
      taken.push(record);
    }
    return taken;
  }

  finish(): void {
    const { columns, marks, isReport } = this.#setting;
    for (const [index, { count, line }] of this.#nulls) {
      const column = columns[index] ?? '';
      this.report(line, { code: 'salesforce.null-words', args: { column, count } }, { column, value: 'null' });
    }
    if (this.#last === undefined || marks.endsLine || isReport || this.#lastWidth >= columns.length) return;
    const args = { cells: this.#lastWidth, columns: columns.length };
    this.report(this.#last.line, { code: 'csv.cut-off', args });
  }

  #fit({ cells, line }: RawRecord): void {
    const { length } = this.#setting.columns;
    const args = { cells: cells.length, columns: length };
    if (cells.length < length && !this.#setting.isReport) this.report(line, { code: 'csv.short-row', args });
    if (cells.length > length) {
      const extra = cells.slice(length).filter((cell) => cell !== '');
      if (extra.length > 0) this.report(line, { code: 'csv.extra-cells', args }, { value: extra.join(' | ') });
    }
    while (cells.length < length) cells.push('');
    cells.length = length;
  }

  #takeNulls({ cells, line }: RawRecord): void {
    for (let index = 0; index < cells.length; index += 1) {
      if (cells[index] !== 'null') continue;
      if (this.#setting.nulls === 'empty') cells[index] = '';
      else {
        const known = this.#nulls.get(index) ?? { count: 0, line };
        known.count += 1;
        this.#nulls.set(index, known);
      }
    }
  }

  #stripZeros({ cells, line }: RawRecord): void {
    for (const [index, cell] of cells.entries()) {
      if (!cell.includes('\0')) continue;
      cells[index] = cell.replaceAll('\0', '');
      if (!this.#saidZero)
        this.report(line, { code: 'salesforce.nul-removed', args: { object: this.#setting.object } });
      this.#saidZero = true;
    }
  }

  #sayLost({ cells, line }: RawRecord, encoding: string): void {
    const { columns, marks, input } = this.#setting;
    const { file } = input;
    for (const [index, cell] of cells.entries()) {
      if (!cell.includes('\uFFFD')) continue;
      const finding: Finding = marks.damaged
        ? { code: 'input.encoding-damage', args: { file, place: `${file}:${line}`, encoding } }
        : { code: 'input.lost-characters', args: {} };
      this.report(line, finding, { column: columns[index] ?? '', value: cell });
    }
  }
}
