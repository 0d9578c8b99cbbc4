import type { Context } from '../context.ts';
import type { Input } from '../input.ts';
import type { Cell, Table } from '../model/row.ts';
import type { Source } from '../sources/source.ts';

/** A table as its first rows show it. */
export interface TableHead {
  readonly name: string;
  readonly columns: readonly string[];
  readonly samples: readonly (readonly Cell[])[];
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
  const heads = new Map<Table, TableHead & { readonly samples: (readonly Cell[])[] }>();
  const quiet: Context = { ...context, report: () => {}, fact: () => {} };
  for await (const batch of source.read(input, options, quiet)) {
    for (const { table, cells } of batch) {
      const head = heads.get(table) ?? { name: table.name, columns: table.columns, samples: [] };
      heads.set(table, head);
      if (head.samples.length < 50) head.samples.push(cells);
    }
    if (source.oneTable === true) break;
  }
  return [...heads.values()];
}
