import type { Staged } from '../model/staged.ts';
import type { BoundDecisions } from './decisions.ts';
import type { LoadedSet, MatchedKind } from './matcher.ts';
import type { RecordList } from './record-list.ts';

/** Pairs of record numbers that are one record already: a record of this run, and the loaded one it went into. */
export type KnownPairs = readonly (readonly [number: number, loaded: number])[];

/**
 * Adds the loaded records that were found to those under matching, after all others. `add` takes each, and numbers it by the list.
 * @returns pairs that are one already
 */
export function joinLoaded(
  list: RecordList,
  loaded: LoadedSet,
  add: (record: Staged<MatchedKind>) => void,
): KnownPairs {
  list.startLoaded();
  const pairs: (readonly [number, number])[] = [];
  for (const { record, from } of loaded.join()) {
    const number = list.length;
    add(record);
    for (const seq of from) {
      const own = list.numberOf(seq);
      if (own !== -1) pairs.push([own, number]);
    }
  }
  return pairs;
}

/** Decisions together with what is one record already, unless a person says that it is not. */
export function withKnownPairs(decisions: BoundDecisions, pairs: KnownPairs, places: Uint32Array): BoundDecisions {
  const known: (readonly [number, number])[] = [];
  for (const [one, other] of pairs) {
    const [a, b] = [places[one] ?? 0, places[other] ?? 0];
    if (!decisions.isDifferent(a, b)) known.push([Math.min(a, b), Math.max(a, b)]);
  }
  if (known.length === 0) return decisions;
  const names = new Set(known.map(([left, right]) => `${left} ${right}`));
  return { ...decisions, same: [...known, ...decisions.same], known: names };
}

/** Two records of the target are never made one by a search: nobody asked for it, and it could not be undone. */
export function bothLoaded(list: RecordList, left: number, right: number): boolean {
  return list.hasLoaded && list.isLoaded(left) && list.isLoaded(right);
}
