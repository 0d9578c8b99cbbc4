import type { EntityKind } from '../../model/entity.ts';
import type { RecordOrigin, Ref } from '../../model/field.ts';
import type { Database } from '../../store/database.ts';
import type { LoadedRecords } from '../target.ts';
import { layouts } from './layout.ts';
import { RecordReader } from './record-reader.ts';

type OriginRow = Omit<RecordOrigin, 'sheet'> & { readonly sheet: string | null };

const nameColumns = { company: 'name', contact: 'full_name', user: 'full_name' } as const;

/** What stands in a database of ours. */
export function openLoadedRecords(database: Database): LoadedRecords {
  const readers = new Map<EntityKind, RecordReader>();
  const statements = prepare(database);
  const readerOf = (kind: EntityKind): RecordReader => {
    let reader = readers.get(kind);
    if (reader === undefined) readers.set(kind, (reader = new RecordReader(database, layouts[kind])));
    return reader;
  };
  let isReady = false;
  // It is the last thing a load makes: after one that broke off, each record would cost a look at all of them.
  const makeReady = (): void => {
    if (!isReady) database.exec('CREATE INDEX IF NOT EXISTS origin_by_kind_record_id ON origin (kind, record_id)');
    isReady = true;
  };
  return {
    keys: { file: database.name, table: 'origin' },
    ids: (kind) => statements.ids.iterate(kind),
    read: (kind, id) => {
      makeReady();
      const data = readerOf(kind).read(id);
      return data === undefined ? undefined : { data, origins: statements.origins.all(kind, id).map(toOrigin) };
    },
    idOf: (kind, { system, key }) => statements.idOf.get(kind, system, key),
    nameOf: (kind, id) => statements.names[kind].get(id),
    keysOf: (kind, id) => {
      makeReady();
      return statements.keys.all(kind, id);
    },
  };
}

function prepare(database: Database) {
  const nameOf = (kind: keyof typeof nameColumns) =>
    database.prepare<unknown[], string>(`SELECT ${nameColumns[kind]} FROM ${kind} WHERE id = ?`).pluck();
  return {
    ids: database
      .prepare<unknown[], number>('SELECT DISTINCT record_id FROM origin WHERE kind = ? ORDER BY record_id')
      .pluck(),
    origins: database.prepare<unknown[], OriginRow>(
      'SELECT system, "key", file, sheet, line FROM origin WHERE kind = ? AND record_id = ? ORDER BY rowid',
    ),
    keys: database.prepare<unknown[], Ref>(
      'SELECT system, "key" FROM origin WHERE kind = ? AND record_id = ? ORDER BY rowid',
    ),
    idOf: database
      .prepare<unknown[], number>('SELECT record_id FROM origin WHERE kind = ? AND system = ? AND "key" = ?')
      .pluck(),
    names: { company: nameOf('company'), contact: nameOf('contact'), user: nameOf('user') },
  };
}

function toOrigin({ sheet, ...origin }: OriginRow): RecordOrigin {
  return sheet === null ? origin : { ...origin, sheet };
}
