import { editHash, editText } from '../../text/edit-text.ts';
import { headings, leadingColumns, type RejectRow, type RejectsBook, type RejectSheet } from './rejects-layout.ts';
import { type BookCell, type BookSheet, bookText, longestCell } from './sheet.ts';

/** Name of the sheet that says what the others are; spreadsheets do not offer to show it. */
export const hiddenName = '_perenos';
export const bookFormat = '1';

/** What the hidden sheet knows of one cell. */
export interface CellMark {
  /** `editHash` of the source cell. */
  readonly old: string;
  /** `editHash` of what the workbook shows, trimmed. */
  readonly shown: string;
  /** The cell does not hold the whole value. */
  readonly isCut: boolean;
}

/** Edges and line ends that spreadsheets change by themselves do not count. */
export function shownHash(text: string): string {
  return editHash(bookText(text).trim());
}

/** One word a cell: the hash, and the hash of what is shown where that differs, and `!` when it is cut. */
export function markText({ old, shown, isCut }: CellMark): string {
  return `${old}${shown === old ? '' : `.${shown}`}${isCut ? '!' : ''}`;
}

export function readMark(text: string): CellMark {
  const [old = '', shown = old] = text.replace('!', '').split('.');
  return { old, shown, isCut: text.endsWith('!') };
}

/** Rows by their first cell: `perenos`, `project`, `run`, `mapping`, then `sheet`, `row` and `map` for what a person sees. */
export function hiddenSheet(
  book: RejectsBook,
  sheets: readonly (RejectSheet & { readonly name: string })[],
): BookSheet {
  return { name: hiddenName, veryHidden: true, widths: [], rows: hiddenRows(book, sheets), isProtected: true };
}

function* hiddenRows(
  { project, run, mapping, texts, missing }: RejectsBook,
  sheets: readonly (RejectSheet & { readonly name: string })[],
): Generator<readonly BookCell[]> {
  yield cells('perenos', bookFormat);
  yield cells('project', project);
  yield cells('run', run);
  yield cells('mapping', mapping);
  for (const sheet of sheets) {
    const { name, columns } = sheet;
    const shown = headings(sheet, texts).slice(leadingColumns, leadingColumns + columns.length);
    yield cells('sheet', name, texts.number, texts.decision, JSON.stringify(columns), JSON.stringify(shown));
    for (const row of sheet.rows()) yield rowCells(row, columns.length);
  }
  for (const { number, map, value } of missing) yield cells('map', number, map, value, texts.mapTarget);
}

function rowCells(row: RejectRow, width: number): readonly BookCell[] {
  const { number, kind, system, key, hash, problems } = row;
  const marks = Array.from({ length: row.cells === null ? 0 : width }, (_, index) => markText(markOf(row, index)));
  const wrong = [...new Set(problems.filter(({ isError }) => isError).map(({ index }) => index))].filter(
    (at) => at >= 0,
  );
  const fields = Object.fromEntries(
    problems.filter(({ index, field }) => index >= 0 && field !== null).map(({ index, field }) => [index, field]),
  );
  return cells(
    'row',
    number,
    kind,
    system,
    key === null ? '' : `k:${key}`,
    hash ?? '',
    marks.join(' '),
    wrong.join(' '),
    JSON.stringify(fields),
  );
}

function markOf({ cells: values, proposals }: RejectRow, index: number): CellMark {
  const text = editText(values?.[index]);
  const shown = proposals.get(index) ?? text;
  return { old: editHash(text), shown: shownHash(shown), isCut: shown.length > longestCell };
}

function cells(...texts: readonly string[]): readonly BookCell[] {
  return texts.map((text) => ({ text, style: 'plain' }));
}
