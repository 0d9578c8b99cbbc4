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
