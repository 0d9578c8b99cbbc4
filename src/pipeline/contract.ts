import type { CompiledContract, DeclaredColumn } from '../mapping/compiled.ts';
import { headingsOf } from '../mapping/headings.ts';
import { issueAt, type Finding, type Issue, type Severity } from '../model/issue.ts';
import type { Cell, Row, Table } from '../model/row.ts';
import { cellText } from '../text/cell-text.ts';

/** A contract tied to a table that is being read. */
export interface TableContract {
  readonly contract: CompiledContract;
  readonly table: Table;
  checks: readonly ColumnCheck[];
}

interface ColumnCheck {
  readonly index: number;
  readonly column: string;
  readonly type: string;
  readonly fits: (value: Cell) => boolean;
}

export function openContract(contract: CompiledContract, table: Table): TableContract {
  return { contract, table, checks: columnChecks(contract, table) };
}

/** The reader has found further columns since. */
export function followTable(open: TableContract): void {
  open.checks = columnChecks(open.contract, open.table);
}

function columnChecks(contract: CompiledContract, table: Table): readonly ColumnCheck[] {
  const headings = headingsOf(table);
  return declaredFor(contract, table).flatMap(({ name, type, fits }) =>
    fits === undefined ? [] : headings.find(name).map((index) => ({ index, column: name, type, fits })),
  );
}

function declaredFor({ declared = [] }: CompiledContract, table: Table): readonly DeclaredColumn[] {
  return declared.filter((column) => column.table === undefined || column.table === table.name);
}

/** Values of a row that are not of their declared types; empty ones are of every type. */
export function checkTypes({ contract, checks }: TableContract, row: Row): readonly Issue[] {
  let found: Issue[] | undefined;
  for (const { index, column, type, fits } of checks) {
    const cell = row.cells[index];
    if (cell === undefined || cell === null || cell === '' || fits(cell)) continue;
    const value = Array.isArray(cell) ? cell.map((one) => cellText(one) ?? '').join(', ') : (cellText(cell) ?? '');
    const issue = issueAt(row, { code: 'contract.type', args: { type } }, { column, value });
    found ??= [];
    found.push({ ...issue, severity: contract.types === 'freeze' ? 'error' : 'warning' });
  }
  return found ?? [];
}

/** What differs from the contract in the headings of a table that has been read to its end. `used`: columns that blocks read. */
export function checkColumns(
  { contract, table }: TableContract,
  used: ReadonlySet<number>,
  missing: readonly string[],
): readonly Issue[] {
  if (contract.columns === 'ignore') return [];
  const severity: Severity = contract.columns === 'freeze' ? 'error' : 'warning';
  const declared = declaredFor(contract, table);
  const headings = headingsOf(table);
  const at = (column: string, finding: Finding): Issue => {
    const origin = { table, line: 0 };
    return { ...issueAt(origin, finding, { column }), severity };
  };
  const absent = declared.filter(({ name }) => headings.find(name).length === 0).map(({ name }) => name);
  const known = new Set([...used, ...declared.flatMap(({ name }) => headings.find(name))]);
  const isAgreed = contract.declared !== undefined && declared.length > 0;
  const fresh = isAgreed ? table.columns.filter((column, index) => column !== '' && !known.has(index)) : [];
  return [
    ...[...new Set([...missing, ...absent])].map((column) =>
      at(column, { code: 'contract.column-missing', args: { column } }),
    ),
    ...[...new Set(fresh)].map((column) => at(column, { code: 'contract.column-new', args: { column } })),
  ];
}
