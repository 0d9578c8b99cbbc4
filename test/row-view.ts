import type { Issue } from '../src/model/issue.ts';
import type { Cell, Row } from '../src/model/row.ts';

/** A table as a person would look at it. */
interface TableView {
  readonly columns: readonly string[];
  readonly rows: (readonly Cell[])[];
}

/** Headings above cells, by the name of the table. */
export function tablesOf({ rows }: { readonly rows: readonly Row[] }): Record<string, TableView> {
  const tables: Record<string, TableView> = {};
  for (const { table, cells } of rows) (tables[table.name] ??= { columns: table.columns, rows: [] }).rows.push(cells);
  return tables;
}

/** Codes of the issues with how often each was reported. */
export function codesOf({ issues }: { readonly issues: readonly Issue[] }): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { code } of issues) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}
