import { guarded, openDatabase, type Database } from './database.ts';
import { upgradeState } from './state-upgrade.ts';

/** Opens `state.db`, or makes it; one of an older version is brought to this one. @throws LocalError, ConfigError */
export function openState(file: string): Database {
  const database = openDatabase(file);
  return guarded(file, () => {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    database.pragma('cache_size = -32768');
    // A batch writes some megabytes: fewer checkpoints copy the pages that every batch touches less often.
    database.pragma('wal_autocheckpoint = 8000');
    upgradeState(database, file);
    return database;
  });
}
