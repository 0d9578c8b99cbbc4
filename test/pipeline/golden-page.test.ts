import { expect, test } from 'vitest';
import { mergeRecords } from '../../src/matching/survivor.ts';
import { defaultDedupeRules } from '../../src/model/dedupe.ts';
import type { EntityData } from '../../src/model/entity.ts';
import type { Staged } from '../../src/model/staged.ts';
import { FieldTallies } from '../../src/pipeline/field-tally.ts';
import { goldenPage, hashBytes, type ClusterPage } from '../../src/pipeline/golden-page.ts';
import { payloadHash } from '../../src/store/payload-hash.ts';

const rules = { kind: 'contact', rules: defaultDedupeRules } as const;

function person(seq: number, data: EntityData['contact']): Staged<'contact'> {
  return { seq, kind: 'contact', system: 'amo', key: `k${seq}`, data };
}

const phone = (value: string, raw: string) => ({ value, raw, type: 'mobile' as const, primary: true });

const clusters = [
  [
    person(1, { full_name: 'Иванов Пётр', position: 'директор', phones: [phone('+79161234567', '8 916 123-45-67')] }),
    person(4, {
      full_name: 'Иванов Пётр',
      position: 'Генеральный директор',
      comment: 'ждёт «счёт»',
      birth_date: '1980-01-31',
    }),
  ],
  [
    person(2, { full_name: 'Семёнова Анна' }),
    person(3, { full_name: 'Семёнова Анна', tags: ['опт'], phones: [phone('+79161234567', '+79161234567')] }),
    person(7, { full_name: 'Семёнова А.', phones: [phone('+74951234567', '495 123-45-67')] }),
  ],
];

function pageOf(given: readonly (readonly Staged<'contact'>[])[]): ClusterPage {
  const records = given.flat().map(({ seq, system, key, data }) => [seq, system, key, data]);
  return {
    sizes: given.map(({ length }) => length),
    records: Buffer.from(records.map((record) => `${JSON.stringify(record)}\n`).join('')),
  };
}

const page = goldenPage(pageOf(clusters), rules);
const texts = page.ends.map((end, at) => Buffer.from(page.data).toString('utf8', page.ends[at - 1] ?? 0, end));

test('a page holds what each cluster becomes, in their order', () => {
  const expected = clusters.map((cluster) => mergeRecords(cluster, defaultDedupeRules));
  expect(texts).toEqual(expected.map(({ data }) => JSON.stringify(data)));
  expect(page.survivors).toEqual(expected.map(({ survivor }) => survivor));
  expect(page.conflicts).toEqual(
    expected.map(({ conflicts }) => (conflicts.length === 0 ? null : JSON.stringify(conflicts))),
  );
});

test('the hash of each is over its data and all keys, its own first and the others in reading order', () => {
  const keys = [
    ['k4', 'k1'],
    ['k3', 'k2', 'k7'],
  ];
  expect(page.survivors).toEqual([4, 3]);
  const hashes = texts.map((_, at) => Buffer.from(page.hashes).toString('hex', at * hashBytes, (at + 1) * hashBytes));
  expect(hashes).toEqual(
    texts.map((text, at) => payloadHash(text, keys[at]?.map((key) => ({ system: 'amo', key })) ?? [])),
  );
});

test('says which fields come from which record by which rule, once for each of their values', () => {
  expect(JSON.parse(page.provenance[1] ?? '')).toEqual({
    3: { union: ['tags', 'phones'], 'best-name': ['full_name'] },
    7: { union: ['phones'] },
  });
});

test('the counts turn those of the records as they were read into those of what they become', () => {
  const counted = new FieldTallies();
  for (const { data } of clusters.flat()) counted.add('contact', data);
  counted.change('contact', page.counts);
  const wanted = new FieldTallies();
  for (const text of texts) wanted.add('contact', JSON.parse(text) as EntityData['contact']);
  const shown = ({ records, filled, fixed }: ReturnType<FieldTallies['all']>[number]) => ({ records, filled, fixed });
  expect(counted.all().map(shown)).toEqual(wanted.all().map(shown));
});

test('results of any length find their place', () => {
  const long = person(9, { full_name: 'Длинный', comment: 'ё'.repeat(90_000) });
  const many = Array.from({ length: 20 }, (_, at) => [
    { ...long, seq: at * 2 + 1, key: `a${at}` },
    { ...long, seq: at * 2 + 2, key: `b${at}` },
  ]);
  const made = goldenPage(pageOf(many), rules);
  expect(made.data).toHaveLength(
    20 * Buffer.byteLength(JSON.stringify(mergeRecords(many[0] ?? [], defaultDedupeRules).data)),
  );
  expect(made.ends.at(-1)).toBe(made.data.length);
});

test('a record of the target gives its values and no key, and what it repaired is told', () => {
  const repaired: string[] = [];
  const known = {
    isLoaded: (seq: number) => seq === 1,
    chosen: <T>(golden: T) => golden,
    repaired: (field: string) => repaired.push(field),
  };
  const made = goldenPage(pageOf(clusters.slice(0, 1)), rules, known);
  const text = Buffer.from(made.data).toString();
  expect(made.survivors).toEqual([4]);
  expect(JSON.parse(text)).toMatchObject({ position: 'директор' });
  expect(Buffer.from(made.hashes).toString('hex')).toBe(payloadHash(text, [{ system: 'amo', key: 'k4' }]));
  expect(made.counts.records).toBe(0);
  expect(repaired).toEqual(['phones']);
});
