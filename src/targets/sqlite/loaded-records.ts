import type { EntityKind } from '../../model/entity.ts';
import type { RecordOrigin, Ref } from '../../model/field.ts';
import type { Database } from '../../store/database.ts';
import type { LoadedRecords } from '../target.ts';
import { layouts } from './layout.ts';
import { RecordReader } from './record-reader.ts';

type OriginRow = readonly [
  recordId: number,
  system: string,
  key: string,
  file: string,
  sheet: string | null,
  line: number,
];

const nameColumns = { company: 'name', contact: 'full_name', user: 'full_name' } as const;

/** What stands in a database of ours. */
export function openLoadedRecords(database: Database): LoadedRecords {
  const readers = new Map<string, RecordReader>();
  const statements = prepare(database);
  const readerOf = (kind: EntityKind, fields: ReadonlySet<string> | undefined): RecordReader => {
    const name = [kind, ...(fields ?? ['*'])].join(' ');
    let reader = readers.get(name);
    if (reader === undefined) readers.set(name, (reader = new RecordReader(database, layouts[kind], fields)));
    return reader;
  };
  let isReady = false;
  // It is the last thing a load makes: after one that broke off, each record would cost a look at all of them.
  const makeReady = (): void => {
    if (!isReady) database.exec('CREATE INDEX IF NOT EXISTS origin_by_kind_record_id ON origin (kind, record_id)');
    isReady = true;
  };
  return {
    get keys() {
      makeReady();
      return { file: database.name, table: 'origin' };
    },
    ids: (kind) => statements.ids.iterate(kind),
    read: (kind, ids, fields) => {
      makeReady();
      const records = readerOf(kind, fields).readAll(ids);
      const origins = new Map(ids.map((id): [number, RecordOrigin[]] => [id, []]));
      for (const row of statements.origins.all(JSON.stringify([...origins.keys()]), kind))
        origins.get(row[0])?.push(toOrigin(row));
      return ids.map((id, at) => {
        const data = records[at];
        return data === undefined ? undefined : { data, origins: origins.get(id) ?? [] };
      });
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
    origins: database
      .prepare<unknown[], OriginRow>(
        `SELECT asked.value, system, origin."key", file, sheet, line FROM json_each(?) AS asked
           CROSS JOIN origin ON origin.kind = ? AND origin.record_id = asked.value ORDER BY asked.id, origin.rowid`,
      )
      .raw(),
    keys: database.prepare<unknown[], Ref>(
      'SELECT system, "key" FROM origin WHERE kind = ? AND record_id = ? ORDER BY rowid',
    ),
    idOf: database
      .prepare<unknown[], number>('SELECT record_id FROM origin WHERE kind = ? AND system = ? AND "key" = ?')
      .pluck(),
    names: { company: nameOf('company'), contact: nameOf('contact'), user: nameOf('user') },
  };
}

function toOrigin([, system, key, file, sheet, line]: OriginRow): RecordOrigin {
  return sheet === null ? { system, key, file, line } : { system, key, file, sheet, line };
}
