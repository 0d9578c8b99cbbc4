import type { Context, Fact } from '../src/context.ts';
import type { Input } from '../src/input.ts';
import type { Issue } from '../src/model/issue.ts';
import type { Row } from '../src/model/row.ts';
import type { Source } from '../src/sources/source.ts';

/** Everything a source gives for one input. */
export interface Collected {
  readonly rows: readonly Row[];
  readonly issues: readonly Issue[];
  readonly facts: ReadonlyMap<string, Fact['value']>;
}

export interface Collector {
  readonly context: Context;
  readonly issues: Issue[];
  readonly facts: Map<string, Fact['value']>;
}

/** A context that keeps what it is told. */
export function collector(signal: AbortSignal = new AbortController().signal): Collector {
  const issues: Issue[] = [];
  const facts = new Map<string, Fact['value']>();
  const context: Context = {
    signal,
    report: (issue) => void issues.push(issue),
    fact: ({ name, value }) => void facts.set(name, value),
    event: () => {},
    now: () => new Date(0),
  };
  return { context, issues, facts };
}

/** Reads an input to its end. */
export async function collectRows(source: Source, input: Input, options: unknown = {}): Promise<Collected> {
  const { context, issues, facts } = collector();
  const rows: Row[] = [];
  for await (const batch of source.read(input, options, context)) rows.push(...batch);
  return { rows, issues, facts };
}

/** Rows by table name, as golden files hold them. */
export function goldenRows(rows: readonly Row[]): unknown {
  const tables = new Map<string, { columns: readonly string[]; rows: { line: number; cells: readonly unknown[] }[] }>();
  for (const { table, line, cells } of rows) {
    let known = tables.get(table.name);
    if (known === undefined) {
      known = { columns: table.columns, rows: [] };
      tables.set(table.name, known);
    }
    known.rows.push({ line, cells });
  }
  return JSON.parse(JSON.stringify(Object.fromEntries(tables)));
}
