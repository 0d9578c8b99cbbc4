import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { workdir } from '../workdir.ts';
import { people, peopleMapping } from './people.ts';
import { perenos } from './perenos.ts';

/** Three batches: one thread writes the first and the third, another one the second. */
const count = 9000;
/** Of most people somebody three thousand rows before, in this batch or the one before; of some one who comes a batch later. */
const managerOf = (row: number): number => (row % 500 === 7 ? row + 4500 : row - 3000);
const known = (row: number): boolean => row >= 1 && row <= count;

function table(): string {
  const [heading, ...rows] = people(count, ';', '\n').csv.trimEnd().split('\n');
  const lines = rows.map((line, at) => `${line};${known(managerOf(at + 1)) ? `k${managerOf(at + 1)}` : ''}`);
  return `${[`${heading};Руководитель`, ...lines].join('\n')}\n`;
}

function inDatabase<T>(file: string, work: (database: ReturnType<typeof openDatabase>) => T): T {
  const database = openDatabase(file);
  try {
    return work(database);
  } finally {
    database.close();
  }
}

const numbers = (file: string, sql: string): readonly unknown[] =>
  inDatabase(file, (database) => database.prepare(sql).pluck().all());

describe('batches that threads write by turns', () => {
  test('stop at a record whose bytes were changed, and go on when it is put right, each record once and in its place', () => {
    const { folder, path, write } = workdir();
    write('people.csv', table());
    write('map.yaml', `${peopleMapping('people.csv')}      manager: {ref: people, by: Руководитель}\n`);
    const planned = perenos(folder, 'plan', '--mapping', 'map.yaml', '--to', 'a.db', '-o', 'a.pplan');
    expect(planned.code, planned.err).toBeLessThan(2);

    const change = (sql: string) =>
      inDatabase(path('a.pplan'), (plan) => {
        const seq = plan.prepare("SELECT seq FROM record WHERE key = 'k4500'").pluck().get();
        for (const held of ['record', 'payload'])
          plan.prepare(`UPDATE ${held} SET data = ${sql} WHERE seq = ?`).run(seq);
      });
    change("replace(data, 'u4500@', 'x4500@')");
    const stopped = perenos(folder, 'apply', 'a.pplan', '--yes');
    expect([stopped.code, stopped.err.includes('plan.changed-bytes')], stopped.err).toEqual([6, true]);
    // What comes before is written and known; what comes after is not, though it was read and checked already.
    expect(numbers(path('a.db'), 'SELECT count(*) FROM contact')).toEqual([4000]);
    const state = path('.perenos/state.db');
    expect(numbers(state, 'SELECT count(*) FROM idmap')).toEqual([4000]);
    expect(numbers(state, 'SELECT count(*) FROM op GROUP BY state')).toEqual([4000]);
    expect(
      numbers(
        state,
        'SELECT json_array_length(keys) FROM op_range WHERE first_op NOT IN (SELECT first_op FROM op_range_result)',
      ),
    ).toEqual([4000, 1000]);

    change("replace(data, 'x4500@', 'u4500@')");
    const applied = perenos(folder, 'apply', 'a.pplan', '--yes');
    expect(applied.code, applied.err).toBeLessThan(2);
    const managers = numbers(path('a.db'), "SELECT id || ' ' || ifnull(manager_id, '') FROM contact ORDER BY id");
    expect(managers).toHaveLength(count);
    expect(managers).toEqual(
      Array.from({ length: count }, (_, at) => `${at + 1} ${known(managerOf(at + 1)) ? managerOf(at + 1) : ''}`),
    );
    expect(numbers(path('a.db'), "SELECT record_id || ' ' || key FROM origin ORDER BY record_id")).toEqual(
      managers.map((_, at) => `${at + 1} k${at + 1}`),
    );
  });

  test('find what they point to in the batches before, whichever thread wrote them', () => {
    const { folder, path, write } = workdir();
    write('people.csv', table());
    write('map.yaml', `${peopleMapping('people.csv')}      manager: {ref: people, by: Руководитель}\n`);
    const loaded = perenos(folder, 'run', '--mapping', 'map.yaml', '--to', 'a.db');
    expect(loaded.code, loaded.err).toBeLessThan(2);
    expect(numbers(path('a.db'), "SELECT id || ' ' || ifnull(manager_id, '') FROM contact ORDER BY id")).toEqual(
      Array.from({ length: count }, (_, at) => `${at + 1} ${known(managerOf(at + 1)) ? managerOf(at + 1) : ''}`),
    );
    expect(numbers(path('.perenos/state.db'), 'SELECT target_id FROM op ORDER BY op_id')).toEqual(
      Array.from({ length: count }, (_, at) => String(at + 1)),
    );
  });
});
