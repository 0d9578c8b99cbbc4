import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, test } from 'vitest';
import { companyModel } from '../../src/matching/company.ts';
import { contactModel } from '../../src/matching/contact.ts';
import { loadDuckDb } from '../../src/matching/duckdb-library.ts';
import { type DuckDbLimits, duckdbEngine } from '../../src/matching/duckdb-engine.ts';
import type { Engine } from '../../src/matching/engine.ts';
import type { KindModel } from '../../src/matching/kind-model.ts';
import { localEngine } from '../../src/matching/local-engine.ts';
import type { MatchedKind } from '../../src/matching/matcher.ts';
import { scoreRecords, statisticsOf } from '../../src/matching/scored.ts';
import { type DedupeRules, defaultDedupeRules } from '../../src/model/dedupe.ts';
import type { Staged } from '../../src/model/staged.ts';
import { firm, matched, person } from './records.ts';

const installed = await loadDuckDb().then(
  () => true,
  () => false,
);

/** Numbers from a seed, below a bound. */
function seeded(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

const surnames = ['Иванов', 'Петров', 'Сидоров', 'Кузнецов', 'Смирнов', 'Соколов', 'Лебедев', 'Козлов', 'Ivanov'];
const names = ['Александр', 'Саша', 'Сергей', 'Иван', 'Пётр', 'Дмитрий', 'Aleksandr', 'Д.'];
const cities = ['Тула', 'Москва', 'Казань', 'г. Тула'];

/** Few names and cities, so that blocks are crowded; some records repeat another one entirely. */
function people(count: number): Staged<'contact'>[] {
  const next = seeded(7);
  const pick = (list: readonly string[]): string => list[next(list.length)] ?? '';
  return Array.from({ length: count }, (_, seq) => {
    const city = pick(cities);
    return person(
      seq + 1,
      `${pick(surnames)} ${pick(names)}${next(3) === 0 ? ` ${pick(['Иванович', 'Ильич'])}` : ''}`,
      {
        phones: next(4) === 0 ? [] : [`+7916${String(1_000_000 + next(count))}`],
        emails: next(2) === 0 ? [] : [`user${next(count)}@${pick(['mail.ru', 'yandex.ru'])}`],
        addresses: [{ text: city, type: 'other', city }],
        system: pick(['crm', 'shop']),
      },
    );
  });
}

function firms(count: number): Staged<'company'>[] {
  const next = seeded(11);
  const pick = (list: readonly string[]): string => list[next(list.length)] ?? '';
  const words = ['Ромашка', 'Вектор', 'Альфа', 'Строй', 'Плюс', 'Север', 'Сервис', 'Торг', 'Romashka'];
  return Array.from({ length: count }, (_, seq) => {
    const city = pick(cities);
    return firm(seq + 1, `${pick(['ООО', 'АО', 'ЗАО', ''])} "${pick(words)} ${pick(words)}"`, {
      ...(next(2) === 0 && {
        inn: pick(['7707083893', '7736050003', '7702070139']),
      }),
      phones: next(3) === 0 ? [] : [`+7495${String(1_000_000 + next(count))}`],
      addresses: [{ text: city, type: 'other', city }],
      system: pick(['crm', 'shop']),
    });
  });
}

const kinds = [
  ['contact', contactModel as unknown as KindModel, people(900)],
  ['company', companyModel as unknown as KindModel, firms(700)],
] as const;

async function edges(
  engine: Engine,
  given: { readonly kind: MatchedKind; readonly model: KindModel; readonly records: readonly Staged<MatchedKind>[] },
  rules: Partial<DedupeRules> = {},
) {
  const all = { ...defaultDedupeRules, ...rules };
  const input = { kind: given.kind, records: () => [given.records] };
  const scored = await scoreRecords(given.model, input, { rules: all, engine });
  const { oversized } = scored.prepared.candidates;
  return {
    found: scored.found,
    prior: scored.prior,
    statistics: statisticsOf(scored, all),
    oversized: oversized.map(({ high, low, records }) => ({ high, low, records })),
  };
}

describe.skipIf(!installed)('the engine over DuckDB (skipped where the optional package is not installed)', () => {
  describe.each(kinds)('for %s records', (kind, model, records) => {
    const given = { kind, model, records };

    test.each([5, 50])(
      'gives the edges of the engine in process byte for byte, blocks up to %i records',
      async (cap) => {
        const local = await edges(localEngine(model), given, { max_block: cap });
        expect(local.found.left.length).toBeGreaterThan(100);
        expect(local.oversized.length).toBeGreaterThan(0);
        expect(await edges(duckdbEngine(model), given, { max_block: cap })).toEqual(local);
      },
    );

    test('keeps the lower limit of weak keys in a file that is large for them', async () => {
      const types = [...model.keyTypes.keys()].slice(2);
      const weakKeys = [
        { types: types.slice(0, 4), records: 200 },
        { types: types.slice(4), records: 300 },
      ];
      const strict = { ...given, model: { ...model, weakKeys } };
      const local = await edges(localEngine(strict.model), strict);
      const usual = await edges(localEngine(model), given);
      expect(local.found.pairs).toBeLessThan(usual.found.pairs);
      expect(local.oversized.length).toBeGreaterThan(usual.oversized.length);
      expect(await edges(duckdbEngine(strict.model), strict)).toEqual(local);
    });

    test.each<DuckDbLimits>([{ threads: 1 }, { threads: 3 }, { threads: 2, memory: 1 }])(
      'gives the same edges within %j and for records in another order',
      async (limits) => {
        const local = await edges(localEngine(model), given);
        const reversed = { ...given, records: records.toReversed() };
        expect(await edges(duckdbEngine(model, limits), reversed)).toEqual(local);
      },
    );
  });

  test.each([
    ['contact', people(600)],
    ['company', firms(600)],
  ] as const)('gives the outcome of the engine in process for %s records that must not meet', async (kind, records) => {
    const rules = { unique: ['crm'] };
    const local = await matched<MatchedKind>(kind, records, { ...rules, engine: 'local' });
    expect(local.review.length + local.clusters.length).toBeGreaterThan(10);
    expect(await matched<MatchedKind>(kind, records, { ...rules, engine: 'duckdb' })).toEqual(local);
  });

  test('learns the weights that the engine in process learns', async () => {
    const given = { kind: 'contact', model: kinds[0][1], records: people(10_000) } as const;
    const local = await edges(localEngine(given.model), given, { weights: 'learn' });
    expect(local.statistics.learnt).toBeDefined();
    expect(await edges(duckdbEngine(given.model), given, { weights: 'learn' })).toEqual(local);
  });

  test.each([0, 1])('finds nothing among %i records', async (count) => {
    const given = { kind: 'contact', model: kinds[0][1], records: people(count) } as const;
    const { found } = await edges(duckdbEngine(given.model), given);
    expect([found.pairs, found.left.length]).toEqual([0, 0]);
  });

  test('leaves no files behind, also when reading fails', async () => {
    const ours = () => readdirSync(tmpdir()).filter((name) => name.startsWith(`perenos-match-${process.pid}-`));
    const [, model] = kinds[0];
    const records = function* (): Generator<readonly Staged<MatchedKind>[]> {
      yield people(3);
      expect(ours()).toHaveLength(1);
      throw new Error('no more');
    };
    const rules = defaultDedupeRules;
    await expect(
      scoreRecords(model, { kind: 'contact', records }, { rules, engine: duckdbEngine(model) }),
    ).rejects.toThrow('no more');
    expect(ours()).toEqual([]);
  });
});

test('says what to install when DuckDB is absent', async () => {
  const absent = () => Promise.reject(new Error("Cannot find package '@duckdb/node-api'\nimported from"));
  await expect(loadDuckDb(absent)).rejects.toMatchObject({
    code: 'match.duckdb-missing',
    args: { reason: "Cannot find package '@duckdb/node-api'" },
    exitCode: 11,
  });
});
