import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Problem } from '../../src/errors.ts';
import { compileMapping, tryCompile } from '../../src/mapping/compile.ts';
import type { BoundBlock, CompiledMapping, Mapped } from '../../src/mapping/compiled.ts';
import type { Cell, Row, Table } from '../../src/model/row.ts';

/** Writes files into a folder of their own, removed after the test; returns the path of the first. */
export function files(contents: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'perenos-mapping-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const paths = Object.entries(contents).map(([name, content]) => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  });
  return paths[0]!;
}

/** Every problem of a mapping given as text. */
export async function problemsOf(
  text: string,
  others: Record<string, string | Buffer> = {},
): Promise<readonly Problem[]> {
  return (await tryCompile(files({ 'm.yaml': text, ...others }))).problems;
}

export async function compiled(text: string, others: Record<string, string | Buffer> = {}): Promise<CompiledMapping> {
  return compileMapping(files({ 'm.yaml': text, ...others }), { now: new Date('2026-11-22T10:00:00Z') });
}

export function table(columns: readonly string[], name = ''): Table {
  return { file: 'in.csv', name, columns };
}

export function rows(columns: readonly string[], ...cells: readonly (readonly Cell[])[]): readonly Row[] {
  const of = table(columns);
  return cells.map((line, index) => ({ table: of, line: index + 2, cells: line }));
}

/** Maps rows through the first block of a mapping (or the one named). */
export async function mapped(
  text: string,
  given: readonly Row[],
  options: {
    readonly block?: string;
    readonly joined?: readonly (readonly Row[])[];
    readonly others?: Record<string, string>;
  } = {},
): Promise<readonly Mapped[]> {
  const mapping = await compiled(text, options.others);
  const block = mapping.blocks.find((one) => one.name === options.block) ?? mapping.blocks[0]!;
  const bound: BoundBlock = block.bind(given[0]!.table);
  return given.flatMap((row) => bound.map(row, options.joined ?? []));
}

/** The fields of a draft, or the codes of what rejected it. */
export function outcome(one: Mapped): unknown {
  if (one.status === 'filtered') return 'filtered';
  return one.status === 'draft'
    ? one.draft.fields
    : one.issues.filter((issue) => issue.severity === 'error').map((issue) => issue.code);
}

/** A mapping of one contact block with these lines under `fields:`. */
export function contacts(fields: string, more = ''): string {
  const lines = fields
    .trim()
    .split('\n')
    .map((line) => `      ${line.trimEnd()}`)
    .join('\n');
  return `perenos: 1\nsources: {s: {file: in.csv}}\n${more}load:\n  people:\n    entity: contact\n    from: s\n    key: ID\n    fields:\n${lines}\n`;
}
