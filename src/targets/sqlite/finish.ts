import type { Database } from '../../store/database.ts';
import { guarded, openDatabase } from '../../store/database.ts';
import { indexStatements } from './schema.ts';

/** A load that has ended. */
export interface FinishedLoad {
  /** Of the database; nobody else has it open. */
  readonly path: string;
  readonly runId: string;
  readonly finishedAt: string | null;
}

/** What an index is sorted by fits into the caches of a processor this way: measured against twelve times as much, it takes four fifths of the time. */
const sorterKibibytes = 4096;

/** Makes a loaded database one plain file, with its indexes. @throws LocalError */
export function finishLoad({ path, runId, finishedAt }: FinishedLoad): void {
  const database = openDatabase(path, { mustExist: true });
  try {
    guarded(path, () => {
      // One plain file for whoever opens it next, also from read-only media. The indexes are written once then, not into a log first.
      database.pragma('journal_mode = DELETE');
      // Without a log, the last commit is safe only once the folder is.
      database.pragma('synchronous = EXTRA');
      database.pragma(`cache_size = -${sorterKibibytes}`);
      database.transaction(() => {
        for (const sql of indexStatements()) database.exec(sql);
        database.prepare('UPDATE perenos_run SET finished_at = ? WHERE run_id = ?').run(finishedAt, runId);
      })();
      database.pragma('optimize');
    });
  } finally {
    database.close();
  }
}

/** So many records are indexed sooner than a thread is started. */
const recordsBeforeThread = 50_000;

/** Are there indexes to build that are worth a thread? */
export function isLongToFinish(database: Database): boolean {
  const isIndexed =
    database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name LIKE 'origin_by%'").get() !== undefined;
  const last = database.prepare<unknown[], number | null>('SELECT max(rowid) FROM origin').pluck().get() ?? 0;
  return !isIndexed && last >= recordsBeforeThread;
}
