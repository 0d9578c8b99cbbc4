import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { planSchema } from '../../src/store/plan-schema.ts';
import type { RangeBatch } from '../../src/store/state-ranges.ts';
import { State } from '../../src/store/state.ts';
import { workdir } from '../workdir.ts';

const target = 'crm.db';
const hashOf = (seq: number): string => seq.toString(16).padStart(64, 'a');

interface Row {
  readonly seq: number;
  readonly key: string;
  readonly system?: string;
  readonly into?: number;
}

/** Operations 10, 11, ... create those that are not merged into others, in their order. */
const people: readonly Row[] = [
  { seq: 1, key: 'К "1"' },
  { seq: 2, key: '02', system: 'b' },
  { seq: 3, key: 'k3', into: 1 },
  { seq: 4, key: 'k4' },
  { seq: 5, key: 'k5' },
  { seq: 6, key: 'k1', system: 'b', into: 4 },
  { seq: 7, key: 'k7', into: 1 },
];

function planOf(file: string, rows: readonly Row[]): void {
  const plan = openDatabase(file);
  plan.exec(planSchema);
  const record = plan.prepare(
    "INSERT INTO record (seq, block_id, kind, line, status, system, key, survivor) VALUES (?, 1, 'contact', 1, ?, ?, ?, ?)",
  );
  const operation = plan.prepare(
    "INSERT INTO operation (id, seq, kind, action, payload_hash) VALUES (?, ?, 'contact', 'create', ?)",
  );
  let id = 10;
  for (const { seq, key, system = 'a', into } of rows) {
    record.run(seq, into === undefined ? 'valid' : 'merged', system, key, into ?? null);
    if (into === undefined) operation.run(id++, seq, hashOf(seq));
  }
  plan.close();
}

function stage() {
  const { path } = workdir();
  planOf(path('a.pplan'), people);
  const file = path('state.db');
  return { file, planFile: path('a.pplan'), state: new State(file) };
}

const batch = (from: number, to: number, runId = 'r1'): RangeBatch => ({
  runId,
  batchId: from - 8,
  range: { kind: 'contact', from, to },
  sentAt: 1000,
});

function load(state: State, planFile: string, batches: readonly (readonly [RangeBatch, readonly (string | null)[]])[]) {
  const journal = state.ranges(planFile);
  for (const [one, ids] of batches) {
    journal.intend(one);
    const at = ids.indexOf(null);
    const finding = { code: 'target.rejected', args: { reason: 'no' } } as const;
    journal.settle(one, target, 2000, { ids, refused: at < 0 ? [] : [[at, finding]] });
  }
  journal.close();
}

const table = (file: string, sql: string): readonly unknown[] => {
  const database = openDatabase(file);
  try {
    return database.prepare(sql).raw().all();
  } finally {
    database.close();
  }
};

const mapped =
  'SELECT system, key, target_id, created_by_run, payload_hash, is_adopted FROM idmap ORDER BY system, key';
const learnt = [
  ['a', 'k3', '9', 'r1', hashOf(1), 0],
  ['a', 'k5', '1011', 'r1', hashOf(5), 0],
  ['a', 'k7', '9', 'r1', hashOf(1), 0],
  ['a', 'К "1"', '9', 'r1', hashOf(1), 0],
  ['b', '02', '10', 'r1', hashOf(2), 0],
];

describe('creates that are journaled by ranges', () => {
  test('are under way until they are settled, each told with its key and hash', () => {
    const { state, planFile } = stage();
    const journal = state.ranges(planFile);
    journal.intend(batch(10, 12));
    journal.close();
    expect(state.counts('r1')).toEqual([{ kind: 'contact', state: 'sending', count: 3 }]);
    expect(
      state.sendingEntries('r1').map(({ op_id, system, key, payload_hash }) => [op_id, system, key, payload_hash]),
    ).toEqual([
      [10, 'a', 'К "1"', hashOf(1)],
      [11, 'b', '02', hashOf(2)],
      [12, 'a', 'k4', hashOf(4)],
    ]);
    expect(state.entry('r1', 11)).toBeUndefined();
    expect(state.entries('r1', 'done')).toEqual([]);
    state.close();
  });

  test('are done, or refused with a reason, and lead to their records from every key that went into them', () => {
    const { state, planFile, file } = stage();
    const before = state.serial;
    load(state, planFile, [
      [batch(10, 11), ['9', '10']],
      [batch(12, 13), [null, '1011']],
    ]);
    expect(state.serial).toBe(before + 2);
    expect(state.counts('r1')).toEqual([
      { kind: 'contact', state: 'done', count: 3 },
      { kind: 'contact', state: 'rejected', count: 1 },
    ]);
    const done = {
      kind: 'contact',
      action: 'create',
      attempts: 1,
      sent_at: 1000,
      high_water: null,
      reason: null,
      state: 'done',
    };
    expect([10, 11, 12, 13].map((id) => state.entry('r1', id))).toEqual([
      { ...done, op_id: 10, system: 'a', key: 'К "1"', payload_hash: hashOf(1), batch_id: 2, target_id: '9' },
      { ...done, op_id: 11, system: 'b', key: '02', payload_hash: hashOf(2), batch_id: 2, target_id: '10' },
      expect.objectContaining({ op_id: 12, key: 'k4', state: 'rejected', target_id: null, batch_id: 4 }),
      { ...done, op_id: 13, system: 'a', key: 'k5', payload_hash: hashOf(5), batch_id: 4, target_id: '1011' },
    ]);
    expect(state.entries('r1', 'done').map((entry) => entry.op_id)).toEqual([10, 11, 13]);
    expect(state.entries('r1', 'done')[2]).toMatchObject(state.entry('r1', 13) ?? {});
    expect(state.entries('r1', 'rejected')).toEqual([
      expect.objectContaining({ op_id: 12, reason: '{"code":"target.rejected","args":{"reason":"no"}}' }),
    ]);
    expect(state.entry('r1', 14)).toBeUndefined();
    expect(state.entry('r2', 10)).toBeUndefined();
    expect(state.writtenIds('r1', 'contact')).toEqual([9, 10, 1011]);
    expect([state.lastJournaled('r1'), state.lastBatch('r1'), [...state.firstBatches('r1')]]).toEqual([
      13,
      4,
      [['contact', 2]],
    ]);
    expect(state.createsSince('r1', 'contact', 2).map((entry) => entry.op_id)).toEqual([12, 13]);
    expect([state.knowsNothingOf(target), state.knowsNothingOf('b.db')]).toEqual([false, true]);

    expect(table(file, mapped)).toEqual(learnt);
    expect(state.lookup(target, 'contact', { system: 'a', key: 'k7' })).toEqual({
      targetId: '9',
      payloadHash: hashOf(1),
      createdByRun: 'r1',
    });
    expect(state.lookup(target, 'contact', { system: 'a', key: 'k4' })).toBeUndefined();
    // The map has taken all of it over, and shows the same.
    expect(table(file, 'SELECT (SELECT count(*) FROM idmap_key), (SELECT count(*) FROM idmap_pending)')).toEqual([
      [5, 0],
    ]);
    expect(table(file, mapped)).toEqual(learnt);
    expect([...state.createdFrom(target, 'contact', ['9', '1011', '7'])]).toEqual([
      ['9', { system: 'a', key: 'К "1"' }],
      ['1011', { system: 'a', key: 'k5' }],
    ]);
    state.close();
  });

  test('that were all refused are all told, and nothing is learnt of them', () => {
    const { state, planFile, file } = stage();
    load(state, planFile, [[batch(10, 11), [null, null]]]);
    expect(state.counts('r1')).toEqual([{ kind: 'contact', state: 'rejected', count: 2 }]);
    expect(table(file, mapped)).toEqual([]);
    expect(state.knowsNothingOf(target)).toBe(true);
    state.close();
  });

  test('are in doubt when the process ended before their results were known, and are settled one by one', () => {
    const { state, planFile, file } = stage();
    load(state, planFile, [[batch(10, 11), ['9', '10']]]);
    const journal = state.ranges(planFile);
    journal.intend(batch(12, 13));
    state.close();
    const next = new State(file);
    expect(next.doubtUnsettled('r1')).toBe(2);
    expect(next.doubtUnsettled('r1')).toBe(0);
    expect(next.sendingEntries('r1')).toEqual([]);
    expect(
      next
        .entries('r1', 'in_doubt')
        .map(({ op_id, key, payload_hash, batch_id }) => [op_id, key, payload_hash, batch_id]),
    ).toEqual([
      [12, 'k4', hashOf(4), 4],
      [13, 'k5', hashOf(5), 4],
    ]);
    const done = {
      kind: 'contact',
      origins: [{ system: 'a', key: 'k4', file: 'f', line: 1 }],
      payloadHash: hashOf(4),
    } as const;
    next.resolve('r1', target, 3000, { id: 12, state: 'done', targetId: '77', done });
    expect(next.counts('r1')).toEqual([
      { kind: 'contact', state: 'done', count: 3 },
      { kind: 'contact', state: 'in_doubt', count: 1 },
    ]);
    expect(next.entry('r1', 12)).toMatchObject({ state: 'done', target_id: '77', batch_id: 5 });
    expect(next.lookup(target, 'contact', { system: 'a', key: 'k4' })?.targetId).toBe('77');
    // Those of the settled range are known beside it.
    expect(next.lookup(target, 'contact', { system: 'a', key: 'k3' })?.targetId).toBe('9');
    next.close();
  });

  test('that are loaded again later lead to the later records, known since the first time', () => {
    const { state, planFile, file } = stage();
    const places = (keys: readonly string[]) =>
      keys.map((key) => state.lookup(target, 'contact', { system: 'a', key }));
    load(state, planFile, [[batch(12, 13), ['9', '10']]]);
    expect(places(['k4', 'k5']).map((known) => known?.targetId)).toEqual(['9', '10']);
    state.keepWritten(target, [{ kind: 'contact', origins: [{ system: 'a', key: 'k5' }], payloadHash: '' }]);
    load(state, planFile, [[batch(12, 12, 'r2'), ['11']]]);
    load(state, planFile, [[batch(12, 12, 'r3'), ['12']]]);
    const wanted = [
      ['a', 'k4', '12', 'r1', hashOf(4), 0],
      ['a', 'k5', '10', 'r1', '', 0],
      ['b', 'k1', '12', 'r1', hashOf(4), 0],
    ];
    expect(table(file, mapped)).toEqual(wanted);
    expect(places(['k4', 'k5'])).toEqual([
      { targetId: '12', payloadHash: hashOf(4), createdByRun: 'r1' },
      { targetId: '10', payloadHash: '', createdByRun: 'r1' },
    ]);
    expect(table(file, mapped)).toEqual(wanted);
    state.close();
  });

  test('are taken over whole or not at all, whatever first asks for them', () => {
    const { state, planFile, file } = stage();
    load(state, planFile, [[batch(10, 13), ['9', '10', '11', '12']]]);
    table(file, 'SELECT 1');
    const other = openDatabase(file);
    other.exec("CREATE TRIGGER full BEFORE DELETE ON idmap_pending BEGIN SELECT raise(ABORT, 'no room'); END");
    expect(() => state.lookup(target, 'contact', { system: 'a', key: 'k4' })).toThrow('no room');
    const left = [{ system: 'a', key: 'k5' }];
    const settlement = {
      id: 40,
      state: 'done',
      targetId: '12',
      done: { kind: 'contact', origins: [], left, payloadHash: '' },
    } as const;
    expect(() => state.settle('r1', target, 3000, [settlement])).toThrow('no room');
    expect(table(file, 'SELECT count(*) FROM idmap_key')).toEqual([[0]]);
    other.exec('DROP TRIGGER full');
    other.close();
    // What is taken away is taken from what the ranges hold.
    state.settle('r1', target, 3000, [settlement]);
    expect(state.lookup(target, 'contact', { system: 'a', key: 'k5' })).toBeUndefined();
    expect(state.lookup(target, 'contact', { system: 'a', key: 'k4' })?.targetId).toBe('11');
    state.indexTargetIds();
    const isGone = { kind: 'contact', origins: [], payloadHash: '', isGone: true } as const;
    state.settle('r1', target, 3000, [{ id: 41, state: 'done', targetId: '11', done: isGone }]);
    expect(state.lookup(target, 'contact', { system: 'b', key: 'k1' })).toBeUndefined();
    expect(table(file, mapped).map((row) => (row as readonly unknown[])[1])).toEqual(['k3', 'k7', 'К "1"', '02']);
    state.close();
  });
});
