import type { Context, Fact } from '../src/context.ts';
import type { Input } from '../src/input.ts';
import type { Issue } from '../src/model/issue.ts';
import type { Cell, Row } from '../src/model/row.ts';
import type { Source } from '../src/sources/source.ts';

/** Everything a source gave for one input. */
export interface SourceReading {
  readonly rows: readonly Row[];
  readonly issues: readonly Issue[];
  readonly facts: readonly Fact[];
  /** Sizes of the batches. */
  readonly batches: readonly number[];
}

/** Reads an input to its end. */
export async function readSource(source: Source, input: Input, options: unknown = {}): Promise<SourceReading> {
  const rows: Row[] = [];
  const issues: Issue[] = [];
  const facts: Fact[] = [];
  const batches: number[] = [];
  const context: Context = {
    signal: new AbortController().signal,
    report: (issue) => issues.push(issue),
    fact: (fact) => facts.push(fact),
    now: () => new Date(0),
  };
  for await (const batch of source.read(input, options, context)) {
    rows.push(...batch);
    batches.push(batch.length);
  }
  return { rows, issues, facts, batches };
}

/** Headings above cells, table by table, as a person would look at it. */
export function tablesOf({
  rows,
}: SourceReading): Record<string, { columns: readonly string[]; rows: (readonly Cell[])[] }> {
  const tables: Record<string, { columns: readonly string[]; rows: (readonly Cell[])[] }> = {};
  for (const { table, cells } of rows) (tables[table.name] ??= { columns: table.columns, rows: [] }).rows.push(cells);
  return tables;
}

/** Codes of the issues with how often each was reported. */
export function codesOf({ issues }: SourceReading): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { code } of issues) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}
