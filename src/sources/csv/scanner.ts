import { InputError } from '../../errors.ts';
import type { Finding } from '../../model/issue.ts';
import { checkRecord, type CsvRecord, limitError, lineBreaks, type RecordSetting } from './record.ts';
import { fullRowsIn, isRowStart } from './repair.ts';

const quoteCode = 0x22;
const lf = 0x0a;
const cr = 0x0d;

/** Where a record that is not finished goes on after the next chunk. */
const unfinished = -1;

/**
 * Reads records of the standard dialect from text chunks: quotes doubled, any line ends, also mixed. Lines without quotes, which
 * is nearly all of them, are cut by the engine's own search. Cells may share memory with their chunk.
 *
 * Quotes that break the rules are kept as text and noticed. A quote that is never closed ends with its line when that line and the
 * next are full rows then; otherwise the file is refused: rows are never swallowed in silence.
 */
export class CsvScanner {
  readonly #delimiter: string;
  readonly #delimiterCode: number;
  readonly #setting: RecordSetting;
  #rest = '';
  /** The rest is tried again when it has grown this long, so that a long record is not scanned once a chunk. */
  #retryAt = 0;
  #line: number;
  #records: CsvRecord[] = [];
  /** The record being read: its cells, the line breaks inside them, what was noticed. Noticed for good when it is complete. */
  #cells: string[] = [];
  #breaks = 0;
  /** Where the first line of the record ends: a cell that closes before it has no line break. */
  #lineEnd = 0;
  #notices: { readonly finding: Finding; readonly index: number; readonly value: string }[] = [];
  /** The text scanned now, and whether the file ends with it. */
  #text = '';
  #isLast = false;

  constructor(delimiter: string, setting: RecordSetting) {
    this.#delimiter = delimiter;
    this.#delimiterCode = delimiter.charCodeAt(0);
    this.#setting = setting;
    this.#line = setting.firstLine;
  }

  /** The records that end in this chunk. */
  write(text: string): CsvRecord[] {
    const all = this.#rest === '' ? text : this.#rest + text;
    if (all.length < this.#retryAt) {
      this.#rest = all;
      return [];
    }
    return this.#scan(all, false);
  }

  /** The records after the last line end. */
  end(): CsvRecord[] {
    return this.#scan(this.#rest, true);
  }

  #scan(text: string, isLast: boolean): CsvRecord[] {
    this.#records = [];
    this.#text = text;
    this.#isLast = isLast;
    const position = this.#scanLines();
    this.#rest = position === 0 ? text : text.slice(position);
    this.#text = '';
    this.#retryAt = this.#rest.length * 2;
    const { file, limits } = this.#setting;
    if (this.#rest.length > limits.rowBytes) {
      throw limitError({ file, line: this.#line }, 'rowBytes', this.#rest.length, limits.rowBytes);
    }
    return this.#records;
  }

  /** Goes through the lines of the text; returns where the first unfinished record starts. */
  #scanLines(): number {
    const text = this.#text;
    let position = 0;
    let quoteAt = find(text, '"', 0);
    let lfAt = find(text, '\n', 0);
    let crAt = find(text, '\r', 0);
    while (position < text.length) {
      if (quoteAt < position) quoteAt = find(text, '"', position);
      if (lfAt < position) lfAt = find(text, '\n', position);
      if (crAt < position) crAt = find(text, '\r', position);
      const end = Math.min(lfAt, crAt, text.length);
      if (quoteAt < end) {
        this.#lineEnd = end;
        const next = this.#quotedRecord(position);
        if (next === unfinished) return position;
        position = next;
      } else {
        if (!this.#isLast && (end === text.length || (end === crAt && end === text.length - 1))) return position;
        this.#emit(text.slice(position, end).split(this.#delimiter), end - position);
        position = this.#afterLineEnd(end);
      }
    }
    return position;
  }

  #emit(cells: string[], length: number, breaks = 0): void {
    const record: CsvRecord = { line: this.#line, cells };
    checkRecord(record, length, this.#setting);
    this.#records.push(record);
    this.#line += 1 + breaks;
  }

  #afterLineEnd(end: number): number {
    return this.#text.charCodeAt(end) === cr && this.#text.charCodeAt(end + 1) === lf ? end + 2 : end + 1;
  }

  /** Reads a record that has quotes in its first line; returns where the next one starts, or `unfinished`. */
  #quotedRecord(start: number): number {
    const text = this.#text;
    this.#cells = [];
    this.#notices = [];
    this.#breaks = 0;
    let position = start;
    for (;;) {
      position = text.charCodeAt(position) === quoteCode ? this.#quotedCell(position) : this.#plainCell(position);
      if (position === unfinished) return unfinished;
      const code = text.charCodeAt(position);
      if (code === this.#delimiterCode) {
        position += 1;
        continue;
      }
      if (!this.#isLast && (position === text.length || (code === cr && position === text.length - 1)))
        return unfinished;
      for (const { finding, ...cell } of this.#notices) this.#setting.notice(this.#line, finding, cell);
      this.#emit(this.#cells, position - start, this.#breaks);
      return this.#afterLineEnd(position);
    }
  }

  /** Reads a cell that does not start with a quote; returns the position after it. */
  #plainCell(start: number): number {
    const end = this.#endOfText(start);
    if (end === unfinished) return unfinished;
    const cell = this.#text.slice(start, end);
    this.#cells.push(cell);
    if (cell.includes('"')) this.#stray(cell);
    return end;
  }

  /** Position of the next delimiter or line end. */
  #endOfText(start: number): number {
    const text = this.#text;
    for (let end = start; end < text.length; end += 1) {
      const code = text.charCodeAt(end);
      if (code === this.#delimiterCode || code === lf || code === cr) return end;
    }
    return this.#isLast ? text.length : unfinished;
  }

  /** Notes something about the cell read last. */
  #note(finding: Finding, value: string): void {
    this.#notices.push({ finding, index: this.#cells.length - 1, value });
  }

  #stray(value: string): void {
    this.#note({ code: 'csv.stray-quote', args: {} }, value);
  }

  /** Reads a cell that starts with a quote; returns the position after it. */
  #quotedCell(start: number): number {
    const text = this.#text;
    let close = text.indexOf('"', start + 1);
    let hasDoubled = false;
    while (close !== -1 && text.charCodeAt(close + 1) === quoteCode) {
      hasDoubled = true;
      close = text.indexOf('"', close + 2);
    }
    if (close === -1) return this.#openCell(start);
    if (close === text.length - 1 && !this.#isLast) return unfinished;
    const inside = text.slice(start + 1, close);
    const value = hasDoubled ? inside.replaceAll('""', '"') : inside;
    const code = text.charCodeAt(close + 1);
    if (close < text.length - 1 && code !== this.#delimiterCode && code !== lf && code !== cr) {
      return this.#brokenCell(start, close, value);
    }
    this.#cells.push(value);
    if (close > this.#lineEnd) this.#longCell(value);
    return close + 1;
  }

  #longCell(value: string): void {
    this.#breaks += lineBreaks(value);
    const lines = fullRowsIn(value, this.#delimiter, this.#setting.width);
    if (lines > 0) this.#note({ code: 'csv.swallowed-lines', args: { lines } }, value);
  }

  /** The quote at `close` is followed by more text: the cell is kept as written, or its opening quote was never closed. */
  #brokenCell(start: number, close: number, value: string): number {
    const isMissing = this.#isMissingQuote(start, value);
    if (isMissing === undefined) return unfinished;
    if (isMissing) return this.#textCell(start);
    const end = this.#endOfText(close + 1);
    if (end === unfinished) return unfinished;
    const cell = `"${value}"${this.#text.slice(close + 1, end)}`;
    this.#cells.push(cell);
    this.#stray(cell);
    this.#breaks += lineBreaks(value);
    return end;
  }

  /** No closing quote in the text at hand. */
  #openCell(start: number): number {
    const { file, limits } = this.#setting;
    const length = this.#text.length - start;
    const isTooLong = length > limits.fieldBytes;
    if (!this.#isLast && !isTooLong) return unfinished;
    if (this.#isMissingQuote(start, this.#text.slice(start + 1)) === true) return this.#textCell(start);
    const place = { file, line: this.#line };
    if (isTooLong) throw limitError(place, 'fieldBytes', length, limits.fieldBytes);
    throw new InputError('csv.unclosed-quote', place, { place });
  }

  #isMissingQuote(start: number, value: string): boolean | undefined {
    if (!value.includes('\n') && !value.includes('\r')) return false;
    const shape = {
      delimiter: this.#delimiter,
      width: this.#setting.width,
      before: this.#cells.length,
      isLast: this.#isLast,
    };
    return isRowStart(this.#text, start, shape);
  }

  /** Takes the cell at `start` as text up to the next delimiter or line end, its opening quote included. */
  #textCell(start: number): number {
    const end = this.#endOfText(start);
    if (end === unfinished) return unfinished;
    const value = this.#text.slice(start, end);
    this.#cells.push(value);
    this.#note({ code: 'csv.missing-quote', args: { column: this.#cells.length } }, value);
    return end;
  }
}

function find(text: string, char: string, from: number): number {
  const index = text.indexOf(char, from);
  return index === -1 ? Infinity : index;
}

/** Reads records of the standard dialect, chunk by chunk. */
export async function* scanRecords(
  texts: AsyncIterable<string>,
  delimiter: string,
  setting: RecordSetting,
): AsyncGenerator<readonly CsvRecord[]> {
  const scanner = new CsvScanner(delimiter, setting);
  for await (const text of texts) yield scanner.write(text);
  yield scanner.end();
}
