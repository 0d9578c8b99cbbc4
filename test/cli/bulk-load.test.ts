import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
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

const loaded = (path: (name: string) => string) =>
  rows(
    path('a.db'),
    'SELECT full_name, phone, email FROM contact_flat ORDER BY id',
    'SELECT kind, record_id, system, "key", line FROM origin ORDER BY kind, "key"',
  );

const journaled = (path: (name: string) => string) =>
  rows(
    path('.perenos/state.db'),
    'SELECT op_id AS id, kind, "key", state, target_id FROM op ORDER BY op_id',
    'SELECT kind, "key", CAST(target_id AS INTEGER) AS record_id FROM idmap ORDER BY kind, "key"',
    'SELECT count(*) AS left FROM sending',
  );

/** Cut off before, between and after what is journaled of the first two batches; all of it by `npm run test:faults`. */
const cuts = ['after-intent:2', 'before-result:1', 'after-result:1'];
if (process.env['PERENOS_SEEDS'] !== undefined) cuts.push('before-intent:1', 'before-result:2');

// Up to eleven runs of the program, on a machine that may be busy.
describe('a load of thousands of new records', () => {
  test('journals every operation and every source key, and ends the same wherever it was killed', () => {
    const calm = project();
    expect(perenosJson(calm.folder, ...load).code).toBe(0);
    const wanted = loaded(calm.path);
    const [contacts, origins] = wanted as readonly (readonly {
      readonly key?: string;
      readonly record_id?: number;
    }[])[];
    const [operations, ids, sending] = journaled(calm.path) as readonly (readonly object[])[];
    expect(origins).toHaveLength(5000);
    expect(ids).toEqual(origins?.map(({ key, record_id }) => ({ kind: 'contact', key, record_id })));
    expect(operations).toHaveLength(contacts?.length ?? 0);
    expect(operations?.every((operation) => 'state' in operation && operation.state === 'done')).toBe(true);
    expect(sending).toEqual([{ left: 0 }]);
    for (const cut of cuts) {
      const rough = project();
      const env = { ...environment, PERENOS_FAILPOINT: `${cut}:kill` };
      expect(spawnSync(process.execPath, [program, ...load], { cwd: rough.folder, env }).signal).toBe('SIGKILL');
      expect(perenosJson(rough.folder, ...load).code).toBe(0);
      expect(loaded(rough.path), cut).toEqual(wanted);
    }
  });

  test('tells those who follow it each operation', () => {
    const followed = project();
    perenos(followed.folder, ...load, '--events', 'events.ndjson');
    const lines = readFileSync(followed.path('events.ndjson'), 'utf8')
      .split('\n')
      .filter((line) => line.includes('"type":"op"'));
    const [operations] = rows(
      followed.path('.perenos/state.db'),
      'SELECT op_id AS id, target_id FROM op ORDER BY op_id',
    );
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual(
      (operations as readonly object[]).map((operation) => expect.objectContaining({ ...operation, status: 'done' })),
    );
  });
});
