import type { CompiledMapping } from '../mapping/compiled.ts';
import type { Connection } from '../targets/target.ts';

/** Ids of those who have an account in the target and do not work there any more. */
export async function dismissedIn(connection: Connection): Promise<ReadonlySet<string>> {
  const users = (await connection.schema?.())?.users ?? [];
  return new Set(users.filter(({ active }) => !active).map(({ id }) => id));
}

/**
 * Tells user maps that say what becomes of dismissed colleagues (`maps.*.dismissed`) which of their results are such. Before the
 * rows are read, and after the maps are filled.
 */
export async function findDismissed({ maps }: CompiledMapping, connection: Connection): Promise<void> {
  const asked = maps.filter(({ kind, dismissed }) => kind === 'user' && (dismissed ?? 'keep') !== 'keep');
  if (asked.length === 0) return;
  const dismissed = await dismissedIn(connection);
  if (dismissed.size === 0) return;
  for (const map of asked) {
    const names = map.results();
    const ids =
      (await connection.resolve?.(
        'user',
        names.map((name) => ({ full_name: name })),
      )) ?? [];
    map.dismiss(names.filter((_name, at) => dismissed.has(ids[at] ?? '')));
  }
}

/** Whether the mapping wants records to stay with colleagues who are dismissed. */
export function keepsDismissed({ maps }: Pick<CompiledMapping, 'maps'>): boolean {
  return maps.some(({ kind, dismissed }) => kind === 'user' && dismissed === 'keep');
}
