import type * as DuckDb from '@duckdb/node-api';
import { LocalError } from '../errors.ts';

export type DuckDbLibrary = typeof DuckDb;

/** Loads the optional DuckDB package; an error that names it when it is not installed. */
export async function loadDuckDb(
  load: () => Promise<DuckDbLibrary> = () => import('@duckdb/node-api'),
): Promise<DuckDbLibrary> {
  try {
    return await load();
  } catch (error) {
    throw new LocalError('match.duckdb-missing', { reason: firstLine(error) }, { cause: error });
  }
}

/** What DuckDB was doing when it failed: mostly a full disk. */
export function duckDbFailure(error: unknown): LocalError<'match.duckdb-failed'> {
  return new LocalError('match.duckdb-failed', { reason: firstLine(error) }, { cause: error });
}

function firstLine(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return line;
}
