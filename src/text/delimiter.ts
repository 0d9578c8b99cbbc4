/** Delimiters that are looked for; any other has to be named. */
const delimiters = [',', ';', '\t', '|'] as const;

export interface DelimiterGuess {
  readonly delimiter: string;
  /** 0 to 1: how alike the lines are when cut so. 0 when no line holds a delimiter at all. */
  readonly confidence: number;
  /** Cells of most lines. */
  readonly columns: number;
}

/** Lines looked at. */
const sampleLines = 200;

/**
 * Finds the delimiter of a table by how evenly it cuts the lines. Delimiters and line breaks inside quotes do not count.
 * @param text the start of the file; the last line is left out when it may be cut
 * @param isWhole the text is the whole file
 */
export function sniffDelimiter(text: string, isWhole: boolean): DelimiterGuess {
  let best: DelimiterGuess = { delimiter: ',', confidence: 0, columns: 1 };
  let bestScore = 0;
  for (const delimiter of delimiters) {
    const widths = lineWidths(text, delimiter, isWhole);
    const { columns, share } = evenness(widths);
    if (columns < 2) continue;
    // More columns win among equally even cuts: `12,5;13,5;14` is cut evenly by both.
    const score = share * share * (1 - 1 / (columns + 1)) + columns * 0.0001;
    if (score > bestScore) {
      bestScore = score;
      best = { delimiter, confidence: Math.round(share * 100) / 100, columns };
    }
  }
  return best;
}

/** The commonest width above one, and the share of the lines after the first that wide which have it. */
function evenness(widths: readonly number[]): { columns: number; share: number } {
  const counts = new Map<number, number>();
  for (const width of widths) if (width > 1) counts.set(width, (counts.get(width) ?? 0) + 1);
  let columns = 1;
  let most = 0;
  for (const [width, count] of counts) {
    if (count > most || (count === most && width > columns)) {
      columns = width;
      most = count;
    }
  }
  // Titles above the table and a total below are no reason to doubt it.
  const first = widths.indexOf(columns);
  const lines = Math.max(widths.length - Math.min(first, 10), 1);
  return { columns, share: most / lines };
}

/** Numbers of cells line by line, empty lines left out. */
function lineWidths(text: string, delimiter: string, isWhole: boolean): number[] {
  const widths: number[] = [];
  let width = 1;
  let start = 0;
  let isFieldStart = true;
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charAt(index);
    if (char === '"' && isFieldStart) {
      const close = closingQuote(text, index + 1);
      if (close === -1) break;
      index = close;
      isFieldStart = false;
    } else if (char === delimiter) {
      width += 1;
      isFieldStart = true;
    } else if (char === '\n' || char === '\r') {
      if (index > start) widths.push(width);
      if (widths.length >= sampleLines) return widths;
      width = 1;
      start = index + 1;
      isFieldStart = true;
    } else {
      isFieldStart = false;
    }
  }
  if (start < text.length && (isWhole || widths.length === 0)) widths.push(width);
  return widths;
}

/** Position of the quote that ends a cell opened before `from`; -1 when there is none. */
function closingQuote(text: string, from: number): number {
  let close = text.indexOf('"', from);
  while (close !== -1 && text.charAt(close + 1) === '"') close = text.indexOf('"', close + 2);
  return close;
}
