import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { workdir } from '../workdir.ts';
import { people, peopleMapping } from './people.ts';
import { environment, perenos, perenosJson, program } from './perenos.ts';

const load = ['run', '--mapping', 'map.yaml', '--to', 'a.db'];

function rows(file: string, ...queries: readonly string[]): readonly unknown[] {
  const database = openDatabase(file, { readonly: true });
  try {
    return queries.map((sql) => database.prepare(sql).all());
  } finally {
    database.close();
  }
}

function project() {
  const made = workdir();
  // More than one batch, so that one is settled when the next is cut off.
  made.write('people.csv', people(5000, ';', '\n').csv);
  made.write('map.yaml', peopleMapping('people.csv'));
  return made;
}

const loaded = (path: (name: string) => string) => [
  ...rows(
    path('a.db'),
    'SELECT full_name, phone, email FROM contact_flat ORDER BY id',
    'SELECT kind, record_id, system, "key", line FROM origin ORDER BY kind, "key"',
  ),
  ...rows(
    path('.perenos/state.db'),
    'SELECT op_id, kind, system, "key", payload_hash, state, target_id FROM op ORDER BY op_id',
    'SELECT kind, system, "key", target_id, payload_hash FROM idmap ORDER BY kind, "key"',
    'SELECT count(*) AS left FROM sending',
  ),
];

describe('a load of thousands of new records', () => {
  const calm = project();
  const first = perenosJson(calm.folder, ...load);

  test('journals every operation and every source key', () => {
    expect(first.code).toBe(0);
    const [contacts, origins, operations, ids, sending] = loaded(calm.path) as readonly (readonly object[])[];
    expect(origins).toHaveLength(5000);
    expect(ids).toHaveLength(5000);
    expect(operations).toHaveLength(contacts?.length ?? 0);
    expect(operations?.every((operation) => 'state' in operation && operation.state === 'done')).toBe(true);
    expect(sending).toEqual([{ left: 0 }]);
  });

  test.each([
    ['before-intent', 1],
    ['after-intent', 2],
    ['before-result', 1],
    ['before-result', 2],
    ['after-result', 1],
  ])('killed at %s of batch %i, goes on and ends as an undisturbed one', (point, batch) => {
    const rough = project();
    const killed = spawnSync(process.execPath, [program, ...load], {
      cwd: rough.folder,
      env: { ...environment, PERENOS_FAILPOINT: `${point}:${batch}:kill` },
    });
    expect(killed.signal).toBe('SIGKILL');
    expect(perenosJson(rough.folder, ...load).code).toBe(0);
    expect(loaded(rough.path)).toEqual(loaded(calm.path));
  });

  test('tells those who follow it each operation', () => {
    const followed = project();
    const { out } = perenos(followed.folder, ...load, '--events');
    const lines = out.split('\n').filter((line) => line.includes('"type":"op"'));
    const [operations] = rows(
      followed.path('.perenos/state.db'),
      'SELECT op_id AS id, target_id FROM op ORDER BY op_id',
    );
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual(
      (operations as readonly object[]).map((operation) => expect.objectContaining({ ...operation, status: 'done' })),
    );
  });
});
