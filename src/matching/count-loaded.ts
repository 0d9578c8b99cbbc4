import { openColumns, type FeatureColumn } from './feature-table.ts';
import { TextHash } from './hash.ts';
import type { LoadedSet } from './matcher.ts';
import { packedValue } from './packed-keys.ts';
import type { Prepared } from './prepare.ts';
import type { LoadedPairs } from './prior.ts';

/**
 * Counts values and records over everything that was loaded, not only over what joined the search: how rare a name is does not depend
 * on how many records a run reads.
 */
export function countLoaded(prepared: Prepared, loaded: LoadedSet): Prepared {
  const { table } = prepared;
  const joined = joinedPlaces(prepared);
  const column = openColumns(table);
  const hash = new TextHash();
  for (const [place, { name, ids, starts }] of table.columns.entries()) {
    const { dictionary } = column(name);
    const present = countPresent({ ids, starts, size: dictionary.size }, joined);
    const { counts, carriers } = dictionary;
    for (let id = 0; id < dictionary.size; id += 1) {
      const others = loaded.countOf(packedValue(hash, place, dictionary.text(id))) - (present[id] ?? 0);
      if (others <= 0) continue;
      counts[id] = (counts[id] ?? 0) + others;
      carriers[id] = (carriers[id] ?? 0) + others;
    }
  }
  const others = Math.max(0, loaded.size - joined.length);
  const counted = { records: table.records + others, representatives: table.representatives + others };
  return { ...prepared, table: { ...table, counted } };
}

/** What is compared where loaded records joined a search. */
export function pairsWithLoaded(prepared: Prepared, loaded: LoadedSet | undefined): LoadedPairs | undefined {
  if (loaded === undefined || loaded.size === 0) return undefined;
  return { records: prepared.table.representatives - joinedPlaces(prepared).length, loaded: loaded.size };
}

/** Places of the loaded records, none of which repeats another record. */
function joinedPlaces({ list, order }: Prepared): readonly number[] {
  const places: number[] = [];
  if (!list.hasLoaded) return places;
  for (let place = 0; place < order.length; place += 1) if (list.isLoaded(order[place] ?? 0)) places.push(place);
  return places;
}

function countPresent(
  {
    ids,
    starts,
    size,
  }: Pick<FeatureColumn, 'ids'> & {
    readonly starts: FeatureColumn['starts'] | undefined;
    readonly size: number;
  },
  places: readonly number[],
): Uint32Array {
  const present = new Uint32Array(size);
  for (const place of places) {
    const end = starts === undefined ? place + 1 : (starts[place + 1] ?? 0);
    for (let at = starts === undefined ? place : (starts[place] ?? 0); at < end; at += 1) {
      const id = ids[at] ?? -1;
      if (id !== -1) present[id] = (present[id] ?? 0) + 1;
    }
  }
  return present;
}
