import { entityKinds, type EntityKind } from '../../model/entity.ts';
import { count, databaseError, guarded, openDatabase, type Database, type Statement } from '../../store/database.ts';
import type { BulkResult, BulkWriter } from '../target.ts';
import type { CreateRange, RecordSource } from '../../model/new-records.ts';
import { isRefusal } from './batch-writer.ts';
import { configure } from './configure.ts';
import { RecordAppender } from './record-appender.ts';
import { writeSingly } from './single-records.ts';

/** Values are taken out of so many records at once: every table goes through them, which in the caches of a processor takes four fifths of the time. */
const recordsAtOnce = 500;

/** Opens a writer of its own for a database that exists; `path` is that of the database. */
export function openBulkWriter(path: unknown, source: RecordSource): BulkWriter {
  const file = String(path);
  const database = openDatabase(file, { mustExist: true });
  configure(database);
  // What one batch touches: when another thread has written the next one, SQLite forgets what it knew of the file.
  database.pragma('cache_size = -16384');
  // What is written here is in order by itself, as long as what it is told to point to is there: to look for it with every row takes a
  // sixth of the time.
  database.pragma(`foreign_keys = ${isWhole(database) ? 'OFF' : 'ON'}`);
  guarded(source.file, () => database.prepare('ATTACH ? AS plan').run(source.file));
  database.pragma('plan.cache_size = -8192');
  // A batch and no more.
  database.pragma('temp_store = MEMORY');
  database.exec('CREATE TEMP TABLE new_record (position INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT');
  return new SqliteBulkWriter(database, file, source);
}

/** False when the database names records that are not there (any more). */
function isWhole(database: Database): boolean {
  const missing = entityKinds.map(
    (kind) =>
      `EXISTS (SELECT 1 FROM origin WHERE kind = '${kind}' AND NOT EXISTS (SELECT 1 FROM ${kind} WHERE id = record_id))`,
  );
  return count(database, `SELECT ${missing.join(' OR ')}`) === 0;
}

class SqliteBulkWriter implements BulkWriter {
  private readonly database: Database;
  private readonly path: string;
  private readonly source: RecordSource;
  private readonly appenders = new Map<EntityKind, RecordAppender>();
  private readonly empty: Statement;
  private readonly fill: Statement;

  constructor(database: Database, path: string, source: RecordSource) {
    this.database = database;
    this.path = path;
    this.source = source;
    this.empty = database.prepare('DELETE FROM temp.new_record');
    this.fill = database.prepare(
      `INSERT INTO temp.new_record (position, data) SELECT position, jsonb(data) FROM (${source.records})`,
    );
  }

  prepare(range: CreateRange): () => BulkResult {
    const appender = this.appender(range.kind);
    guarded(this.source.file, () => {
      appender.clear();
      for (let from = range.from; from <= range.to; from += recordsAtOnce) {
        this.empty.run();
        this.fill.run({ from, to: Math.min(range.to, from + recordsAtOnce - 1) });
        appender.take();
      }
      appender.count();
    });
    return () => this.write(range, () => appender.append(range));
  }

  close(): void {
    this.database.close();
  }

  private write(range: CreateRange, append: () => BulkResult): BulkResult {
    try {
      return this.database.transaction(append)();
    } catch (cause) {
      if (!isRefusal(cause)) throw databaseError(this.path, cause);
    }
    // One record broke a constraint: each in a transaction of its own, so that the others are written.
    return guarded(this.path, () => writeSingly(this.database, this.source, range));
  }

  private appender(kind: EntityKind): RecordAppender {
    let appender = this.appenders.get(kind);
    if (appender === undefined) {
      appender = new RecordAppender(this.database, kind, this.source.origins);
      this.appenders.set(kind, appender);
    }
    return appender;
  }
}
