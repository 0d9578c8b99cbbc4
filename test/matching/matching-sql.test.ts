import { describe, expect, test } from 'vitest';
import { loadDuckDb } from '../../src/matching/duckdb-library.ts';
import type { WeakKeys } from '../../src/matching/block-limits.ts';
import { matchingSql, sqlDialects, type SqlStatement } from '../../src/matching/matching-sql.ts';
import { localEngine } from '../../src/matching/local-engine.ts';
import { modelNamed } from '../../src/matching/models.ts';
import { KeyReader } from '../../src/matching/key-reader.ts';
import { Preparation } from '../../src/matching/prepare.ts';
import type { FeatureRow } from '../../src/matching/feature-layout.ts';
import { crowd, firm, person } from './records.ts';

const installed = await loadDuckDb().then(
  () => true,
  () => false,
);

const support = { placeholders: new Set<string>(), companyOf: () => undefined };
const cap = 12;
const lists = {
  contact: [
    ...crowd(1, 80),
    ...Array.from({ length: 120 }, (_, index) =>
      person(200 + index, `Петров ${['Иван', 'Олег', 'Саша'][index % 3]}`, {
        phones: [`+7916000${String(1000 + (index % 40))}`],
        emails: index % 2 === 0 ? [`petrov${index % 25}@mail.ru`] : [],
        addresses: [{ text: 'Тула', type: 'other', city: ['Тула', 'Омск'][index % 2] ?? '' }],
      }),
    ),
  ],
  company: Array.from({ length: 160 }, (_, index) =>
    firm(1 + index, `ООО «Ромашка ${['Север', 'Юг', 'Торг', ''][index % 4]}»`, {
      phones: [`+7495000${String(1000 + (index % 60))}`],
      ...(index % 5 === 0 && { inn: '7707083893' }),
    }),
  ),
} as const;

/** Pairs as the engine of this process finds them, and the tables that the statements expect as rows. */
async function prepared(kind: 'contact' | 'company', most = cap, weakKeys?: readonly WeakKeys[]) {
  const model = { ...modelNamed(kind), ...(weakKeys && { weakKeys }) };
  const engine = await localEngine(model).open();
  const preparation = new Preparation(model, engine);
  const keys: [bigint, number][] = [];
  const rows: FeatureRow[] = [];
  const reader = new KeyReader(model);
  for (const [number, record] of lists[kind].entries()) {
    const row = model.features(record as never, support);
    preparation.add(record, row);
    rows.push(row);
    reader.read(row, (high, low) => {
      keys.push([((BigInt(high) << 32n) | BigInt(low)) - 2n ** 63n, number]);
    });
  }
  const { places, representativeOf, candidates } = await preparation.finish(most);
  const pairs: string[] = [];
  await candidates.eachPair((left, right) => pairs.push(`${left} ${right}`));
  const placed = [...places].map((place, record) => [record, place] as const);
  const compared = placed.filter(([, place]) => representativeOf[place] === place);
  return { model, keys, rows, compared, pairs, oversized: candidates.oversized.length };
}

const text = (value: string): string => (value === '' ? 'NULL' : `'${value.replaceAll("'", "''")}'`);

async function runOnDuckDb(statements: readonly SqlStatement[], given: Awaited<ReturnType<typeof prepared>>) {
  const { DuckDBInstance } = await loadDuckDb();
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const insert = async (table: string, rows: readonly string[]) => {
    if (rows.length > 0)
      await connection.run(`INSERT INTO ${table} VALUES ${rows.map((row) => `(${row})`).join(', ')}`);
  };
  const results = new Map<string, readonly unknown[][]>();
  for (const { step, sql } of statements) {
    if (step === 'compared') {
      await insert(
        'record_key',
        given.keys.map((key) => key.join(', ')),
      );
      await insert(
        'record_place',
        given.compared.map((pair) => pair.join(', ')),
      );
      const placed = given.compared.map(([record, place]) => [place, given.rows[record]] as const);
      await insert(
        'feature',
        placed.map(([place, row]) => [place, ...(row?.single ?? []).map(text)].join(', ')),
      );
      await insert(
        'feature_value',
        placed.flatMap(([place, row]) =>
          given.model.layout.many.flatMap((name, at) =>
            (row?.many[at] ?? []).map((value) => `${place}, '${name}', ${text(value)}`),
          ),
        ),
      );
    }
    // The tables are filled by hand here; the exported files are tried in export-tables.test.ts.
    if (step === 'load') continue;
    const result = await connection.run(sql);
    if (sql.startsWith('SELECT')) results.set(step, (await result.getRows()) as unknown[][]);
  }
  connection.closeSync();
  instance.closeSync();
  return results;
}

describe.skipIf(!installed)('the SQL for DuckDB (skipped where the optional package is not installed)', () => {
  test.each(['contact', 'company'] as const)('finds the pairs of the engine in process: %s', async (kind) => {
    const given = await prepared(kind);
    const results = await runOnDuckDb(matchingSql(given.model, { dialect: 'duckdb', cap }), given);
    expect(given.pairs.length).toBeGreaterThan(60);
    expect(results.get('pairs')?.map((row) => row.slice(0, 2).join(' '))).toEqual(given.pairs);
    expect(given.oversized).toBeGreaterThan(0);
    expect(results.get('oversized')).toHaveLength(given.oversized);
    const featured = results.get('pair-features') ?? [];
    expect(featured.map((row) => row.slice(0, 2).join(' '))).toEqual(given.pairs);
    expect(featured[0]).toHaveLength(2 + given.model.layout.single.length * 2);
    expect(results.get('pair-values')?.length).toBeGreaterThan(0);
  });

  test('leaves out the blocks of weak keys that the engine in process leaves out', async () => {
    const weak = (name: string, records: number) => ({
      types: [modelNamed('contact').keyTypes.indexOf(name)],
      records,
    });
    const weakKeys = [weak('name', 20), weak('surname+initial+city', 30)];
    const [usual, given] = [await prepared('contact', 60), await prepared('contact', 60, weakKeys)];
    expect(given.oversized).toBeGreaterThan(usual.oversized);
    const results = await runOnDuckDb(matchingSql(given.model, { dialect: 'duckdb', cap: 60 }), given);
    expect(results.get('pairs')?.map((row) => row.slice(0, 2).join(' '))).toEqual(given.pairs);
    expect(results.get('oversized')).toHaveLength(given.oversized);
  });
});

describe.each(sqlDialects)('the SQL for %s', (dialect) => {
  const statements = ['contact', 'company'].flatMap((kind) => matchingSql(modelNamed(kind), { dialect, cap }));

  test('calls no function besides count, min, sum and CAST', () => {
    const called = statements.flatMap(({ sql }) => [...sql.matchAll(/(\w+)\s*\(/gu)].map(([, name]) => name));
    const tables = new Set(
      [...statements.map(({ sql }) => /^CREATE TABLE (\w+) \(/u.exec(sql)?.[1]), 'csv', 'OPTIONS', 'COPY'].concat(
        statements.map(({ sql }) => /^COPY (\w+)/u.exec(sql)?.[1]),
      ),
    );
    expect(new Set(called.filter((name) => !tables.has(name ?? '')))).toEqual(new Set(['CAST', 'count', 'min', 'sum']));
  });

  test('joins by equality only', () => {
    const conditions = statements.flatMap(({ sql }) =>
      [...sql.matchAll(/\bON\s+([^\n]+)/gu)].flatMap(([, condition = '']) => condition.split(' AND ')),
    );
    expect(conditions.length).toBeGreaterThan(10);
    for (const condition of conditions) expect(condition).toMatch(/^\w+\.\w+ = \w+\.\w+$/u);
  });

  test('is made of words that both engines know', () => {
    const words = new Set(statements.flatMap(({ sql }) => sql.match(/\b[A-Z]{2,}\b/gu) ?? []));
    const known =
      'AS AND BIGINT BY CASE CAST CREATE CROSS DESC DOUBLE ELSE END FROM GROUP HAVING IS JOIN LEFT NULL ON OR ORDER SELECT TABLE THEN WHEN WHERE ' +
      (dialect === 'spark' ? 'INT OPTIONS STRING USING' : 'COPY HEADER INTEGER NULLSTR VARCHAR');
    expect([...words].filter((word) => !known.split(' ').includes(word))).toEqual([]);
  });
});
