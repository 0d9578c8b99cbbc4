import { sniffDelimiter } from '../../text/delimiter.ts';

/** How a delimited text is written. */
export interface CsvDialect {
  readonly delimiter: string;
  /** Undefined: no quoting at all, quotes are text. */
  readonly quote: string | undefined;
  /** What stands before a quote inside quotes; the quote itself by RFC 4180. */
  readonly escape: string;
  /** Spaces after a delimiter are no part of the cell: `"a", "b"`. */
  readonly skipSpaces: boolean;
}

/** The first line by which Excel is told the delimiter; not a part of the table. */
const excelHint = /^"?sep=([^\r\n])"?(\r\n|\r|\n|$)/i;

export interface DialectGuess {
  readonly delimiter: string;
  /** 0 to 1; 1 when it was named by a person or in the file. */
  readonly confidence: number;
  /** Length of the `sep=` line with its end; 0 when there is none. */
  readonly hintLength: number;
}

/**
 * The delimiter of a text: as named, as the file's `sep=` line says, or as it cuts the lines most evenly.
 * @param text the start of the file
 */
export function guessDialect(text: string, isWhole: boolean, named: string | undefined): DialectGuess {
  const hint = excelHint.exec(text);
  const hintLength = hint?.[0].length ?? 0;
  const chosen = named ?? hint?.[1];
  if (chosen !== undefined) return { delimiter: chosen, confidence: 1, hintLength };
  const { delimiter, confidence } = sniffDelimiter(text, isWhole);
  return { delimiter, confidence, hintLength };
}

/** Whether the quotes of a text usually stand after a delimiter and spaces, `"a", "b"`, as hand-made tables have them. */
export function hasSpacedQuotes(text: string, delimiter: string): boolean {
  if (delimiter.trim() === '') return false;
  const unspaced = text.split(`${delimiter}"`).length - 1;
  const spaced = countSpaced(text, `${delimiter} `);
  return spaced >= 3 && spaced > unspaced;
}

function countSpaced(text: string, start: string): number {
  let count = 0;
  for (let at = text.indexOf(start); at !== -1; at = text.indexOf(start, at + 1)) {
    let next = at + start.length;
    while (text.charAt(next) === ' ') next += 1;
    if (text.charAt(next) === '"') count += 1;
  }
  return count;
}

/** Whether the scanner reads the dialect itself: one delimiter character, quotes doubled (RFC 4180). */
export function isStandard({ delimiter, quote, escape, skipSpaces }: CsvDialect): boolean {
  return !skipSpaces && delimiter.length === 1 && quote === '"' && escape === '"';
}
