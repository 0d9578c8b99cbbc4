import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { Staging } from '../../src/store/plan-staging.ts';
import { standingRecords } from '../../src/store/plan-standing.ts';
import { createPlan } from '../../src/store/plan.ts';
import { State } from '../../src/store/state.ts';
import { workdir } from '../workdir.ts';

const kind = 'contact';
const system = 's';

/**
 * `loaded`: by source key, the record of the target; `read`: keys of this run with their status; `journal`: where the journal knows a
 * key, and whether as it is now.
 */
function standing(given: {
  readonly loaded: Readonly<Record<string, number>>;
  readonly read: Readonly<Record<string, 'valid' | 'rejected'>>;
  readonly journal?: Readonly<Record<string, readonly [id: number, isSame: boolean]>>;
}) {
  const { path } = workdir();
  const crm = openDatabase(path('crm.db'));
  const plan = createPlan(path('a.pplan'));
  const state = new State(path('state.db'));
  onTestFinished(() => {
    for (const one of [crm, plan, state]) one.close();
  });
  crm.exec('CREATE TABLE origin (kind TEXT, system TEXT, "key" TEXT, record_id INTEGER, UNIQUE (kind, system, "key"))');
  for (const [key, id] of Object.entries(given.loaded))
    crm.prepare('INSERT INTO origin VALUES (?, ?, ?, ?)').run(kind, system, key, id);
  const staging = new Staging(plan);
  const blockId = staging.addBlock('people', kind);
  for (const [key, status] of Object.entries(given.read))
    staging.addRecord({ blockId, kind, tableId: null, line: 1, status, system, key, data: { full_name: key } });
  staging.buildIndexes();
  const hashOf = plan.database.prepare<unknown[], string>('SELECT lower(hex(hash)) FROM record WHERE key = ?').pluck();
  for (const [key, [id, isSame]] of Object.entries(given.journal ?? {})) {
    const origins = [{ system, key }];
    state.learnFound('run', 't', [{ kind, targetId: String(id), origins }]);
    state.keepWritten('t', [{ kind, origins, payloadHash: isSame ? (hashOf.get(key) ?? '') : 'ab'.repeat(32) }]);
  }
  const found = standingRecords(plan, kind, { state, target: 't', keys: { file: path('crm.db'), table: 'origin' } });
  return (
    found && {
      settled: [...found.settled],
      found: [...found.found],
      known: [...found.known.take()],
      others: [...found.others],
    }
  );
}

test('says nothing where all sources of all records are read again, changed or not, with new ones', () => {
  const loaded = { a: 1, b: 1, c: 2 };
  const journal = { a: [1, true], b: [1, false] } as const;
  expect(standing({ loaded, journal, read: { a: 'valid', b: 'valid', c: 'valid', d: 'valid' } })).toBeUndefined();
});

test('says nothing where nothing of the kind is read', () => {
  expect(standing({ loaded: { a: 1 }, read: { a: 'rejected' } })).toBeUndefined();
});

test('tells what is as it was loaded from what may have become something else', () => {
  const loaded = { a: 1, b: 1, c: 2, d: 3, e: 3 };
  const journal = { a: [1, true], c: [2, true], d: [3, false] } as const;
  expect(standing({ loaded, journal, read: { a: 'valid', c: 'valid', d: 'valid' } })).toEqual({
    settled: [1, 2],
    // Of 1 and 3 a source is not read; 2 is spoken for.
    found: [3],
    known: [1, 2, 3],
    others: [1, 3],
  });
});

test('counts a source as not read when its record is rejected', () => {
  expect(standing({ loaded: { a: 1, b: 2 }, read: { a: 'valid', b: 'rejected' } })).toMatchObject({
    known: [1],
    others: [2],
  });
});

test('believes the journal where the target says something else of a source', () => {
  const found = standing({
    loaded: { a: 1, b: 2, c: 3 },
    journal: { a: [3, false] },
    read: { a: 'valid', b: 'valid' },
  });
  expect(found).toEqual({ settled: [], found: [3], known: [3, 2], others: [3] });
});

test('looks at every record where the journal and the target differ, though all sources are read', () => {
  const found = standing({ loaded: { a: 1, b: 2 }, journal: { a: [2, true] }, read: { a: 'valid', b: 'valid' } });
  expect(found).toEqual({ settled: [1], found: [], known: [2, 2], others: [] });
});
