import type { Database } from '../../store/database.ts';

/** What is looked up lies side by side; what is kept of it after that is in the way of others. */
const readingKibibytes = 8192;

/** Records that are written are written all over the file. */
const writingKibibytes = 49_152;

/** To be called once a connection writes. */
export function configureWriting(database: Database): void {
  database.pragma(`cache_size = -${writingKibibytes}`);
}

/** How every connection to a database of ours is set up. */
export function configure(database: Database): void {
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma(`cache_size = -${readingKibibytes}`);
  // A batch writes some megabytes: fewer checkpoints copy the pages that every batch touches less often.
  database.pragma('wal_autocheckpoint = 8000');
}
