import { expect, onTestFinished, test } from 'vitest';
import { HashList } from '../../src/store/hash-list.ts';
import { MatchIndex, type IndexedFeatures } from '../../src/store/match-index.ts';
import { workdir } from '../workdir.ts';

function opened() {
  const { path } = workdir();
  const index = new MatchIndex(path('match.db'));
  onTestFinished(() => index.close());
  return index.scope('crm', 'contact', '1');
}

const with_ = (keys: readonly number[], values: readonly number[] = []): IndexedFeatures => ({ keys, values });

test('finds records by key, the lowest ids first, and counts their values', () => {
  const scope = opened();
  scope.put([
    [1, with_([7, 9], [3, 3e15])],
    [2, with_([9], [3])],
    [3, with_([9])],
  ]);
  expect(scope.find(9, 2)).toEqual([1, 2]);
  expect(scope.find(7, 9)).toEqual([1]);
  expect([3, 3e15, 4].map((value) => scope.count(value))).toEqual([2, 1, 0]);
  expect([...scope.keysOf([1, 3, 99])]).toEqual([7, 9]);
  expect([...scope.ids()]).toEqual([1, 2, 3]);
});

test('replaces what was kept of a record, takes records out and takes in what lies between', () => {
  const scope = opened();
  scope.put([
    [2, with_([1, 2], [5])],
    [9, with_([2], [5])],
  ]);
  scope.put([
    [9, undefined],
    [2, with_([3], [6])],
    [5, with_([2])],
    [12, undefined],
  ]);
  expect([1, 2, 3].map((key) => scope.find(key, 9))).toEqual([[], [5], [2]]);
  expect([5, 6].map((value) => scope.count(value))).toEqual([0, 1]);
  expect([...scope.ids()]).toEqual([2, 5]);
});

test('takes more than is held at a time', () => {
  const scope = opened();
  const many = Array.from({ length: 60 }, (_, at) => [at + 1, with_([at % 7, 100 + at], [at % 3])] as const);
  scope.put(many, 10);
  expect(scope.find(0, 99)).toEqual([1, 8, 15, 22, 29, 36, 43, 50, 57]);
  expect(scope.find(159, 99)).toEqual([60]);
  expect([scope.size, scope.count(0), scope.count(2)]).toEqual([60, 20, 20]);
});

test('hashes come in order with what came with each, and summed', () => {
  const list = new HashList();
  for (let at = 0; at < 3000; at += 1) list.add((at * 7) % 3, at);
  const ordered = [...list.inOrder()];
  expect(ordered.map(([hash]) => hash)).toEqual([0, 1, 2].flatMap((hash) => Array.from({ length: 1000 }, () => hash)));
  expect(ordered.slice(0, 3)).toEqual([
    [0, 0],
    [0, 3],
    [0, 6],
  ]);
  expect([...list.sums()]).toEqual(
    [0, 1, 2].map((hash) => [
      hash,
      ordered.filter(([one]) => one === hash).reduce((sum, [, number]) => sum + number, 0),
    ]),
  );
  expect([...new HashList().sums()]).toEqual([]);
});
