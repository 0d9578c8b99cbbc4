import { z } from 'zod';
import type { Context } from '../context.ts';
import { InputError } from '../errors.ts';
import type { Input } from '../input.ts';
import { option, summaryRowsOption, wholeNumber } from '../model/option.ts';
import type { Row } from '../model/row.ts';
import { openText, type TextChunk, type TextInput } from '../text-input.ts';
import { detectCsv } from './csv/detect.ts';
import { type CsvDialect, type DialectGuess, guessDialect, hasSpacedQuotes, isStandard } from './csv/dialect.ts';
import { readGeneral } from './csv/general.ts';
import { type CsvHeader, findHeader, textHead, cellsAt, type TextHead } from './csv/head.ts';
import type { CsvRecord, RecordSetting } from './csv/record.ts';
import { scanRecords } from './csv/scanner.ts';
import { CsvTable, type TextMarks } from './csv/table.ts';
import { defineSource } from './source.ts';

/** Names that may be given instead of the character, as Salesforce has them. */
const delimiterNames: Readonly<Record<string, string>> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  '\\t': '\t',
  pipe: '|',
  caret: '^',
  backquote: '`',
};

const csvOptions = z.strictObject({
  encoding: option(z.string().optional(), {
    en: 'Encoding, when the bytes do not tell: utf-8, utf-16le, utf-16be, windows-1251, cp866, koi8-r, latin1',
    ru: 'Кодировка, если по байтам её не определить: utf-8, utf-16le, utf-16be, windows-1251, cp866, koi8-r, latin1',
  }),
  delimiter: option(
    z
      .string()
      .min(1)
      .max(10)
      .transform((text) => delimiterNames[text.toLowerCase()] ?? text)
      .optional(),
    {
      en: 'Delimiter, when the lines do not tell: any text, or comma, semicolon, tab, pipe, caret, backquote',
      ru: 'Разделитель, если по строкам его не определить: любой текст или comma, semicolon, tab, pipe, caret, backquote',
    },
  ),
  header_row: option(wholeNumber(0, 1_000_000).optional(), {
    en: 'Line of the header, from 1; 0: there is none, and the columns are called 1, 2, 3',
    ru: 'Строка заголовка, считая с 1; 0 — заголовка нет, столбцы называются 1, 2, 3',
  }),
  quote: option(z.string().min(1).max(4).default('"'), {
    en: 'The quote; none: quotes have no meaning',
    ru: 'Кавычка; none — кавычки ничего не значат',
  }),
  escape: option(z.string().length(1).optional(), {
    en: 'What makes a quote inside quotes text; by default it is doubled',
    ru: 'Чем экранируется кавычка внутри кавычек; по умолчанию она удваивается',
  }),
  summary_rows: summaryRowsOption,
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
  oneTable: true,
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
  const table = new CsvTable(input.file, {
    context,
    encoding,
    marks,
    headerLine: header.line,
    lastHeaderLine: header.lastLine,
    headings: header.cells,
    summaryRows: options.summary_rows,
    // A list that 1C saved as text.
    indented: guess.delimiter === '\t' && /\n {2}/.test(head.text),
  });
  sayUnsure(table, guess, header);
  sayFacts(context, input.file, { guess, header });
  sayEncoding(context, input.file, text);
  const texts = watchedTexts(text.chunks(), marks, guess.hintLength);
  const reading: RecordSetting = {
    ...setting,
    width: header.cells.length,
    notice: (line, finding, { index, value }) => {
      // Quotes in the titles above the table are nobody's concern.
      if (line >= header.line) table.report(line, finding, { column: header.cells[index] ?? '', value });
    },
  };
  for await (const records of readRecords(texts, dialect, reading)) {
    for (const batch of table.take(records)) {
      context.signal.throwIfAborted();
      yield batch;
    }
    context.signal.throwIfAborted();
  }
  yield* table.finish();
  // What began as ASCII may have been decided since.
  sayEncoding(context, input.file, text);
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
    if (head.isWhole && head.text.trim() === '') throw new InputError('input.empty', { file: setting.file });
    if (found !== undefined) return found;
    const cells = await cellsAt(setting.firstLine, head, dialect, setting);
    return { line: setting.firstLine, confidence: 1, cells };
  }
  const cells = await cellsAt(line === 0 ? setting.firstLine : line, head, dialect, setting);
  return { line, confidence: 1, cells: line === 0 ? cells.map((_, index) => String(index + 1)) : cells };
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
  { guess, header }: { readonly guess: DialectGuess; readonly header: CsvHeader },
): void {
  context.fact({ file, name: 'delimiter', value: guess.delimiter, confidence: guess.confidence });
  context.fact({ file, name: 'header-row', value: header.lastLine ?? header.line, confidence: header.confidence });
}

function sayEncoding(context: Context, file: string, { found }: TextInput): void {
  const value = found.ascii ? 'ascii' : found.encoding;
  context.fact({ file, name: 'encoding', value, confidence: found.confidence });
}
