import { expect, onTestFinished, test } from 'vitest';
import { withAttached } from '../../src/store/attached.ts';
import { openDatabase } from '../../src/store/database.ts';
import { createPlan } from '../../src/store/plan.ts';
import { LocalError } from '../../src/errors.ts';
import { workdir } from '../workdir.ts';

function opened() {
  const { path } = workdir();
  const plan = createPlan(path('a.pplan'));
  const other = openDatabase(path('other.db'));
  other.pragma('journal_mode = WAL');
  other.exec('CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (1)');
  onTestFinished(() => {
    plan.close();
    other.close();
  });
  return { database: plan.database, other, files: [{ name: 'other', file: path('other.db') }] };
}

test('a plan that is being made is asked together with a file that somebody else goes on writing', () => {
  const { database, other, files } = opened();
  const sum = () => database.prepare('SELECT sum(n) FROM other.t').pluck().get();
  const asked = () =>
    withAttached(database, files, () => {
      const before = sum();
      other.exec('INSERT INTO t VALUES (2)');
      return [before, sum()];
    });
  expect(asked()).toEqual([1, 3]);
  expect(asked()).toEqual([3, 5]);
  expect(() => sum()).toThrow('no such table');
});

test('what fails lets go of the file', () => {
  const { database, files } = opened();
  const fail = () =>
    withAttached(database, files, () => {
      throw new RangeError('stop');
    });
  expect(fail).toThrow(RangeError);
  expect(withAttached(database, files, () => 'again')).toBe('again');
});

test('a file that is no database is said', () => {
  const { database } = opened();
  const { write } = workdir();
  const file = write('text.db', 'no database at all, but long enough to be looked at as if it were one'.repeat(20));
  expect(() => withAttached(database, [{ name: 'other', file }], () => 0)).toThrow(LocalError);
  expect(database.prepare("SELECT count(*) FROM pragma_database_list WHERE name = 'other'").pluck().get()).toBe(0);
});
