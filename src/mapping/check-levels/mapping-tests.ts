import { readFileSync } from 'node:fs';
import { MappingError, type Problem } from '../../errors.ts';
import type { Row, Table } from '../../model/row.ts';
import { nearestName, tidyName } from '../../text/nearest-name.ts';
import type { CompiledBlock, CompiledMapping, Mapped } from '../compiled.ts';
import { problemList, type Problems } from '../problems.ts';
import { placeOf, plainOf, sourceText, type ListNode, type TreeNode } from '../tree.ts';
import { validateDraft } from '../validate.ts';
import { parseYaml } from '../yaml.ts';
import { differences } from './expectation.ts';

/** What became of the tests of one file. */
export interface TestedFile {
  readonly problems: readonly Problem[];
  /** Names of the tests that passed. */
  readonly passed: readonly string[];
}

interface Running {
  readonly mapping: CompiledMapping;
  readonly problems: Problems;
}

/**
 * Level 5: maps the rows of a test file and compares what they become with `expect`. A file is a list of tests, each
 * `{name, block, row: {column: cell}, joined?: {alias: [rows]}, expect, issues?}`. `expect` is `filtered`, `rejected`, the fields
 * a record must have (others may be there), or a list of them for a row that makes several records.
 */
export function runMappingTests(mapping: CompiledMapping, file: string, path: string): TestedFile {
  const problems = problemList();
  const root = parseYaml(sourceText(file, path, readFileSync(path, 'utf8').replace(/^\uFEFF/u, '')), problems);
  const passed: string[] = [];
  if (root !== undefined && root.kind !== 'list') shape(problems, root, { name: file, rule: 'list' });
  for (const [index, node] of (root?.kind === 'list' ? root.items : []).entries()) {
    const own = problemList();
    const name = runTest({ mapping, problems: own }, node, index + 1);
    for (const { place, suggestion, severity: _severity, ...finding } of own.sorted()) {
      problems.add(place, finding, suggestion);
    }
    if (!own.hasErrors()) passed.push(name);
  }
  return { problems: problems.sorted(), passed };
}

const keys = ['name', 'block', 'row', 'joined', 'expect', 'issues'] as const;

function runTest(running: Running, node: TreeNode, number: number): string {
  const { problems, mapping } = running;
  const parts = partsOf(node, problems);
  const name = textOf(parts.name) ?? `№ ${number}`;
  if (node.kind !== 'map') return name;
  const row = parts.row;
  if (row?.kind !== 'map' || parts.expect === undefined) {
    shape(
      problems,
      row ?? node,
      row?.kind === 'map' ? { name: 'expect', rule: 'fields' } : { name: 'row', rule: 'map' },
    );
    return name;
  }
  const asked = textOf(parts.block) ?? mapping.blocks[0]?.name ?? '';
  const block = mapping.blocks.find((one) => one.name === asked);
  if (block === undefined) {
    const names = mapping.blocks.map((one) => one.name);
    problems.add(
      placeOf(parts.block ?? node),
      { code: 'check.test-block', args: { block: asked } },
      nearestName(asked, names),
    );
    return name;
  }
  const results = mapRow(running, block, { row, joined: parts.joined });
  if (results !== undefined) compare(running, { name, expect: parts.expect, issues: parts.issues, results });
  return name;
}

type Parts = Partial<Readonly<Record<(typeof keys)[number], TreeNode>>>;

function partsOf(node: TreeNode, problems: Problems): Parts {
  if (node.kind !== 'map') {
    shape(problems, node, { name: 'test', rule: 'map' });
    return {};
  }
  const parts: Record<string, TreeNode> = {};
  for (const [key, entry] of node.entries) {
    if ((keys as readonly string[]).includes(key)) parts[key] = entry.value;
    else
      problems.add(
        placeOf(entry.key),
        { code: 'mapping.unknown-key', args: { key, where: 'test' } },
        nearestName(key, keys),
      );
  }
  return parts;
}

function shape(problems: Problems, node: TreeNode, args: { readonly name: string; readonly rule: string }): void {
  problems.add(placeOf(node), { code: 'check.test-shape', args });
}

function textOf(node: TreeNode | undefined): string | undefined {
  return node?.kind === 'scalar' ? node.text : undefined;
}

interface TestRow {
  readonly row: Extract<TreeNode, { readonly kind: 'map' }>;
  readonly joined: TreeNode | undefined;
}

/** Columns that the block reads and the test leaves out are empty cells. */
function mapRow({ problems }: Running, block: CompiledBlock, { row, joined }: TestRow): readonly Mapped[] | undefined {
  const given = new Map([...row.entries].map(([column, { value }]) => [tidyName(column), plainOf(value)]));
  const missing = missingColumns(block, [...given.keys()]);
  const columns = [...given.keys(), ...missing];
  const table: Table = { file: 'test', name: '', columns };
  const bound = block.bind(table);
  for (const [index, [column, { key }]] of [...row.entries].entries()) {
    if (bound.used.has(index)) continue;
    const suggestion = nearestName(column, missing);
    if (suggestion === undefined) continue;
    problems.add(placeOf(key), { code: 'check.test-column', args: { column, block: block.name } }, suggestion);
  }
  if (problems.hasErrors()) return undefined;
  const cells = columns.map((column) => {
    const cell = given.get(column);
    return typeof cell === 'string' ? cell : '';
  });
  return bound.map(
    { table, line: 1, cells },
    block.joins.map(({ alias }) => joinedRows(joined, alias)),
  );
}

/** The columns a block reads beside those given, found by asking it to take a table without them. */
function missingColumns(block: CompiledBlock, given: readonly string[]): readonly string[] {
  try {
    block.bind({ file: 'test', name: '', columns: given });
    return [];
  } catch (error) {
    if (!(error instanceof MappingError)) throw error;
    const names = error.problems.flatMap((problem) =>
      problem.code === 'mapping.unknown-column' ? [problem.args.column] : [],
    );
    if (names.length === 0) throw error;
    return [...new Set(names)];
  }
}

function joinedRows(joined: TreeNode | undefined, alias: string): readonly Row[] {
  const list = joined?.kind === 'map' ? joined.entries.get(alias)?.value : undefined;
  const items = list === undefined ? [] : list.kind === 'list' ? list.items : [list];
  const rows = items.map((item) => plainOf(item) as Readonly<Record<string, unknown>>);
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const table: Table = { file: 'test', name: alias, columns };
  return rows.map((row, index) => ({
    table,
    line: index + 1,
    cells: columns.map((column) => (typeof row[column] === 'string' ? row[column] : '')),
  }));
}

interface Compared {
  readonly name: string;
  readonly expect: TreeNode;
  readonly issues: TreeNode | undefined;
  readonly results: readonly Mapped[];
}

function compare({ problems }: Running, { name, expect, issues, results }: Compared): void {
  const outcomes = results.map(outcomeOf);
  const expected = expect.kind === 'list' ? expect : single(expect);
  if (outcomes.length !== expected.items.length) {
    const args = { test: name, expected: String(expected.items.length), actual: String(outcomes.length) };
    problems.add(placeOf(expect), { code: 'check.test-outcome', args });
    return;
  }
  for (const [index, item] of expected.items.entries()) {
    const outcome = outcomes[index];
    if (outcome !== undefined) compareOne(problems, { name, item, outcome });
  }
  if (issues === undefined) return;
  const actual = [...new Set(outcomes.flatMap(({ codes }) => codes))].toSorted();
  const wanted = [...new Set(issues.kind === 'list' ? issues.items.map((item) => textOf(item) ?? '') : [])].toSorted();
  if (actual.join() === wanted.join()) return;
  const args = { test: name, field: 'issues', expected: wanted.join(', '), actual: actual.join(', ') };
  problems.add(placeOf(issues), { code: 'check.test-value', args });
}

function single(node: TreeNode): ListNode {
  return { kind: 'list', source: node.source, start: node.start, end: node.end, items: [node] };
}

interface TestOutcome {
  readonly status: 'filtered' | 'rejected' | 'record';
  readonly fields: Readonly<Record<string, unknown>>;
  readonly codes: readonly string[];
}

/** What the pipeline would make of it: a draft that does not fit the canonical schema is rejected. */
function outcomeOf(mapped: Mapped): TestOutcome {
  if (mapped.status === 'filtered') return { status: 'filtered', fields: {}, codes: [] };
  const codes = mapped.issues.map(({ code }) => code);
  if (mapped.status === 'rejected') return { status: 'rejected', fields: {}, codes };
  const { entity, issues } = validateDraft(mapped.draft);
  const all = [...codes, ...issues.map(({ code }) => code)];
  if (entity === undefined) return { status: 'rejected', fields: {}, codes: all };
  const references = Object.fromEntries(mapped.references.map(({ field, ref }) => [field, ref]));
  return { status: 'record', fields: { key: entity.key, ...references, ...entity.data }, codes: all };
}

interface ComparedOne {
  readonly name: string;
  readonly item: TreeNode;
  readonly outcome: TestOutcome;
}

function compareOne(problems: Problems, { name, item, outcome }: ComparedOne): void {
  const word = textOf(item);
  if (word !== undefined || outcome.status !== 'record') {
    const expected = word ?? 'record';
    const actual = outcome.status === 'rejected' ? `rejected (${outcome.codes.join(', ')})` : outcome.status;
    if (expected !== outcome.status)
      problems.add(placeOf(item), { code: 'check.test-outcome', args: { test: name, expected, actual } });
    return;
  }
  for (const { node, field, expected, actual } of differences(item, outcome.fields)) {
    problems.add(placeOf(node), { code: 'check.test-value', args: { test: name, field, expected, actual } });
  }
}
