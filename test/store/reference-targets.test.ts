import { expect, test } from 'vitest';
import type { Reference } from '../../src/model/reference.ts';
import { openDatabase } from '../../src/store/database.ts';
import { planSchema } from '../../src/store/plan-schema.ts';
import { ReferenceTargets } from '../../src/store/reference-targets.ts';

const owner: Reference = { field: 'owner', kind: 'user', ref: { system: 'crm', key: '7' }, onMissing: 'stub' };

test('what many records point to is kept once, what differs in anything is kept apart', () => {
  const database = openDatabase(':memory:');
  database.exec(planSchema);
  const insert = database.prepare(
    `INSERT INTO reference_target
     (id, holder_kind, field, kind, system, key, on_missing, stub_name, inherit_field, inherit_from)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const targets = new ReferenceTargets((row) => insert.run(row));
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
  const ids = [owner, ...others].map((reference) => targets.idOf('contact', reference));
  expect(new Set([...ids, targets.idOf('deal', owner)]).size).toBe(15);
  expect([owner, ...others].map((reference) => targets.idOf('contact', { ...reference }))).toEqual(ids);
  const kept = database.prepare('SELECT holder_kind, field, kind, system, "key" FROM reference_target WHERE id = ?');
  expect(kept.get(ids[0])).toEqual({ holder_kind: 'contact', field: 'owner', kind: 'user', system: 'crm', key: '7' });
  database.close();
});
