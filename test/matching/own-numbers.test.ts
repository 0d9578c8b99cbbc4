import { describe, expect, test } from 'vitest';
import { loadDuckDb } from '../../src/matching/duckdb-library.ts';
import { duckdbEngine } from '../../src/matching/duckdb-engine.ts';
import { explainPair } from '../../src/matching/explain.ts';
import { localEngine } from '../../src/matching/local-engine.ts';
import type { MatchedKind, MatchInput } from '../../src/matching/matcher.ts';
import { modelNamed } from '../../src/matching/models.ts';
import { scoreRecords } from '../../src/matching/scored.ts';
import { defaultDedupeRules } from '../../src/model/dedupe.ts';
import type { EntityData } from '../../src/model/entity.ts';
import type { Staged } from '../../src/model/staged.ts';
import { crowd, firm, groups, matched, person } from './records.ts';

const installed = await loadDuckDb().then(
  () => true,
  () => false,
);

const others = Array.from({ length: 60 }, (_, index) =>
  firm(100 + index, `ООО «Завод ${'абвгдежзиклмнопрст'.charAt(index % 18)}${index}лит»`, {
    phones: [`+7495${3_000_017 + index * 7919}`],
  }),
);

type Extra = { readonly inn?: string; readonly ogrn?: string; readonly kpp?: string };

/** Two firms that have nothing in common but what is given. */
function unlike(first: Extra, second: Extra = first): Staged<'company'>[] {
  const city = (name: string): EntityData['company']['addresses'] => [{ text: name, type: 'other', city: name }];
  return [
    firm(1, 'ООО «Ромашка»', { ...first, phones: ['+74951112233'], addresses: city('Тула') }),
    firm(2, 'АО «Вектор Бетон»', { ...second, phones: ['+78125556677'], addresses: city('Омск') }),
  ];
}

const inn = '7707083893';

describe('two firms that have nothing in common but a number', () => {
  test.each([
    ['INN', { inn }],
    ['OGRN', { ogrn: '1027700132195' }],
  ])('are asked about for one right %s, however low the score', async (_, number) => {
    const { clusters, review } = await matched('company', [...unlike(number), ...others]);
    expect([...clusters]).toEqual([]);
    expect(review).toMatchObject([{ left: 1, right: 2, rule: 'own-number', decision: 'review' }]);
    expect(review[0]?.score).toBeLessThan(defaultDedupeRules.review);
  });

  test.each([
    ['an INN with wrong check digits', unlike({ inn: '7707083890' })],
    ['units of one firm', unlike({ inn, kpp: '770701001' }, { inn, kpp: '550601001' })],
    ['two INN', unlike({ inn }, { inn: '7728168971' })],
  ])('are not asked about: %s', async (_, pair) => {
    const { review } = await matched('company', [...pair, ...others]);
    expect(review).toEqual([]);
  });

  test('are not asked about when the number is typed into every sixth record', async () => {
    const records = [...unlike({ inn }), ...others.map((one, at) => (at % 6 === 0 ? withInn(one) : one))];
    const { review } = await matched('company', records);
    expect(review.filter(({ rule }) => rule === 'own-number')).toEqual([]);
  });

  test('are told of by explain-match as what they are', async () => {
    const records = [...unlike({ inn }), ...others];
    const input = { kind: 'company', records: () => [records] } as unknown as MatchInput<MatchedKind>;
    const found = await explainPair(input, defaultDedupeRules, { left: 1, right: 2 });
    expect(found?.verdict).toBe('own-number');
    expect(found?.posterior).toBeLessThan(defaultDedupeRules.review);
  });

  test.skipIf(!installed)('are found by both engines (skipped where DuckDB is not installed)', async () => {
    const records = [...unlike({ inn }), ...others];
    const model = modelNamed('company');
    const input = { kind: 'company', records: () => [records] } as unknown as MatchInput<MatchedKind>;
    const pairsOf = async (engine: ReturnType<typeof localEngine>): Promise<string[]> => {
      const { found, prepared } = await scoreRecords(model, input, { rules: defaultDedupeRules, engine });
      const seqAt = (place: number | undefined): number => prepared.list.seqOf(prepared.order[place ?? 0] ?? 0);
      return [...found.left].map((left, at) => `${seqAt(left)} ${seqAt(found.right[at])} ${found.weight[at]}`);
    };
    const local = await pairsOf(localEngine(model));
    expect(local.some((line) => /^(?:1 2|2 1) /u.test(line))).toBe(true);
    expect(await pairsOf(duckdbEngine(model, { threads: 1 }))).toEqual(local);
  });
});

function withInn(record: Staged<'company'>): Staged<'company'> {
  return { ...record, data: { ...record.data, inn } };
}

describe('two people of other names with one INN', () => {
  const pair = (number: string): Staged<'contact'>[] => [
    person(1, 'Иванов Пётр Сергеевич', { inn: number, phones: ['+79161112233'] }),
    person(2, 'Кузнецова Мария Олеговна', { inn: number, phones: ['+79265556677'] }),
  ];

  test('are asked about when it is a right one of a person', async () => {
    const outcome = await matched('contact', [...pair('500100732259'), ...crowd(100, 60)]);
    expect(groups(outcome)).toEqual([]);
    expect(outcome.review).toMatchObject([{ left: 1, right: 2, rule: 'own-number' }]);
  });

  test('are not when it is that of a firm: colleagues share it', async () => {
    const outcome = await matched('contact', [...pair(inn), ...crowd(100, 60)]);
    expect(outcome.review).toEqual([]);
  });
});
