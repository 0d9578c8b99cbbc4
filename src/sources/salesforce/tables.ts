import type { Table } from '../../model/row.ts';
import { enricherOf, personColumns } from './enrich.ts';
import type { Sheet } from './sheet.ts';
import { takenColumns } from './taken-columns.ts';

/** Where the cells of a sheet go in the table of its object. */
export interface SheetTable {
  readonly table: Table;
  /** Position of each cell of the sheet; undefined when they stand in the same order at the start. */
  readonly places: readonly number[] | undefined;
}

/**
 * The tables of an export: one a sheet, with the same columns for all sheets of one object, matched by name. Columns that rows are
 * completed with stand at the end.
 */
export function tablesOf(sheets: readonly Sheet[]): ReadonlyMap<Sheet, SheetTable> {
  const columns = new Map<string, Set<string>>();
  for (const { object, columns: own } of sheets) {
    const known = columns.get(object) ?? new Set();
    columns.set(object, known);
    for (const name of own) known.add(name);
  }
  const people = sheets.filter(({ object }) => object === 'Account').flatMap((sheet) => personColumns(sheet.columns));
  for (const [object, known] of columns) {
    const added = enricherOf(object)?.columns ?? [];
    for (const name of [...(object === 'Contact' ? people : []), ...added]) known.add(name);
  }
  return new Map(
    sheets.map((sheet) => {
      const names = [...(columns.get(sheet.object) ?? [])];
      const repeats = takenColumns(sheet.object);
      const table: Table = { file: sheet.input.file, name: sheet.object, columns: names, repeats };
      const places = sheet.columns.map((name) => names.indexOf(name));
      return [sheet, { table, places: places.every((place, index) => place === index) ? undefined : places }];
    }),
  );
}

/** Columns of contacts made of person accounts that have no contact of their own in the export. */
export function contactColumns(sheets: readonly Sheet[], tables: ReadonlyMap<Sheet, SheetTable>): readonly string[] {
  const contacts = sheets.find(({ object }) => object === 'Contact');
  if (contacts !== undefined) return tables.get(contacts)?.table.columns ?? [];
  const people = sheets.filter(({ object }) => object === 'Account').flatMap((sheet) => personColumns(sheet.columns));
  return [...new Set(['Id', 'AccountId', ...people, ...(enricherOf('Contact')?.columns ?? [])])];
}
