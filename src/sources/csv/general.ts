import type { CsvError, Options } from 'csv-parse';
import { InputError } from '../../errors.ts';
import type { CsvDialect } from './dialect.ts';
import { checkRecord, type CsvRecord, limitError, lineBreaks, type RecordSetting } from './record.ts';

/**
 * Reads records of any dialect with csv-parse, strictly: what breaks the quoting stops the reading.
 * @throws InputError naming the line where the broken record opens
 */
export async function* readGeneral(
  texts: AsyncIterable<string>,
  dialect: CsvDialect,
  setting: RecordSetting,
): AsyncGenerator<readonly CsvRecord[]> {
  const { parse } = await import('csv-parse');
  let ready: string[][] = [];
  let line = setting.firstLine;
  let failure: Error | undefined;
  // Taken by callback: an error of the stream would discard the records before it, and with them the count of lines.
  const onRecord = (cells: string[]): null => {
    ready.push(cells);
    return null;
  };
  const parser = parse({ ...parserOptions(dialect, setting), on_record: onRecord });
  parser.on('error', (error) => {
    failure = error;
  });
  parser.resume();
  const closed = new Promise<void>((resolve) => {
    parser.once('close', resolve);
  });
  const take = (): CsvRecord[] => {
    const records: CsvRecord[] = [];
    for (const cells of ready) {
      const { breaks, length } = measure(cells);
      const record: CsvRecord = { line, cells };
      checkRecord(record, length, setting);
      records.push(record);
      line += 1 + breaks;
    }
    ready = [];
    if (failure !== undefined) throw readError(failure, line, setting);
    return records;
  };
  try {
    for await (const text of texts) {
      await new Promise<void>((resolve) => {
        parser.write(text, () => resolve());
      });
      yield take();
    }
    parser.end();
    await closed;
    yield take();
  } finally {
    parser.destroy();
  }
}

/** Settings as measured on real exports: mixed line ends, nothing cast, nothing trimmed, any number of cells. */
function parserOptions(dialect: CsvDialect, { limits }: RecordSetting): Options {
  const { delimiter, quote, escape, skipSpaces } = dialect;
  return {
    delimiter,
    quote: quote ?? false,
    escape,
    ltrim: skipSpaces,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    // csv-parse counts characters of one cell at least; twice the row leaves the exact check to `checkRecord`.
    max_record_size: limits.rowBytes * 2,
  };
}

function measure(cells: readonly string[]): { breaks: number; length: number } {
  let breaks = 0;
  let length = 0;
  for (const cell of cells) {
    length += cell.length;
    if (cell.includes('\n') || cell.includes('\r')) breaks += lineBreaks(cell);
  }
  return { breaks, length };
}

function readError(cause: unknown, line: number, { file, limits }: RecordSetting): unknown {
  const code = cause instanceof Error && 'code' in cause ? (cause as CsvError).code : undefined;
  // One code of csv-parse lacks the prefix of the others.
  if (code === undefined || !(code.startsWith('CSV_') || code === 'INVALID_OPENING_QUOTE')) return cause;
  const place = { file, line };
  if (code === 'CSV_MAX_RECORD_SIZE') return limitError(place, 'rowBytes', limits.rowBytes * 2, limits.rowBytes);
  if (code === 'CSV_QUOTE_NOT_CLOSED') return new InputError('csv.unclosed-quote', place, { place, cause });
  return new InputError('csv.broken', { ...place, reason: code }, { place, cause });
}
