import { guarded, type Database } from './database.ts';

/** Another database file, asked together with one. */
export interface AttachedFile {
  /** What its tables are called by in statements. */
  readonly name: string;
  readonly file: string;
}

/** What is kept of such a file, beside what the database keeps of itself. */
const cacheKibibytes = 4096;

/**
 * Runs work, which must not wait for anything, while files can be read together with a database: one statement costs a tenth of asking
 * each of them for every record. What others hold of the files is not touched.
 * @throws LocalError
 */
export function withAttached<T>(database: Database, files: readonly AttachedFile[], work: () => T): T {
  const attached: string[] = [];
  try {
    for (const { name, file } of files) {
      guarded(file, () => {
        database.prepare(`ATTACH ? AS ${name}`).run(file);
        attached.push(name);
        database.pragma(`${name}.cache_size = -${cacheKibibytes}`);
      });
    }
    return guarded(database.name, work);
  } finally {
    for (const name of attached) guarded(database.name, () => database.exec(`DETACH ${name}`));
  }
}
