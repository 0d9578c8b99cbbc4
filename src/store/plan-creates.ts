import type { EntityKind } from '../model/entity.ts';
import { guarded } from './database.ts';
import type { CreateRange } from '../model/new-records.ts';
import { payloadHashOfBytes } from './payload-hash.ts';
import { originFinder, type PlacedRecord } from './plan-records.ts';
import type { Plan } from './plan.ts';

interface ChangedRow extends PlacedRecord {
  readonly data: Buffer;
}

const pageSize = 1000;

/** Hashes what became of records after they were staged and merged; the others were hashed then. */
export function rehashPayloads(plan: Plan): void {
  const { database, file } = plan;
  const select = database.prepare<unknown[], ChangedRow>(
    `SELECT payload.seq AS seq, record.system AS system, record.key AS key, record.table_id AS tableId, record.line AS line,
       CAST(payload.data AS BLOB) AS data
     FROM payload JOIN record ON record.seq = payload.seq
     WHERE payload.seq > ? AND payload.hash IS NULL AND record.status = 'valid'
     ORDER BY payload.seq LIMIT ?`,
  );
  const update = database.prepare('UPDATE payload SET hash = unhex(?) WHERE seq = ?');
  let originsOf: ReturnType<typeof originFinder> | undefined;
  let last = 0;
  for (;;) {
    const rows = select.all(last, pageSize);
    if (rows.length === 0) return;
    last = rows[rows.length - 1]?.seq ?? last;
    const origins = (originsOf ??= originFinder(plan));
    guarded(file, () =>
      database.transaction(() => {
        for (const row of rows) update.run(payloadHashOfBytes(row.data, origins(row)), row.seq);
      })(),
    );
  }
}

/**
 * Adds a create for every planned record of a kind, in the order of `seq`; `rehashPayloads` comes before it.
 * @returns which operations these are; undefined where there are none
 */
export function addCreates({ database, file }: Plan, kind: EntityKind): CreateRange | undefined {
  const insert = database.prepare(
    `INSERT INTO operation (seq, kind, action, payload_hash)
     SELECT record.seq, record.kind, 'create', lower(hex(coalesce(payload.hash, record.hash)))
     FROM record LEFT JOIN payload ON payload.seq = record.seq
     WHERE record.kind = ? AND record.status = 'valid' ORDER BY record.seq`,
  );
  const { changes, lastInsertRowid } = guarded(file, () => insert.run(kind));
  const to = Number(lastInsertRowid);
  return changes === 0 ? undefined : { kind, from: to - changes + 1, to };
}
