import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultDedupeRules } from '../../src/model/dedupe.ts';
import type { EntityData } from '../../src/model/entity.ts';
import type { Staged } from '../../src/model/staged.ts';
import { explainPair } from '../../src/matching/explain.ts';
import { crowd, firm, groups, matched, person } from './records.ts';

const mobile = '+79161112233';
const city = (name: string): NonNullable<EntityData['contact']['addresses']> => [
  { text: name, type: 'other', city: name },
];

async function people(records: readonly Staged<'contact'>[]) {
  return matched('contact', [...records, ...crowd(100, 60)], {}, { companyName: ({ key }) => key });
}

describe('full matching of people', () => {
  test('finds one person behind spellings of a name', async () => {
    const outcome = await people([
      person(1, 'Иванов Александр Сергеевич', { phones: [mobile] }),
      person(2, 'Aleksandr Ivanov', { phones: [mobile] }),
      person(3, 'Саша Иванов', { phones: [mobile] }),
      person(4, 'ИВАНОВ А. С.', { phones: [mobile] }),
      person(5, 'Bdfyjd Александр', { phones: [mobile] }),
    ]);
    expect(groups(outcome)).toEqual([[1, 2, 3, 4, 5]]);
  });

  test('finds swapped name fields', async () => {
    const outcome = await people([
      person(1, 'Кузнецова Мария', { last_name: 'Кузнецова', first_name: 'Мария', phones: [mobile] }),
      person(2, 'Мария Кузнецова', { last_name: 'Мария', first_name: 'Кузнецова', phones: [mobile] }),
    ]);
    expect(groups(outcome)).toEqual([[1, 2]]);
  });

  test.each([
    ['father and son', 'Петров Иван Сергеевич', 'Петров Сергей Иванович'],
    ['spouses', 'Петров Иван Сергеевич', 'Петрова Анна Викторовна'],
    ['sisters', 'Петрова Ольга Сергеевна', 'Петрова Анна Сергеевна'],
  ])('asks at most about %s with everything in common', async (_, first, second) => {
    const common = { phones: [mobile], emails: ['petrov.family@mail.ru'], addresses: city('Тула') };
    const outcome = await people([person(1, first, common), person(2, second, common)]);
    expect([...outcome.clusters]).toEqual([]);
  });

  test('does not merge colleagues with one switchboard and one mailbox', async () => {
    const common = {
      phones: ['+74951112200'],
      emails: ['info@firma.ru'],
      companies: [{ ref: { system: 'crm', key: 'ООО Фирма' }, primary: true }],
    };
    const outcome = await people([
      person(1, 'Иванов Пётр', common),
      person(2, 'Сидорова Анна', common),
      person(3, 'Жуков Олег', common),
    ]);
    expect([...outcome.clusters]).toEqual([]);
  });

  test('does not merge namesakes in a large city without other evidence', async () => {
    const namesakes = Array.from({ length: 80 }, (_, index) =>
      person(index + 1, 'Иванов Иван', { addresses: city('Москва') }),
    );
    const outcome = await people(namesakes);
    expect([...outcome.clusters]).toEqual([]);
  });

  test('does not merge by placeholders', async () => {
    const nobody = { phones: ['+70000000000'], emails: ['no@mail.ru'] };
    const outcome = await people([person(1, 'Иванов Пётр', nobody), person(2, 'Петров Олег', nobody)]);
    expect([...outcome.clusters, ...outcome.review]).toEqual([]);
  });

  test('keeps a chain apart whose ends contradict each other', async () => {
    const outcome = await people([
      person(1, 'Иванов Пётр Ильич', { phones: [mobile], inn: '500100732259' }),
      person(2, 'Иванов Пётр', { phones: [mobile], emails: ['ipi77@mail.ru'] }),
      person(3, 'Иванов Пётр Ильич', { emails: ['ipi77@mail.ru'], inn: '771234567859' }),
    ]);
    expect(groups(outcome)).toHaveLength(1);
    expect(groups(outcome)[0]).toHaveLength(2);
    expect(groups(outcome)[0]).toContain(2);
  });

  test('merges a thousand equal records', async () => {
    const repeats = Array.from({ length: 1000 }, (_, index) =>
      person(index + 1, 'Синичкин Юрий', { phones: [mobile], emails: ['yura.s@mail.ru'] }),
    );
    const outcome = await matched('contact', [...repeats, ...crowd(2000, 60)]);
    expect(groups(outcome)).toEqual([repeats.map(({ seq }) => seq)]);
  });

  test('reads a cell of ten thousand characters, one record, and no record', async () => {
    const long = 'Абвгдежз'.repeat(1250);
    const outcome = await people([
      person(1, long, { phones: [mobile] }),
      person(2, `${long} Пётр`, { phones: [mobile] }),
    ]);
    expect(outcome.statistics?.records).toBe(62);
    expect(groups(await matched('contact', [person(1, 'Иванов')]))).toEqual([]);
    expect(groups(await matched('contact', []))).toEqual([]);
  });

  test.each([
    ['Школа № 12', 'Школа № 17', false],
    ['Ромашка 19277', 'Ромашка 19711', false],
    ['Ромашкин луг 19277', 'Ромашкин лук 19277', true],
    ['Ромашка', 'Ромашка Плюс', true],
  ])('the companies of two people, %s and %s, speak for one person: %s', async (first, second, isNear) => {
    const worksFor = (key: string) => ({ companies: [{ ref: { system: 'crm', key }, primary: true }] });
    const records = [
      person(1, 'Иванов Пётр', worksFor(first)),
      person(2, 'Сидоров Пётр', worksFor(second)),
      ...crowd(100, 60),
    ];
    const input = {
      kind: 'contact',
      records: () => [records],
      companyName: ({ key }: { key: string }) => key,
    } as const;
    const explanation = await explainPair(input, defaultDedupeRules, { left: 1, right: 2 });
    const levels = explanation?.evidence.filter(({ field }) => field === 'companies').map(({ level }) => level);
    expect(levels).toEqual([isNear ? 'near' : 'differs']);
  });

  test('gives every term of the sum', async () => {
    const records = [
      person(1, 'Иванов Пётр', { phones: [mobile] }),
      person(2, 'Иванов Петр', { phones: [mobile] }),
      ...crowd(100, 60),
    ];
    const explanation = await explainPair({ kind: 'contact', records: () => [records] }, defaultDedupeRules, {
      left: 1,
      right: 2,
    });
    const sum = explanation?.evidence.reduce((total, { weight }) => total + weight, explanation.prior) ?? 0;
    expect(explanation?.verdict).toBe('auto');
    expect(explanation?.evidence.map(({ field, level }) => `${field} ${level}`)).toContain('phones equal');
    expect(sum).toBeCloseTo(explanation?.posterior ?? Number.NaN, 9);
  });
});

describe('full matching of companies', () => {
  const inn = '7707083893';
  const firms = [
    'Вектор',
    'Альянс',
    'Прогресс',
    'Сатурн',
    'Лидер',
    'Меркурий',
    'Восток',
    'Гранит',
    'Атлант',
    'Рубин',
  ].map((name, index) => firm(100 + index, `ООО "${name}"`, { phones: [`+7495${String(2_000_000 + index * 7919)}`] }));

  async function companies(records: readonly Staged<'company'>[]) {
    return matched('company', [...records, ...firms]);
  }

  test('merges spellings of one legal entity', async () => {
    const outcome = await companies([
      firm(1, 'ООО "Ромашка"', { inn }),
      firm(2, 'Ромашка, ООО', { inn }),
      firm(3, 'Общество с ограниченной ответственностью «РОМАШКА»', { inn }),
    ]);
    expect(groups(outcome)).toEqual([[1, 2, 3]]);
  });

  test('never merges two valid INN, whatever else is equal', async () => {
    const common = { phones: ['+74957654321'], urls: ['https://romashka.ru'] };
    const outcome = await companies([
      firm(1, 'ООО Ромашка', { ...common, inn }),
      firm(2, 'ООО Ромашка', { ...common, inn: '7736050003' }),
    ]);
    expect([...outcome.clusters, ...outcome.review]).toEqual([]);
  });

  test('keeps a branch apart from its head office', async () => {
    const outcome = await companies([
      firm(1, 'ООО "Ромашка"', { inn, kpp: '773601001' }),
      firm(2, 'Филиал ООО "Ромашка" в г. Тула', { inn, kpp: '710643001' }),
    ]);
    expect([...outcome.clusters]).toEqual([]);
  });

  test('asks about one INN with two KPP', async () => {
    const outcome = await companies([
      firm(1, 'ООО "Ромашка"', { inn, kpp: '773601001' }),
      firm(2, 'ООО "Ромашка"', { inn, kpp: '710601001' }),
    ]);
    expect([...outcome.clusters]).toEqual([]);
    expect(outcome.review).toHaveLength(1);
  });

  test('does not merge "X" and "X Плюс" without an identifier', async () => {
    const outcome = await companies([firm(1, 'ООО "Ромашка"'), firm(2, 'ООО "Ромашка Плюс"')]);
    expect([...outcome.clusters]).toEqual([]);
  });
});

test('clusters and questions do not depend on the order of records', async () => {
  const records = [
    person(1, 'Иванов Пётр', { key: 'a', phones: [mobile] }),
    person(2, 'Иванов Петр Ильич', { key: 'b', phones: [mobile], emails: ['pi@mail.ru'] }),
    person(3, 'Иванова Пелагея', { key: 'c', emails: ['pi@mail.ru'] }),
    person(4, 'Пётр Иванов', { key: 'd', emails: ['pi@mail.ru'] }),
    ...crowd(100, 40),
  ];
  const run = async (list: readonly Staged<'contact'>[]) => {
    const keyOf = new Map(list.map(({ key }, index) => [index + 1, key]));
    const outcome = await matched(
      'contact',
      list.map((record, index) => ({ ...record, seq: index + 1 })),
    );
    const sorted = (keys: (string | undefined)[]) =>
      keys
        .map(String)
        .toSorted((a, b) => a.localeCompare(b))
        .join();
    return {
      clusters: [...outcome.clusters]
        .map(({ members }) => sorted(members.map((seq) => keyOf.get(seq))))
        .toSorted((a, b) => a.localeCompare(b)),
      review: outcome.review
        .map(({ left, right, score }) => `${sorted([keyOf.get(left), keyOf.get(right)])} ${score}`)
        .toSorted((a, b) => a.localeCompare(b)),
    };
  };
  const expected = await run(records);
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(records, { minLength: records.length }), async (shuffled) => {
      expect(await run(shuffled)).toEqual(expected);
    }),
    { numRuns: 15 },
  );
});
