/** What is known about the row in which a quote looks wrong. */
export interface RowShape {
  readonly delimiter: string;
  /** Cells of a full row; 0 when it is not known. */
  readonly width: number;
  /** Cells of the row before the doubtful one. */
  readonly before: number;
  /** The file ends with the text. */
  readonly isLast: boolean;
}

/**
 * Whether the cell at `start`, its opening quote taken as text, makes this line a full row, and the next line is a full row too:
 * then its closing quote was lost and the rows below are not a part of it. Undefined when the text ends before this can be told.
 */
export function isRowStart(
  text: string,
  start: number,
  { delimiter, width, before, isLast }: RowShape,
): boolean | undefined {
  if (width < 2) return false;
  const cellEnd = endOfText(text, start, delimiter);
  const here = countCells(text, cellEnd, delimiter);
  if (here === undefined || before + here.cells !== width) return false;
  const nextStart = here.end + (text.startsWith('\r\n', here.end) ? 2 : 1);
  if (nextStart >= text.length) return isLast ? true : undefined;
  const next = countLine(text, nextStart, delimiter);
  if (!isLast && (next === undefined || next.end === text.length) && !hasLineEnd(text, nextStart)) return undefined;
  return next?.cells === width;
}

function hasLineEnd(text: string, from: number): boolean {
  return text.includes('\n', from) || text.includes('\r', from);
}

/** How many lines inside a quoted cell are full rows of the table; the first and the last are parts of other rows. */
export function fullRowsIn(cell: string, delimiter: string, width: number): number {
  if (width < 3) return 0;
  const lines = cell.split(/\r\n|\n|\r/);
  let rows = 0;
  for (const line of lines.slice(1, -1)) if (line.split(delimiter).length === width) rows += 1;
  return rows;
}

interface Counted {
  readonly cells: number;
  /** Position of the line end. */
  readonly end: number;
}

/** Cells of the line at `start`; undefined when a quoted cell runs over its end. */
function countLine(text: string, start: number, delimiter: string): Counted | undefined {
  return countCells(text, endOfCell(text, start, delimiter), delimiter);
}

/** Cells from the one that ends at `cellEnd` up to the line end. */
function countCells(text: string, cellEnd: number | undefined, delimiter: string): Counted | undefined {
  let cells = 1;
  let position = cellEnd;
  while (position !== undefined) {
    if (text.charAt(position) !== delimiter) return { cells, end: position };
    cells += 1;
    position = endOfCell(text, position + 1, delimiter);
  }
  return undefined;
}

function endOfCell(text: string, start: number, delimiter: string): number | undefined {
  if (text.charAt(start) !== '"') return endOfText(text, start, delimiter);
  for (let index = start + 1; index < text.length; index += 1) {
    const char = text.charAt(index);
    if (char === '\n' || char === '\r') return undefined;
    if (char !== '"') continue;
    if (text.charAt(index + 1) !== '"') return endOfText(text, index + 1, delimiter);
    index += 1;
  }
  return undefined;
}

function endOfText(text: string, start: number, delimiter: string): number {
  for (let index = start; index < text.length; index += 1) {
    const char = text.charAt(index);
    if (char === delimiter || char === '\n' || char === '\r') return index;
  }
  return text.length;
}
