import { expect, test } from 'vitest';
import { NameFilter } from '../../src/store/name-filter.ts';

const names = Array.from({ length: 20_000 }, (_, at) => `ооо ромашка ${at}`);

test('a name that was noted may always be there', () => {
  const filter = new NameFilter();
  for (const name of names) filter.add('company', name);
  expect(names.every((name) => filter.mayHave('company', name))).toBe(true);
});

test('of names that were never noted few are taken for known', () => {
  const filter = new NameFilter();
  for (const name of names) filter.add('company', name);
  expect(names.filter((name) => filter.mayHave('company', `${name}-`)).length).toBeLessThan(40);
  expect(new NameFilter().mayHave('company', 'ооо ромашка')).toBe(false);
});
