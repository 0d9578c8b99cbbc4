import type { EntityKind } from '../../model/entity.ts';
import type { RecordOrigin, Ref } from '../../model/field.ts';
import type { Finding } from '../../model/issue.ts';
import type { Database } from '../../store/database.ts';
import type { BulkResult, NewRecord } from '../target.ts';
import type { CreateRange, RecordSource } from '../../model/new-records.ts';
import { isRefusal } from './batch-writer.ts';
import { layouts } from './layout.ts';
import { RecordWriter } from './record-writer.ts';

type OriginRow = Omit<RecordOrigin, 'sheet'> & { readonly position: number; readonly sheet: string | null };

/** Writes the records of a range one by one, so that those the database refuses are told. @throws what is no refusal */
export function writeSingly(database: Database, source: RecordSource, range: CreateRange): BulkResult {
  database.pragma('foreign_keys = ON');
  const ids: (string | null)[] = [];
  const open: number[] = [];
  const refused: (readonly [number, Finding])[] = [];
  const writer = new RecordWriter(database, layouts[range.kind]);
  const idIn = idFinder(database);
  const at = { isOpen: false };
  const idOf = (kind: EntityKind, ref: Ref): string | undefined => {
    const id = idIn(kind, ref);
    at.isOpen ||= id === undefined;
    return id;
  };
  for (const record of recordsOf(database, source, range)) {
    at.isOpen = false;
    try {
      const id = database.transaction(() => writer.create(record, idOf))();
      if (at.isOpen) open.push(ids.length);
      ids.push(String(id));
    } catch (cause) {
      if (!isRefusal(cause)) throw cause;
      refused.push([ids.length, { code: 'target.rejected', args: { reason: (cause as Error).message } }]);
      ids.push(null);
    }
  }
  return { ids, open, refused };
}

function idFinder(database: Database): (kind: EntityKind, ref: Ref) => string | undefined {
  const find = database
    .prepare<unknown[], number>('SELECT record_id FROM origin WHERE kind = ? AND system = ? AND "key" = ?')
    .pluck();
  return (kind, { system, key }) => find.get(kind, system, key)?.toString();
}

/** All of a range at once: a batch, and rarely asked for. */
function recordsOf(database: Database, source: RecordSource, { kind, from, to }: CreateRange): readonly NewRecord[] {
  const origins = new Map<number, RecordOrigin[]>();
  for (const { position, sheet, ...origin } of database
    .prepare<unknown[], OriginRow>(source.origins)
    .all({ from, to })) {
    const known = origins.get(position) ?? [];
    origins.set(position, [...known, sheet === null ? origin : { ...origin, sheet }]);
  }
  return database
    .prepare<unknown[], { readonly position: number; readonly data: string }>(source.records)
    .all({ from, to })
    .map(({ position, data }): NewRecord => {
      // The plan holds validated data only, and each hash was checked when the range was read.
      return { kind, data: JSON.parse(data), origins: origins.get(position) ?? [] } as unknown as NewRecord;
    });
}
