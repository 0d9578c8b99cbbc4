import type { EntityKind } from '../model/entity.ts';
import type { Ref } from '../model/field.ts';
import { guarded } from './database.ts';
import type { Plan } from './plan.ts';

/** Somebody whom records belong to, as their sources name him. */
export interface StoredOwner extends Ref {
  /** What is to become of a record whose owner is not among the people. */
  readonly onMissing: 'reject' | 'null' | 'stub' | 'defer';
  readonly name: string | null;
  /** Planned records that belong to him. */
  readonly records: number;
}

/** Everybody whom planned records belong to, whoever has most first. */
export function storedOwners({ database, file }: Plan): readonly StoredOwner[] {
  return guarded(file, () =>
    database
      .prepare<unknown[], StoredOwner>(
        `SELECT target.system AS system, target.key AS key, min(on_missing) AS onMissing, max(stub_name) AS name,
           count(*) AS records
         FROM reference_link AS link CROSS JOIN reference_target AS target ON target.id = link.target_id
           CROSS JOIN record ON record.seq = link.seq
         WHERE target.field = 'owner' AND target.kind = 'user' AND record.status = 'valid'
         GROUP BY target.system, target.key ORDER BY records DESC, target.system, target.key`,
      )
      .all(),
  );
}

/** A planned record with the owner that was read for it, or for one that was merged into it. */
export interface OwnedRecord extends Ref {
  readonly id: number;
  readonly seq: number;
  readonly kind: EntityKind;
}

/** The planned records of some owners, page by page. */
export function* recordsOwnedBy(
  { database }: Plan,
  owners: readonly Ref[],
  pageSize = 1000,
): Generator<readonly OwnedRecord[]> {
  database.exec('CREATE TEMP TABLE IF NOT EXISTS asked_owner (system TEXT, key TEXT, PRIMARY KEY (system, key))');
  const ask = database.prepare('INSERT OR IGNORE INTO temp.asked_owner VALUES (?, ?)');
  for (const { system, key } of owners) ask.run(system, key);
  const owned = database.prepare<unknown[], OwnedRecord>(
    `SELECT link.id AS id, planned.seq AS seq, planned.kind AS kind, target.system AS system, target.key AS key
     FROM reference_link AS link CROSS JOIN reference_target AS target ON target.id = link.target_id
       CROSS JOIN temp.asked_owner AS asked ON asked.system = target.system AND asked.key = target.key
       CROSS JOIN record ON record.seq = link.seq
       CROSS JOIN record AS planned ON planned.seq = coalesce(record.survivor, record.seq)
     WHERE link.id > ? AND target.field = 'owner' AND target.kind = 'user' AND planned.status = 'valid'
     ORDER BY link.id LIMIT ?`,
  );
  let last = 0;
  for (;;) {
    const page = owned.all(last, pageSize);
    if (page.length === 0) break;
    last = page.at(-1)?.id ?? last;
    yield page;
  }
  database.exec('DROP TABLE temp.asked_owner');
}
