import { expect, test } from 'vitest';
import type { Staged } from '../../src/model/staged.ts';
import { mergeSameKey } from '../../src/pipeline/same-key.ts';

const deal = (seq: number, data: Staged<'deal'>['data']): Staged => ({
  seq,
  kind: 'deal',
  system: 's',
  key: '1',
  data,
});

test('a deal written once for each product keeps every position, equal ones too', () => {
  const item = { name: 'Доска', quantity: '1' };
  const { data } = mergeSameKey([deal(1, { title: 'А', items: [item] }), deal(2, { title: 'А', items: [item] })]);
  expect(data).toEqual({ title: 'А', items: [item, item] });
});

test('the first value stands, a later one that differs is listed as a conflict', () => {
  const merged = mergeSameKey([
    deal(1, { title: 'А', tags: ['x'] }),
    deal(2, { title: 'Б', number: '7', tags: ['x', 'y'] }),
  ]);
  expect(merged.data).toEqual({ title: 'А', number: '7', tags: ['x', 'y'] });
  expect(merged.conflicts).toEqual([{ field: 'title', seq: 2, value: 'Б' }]);
});

test('the same record in a second file is a copy: its positions are not counted twice, what differs is a conflict', () => {
  const items = [{ name: 'Доска', quantity: '1' }];
  const other = [{ name: 'Доска', quantity: '2' }];
  const fileOf = ({ seq }: Staged): string => (seq < 3 ? 'a.csv' : 'b.csv');
  const records = [1, 2, 3].map((seq) => deal(seq, { title: 'А', items }));
  expect(mergeSameKey(records, fileOf).data).toEqual({ title: 'А', items: [...items, ...items] });
  const changed = mergeSameKey([deal(1, { title: 'А', items }), deal(3, { title: 'А', items: other })], fileOf);
  expect(changed.data).toEqual({ title: 'А', items });
  expect(changed.conflicts).toEqual([{ field: 'items', seq: 3, value: JSON.stringify(other) }]);
});
