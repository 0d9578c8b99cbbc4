import type { Scalar } from '../../model/row.ts';
import { cellText } from '../../text/cell-text.ts';
import { stackedHeadings } from '../../text/stacked-header.ts';
import { collapseText } from '../../text/spaces.ts';
import { findHeaderRow } from '../../text/header-row.ts';
import { columnName } from './address.ts';
import { isBlank } from '../../text/blank.ts';
import type { Merge, SheetRow } from './sheet.ts';

/** Where the table of a sheet begins and what its columns are called. */
export interface Header {
  /** Sheet rows of the heading, inclusive; 0 when the table has none. */
  readonly top: number;
  readonly bottom: number;
  /** 0 to 1; 1 when the user named the row. */
  readonly confidence: number;
  /** By column of the sheet; '' where there is no heading. */
  readonly headings: readonly string[];
  /** Columns merged into the heading of the column before: its continuation, no columns of their own unless they hold data. */
  readonly continued: ReadonlySet<number>;
}

/** How many rows of a heading may lie under one another. */
const maxDepth = 4;

/**
 * Finds the heading among the first rows.
 * @param row the row the user named: 1-based, 0 for a table without headings
 * @returns undefined when the row the user named is empty
 */
export async function findHeader(
  rows: readonly SheetRow[],
  merges: () => Promise<readonly Merge[]>,
  row?: number,
): Promise<Header | undefined> {
  if (row === 0) return { top: 0, bottom: 0, confidence: 1, headings: lettered(rows), continued: new Set() };
  let found = guess(rows, row);
  if (found.header === undefined) return undefined;
  const isPlain = isFirstAndWhole(rows, found.header);
  const blocks = isPlain ? [] : await merges();
  if (blocks.length > 0) found = guess(filledAcross(rows, blocks), row);
  const span = headerSpan(rows, found.header?.line ?? 0, blocks);
  const stacked = row === undefined && span.top === span.bottom ? stackedBelow(rows, found.header) : undefined;
  if (stacked !== undefined) return { ...stacked, confidence: found.confidence, continued: new Set() };
  const headings = joinHeadings(
    rows.filter(({ line }) => line >= span.top && line <= span.bottom),
    blocks,
    span,
  );
  return { ...span, confidence: found.confidence, headings, continued: continuedColumns(span, blocks) };
}

interface Guess {
  readonly header: SheetRow | undefined;
  readonly confidence: number;
}

function guess(rows: readonly SheetRow[], row: number | undefined): Guess {
  if (row !== undefined) return { header: rows.find(({ line }) => line === row), confidence: 1 };
  const { index, confidence } = findHeaderRow(rows.map(({ cells }) => (isParameter(cells) ? [] : cells)));
  return { header: rows[index], confidence };
}

/** `Отбор:`, `Период:` with what was chosen beside it. */
function isParameter(cells: readonly Scalar[]): boolean {
  const texts = cells.filter((cell) => !isBlank(cell)).map((cell) => (typeof cell === 'string' ? cell.trim() : ''));
  return texts[0]?.endsWith(':') === true && !texts.every((text) => text.endsWith(':'));
}

/** Merged headings count for every column they cover; a title alone in its row stays one cell. */
function filledAcross(rows: readonly SheetRow[], merges: readonly Merge[]): readonly SheetRow[] {
  return rows.map((row) => {
    const wide = merges.filter(({ top, left, right }) => top === row.line && right > left);
    if (wide.length === 0 || row.cells.filter((cell) => !isBlank(cell)).length < 2) return row;
    const cells = [...row.cells];
    for (const { left, right } of wide) {
      for (let column = left + 1; column <= Math.min(right, left + 100); column += 1)
        cells[column] ??= cells[left] ?? null;
    }
    return { ...row, cells };
  });
}

/** No titles above and no gaps: nothing can be merged that matters. */
function isFirstAndWhole(rows: readonly SheetRow[], header: SheetRow): boolean {
  const width = Math.max(...rows.map(({ cells }) => cells.length));
  return rows[0] === header && header.cells.length === width && !header.cells.includes(null);
}

interface Span {
  readonly top: number;
  readonly bottom: number;
}

function headerSpan(rows: readonly SheetRow[], line: number, merges: readonly Merge[]): Span {
  let top = line;
  let bottom = line;
  for (const merge of merges) {
    const isHeading = merge.bottom - merge.top < maxDepth && merge.top <= line && merge.bottom >= line;
    if (!isHeading) continue;
    top = Math.min(top, merge.top);
    bottom = Math.max(bottom, merge.bottom);
  }
  if (top === bottom && isGroupRow(rows, line, merges)) bottom = line + 1;
  return { top, bottom };
}

/** A heading of two rows without merged cells. */
function stackedBelow(
  rows: readonly SheetRow[],
  header: SheetRow | undefined,
): Pick<Header, 'top' | 'bottom' | 'headings'> | undefined {
  if (header === undefined) return undefined;
  const at = rows.findIndex(({ line }) => line === header.line);
  const below = rows[at + 1];
  if (below?.line !== header.line + 1) return undefined;
  const headings = stackedHeadings(rows.slice(at, at + 3).map(({ cells }) => cells));
  return headings === undefined ? undefined : { top: header.line, bottom: below.line, headings };
}

/** A row of headings where some are merged over several columns, with names under those and nothing under the others. */
function isGroupRow(rows: readonly SheetRow[], line: number, merges: readonly Merge[]): boolean {
  const below = rows.find((row) => row.line === line + 1);
  const groups = merges.filter(({ top, left, right }) => top === line && right > left);
  if (below === undefined || groups.length === 0) return false;
  const cells = [...below.cells.entries()].filter(([, cell]) => cell !== null);
  const isUnderGroup = (column: number): boolean => groups.some(({ left, right }) => column >= left && column <= right);
  return cells.length > 1 && cells.every(([column, cell]) => typeof cell === 'string' && isUnderGroup(column));
}

function joinHeadings(rows: readonly SheetRow[], merges: readonly Merge[], span: Span): string[] {
  const inHeader = merges.filter(({ top, bottom }) => top >= span.top && bottom <= span.bottom);
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length), ...inHeader.map(({ right }) => right + 1));
  const headings: string[] = [];
  for (let column = 0; column < Math.min(width, 20_000); column += 1) {
    const parts: string[] = [];
    for (const row of rows) {
      const merge = inHeader.find((one) => covers(one, row.line, column));
      if (merge !== undefined && row.line > merge.top) continue;
      const text = headingText(row.cells[merge?.left ?? column] ?? null);
      if (text !== '' && text !== parts.at(-1)) parts.push(text);
    }
    headings.push(parts.join(' / '));
  }
  return headings;
}

function covers(merge: Merge, line: number, column: number): boolean {
  return line >= merge.top && line <= merge.bottom && column >= merge.left && column <= merge.right;
}

function continuedColumns(header: Span, merges: readonly Merge[]): ReadonlySet<number> {
  const columns = new Set<number>();
  for (const { top, bottom, left, right } of merges) {
    if (bottom !== header.bottom || top < header.top) continue;
    for (let column = left + 1; column <= right; column += 1) columns.add(column);
  }
  return columns;
}

export function headingText(cell: Scalar): string {
  return collapseText(cellText(cell) ?? '');
}

function lettered(rows: readonly SheetRow[]): string[] {
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  return Array.from({ length: width }, (_, column) => columnName(column));
}
