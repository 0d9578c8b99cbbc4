import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { issueAt } from '../../src/model/issue.ts';
import { IngestStaging } from '../../src/store/ingest-staging.ts';
import { payloadHash } from '../../src/store/payload-hash.ts';
import { createPlan } from '../../src/store/plan.ts';

const folder = mkdtempSync(join(tmpdir(), 'perenos-staging-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('what is collected stands in the plan with the ids that were given out', async () => {
  const plan = createPlan(join(folder, 'a.pplan'));
  const staging = new IngestStaging(plan);
  const blockId = staging.addBlock('people', 'contact');
  const input = staging.addInput({ source: 'people', file: 'a.csv', format: 'csv', sha256: 'ab', bytes: 7 });
  const table = { file: 'a.csv', name: '', columns: ['Имя'] };
  const tableId = staging.addTable(input, table);
  const place = { blockId, kind: 'contact', tableId, system: 'old' } as const;
  const record = { full_name: 'Щёкин' };
  const data = JSON.stringify(record);
  const valid = staging.addRecord(place, { line: 2, status: 'valid', key: '1', data: record });
  const rejected = staging.addRecord(place, { line: 3, status: 'rejected', key: '2', data: null });
  staging.addReject(rejected, { table, line: 3, cells: ['?'] });
  const issue = issueAt({ table, line: 3 }, { code: 'record.required', args: { field: 'full_name' } });
  staging.addIssue({ issue, seq: rejected, kind: 'contact' });
  const owner = { field: 'owner', kind: 'user', ref: { system: 'old', key: '7' }, onMissing: 'stub' } as const;
  staging.addReference(valid, 'contact', owner);
  staging.closeTable(tableId, { columns: ['Имя'], rows: 2, leftBehind: {} });
  staging.addConsumption(blockId, tableId, { rows: 2, exploded: 0 });
  staging.setFacts(input, { kind: 'CSV' });
  await staging.finish();
  const all = (sql: string) => plan.database.prepare(sql).raw().all();
  expect(all('SELECT seq, block_id, kind, table_id, line, status, system, key, data FROM record')).toEqual([
    [valid, blockId, 'contact', tableId, 2, 'valid', 'old', '1', data],
    [rejected, blockId, 'contact', tableId, 3, 'rejected', 'old', '2', null],
  ]);
  const hash = payloadHash(data, [{ system: 'old', key: '1' }]);
  expect(all('SELECT lower(hex(hash)) FROM record ORDER BY seq')).toEqual([[hash], ['']]);
  expect(all('SELECT seq, key FROM reference_link JOIN reference_target ON target_id = reference_target.id')).toEqual([
    [valid, '7'],
  ]);
  expect(all('SELECT seq, cells FROM reject')).toEqual([[rejected, '["?"]']]);
  expect(all('SELECT seq, code, line FROM issue')).toEqual([[rejected, 'record.required', 3]]);
  expect(all('SELECT id, file, facts FROM input')).toEqual([[input, 'a.csv', '{"kind":"CSV"}']]);
  expect(all('SELECT id, columns, rows FROM source_table')).toEqual([[tableId, '["Имя"]', 2]]);
  plan.discard();
});

test('batches are written in their order, one after another', async () => {
  const plan = createPlan(join(folder, 'b.pplan'));
  const staging = new IngestStaging(plan);
  const place = {
    blockId: staging.addBlock('people', 'contact'),
    kind: 'contact',
    tableId: null,
    system: 'old',
  } as const;
  for (let line = 1; line <= 5234; line += 1) {
    expect(staging.addRecord(place, { line, status: 'filtered', key: null, data: null })).toBe(line);
    await staging.flushWhenFull();
  }
  expect(plan.database.prepare('SELECT count(*) FROM record').pluck().get()).toBe(5000);
  await staging.finish();
  expect(plan.database.prepare('SELECT count(*) FROM record WHERE seq = line').pluck().get()).toBe(5234);
  plan.discard();
});

test('a few large records are a batch too', async () => {
  const plan = createPlan(join(folder, 'c.pplan'));
  const staging = new IngestStaging(plan);
  const blockId = staging.addBlock('people', 'contact');
  const place = { blockId, kind: 'contact', tableId: null, system: 'old' } as const;
  const written = () => plan.database.prepare('SELECT count(*) FROM record').pluck().get();
  const data = { full_name: 'Щёкин', comment: 'ж'.repeat(500_000) };
  for (let line = 1; line <= 4; line += 1) {
    staging.addRecord(place, { line, status: 'valid', key: `${line}`, data });
    await staging.flushWhenFull();
    expect(written()).toBe(0);
  }
  staging.addRecord(place, { line: 5, status: 'valid', key: '5', data });
  await staging.flushWhenFull();
  expect(written()).toBe(5);
  await staging.finish();
  plan.discard();
});
