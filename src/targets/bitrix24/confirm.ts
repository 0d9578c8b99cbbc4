import { PerenosError } from '../../errors.ts';
import { originIdOf } from './marker.ts';
import type { ItemKind } from './portal.ts';
import { pageSize } from './pages.ts';
import { asText } from './values.ts';
import type { Job, Writing } from './writing.ts';

/**
 * Ids of a whole command come back in a list without names: before they are believed, the records say themselves whose they are. A
 * wrong id would tie everything that follows to somebody else. Records that do not show up (yet) keep the id they were given.
 */
export async function confirmIds(writing: Writing, kind: ItemKind, jobs: readonly Job[]): Promise<void> {
  const created = jobs.filter(({ id, outcome }) => id !== undefined && outcome === undefined);
  if (created.length < 2) return;
  const origins = await originsOf(writing, kind, created).catch(unlessDefect);
  for (const job of created) {
    const origin = origins?.get(job.id ?? '');
    if (origin === undefined || origin === originIdOf(kind, job.operation.marker)) continue;
    job.id = undefined;
    job.outcome = { status: 'in-doubt', reason: 'results in another order' };
  }
}

/** Markers of records by id. */
async function originsOf(
  { rest, dialect }: Writing,
  kind: ItemKind,
  jobs: readonly Job[],
): Promise<ReadonlyMap<string, string>> {
  const ids = jobs.map(({ id }) => Number(id));
  const pages = Array.from({ length: Math.ceil(ids.length / pageSize) }, (_, page) =>
    ids.slice(page * pageSize, (page + 1) * pageSize),
  );
  const results = await rest.readAll(
    pages.map((page) => dialect.list(kind, { filter: { '@id': page }, select: ['id', 'originId'] })),
  );
  const found = results.flatMap(({ result }) => dialect.listed(kind, result));
  return new Map(found.map(({ id, fields }) => [id, asText(fields['originId'])]));
}

function unlessDefect(error: unknown): undefined {
  if (error instanceof PerenosError) return undefined;
  throw error;
}
