import type { EntityKind } from '../../model/entity.ts';
import type { Ref } from '../../model/field.ts';
import type { Finding } from '../../model/issue.ts';
import { databaseError, openDatabase, type Database, type Statement } from '../../store/database.ts';
import type { BulkResult, BulkWriter, NewRecord } from '../target.ts';
import { isRefusal } from './batch-writer.ts';
import { configure } from './configure.ts';
import { layouts } from './layout.ts';
import { RecordAppender } from './record-appender.ts';
import { RecordWriter } from './record-writer.ts';
import { RememberedIds } from './remembered-ids.ts';

/** Opens a writer of its own for a database that exists; `path` is that of the database. */
export function openBulkWriter(path: unknown): BulkWriter {
  const file = String(path);
  const database = openDatabase(file, { mustExist: true });
  configure(database);
  // What one batch touches: when another thread has written the next one, SQLite forgets what it knew of the file.
  database.pragma('cache_size = -16384');
  return new SqliteBulkWriter(database, file);
}

class SqliteBulkWriter implements BulkWriter {
  private readonly database: Database;
  private readonly path: string;
  private readonly appenders = new Map<EntityKind, RecordAppender>();
  /** For records that are written one by one. */
  private readonly writers = new Map<EntityKind, RecordWriter>();
  private readonly find: Statement<number>;
  private readonly remembered = new RememberedIds();
  private isOpen = false;

  constructor(database: Database, path: string) {
    this.database = database;
    this.path = path;
    this.find = database
      .prepare<unknown[], number>('SELECT record_id FROM origin WHERE kind = ? AND system = ? AND "key" = ?')
      .pluck();
  }

  write(records: () => Iterable<NewRecord>): BulkResult {
    try {
      return this.database.transaction(() => this.writeAll(records()))();
    } catch (cause) {
      // What was found may be of the transaction that is gone.
      this.remembered.clear();
      if (!isRefusal(cause)) throw databaseError(this.path, cause);
    }
    for (const appender of this.appenders.values()) appender.start();
    return this.writeEach(records());
  }

  close(): void {
    this.database.close();
  }

  private writeAll(records: Iterable<NewRecord>): BulkResult {
    const ids: string[] = [];
    const open: number[] = [];
    for (const appender of this.appenders.values()) appender.start();
    for (const record of records) {
      this.isOpen = false;
      const id = this.appender(record.kind).append(record, this.idOf);
      if (this.isOpen) open.push(ids.length);
      ids.push(String(id));
    }
    for (const appender of this.appenders.values()) appender.flush();
    return { ids, open, refused: [] };
  }

  private appender(kind: EntityKind): RecordAppender {
    let appender = this.appenders.get(kind);
    if (appender === undefined) {
      appender = new RecordAppender(this.database, layouts[kind]);
      appender.start();
      this.appenders.set(kind, appender);
    }
    return appender;
  }

  /** One record broke a constraint: each in a transaction of its own, so that the others are written. */
  private writeEach(records: Iterable<NewRecord>): BulkResult {
    const ids: (string | null)[] = [];
    const open: number[] = [];
    const refused: (readonly [number, Finding])[] = [];
    for (const record of records) {
      this.isOpen = false;
      try {
        const id = this.database.transaction(() => this.create(record))();
        if (this.isOpen) open.push(ids.length);
        ids.push(id);
      } catch (cause) {
        if (!isRefusal(cause)) throw databaseError(this.path, cause);
        refused.push([ids.length, { code: 'target.rejected', args: { reason: (cause as Error).message } }]);
        ids.push(null);
      }
    }
    return { ids, open, refused };
  }

  private create(record: NewRecord): string {
    let writer = this.writers.get(record.kind);
    if (writer === undefined) {
      writer = new RecordWriter(this.database, layouts[record.kind]);
      this.writers.set(record.kind, writer);
    }
    return String(writer.create(record, this.idOf));
  }

  private readonly idOf = (kind: EntityKind, { system, key }: Ref): string | undefined => {
    const ids = this.remembered.of(kind, system);
    const known = ids.get(key);
    if (known !== undefined) return known;
    // It may be among the records that are collected and not inserted yet.
    this.appenders.get(kind)?.flush();
    const found = this.find.get(kind, system, key);
    if (found === undefined) {
      this.isOpen = true;
      return undefined;
    }
    const id = String(found);
    this.remembered.add(ids, key, id);
    return id;
  };
}
