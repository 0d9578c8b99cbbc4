import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dedupeRules } from '../../src/model/dedupe.ts';
import { decide, DecisionBook } from '../../src/matching/decisions.ts';
import { firm, groups, matched, person } from './records.ts';

const exact = dedupeRules.parse({ mode: 'exact' });
const mobile = '+79161234567';

describe('exact matching of people', () => {
  test('merges people of one name with one phone', async () => {
    const outcome = await matched(
      'contact',
      [
        person(1, 'Иванов Иван', { phones: [mobile] }),
        person(2, 'Петров Пётр', { phones: ['+79160000001'] }),
        person(3, 'Ivan Ivanov', { phones: ['+79031112233', mobile] }),
      ],
      exact,
    );
    expect(groups(outcome)).toEqual([[1, 3]]);
    expect([...outcome.clusters][0]?.edges[0]).toMatchObject({
      left: 1,
      right: 3,
      decision: 'auto',
      rule: 'exact.phone',
    });
  });

  test.each([
    ['a short name', 'Саша Иванов', 'Иванов Александр', 1],
    ['initials', 'Иванов А. С.', 'Иванов Александр Сергеевич', 1],
    ['father and son', 'Петров Иван Сергеевич', 'Петров Сергей Иванович', 0],
    ['brother and sister', 'Петров Иван Сергеевич', 'Петрова Инна Сергеевна', 0],
  ])('reads names: %s', async (_, first, second, clusters) => {
    const records = [person(1, first, { phones: [mobile] }), person(2, second, { phones: [mobile] })];
    expect(groups(await matched('contact', records, exact))).toHaveLength(clusters);
  });

  test('asks a person about two differently named people with one phone', async () => {
    const outcome = await matched(
      'contact',
      [person(1, 'Иванова Мария', { phones: [mobile] }), person(2, 'Иванов Пётр', { phones: [mobile] })],
      exact,
    );
    expect([...outcome.clusters]).toEqual([]);
    expect(outcome.review).toMatchObject([{ left: 1, right: 2, decision: 'review' }]);
  });

  test('neither merges colleagues at a switchboard nor asks about them, and says that the value was left out', async () => {
    const names = ['Иванов Иван', 'Петров Пётр', 'Сидоров Олег', 'Жуков Егор', 'Орлов Лев', 'Дымов Яков'];
    const outcome = await matched(
      'contact',
      names.map((name, index) => person(index + 1, name, { phones: [mobile] })),
      exact,
    );
    expect([...outcome.clusters]).toEqual([]);
    expect(outcome.review).toEqual([]);
    expect(outcome.skipped).toEqual([{ reason: 'shared', keyType: 'phone', value: mobile, records: 6 }]);
    expect(outcome.findings).toEqual([
      { code: 'match.shared-value', args: { field: 'phone', value: mobile, records: 6 } },
    ]);
  });

  test('tells extensions of one switchboard apart', async () => {
    const outcome = await matched(
      'contact',
      [person(1, 'Иванов', { phones: ['+74951234567x101'] }), person(2, 'Иванов', { phones: ['+74951234567x102'] })],
      exact,
    );
    expect([...outcome.clusters]).toEqual([]);
  });

  test('does not merge by placeholders and mailboxes of an office', async () => {
    const points = { phones: ['+70000000000'], emails: ['no@mail.ru', 'info@firm.ru'] };
    const outcome = await matched(
      'contact',
      [person(1, 'Иванов Иван', points), person(2, 'Иванов Иван', points)],
      exact,
    );
    expect([...outcome.clusters]).toEqual([]);
    expect(outcome.skipped.map(({ reason, value, records }) => [reason, value, records])).toEqual([
      ['placeholder', '+70000000000', 2],
      ['placeholder', 'no@mail.ru', 2],
    ]);
  });

  test('does not let a short name glue two people together', async () => {
    const outcome = await matched(
      'contact',
      [
        person(1, 'Иванов Иван', { phones: [mobile] }),
        person(2, 'Иван', { phones: [mobile] }),
        person(3, 'Петров Иван', { phones: [mobile] }),
      ],
      exact,
    );
    expect(groups(outcome)).toHaveLength(1);
    expect(groups(outcome)[0]).toHaveLength(2);
    expect(groups(outcome)[0]).toContain(2);
  });

  test('merges one source key found in two files, and asks when the names differ', async () => {
    const outcome = await matched(
      'contact',
      [
        person(1, 'Иванов Иван', { key: 'A' }),
        person(2, 'Иванов И.', { key: 'A' }),
        person(3, 'Орлов Лев', { key: 'B' }),
        person(4, 'Жук Анна', { key: 'B' }),
      ],
      exact,
    );
    expect(groups(outcome)).toEqual([[1, 2]]);
    expect(outcome.review).toMatchObject([{ left: 3, right: 4, rule: 'exact.source-key' }]);
  });

  test('leaves a source that is declared free of duplicates alone', async () => {
    const records = [person(1, 'Иванов Иван', { phones: [mobile] }), person(2, 'Иванов Иван', { phones: [mobile] })];
    expect(groups(await matched('contact', records, { ...exact, unique: ['crm'] }))).toEqual([]);
  });

  test('merges a thousand equal records into one', async () => {
    const records = Array.from({ length: 1000 }, (_, index) => person(index + 1, 'Иванов Иван', { phones: [mobile] }));
    expect(groups(await matched('contact', records, exact))).toEqual([records.map(({ seq }) => seq)]);
  });
});

describe('exact matching and decisions', () => {
  const by = { who: 'anna', when: new Date('2026-11-22T10:00:00Z'), tool: 'perenos' };
  const [ivan, petr] = [person(1, 'Иванов Иван', { phones: [mobile] }), person(2, 'Иванов Иван', { phones: [mobile] })];
  const anna = person(3, 'Жукова Анна');

  test('a "different" keeps equal records apart, a "same" joins what shares nothing', async () => {
    const decisions = new DecisionBook('contact', [
      decide([ivan, petr], 'different', by),
      decide([ivan, anna], 'same', by),
    ]);
    const outcome = await matched('contact', [ivan, petr, anna], exact, { decisions });
    expect(groups(outcome)).toEqual([[1, 3]]);
    expect(outcome.review).toEqual([]);
  });
});

describe('exact matching of companies', () => {
  const inn = '7707083893';

  test('merges by INN and KPP whatever the names say', async () => {
    const outcome = await matched(
      'company',
      [firm(1, 'Сбербанк', { inn, kpp: '773601001' }), firm(2, 'ПАО СБЕР', { inn, kpp: '773601001' })],
      exact,
    );
    expect(groups(outcome)).toEqual([[1, 2]]);
    expect([...outcome.clusters][0]?.edges[0]?.rule).toBe('exact.inn-kpp');
  });

  test('asks about units of one legal entity with different KPP', async () => {
    const outcome = await matched(
      'company',
      [firm(1, 'Сбербанк', { inn, kpp: '773601001' }), firm(2, 'Сбербанк', { inn, kpp: '771543001' })],
      exact,
    );
    expect([...outcome.clusters]).toEqual([]);
    expect(outcome.review).toMatchObject([{ left: 1, right: 2 }]);
  });

  test('does not guess which unit a record without a KPP is', async () => {
    const outcome = await matched(
      'company',
      [
        firm(1, 'Сбербанк', { inn, kpp: '773601001' }),
        firm(2, 'Сбербанк', { inn, kpp: '771543001' }),
        firm(3, 'Сбербанк', { inn }),
      ],
      exact,
    );
    expect([...outcome.clusters]).toEqual([]);
    expect(outcome.review).toHaveLength(3);
  });

  test('never merges two INN, not even with one name and phone', async () => {
    const outcome = await matched(
      'company',
      [
        firm(1, 'ООО Вектор', { inn, phones: [mobile] }),
        firm(2, 'ООО Вектор', { inn: '7736050003', phones: [mobile] }),
      ],
      exact,
    );
    expect([...outcome.clusters]).toEqual([]);
  });

  test('merges sole traders by INN alone', async () => {
    const records = [firm(1, 'ИП Иванов И. И.', { inn: '500100732259' }), firm(2, 'Иванов', { inn: '500100732259' })];
    expect(groups(await matched('company', records, exact))).toEqual([[1, 2]]);
  });
});

test('the clusters do not depend on the order of records', async () => {
  const names = ['Иванов Иван', 'Иван', 'Петров Иван', 'Иванов И.', 'Петрова Анна', 'Анна'];
  const values = fc.array(
    fc.record({
      name: fc.constantFrom(...names),
      phone: fc.integer({ min: 1, max: 4 }),
      mail: fc.integer({ min: 1, max: 4 }),
    }),
    { minLength: 2, maxLength: 12 },
  );
  const byKey = async (list: readonly { key: string; name: string; phone: number; mail: number }[]) => {
    const records = list.map(({ key, name, phone, mail }, index) =>
      person(index + 1, name, { key, phones: [`+7916123450${phone}`], emails: [`person${mail}@firm.ru`] }),
    );
    const outcome = await matched('contact', records, exact);
    return groups(outcome)
      .map((members) =>
        members
          .map((seq) => records[seq - 1]?.key ?? '')
          .toSorted((a, b) => a.localeCompare(b))
          .join(),
      )
      .toSorted((a, b) => a.localeCompare(b));
  };
  await fc.assert(
    fc.asyncProperty(values, fc.integer(), async (list, turn) => {
      const keyed = list.map((one, index) => ({ ...one, key: `k${index}` }));
      const start = Math.abs(turn) % keyed.length;
      const turned = [...keyed.slice(start), ...keyed.slice(0, start)].toReversed();
      expect(await byKey(turned)).toEqual(await byKey(keyed));
    }),
  );
});
