import type { EntityKind } from '../model/entity.ts';
import type { Ref } from '../model/field.ts';
import type { IndexedFeatures, IndexScope } from '../store/match-index.ts';
import type { State } from '../store/state.ts';
import type { LoadedRecords } from '../targets/target.ts';
import { stopIfAborted, type StageContext } from './progress.ts';

interface Following {
  readonly state: State;
  readonly context: StageContext;
  readonly loaded: LoadedRecords;
  /** Of these fields; of all of them where it is absent. */
  readonly fields?: ReadonlySet<string> | undefined;
  /** What is kept of a record. */
  readonly features: (marker: Ref, data: Readonly<Record<string, unknown>>) => IndexedFeatures;
}

const pageSize = 1000;

/** Brings what is stored of loaded records up to what stands in the target. */
export function follow(scope: IndexScope, kind: EntityKind, following: Following): void {
  const { state, context } = following;
  const ids = outdated(scope, kind, following);
  let done = 0;
  const all = function* (): Generator<readonly [id: number, features: IndexedFeatures | undefined]> {
    for (let start = 0; start < ids.length; start += pageSize) {
      stopIfAborted(context);
      context.progress({ phase: 'match', subject: kind, done });
      const page = ids.slice(start, start + pageSize);
      yield* featuresOf(kind, page, following);
      done += page.length;
    }
  };
  scope.put(all());
  const runs = state.runs().flatMap(({ run_id, ended_at }) => (ended_at === null ? [] : [run_id]));
  scope.mark = { lineage: state.lineage, serial: state.serial, runs };
}

function featuresOf(
  kind: EntityKind,
  ids: readonly number[],
  { loaded, fields, features }: Following,
): readonly (readonly [id: number, features: IndexedFeatures | undefined])[] {
  const records = loaded.read(kind, ids, fields);
  return ids.map((id, at) => {
    const found = records[at];
    const [marker] = found?.origins ?? [];
    return [id, found === undefined || marker === undefined ? undefined : features(marker, found.data)];
  });
}

/** Ids that are not stored as they are, ascending: new ones, those taken away, those that a run wrote since. */
function outdated(
  scope: IndexScope,
  kind: EntityKind,
  { state, loaded }: Pick<Following, 'state' | 'loaded'>,
): readonly number[] {
  const { mark } = scope;
  const isOurs = mark?.lineage === state.lineage;
  const ids = merged(scope.ids(), loaded.ids(kind), isOurs ? 'in-one' : 'in-any');
  if (!isOurs || mark.serial === state.serial) return ids;
  const known = new Set(mark.runs);
  const written = state.runs().flatMap(({ run_id }) => (known.has(run_id) ? [] : state.writtenIds(run_id, kind)));
  return written.length === 0
    ? ids
    : merged(
        ids,
        written.toSorted((a, b) => a - b),
        'in-any',
      );
}

/** Numbers of two ascending lists that are in one of them only, or in any; a million of them, so that nothing is kept but they. */
function merged(left: Iterable<number>, right: Iterable<number>, which: 'in-one' | 'in-any'): readonly number[] {
  const found: number[] = [];
  const add = (number: number): void => {
    if (found.at(-1) !== number) found.push(number);
  };
  const others = left[Symbol.iterator]();
  let other = others.next();
  for (const number of right) {
    for (; other.done !== true && other.value < number; other = others.next()) add(other.value);
    const isInBoth = other.done !== true && other.value === number;
    if (isInBoth) other = others.next();
    if (!isInBoth || which === 'in-any') add(number);
  }
  for (; other.done !== true; other = others.next()) add(other.value);
  return found;
}
