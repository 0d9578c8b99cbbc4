import { expect, test } from 'vitest';
import { syntheticPeople } from '../../bench/dedupe/synthetic.ts';
import { LocalKeys } from '../../src/matching/local-engine.ts';
import { openColumns } from '../../src/matching/feature-table.ts';
import type { KindModel } from '../../src/matching/kind-model.ts';
import { modelNamed } from '../../src/matching/models.ts';
import { rememberPairs } from '../../src/matching/pair-memo.ts';
import { Preparation } from '../../src/matching/prepare.ts';
import type { Staged } from '../../src/model/staged.ts';
import { firm } from './records.ts';

async function tableOf(model: KindModel, records: readonly Staged<'contact' | 'company'>[]) {
  const preparation = new Preparation(model, new LocalKeys(model));
  const support = { placeholders: new Set<string>(), companyOf: () => undefined };
  for (const record of records) preparation.add(record, model.features(record, support));
  return (await preparation.finish(50)).table;
}

const people = [...syntheticPeople(120, 5).pages()].flat();
const companies = [
  firm(1, 'ООО Ромашка', { inn: '7707083893', phones: ['+74951234567'] }),
  firm(2, 'Ромашка', { emails: ['mail@romashka.ru'] }),
  firm(3, 'ИП Иванов Иван Иванович', {}),
  firm(4, 'Ромашка, филиал в Туле', { phones: ['+74951234568'], emails: ['a@mail.ru'] }),
];

test.each([
  ['contact', people],
  ['company', companies],
] as const)('fields of a %s that need both sides say nothing when one is empty', async (kind, records) => {
  const model = modelNamed(kind);
  const table = await tableOf(model, records);
  let empty = 0;
  const speaking = new Set<string>();
  for (const { field, level, column, needsBoth } of model.comparisons(openColumns(table))) {
    if (needsBoth !== true || column === undefined) continue;
    const { ids, starts } = column;
    const says = (at: number) => (starts.length > 0 ? starts[at] !== starts[at + 1] : ids[at] !== -1);
    for (let left = 0; left < records.length; left += 1) {
      for (let right = 0; right < records.length; right += 1) {
        if (says(left) && says(right)) continue;
        empty += 1;
        if (level(left, right) !== 0) speaking.add(field);
      }
    }
  }
  expect([...speaking]).toEqual([]);
  expect(empty).toBeGreaterThan(20);
});

test('what is remembered of pairs is what is found, also when pairs take the place of others', () => {
  let asked = 0;
  const find = (left: number, right: number) => {
    asked += 1;
    return (left * 7 + right * 13) % 255;
  };
  const remembered = rememberPairs(10, find);
  const wrong: (readonly [number, number])[] = [];
  for (let round = 0; round < 2; round += 1) {
    for (let left = -1; left < 60; left += 1) {
      for (let right = -1; right < 60; right += 1) {
        const sum = left * 7 + right * 13;
        if (sum >= 0 && remembered(left, right) !== sum % 255) wrong.push([left, right]);
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(asked).toBeGreaterThan(3000);
  remembered(3, 4);
  const before = asked;
  remembered(3, 4);
  expect(asked).toBe(before);
});
