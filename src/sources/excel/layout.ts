import type { Scalar } from '../../model/row.ts';
import { columnName } from './address.ts';
import { isBlank } from '../../text/blank.ts';
import type { Header } from './header.ts';
import type { SheetRow } from './sheet.ts';

/** Which columns of a sheet are columns of the table. Grows when data turns up under no heading. */
export interface Layout {
  /** Headings in table order; appended to, never changed. */
  readonly columns: string[];
  /** Cells of a row in table order. */
  arrange(cells: readonly Scalar[]): readonly Scalar[];
  /** Heading of a sheet column; undefined when the table has no such column. */
  headingOf(column: number): string | undefined;
  /** Adds a column that is not of the sheet; its place in the table. */
  addOwn(heading: string): number;
}

/**
 * Lays out a table: columns with a heading, and columns without one that hold data, which are named by their letter. Empty columns
 * without a heading (margins, the rest of a merged heading) are left out.
 * @param sample rows known before the first is given out
 * @param unnamed told the letter of every column that holds data under no heading
 */
export function layOut(header: Header, sample: readonly SheetRow[], unnamed: (column: string) => void): Layout {
  const columns: string[] = [];
  /** Table column by sheet column, -1 for one that is left out. */
  const places: number[] = [];
  let isIdentity = true;
  const add = (column: number, heading: string): void => {
    while (places.length < column) places.push(-1);
    isIdentity &&= column === columns.length;
    places[column] = columns.length;
    columns.push(heading);
  };
  const addUnnamed = (column: number): void => {
    add(column, columnName(column));
    unnamed(columnName(column));
  };
  const used = usedColumns(sample, header.bottom);
  const width = Math.max(header.headings.length, ...used, -1) + 1;
  for (let column = 0; column < width; column += 1) {
    const heading = header.headings[column] ?? '';
    const isEmpty = heading === '' || header.continued.has(column);
    if (isEmpty && !used.has(column)) continue;
    if (heading === '') addUnnamed(column);
    else add(column, heading);
  }
  const grow = (cells: readonly Scalar[]): void => {
    for (let column = 0; column < cells.length; column += 1) {
      if (isBlank(cells[column] ?? null) || (places[column] ?? -1) >= 0) continue;
      const heading = header.headings[column] ?? '';
      if (heading === '') addUnnamed(column);
      else add(column, heading);
    }
  };
  return {
    columns,
    headingOf: (column) => columns[places[column] ?? -1],
    addOwn(heading) {
      isIdentity = false;
      return columns.push(heading) - 1;
    },
    arrange(cells) {
      if (isIdentity && cells.length <= columns.length) return cells;
      grow(cells);
      if (isIdentity) return cells;
      return arrangedBy(places, cells);
    },
  };
}

function arrangedBy(places: readonly number[], cells: readonly Scalar[]): readonly Scalar[] {
  const arranged: Scalar[] = [];
  for (let column = 0; column < cells.length; column += 1) {
    const place = places[column] ?? -1;
    const cell = cells[column] ?? null;
    if (place < 0 || cell === null) continue;
    while (arranged.length < place) arranged.push(null);
    arranged[place] = cell;
  }
  return arranged;
}

function usedColumns(sample: readonly SheetRow[], headerBottom: number): ReadonlySet<number> {
  const used = new Set<number>();
  for (const { line, cells } of sample) {
    if (line <= headerBottom) continue;
    for (const [column, cell] of cells.entries()) if (!isBlank(cell)) used.add(column);
  }
  return used;
}
