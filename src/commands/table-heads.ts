import type { Context } from '../context.ts';
import { InputError } from '../errors.ts';
import type { Input } from '../input.ts';
import type { Issue } from '../model/issue.ts';
import type { Row, Table } from '../model/row.ts';
import type { Source } from '../sources/source.ts';

/** A table as its first rows show it. */
export interface TableHead {
  readonly table: Table;
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

interface Heading {
  readonly input: Input;
  readonly options: Readonly<Record<string, unknown>>;
  readonly context: Context;
}

/**
 * The tables of a file with their headings. Reads all of it only when it may hold several tables; findings are left to the real
 * reading.
 */
export async function tableHeads(source: Source, { input, options, context }: Heading): Promise<readonly TableHead[]> {
  const heads = new Map<Table, TableHead & { readonly rows: Row[] }>();
  const quiet: Context = { ...context, report: () => {}, fact: () => {} };
  for await (const batch of source.read(input, options, quiet)) {
    for (const row of batch) {
      const { table } = row;
      const head = heads.get(table) ?? { table, name: table.name, columns: table.columns, rows: [] };
      heads.set(table, head);
      if (head.rows.length < 50) head.rows.push(row);
    }
    if (source.oneTable === true) break;
  }
  return [...heads.values()];
}

/**
 * What the reader says of a file that gave no row, as an error.
 * @throws InputError always
 */
export async function refuseEmpty(source: Source, { input, options, context }: Heading): Promise<never> {
  const found: Issue[] = [];
  const watching: Context = { ...context, report: (issue) => found.push(issue), fact: () => {} };
  for await (const _ of source.read(input, options, watching));
  const said = found.find(({ code }) => code === 'csv.only-headings');
  if (said?.code === 'csv.only-headings') throw new InputError(said.code, said.args);
  throw new InputError('input.no-rows', { file: input.file, table: '' });
}
