import type { Input } from '../../input.ts';
import { decodeAll } from '../../text/decoder.ts';
import { byteOrderMark, type Encoding } from '../../text/encoding.ts';
import { findHeaderRow, headerSampleRows } from '../../text/header-row.ts';
import { stackedHeadings } from '../../text/stacked-header.ts';
import { type CsvDialect, isStandard } from './dialect.ts';
import { readGeneral } from './general.ts';
import type { CsvRecord, RecordSetting } from './record.ts';
import { CsvScanner } from './scanner.ts';

/** The start of a text file, decoded. */
export interface TextHead {
  readonly text: string;
  /** The text is the whole file. */
  readonly isWhole: boolean;
}

/** Decodes the first bytes of a file; a character cut by their end is left out. */
export async function textHead(input: Input, encoding: Encoding): Promise<TextHead> {
  const bytes = await input.head();
  const isWhole = bytes.length >= input.bytes;
  const mark = byteOrderMark(bytes);
  const markBytes = mark?.encoding === encoding ? mark.length : 0;
  const text = decodeAll(bytes, encoding, markBytes);
  return { text: isWhole ? text : text.replace(/\uFFFD$/, ''), isWhole };
}

export interface CsvHeader {
  /** Where the second row of the heading starts, when it has two. */
  readonly lastLine?: number;
  /** 1-based line. */
  readonly line: number;
  readonly confidence: number;
  /** The headings, as far as the start of the file shows them. */
  readonly cells: readonly string[];
}

/** Finds the header among the first records. Quotes that break the rules are no concern here: the reading itself names them. */
export async function findHeader(
  { text, isWhole }: TextHead,
  dialect: CsvDialect,
  setting: RecordSetting,
): Promise<CsvHeader | undefined> {
  const records = await firstRecords(text, isWhole, dialect, setting);
  const { index, confidence } = findHeaderRow(records.map((record) => record.cells));
  const header = records[index];
  if (header === undefined) return undefined;
  const stacked = stackedHeadings(records.slice(index, index + 3).map((record) => record.cells));
  if (stacked === undefined) return { line: header.line, confidence, cells: header.cells };
  return { line: header.line, confidence, cells: stacked, lastLine: records[index + 1]?.line ?? header.line };
}

/** The cells of the record that starts at a line; none when it is not in sight. */
export async function cellsAt(
  line: number,
  head: TextHead,
  dialect: CsvDialect,
  setting: RecordSetting,
): Promise<readonly string[]> {
  const records = await firstRecords(head.text, head.isWhole, dialect, setting);
  return records.find((record) => record.line === line)?.cells ?? [];
}

async function firstRecords(
  text: string,
  isWhole: boolean,
  dialect: CsvDialect,
  setting: RecordSetting,
): Promise<CsvRecord[]> {
  const quiet: RecordSetting = { ...setting, notice: () => {} };
  const records: CsvRecord[] = [];
  try {
    if (isStandard(dialect)) {
      const scanner = new CsvScanner(dialect.delimiter, quiet);
      // Piecemeal, so that what breaks later does not hide the first records.
      for (let from = 0; from < text.length && records.length < headerSampleRows; from += 4096) {
        records.push(...scanner.write(text.slice(from, from + 4096)));
      }
      if (records.length < headerSampleRows && (isWhole || records.length === 0)) records.push(...scanner.end());
    } else {
      for await (const batch of readGeneral(one(text), dialect, quiet)) records.push(...batch);
    }
  } catch {
    // Whatever is wrong stops the reading proper, with its place.
  }
  return records.slice(0, headerSampleRows);
}

async function* one(text: string): AsyncGenerator<string> {
  yield text;
}
