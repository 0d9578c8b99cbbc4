import type { EntityKind } from '../../model/entity.ts';
import type { Ref } from '../../model/field.ts';
import { guarded, openDatabase, type Database } from '../../store/database.ts';

export type Data = Readonly<Record<string, unknown>>;

/** A record as the files are made of it. */
export interface SpooledRecord {
  readonly id: string;
  readonly key: string;
  readonly data: Data;
}

const schema = `
CREATE TABLE IF NOT EXISTS record (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  system TEXT NOT NULL,
  key TEXT NOT NULL,
  data TEXT NOT NULL,
  UNIQUE (kind, system, key)
) STRICT;
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

/** What the import files hold, in a form in which it can be found and changed: the files are written from it, whole each time. */
export class Spool {
  private readonly database: Database;
  private readonly file: string;
  private readonly statements: ReturnType<typeof prepare>;

  /** @throws LocalError */
  constructor(file: string, account: string) {
    this.file = file;
    this.database = openDatabase(file);
    guarded(file, () => {
      this.database.pragma('journal_mode = WAL');
      this.database.exec(schema);
      this.database.prepare("INSERT OR IGNORE INTO meta (name, value) VALUES ('account', ?)").run(account);
    });
    this.statements = prepare(this.database);
  }

  get account(): string {
    return String(this.statements.account.get());
  }

  isEmpty(): boolean {
    return this.statements.any.get() === undefined;
  }

  find(kind: EntityKind, { system, key }: Ref): string | undefined {
    return this.statements.find.get(kind, system, key)?.toString();
  }

  read(kind: EntityKind, id: string): Data | undefined {
    const text = this.statements.read.get(kind, Number(id));
    return text === undefined ? undefined : (JSON.parse(text) as Data);
  }

  /** Writes a batch in one transaction. */
  batch<T>(work: () => T): T {
    return guarded(this.file, () => this.database.transaction(work)());
  }

  /** Gives the id of the record that has the marker; it is made when there is none. */
  put(kind: EntityKind, { system, key }: Ref, data: Data): string {
    return String(this.statements.put.get(kind, system, key, JSON.stringify(data)));
  }

  replace(kind: EntityKind, id: string, data: Data): boolean {
    return this.statements.replace.run(JSON.stringify(data), kind, Number(id)).changes > 0;
  }

  remove(kind: EntityKind, id: string): void {
    this.statements.remove.run(kind, Number(id));
  }

  *records(kind: EntityKind): Generator<SpooledRecord> {
    let last = 0;
    for (;;) {
      const rows = this.statements.page.all(kind, last);
      if (rows.length === 0) return;
      for (const { id, key, data } of rows) yield { id: String(id), key, data: JSON.parse(data) as Data };
      last = rows[rows.length - 1]?.id ?? last;
    }
  }

  close(): void {
    this.database.close();
  }
}

function prepare(database: Database) {
  return {
    account: database.prepare<unknown[], string>("SELECT value FROM meta WHERE name = 'account'").pluck(),
    any: database.prepare('SELECT 1 FROM record LIMIT 1'),
    find: database
      .prepare<unknown[], number>('SELECT id FROM record WHERE kind = ? AND system = ? AND key = ?')
      .pluck(),
    read: database.prepare<unknown[], string>('SELECT data FROM record WHERE kind = ? AND id = ?').pluck(),
    put: database
      .prepare<unknown[], number>(
        `INSERT INTO record (kind, system, key, data) VALUES (?, ?, ?, ?)
         ON CONFLICT (kind, system, key) DO UPDATE SET data = excluded.data RETURNING id`,
      )
      .pluck(),
    replace: database.prepare('UPDATE record SET data = ? WHERE kind = ? AND id = ?'),
    remove: database.prepare('DELETE FROM record WHERE kind = ? AND id = ?'),
    page: database.prepare<unknown[], { readonly id: number; readonly key: string; readonly data: string }>(
      'SELECT id, key, data FROM record WHERE kind = ? AND id > ? ORDER BY id LIMIT 500',
    ),
  };
}
