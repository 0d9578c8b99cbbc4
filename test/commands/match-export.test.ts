import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hardCompanies } from '../../bench/dedupe/hard/companies.ts';
import { hardPeople } from '../../bench/dedupe/hard/people.ts';
import type { LabelledSet } from '../../bench/dedupe/labelled-set.ts';
import { writeMatchTables } from '../../src/commands/match-export.ts';
import { loadDuckDb } from '../../src/matching/duckdb-library.ts';
import { exportTables } from '../../src/matching/export-tables.ts';
import { localEngine } from '../../src/matching/local-engine.ts';
import type { MatchedKind, MatchInput } from '../../src/matching/matcher.ts';
import { matchingSql } from '../../src/matching/matching-sql.ts';
import { modelNamed } from '../../src/matching/models.ts';
import { scoreRecords } from '../../src/matching/scored.ts';
import { defaultDedupeRules } from '../../src/model/dedupe.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const root = temporaryFolder('perenos-match-export-');

const installed = await loadDuckDb().then(
  () => true,
  () => false,
);

function inputOf(set: LabelledSet): MatchInput<MatchedKind> {
  return {
    kind: set.kind,
    records: () => [set.records],
    companyName: ({ key }: { key: string }) => set.companyNames?.get(key),
  } as unknown as MatchInput<MatchedKind>;
}

/** Runs the printed statements over the files, as a stranger would in the folder that holds them. */
async function runPrinted(set: LabelledSet, folder: string): Promise<readonly (readonly number[])[]> {
  const { DuckDBInstance } = await loadDuckDb();
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  let edges: readonly (readonly number[])[] = [];
  const statements = matchingSql(modelNamed(set.kind), { dialect: 'duckdb', cap: defaultDedupeRules.max_block });
  for (const { step, sql } of statements) {
    const result = await connection.run(step === 'load' ? sql.replace("FROM '", `FROM '${folder}/`) : sql);
    if (step === 'edges') edges = (await result.getRows()).map((row) => row.map(Number));
  }
  connection.closeSync();
  instance.closeSync();
  return edges;
}

describe.skipIf(!installed)('the exported tables and the printed SQL (skipped where DuckDB is not installed)', () => {
  test.each([
    ['people', () => hardPeople(900, 91, 0.3) as unknown as LabelledSet],
    ['companies', () => hardCompanies(900, 91, 0.3) as unknown as LabelledSet],
  ] as const)('give the edges of the engine in process, weights and all: %s', async (_, load) => {
    const set = load();
    const folder = join(root, set.kind);
    await writeMatchTables(await exportTables(inputOf(set), defaultDedupeRules), folder);
    const model = modelNamed(set.kind);
    const rules = defaultDedupeRules;
    const { found, prior, isAsked } = await scoreRecords(model, inputOf(set), { rules, engine: localEngine(model) });
    const expected = new Map<string, number>();
    for (const [at, weight] of found.weight.entries()) {
      const [left, right] = [found.left[at] ?? 0, found.right[at] ?? 0];
      if (weight + prior >= rules.review || isAsked?.(left, right) === true) expected.set(`${left} ${right}`, weight);
    }
    const below = [...expected.values()].filter((weight) => weight + prior < rules.review);
    if (set.kind === 'company') expect(below.length).toBeGreaterThan(0);
    const edges = await runPrinted(set, folder);
    expect(edges.length).toBeGreaterThan(100);
    expect(edges.map(([left, right]) => `${left} ${right}`).toSorted()).toEqual([...expected.keys()].toSorted());
    for (const [left, right, weight = 0, posterior = 0] of edges) {
      expect(weight).toBeCloseTo(expected.get(`${left} ${right}`) ?? Number.NaN, 4);
      expect(posterior).toBeCloseTo(weight + prior, 9);
    }
  });
});
