import type { Database } from '../../store/database.ts';

/** How every connection to a database of ours is set up. */
export function configure(database: Database): void {
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma('cache_size = -49152');
  // A batch writes some megabytes: fewer checkpoints copy the pages that every batch touches less often.
  database.pragma('wal_autocheckpoint = 8000');
}
