import { expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { LinkInserts } from '../../src/store/link-inserts.ts';
import { payloadHash } from '../../src/store/payload-hash.ts';
import { planSchema } from '../../src/store/plan-schema.ts';
import { RecordBytes } from '../../src/store/record-bytes.ts';
import { RecordColumns } from '../../src/store/record-columns.ts';
import { RecordInserts } from '../../src/store/record-inserts.ts';

const people = { blockId: 1, kind: 'contact', tableId: 3, system: 'old' } as const;
const firms = { blockId: 2, kind: 'company', tableId: null, system: 'старая' } as const;

/** Runs of every length up to two statements and more, between records without data and those of another place. */
function* sample() {
  for (let run = 0; run < 80; run += 1) {
    for (let at = 0; at < run; at += 1) {
      const key = `К-${run}-${at}${at % 7 === 0 ? '\u0000\ud800😀' : ''}`;
      const data = { name: `Ёж ${'ж'.repeat(at)} \u0000`, at };
      yield { place: people, record: { line: run * 100 + at, status: 'valid', key, data } } as const;
    }
    if (run % 3 === 0)
      yield { place: people, record: { line: run, status: 'filtered', key: null, data: null } } as const;
    else if (run % 3 === 1)
      yield { place: people, record: { line: run, status: 'rejected', key: '', data: null } } as const;
    else yield { place: firms, record: { line: run, status: 'valid', key: '', data: { name: '' } } } as const;
  }
}

test('what is written of records, many at a time, is what was collected of each', () => {
  const database = openDatabase(':memory:');
  database.exec(planSchema);
  const first = 2 ** 31 - 100;
  const columns = new RecordColumns(new RecordBytes(64));
  const expected: unknown[] = [];
  const asBound = database.prepare('SELECT lower(hex(?))').pluck();
  for (const { place, record } of sample()) {
    columns.add(place, record);
    const { blockId, kind, tableId, system } = place;
    const { line, status, key } = record;
    const text = record.data === null ? null : JSON.stringify(record.data);
    const hash = text === null || key === null ? null : payloadHash(text, [{ system, key }]);
    const shown = key === null ? null : asBound.get(key);
    const seq = first + expected.length;
    expected.push([seq, blockId, kind, tableId, line, status, system, shown, text, hash]);
  }
  new RecordInserts(database).insert(columns.take(first));
  const written = database
    .prepare(
      `SELECT seq, block_id, kind, table_id, line, status, system, iif(key IS NULL, NULL, lower(hex(key))), data,
       iif(hash IS NULL, NULL, lower(hex(hash))) FROM record ORDER BY seq`,
    )
    .raw()
    .all();
  expect(written).toEqual(expected);
  const types = database
    .prepare('SELECT DISTINCT status, typeof(data), typeof(hash) FROM record ORDER BY 1')
    .raw()
    .all();
  expect(types).toEqual([
    ['filtered', 'null', 'null'],
    ['rejected', 'null', 'null'],
    ['valid', 'text', 'blob'],
  ]);
  database.close();
});

test.each([0, 1, 7, 8, 63, 64, 65, 200])('links are written in their order: %i of them', (count) => {
  const database = openDatabase(':memory:');
  database.exec(planSchema);
  const links = Int32Array.from({ length: count * 2 }, (_, at) => at * 3 + 1);
  new LinkInserts(database).insert(links);
  const written = database.prepare('SELECT seq, target_id FROM reference_link ORDER BY id').raw().all();
  expect((written as number[][]).flat()).toEqual([...links]);
  database.close();
});
