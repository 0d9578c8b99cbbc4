import { expect, onTestFinished, test } from 'vitest';
import { rehashPayloads } from '../../src/store/plan-creates.ts';
import { MergeWriter } from '../../src/store/plan-merge.ts';
import { Staging } from '../../src/store/plan-staging.ts';
import { createPlan } from '../../src/store/plan.ts';
import { addUnchanged, decideOperations, undecidedRecords } from '../../src/store/plan-unchanged.ts';
import { State } from '../../src/store/state.ts';
import { workdir } from '../workdir.ts';

const target = 'crm';
const system = 'лист "1"';
const kind = 'contact';

/** A plan of records with these keys, and a journal of that target. */
function begun(...keys: readonly string[]) {
  const { path } = workdir();
  const plan = createPlan(path('a.pplan'));
  const state = new State(path('state.db'));
  onTestFinished(() => {
    plan.close();
    state.close();
  });
  const staging = new Staging(plan);
  const blockId = staging.addBlock('people', kind);
  const common = { blockId, kind, tableId: null, status: 'valid', system } as const;
  for (const [line, key] of keys.entries()) staging.addRecord({ ...common, line, key, data: { full_name: key } });
  staging.buildIndexes();
  const hashOf = plan.database
    .prepare<unknown[], string>(
      'SELECT lower(hex(coalesce(payload.hash, record.hash))) FROM record LEFT JOIN payload USING (seq) WHERE key = ?',
    )
    .pluck();
  return {
    plan,
    state,
    /** The journal knows a record as it is now, unless `hash` says otherwise. */
    knows: (key: string, targetId: string, hash = hashOf.get(key) ?? '') => {
      const origins = [{ system, key }];
      state.learnFound('run', target, [{ kind, targetId, origins }]);
      state.keepWritten(target, [{ kind, origins, payloadHash: hash }]);
    },
    merged: (survivor: number, members: readonly number[]) => {
      const writer = new MergeWriter(plan);
      const data = Buffer.from('{"full_name":"вместе"}');
      writer.merge({ survivor, data, provenance: '{}', conflicts: null, hash: Buffer.alloc(32, survivor) }, members);
      writer.settle();
      rehashPayloads(plan);
    },
    add: () => {
      const unchanged = addUnchanged(plan, kind, { state, target });
      const operations = plan.database.prepare('SELECT seq, action, target_id FROM operation ORDER BY id').raw().all();
      return { unchanged, operations };
    },
  };
}

const open = 'undecided';

test('what the journal knows as it is now needs nothing, whatever its key looks like', () => {
  const keys = ['1', 'a\u0000b', 'o\'"\\', 'ключ'];
  const { knows, add } = begun(...keys);
  for (const [at, key] of keys.entries()) knows(key, String(10 + at));
  expect(add()).toEqual({ unchanged: 4, operations: keys.map((_, at) => [at + 1, 'unchanged', String(10 + at)]) });
});

test('what is new, was written otherwise or was put there by somebody else is to be decided, in its place', () => {
  const { knows, add, state } = begun('same', 'new', 'changed', 'found', 'adopted');
  knows('same', '10');
  knows('changed', '11', 'ab'.repeat(32));
  knows('found', '12', '');
  knows('adopted', '13');
  state.ids.learn(
    { target, kind, ref: { system, key: 'adopted' } },
    { ...state.lookup(target, kind, { system, key: 'adopted' })!, isAdopted: true },
  );
  expect(add()).toEqual({
    unchanged: 1,
    operations: [[1, 'unchanged', '10'], ...[2, 3, 4, 5].map((seq) => [seq, open, null])],
  });
});

test.each([
  ['all of them went into one record', ['10', '10'], 'unchanged'],
  ['one of them is not known', ['10', undefined], 'unchanged'],
  ['one of them stands elsewhere', ['10', '11'], open],
  ['its own record is not known', [undefined, '10'], open],
])('a record made of two: %s', (_, [own, other], action) => {
  const { merged, knows, add } = begun('a', 'b');
  merged(1, [1, 2]);
  if (own !== undefined) knows('a', own, Buffer.alloc(32, 1).toString('hex'));
  if (other !== undefined) knows('b', other);
  expect(add().operations).toEqual([[1, action, action === open ? null : '10']]);
});

test('a record of the target that takes part in the run, and what goes into one, is to be decided', () => {
  const { plan, knows, add } = begun('a', 'b', 'c');
  for (const [at, key] of ['a', 'b', 'c'].entries()) knows(key, String(10 + at));
  const enter = plan.database.prepare("INSERT INTO loaded VALUES (?, 'contact', ?, 's', 'k', 'f', NULL, 1, ?)");
  enter.run(90, '11', null);
  enter.run(91, '99', 3);
  expect(add().operations).toEqual([
    [1, 'unchanged', '10'],
    [2, open, null],
    [3, open, null],
  ]);
});

test('what is decided takes the place that was kept for it', () => {
  const { plan, knows, add } = begun('a', 'b', 'c');
  knows('b', '11');
  add();
  for (const page of undecidedRecords(plan, kind)) {
    expect(page.map(({ record }) => [record.key, record.data])).toEqual([
      ['a', { full_name: 'a' }],
      ['c', { full_name: 'c' }],
    ]);
    const decided = page.map(
      ({ record: { seq, hash } }) => ({ seq, kind, payloadHash: hash, targetId: undefined }) as const,
    );
    decideOperations(plan, page, [
      { ...decided[0]!, action: 'create', changes: [] },
      { ...decided[1]!, action: 'update', targetId: '12', changes: [{ field: 'f', before: 1, after: 2 }] },
    ]);
  }
  expect(
    plan.database.prepare('SELECT seq, action, target_id, changes FROM operation ORDER BY id').raw().all(),
  ).toEqual([
    [1, 'create', null, null],
    [2, 'unchanged', '11', null],
    [3, 'update', '12', '[{"field":"f","before":1,"after":2}]'],
  ]);
});

test('the journal can be written again afterwards, and the plan has nothing of it', () => {
  const { plan, state, knows, add } = begun('a');
  knows('a', '10');
  add();
  knows('a', '11', 'cd'.repeat(32));
  expect(state.lookup(target, kind, { system, key: 'a' })?.targetId).toBe('11');
  expect(plan.database.pragma('database_list')).toMatchObject([{ name: 'main' }, { name: 'temp' }]);
  expect(plan.database.prepare("SELECT name FROM temp.sqlite_schema WHERE name LIKE 'known%'").all()).toEqual([]);
});
