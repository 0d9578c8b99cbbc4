import { z } from 'zod';
import type { Context } from '../context.ts';
import type { Input } from '../input.ts';
import type { Row } from '../model/row.ts';
import { openText, type TextChunk, type TextInput } from '../text-input.ts';
import { detectCsv } from './csv/detect.ts';
import { type CsvDialect, type DialectGuess, guessDialect, hasSpacedQuotes, isStandard } from './csv/dialect.ts';
import { readGeneral } from './csv/general.ts';
import { type CsvHeader, findHeader, textHead, widthAt, type TextHead } from './csv/head.ts';
import type { CsvRecord, RecordSetting } from './csv/record.ts';
import { scanRecords } from './csv/scanner.ts';
import { CsvTable, type TextMarks } from './csv/table.ts';
import { defineSource } from './source.ts';

const csvOptions = z.strictObject({
  /** Overrides what the bytes look like. */
  encoding: z.string().optional(),
  /** Overrides what the lines look like; `\t` may be written for a tab. */
  delimiter: z
    .string()
    .min(1)
    .max(10)
    .transform((text) => text.replace(/^\\t$|^tab$/i, '\t'))
    .optional(),
  /** 1-based line of the header; 0: there is none, and the columns are called 1, 2, 3. */
  header_row: z.coerce.number().int().min(0).optional(),
  /** The quote, or `none` when quotes have no meaning. */
  quote: z.string().min(1).max(4).default('"'),
  /** What makes a quote inside quotes text; doubling by default. */
  escape: z.string().length(1).optional(),
});
type CsvOptions = z.output<typeof csvOptions>;

/**
 * Delimited text. Every cell is a string, an empty one `''`; headings are kept as they are, repeated ones too. A cell beyond the
 * header is kept in a column without a name. Cells may share memory with the text around them: copy what is kept for long.
 */
export const csv = defineSource({
  name: 'csv',
  summary: 'Delimited text: CSV, TSV and other exports with one record a line, in any usual encoding',
  extensions: ['.csv', '.tsv', '.tab', '.txt'],
  options: csvOptions,
  detect: detectCsv,
  read: readCsv,
});

async function* readCsv(input: Input, options: CsvOptions, context: Context): AsyncGenerator<readonly Row[]> {
  const text = await openText(input, options.encoding);
  const head = await textHead(input, text.found.encoding);
  const guess = guessDialect(head.text, head.isWhole, options.delimiter);
  const dialect = dialectOf(options, guess.delimiter, head.text);
  const setting = settingOf(input, guess);
  const tableHead = { ...head, text: head.text.slice(guess.hintLength) };
  const header = await headerOf(tableHead, options, dialect, setting);
  const marks: TextMarks = { replaced: false, damaged: false, zero: false, endsLine: true };
  const encoding = (): string => text.found.encoding;
  const table = new CsvTable(input.file, { context, encoding, marks, headerLine: header.line, width: header.width });
  sayUnsure(table, guess, header);
  const texts = watchedTexts(text.chunks(), marks, guess.hintLength);
  const reading: RecordSetting = {
    ...setting,
    width: header.width,
    notice: (line, finding, value) => table.report(line, finding, value),
  };
  for await (const records of readRecords(texts, dialect, reading)) {
    for (const batch of table.take(records)) {
      context.signal.throwIfAborted();
      yield batch;
    }
    context.signal.throwIfAborted();
  }
  yield* table.finish();
  sayFacts(context, input.file, text, { guess, header });
}

function dialectOf({ quote, escape }: CsvOptions, delimiter: string, text: string): CsvDialect {
  const quoteChar = quote === 'none' ? undefined : quote;
  const skipSpaces = quoteChar === '"' && hasSpacedQuotes(text, delimiter);
  return { delimiter, quote: quoteChar, escape: escape ?? quoteChar ?? '"', skipSpaces };
}

function settingOf({ file, limits }: Input, { hintLength }: DialectGuess): RecordSetting {
  return { file, limits, firstLine: hintLength > 0 ? 2 : 1, width: 0, notice: () => {} };
}

async function headerOf(
  head: TextHead,
  options: CsvOptions,
  dialect: CsvDialect,
  setting: RecordSetting,
): Promise<CsvHeader> {
  const line = options.header_row;
  if (line === undefined) {
    const found = await findHeader(head, dialect, setting);
    if (found !== undefined) return found;
    const width = await widthAt(setting.firstLine, head, dialect, setting);
    return { line: setting.firstLine, confidence: 1, width };
  }
  const width = await widthAt(line === 0 ? setting.firstLine : line, head, dialect, setting);
  return { line, confidence: 1, width };
}

function readRecords(
  texts: AsyncIterable<string>,
  dialect: CsvDialect,
  setting: RecordSetting,
): AsyncIterable<readonly CsvRecord[]> {
  return isStandard(dialect) ? scanRecords(texts, dialect.delimiter, setting) : readGeneral(texts, dialect, setting);
}

/** Passes the text on, notes what has to be searched for, and leaves out the first `skip` characters. */
async function* watchedTexts(chunks: AsyncIterable<TextChunk>, marks: TextMarks, skip: number): AsyncGenerator<string> {
  let left = skip;
  for await (const chunk of chunks) {
    if (chunk.damaged) marks.damaged = true;
    if (!marks.replaced && chunk.text.includes('\uFFFD')) marks.replaced = true;
    if (!marks.zero && chunk.text.includes('\0')) marks.zero = true;
    marks.endsLine = chunk.text.endsWith('\n') || chunk.text.endsWith('\r');
    const text = left === 0 ? chunk.text : chunk.text.slice(left);
    left = Math.max(0, left - chunk.text.length);
    if (text !== '') yield text;
  }
}

function sayUnsure(table: CsvTable, guess: DialectGuess, header: CsvHeader): void {
  if (guess.confidence > 0 && guess.confidence < 0.5) {
    table.report(header.line, { code: 'csv.delimiter-unsure', args: { delimiter: guess.delimiter } });
  }
  if (header.confidence < 0.5) table.report(header.line, { code: 'csv.header-unsure', args: {} });
}

function sayFacts(
  context: Context,
  file: string,
  { found }: TextInput,
  { guess, header }: { readonly guess: DialectGuess; readonly header: CsvHeader },
): void {
  const encoding = found.ascii ? 'ascii' : found.encoding;
  context.fact({ file, name: 'encoding', value: encoding, confidence: found.confidence });
  context.fact({ file, name: 'delimiter', value: guess.delimiter, confidence: guess.confidence });
  context.fact({ file, name: 'header-row', value: header.line, confidence: header.confidence });
}
