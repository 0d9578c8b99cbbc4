import { expect, test } from 'vitest';
import type { Reference } from '../../src/model/reference.ts';
import { openDatabase } from '../../src/store/database.ts';
import { planSchema } from '../../src/store/plan-schema.ts';
import { RecordBytes } from '../../src/store/record-bytes.ts';
import { ReferenceColumns } from '../../src/store/reference-columns.ts';
import { ReferenceTargets, type TargetsState } from '../../src/store/reference-targets.ts';
import type { SqlRow } from '../../src/store/staging-rows.ts';

const owner: Reference = { field: 'owner', kind: 'user', ref: { system: 'crm', key: '7' }, onMissing: 'stub' };
const others: readonly Reference[] = [
  { ...owner, field: 'created_by' },
  { ...owner, kind: 'contact' },
  { ...owner, ref: { system: 'other', key: '7' } },
  { ...owner, ref: { system: 'crm', key: '8' } },
  { ...owner, onMissing: 'reject' },
  { ...owner, stubName: 'Пётр' },
  { ...owner, stubName: '7' },
  { ...owner, ref: { system: 'crm', key: '7П' }, stubName: 'ётр' },
  { ...owner, ref: { system: 'crm', key: '1 7Пётр' } },
  { ...owner, ref: { system: 'crm', key: '' } },
  { ...owner, ref: { system: 'crm', key: '' }, stubName: '' },
  { ...owner, inherit: { field: 'source', from: 'comment' } },
  { ...owner, inherit: { field: 'source', from: 'source' } },
];

/** What references of one kind are linked to when they are handed over in one batch. */
function idsOf(targets: ReferenceTargets, references: readonly Reference[], kind: 'contact' | 'deal' = 'contact') {
  const bytes = new RecordBytes(16);
  bytes.addText('ещё');
  const columns = new ReferenceColumns();
  for (const [at, reference] of references.entries()) columns.add(at + 5, kind, reference);
  const links = [...targets.linksOf(columns.take(bytes), bytes.memory)];
  expect(links.filter((_, at) => at % 2 === 0)).toEqual(references.map((_, at) => at + 5));
  return links.filter((_, at) => at % 2 === 1);
}

test('what many records point to is kept once, what differs in anything is kept apart', () => {
  const database = openDatabase(':memory:');
  database.exec(planSchema);
  const insert = database.prepare(
    `INSERT INTO reference_target
     (id, holder_kind, field, kind, system, key, on_missing, stub_name, inherit_field, inherit_from)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const targets = new ReferenceTargets((row) => insert.run(row));
  const ids = idsOf(targets, [owner, ...others]);
  expect(new Set([...ids, ...idsOf(targets, [owner], 'deal')]).size).toBe(15);
  expect(idsOf(targets, [...others.toReversed(), owner, owner])).toEqual([
    ...ids.slice(1).toReversed(),
    ids[0],
    ids[0],
  ]);
  const kept = database.prepare('SELECT holder_kind, field, kind, system, "key" FROM reference_target WHERE id = ?');
  expect(kept.get(ids[0])).toEqual({ holder_kind: 'contact', field: 'owner', kind: 'user', system: 'crm', key: '7' });
  database.close();
});

test('targets are numbered in the order in which they are met and written with all their columns', () => {
  const rows: SqlRow[] = [];
  const targets = new ReferenceTargets((row) => rows.push(row));
  const inherit = { field: 'source', from: 'comment' };
  const key = 'К\ud800\u0000😀';
  const odd: Reference = { ...owner, ref: { system: 'старая', key }, stubName: 'Ёж', onMissing: 'defer', inherit };
  expect(idsOf(targets, [odd, owner, { ...owner, stubName: '7' }, odd])).toEqual([1, 2, 3, 1]);
  expect(rows).toEqual([
    [1, 'contact', 'owner', 'user', 'старая', key, 'defer', 'Ёж', 'source', 'comment'],
    [2, 'contact', 'owner', 'user', 'crm', '7', 'stub', null, null, null],
    [3, 'contact', 'owner', 'user', 'crm', '7', 'stub', '7', null, null],
  ]);
});

test('who goes on writing in another thread goes on as if nobody had changed', () => {
  const rows: SqlRow[] = [];
  const first = new ReferenceTargets((row) => rows.push(row));
  const ids = idsOf(first, [owner, ...others]);
  const state: TargetsState = structuredClone(first.state);
  const second = new ReferenceTargets((row) => rows.push(row), state);
  const more: Reference = { ...owner, ref: { system: 'crm', key: '9' } };
  expect(idsOf(second, [more, ...others, owner])).toEqual([15, ...ids.slice(1), ids[0]]);
  expect(rows.map(([id]) => id)).toEqual(Array.from({ length: 15 }, (_, at) => at + 1));
});

test('a batch without references has no links', () => {
  expect(idsOf(new ReferenceTargets(() => undefined), [])).toEqual([]);
});
