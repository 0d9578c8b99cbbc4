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

/** Ids that are not stored as they are: new ones, those taken away, those that a run wrote since. */
function outdated(
  scope: IndexScope,
  kind: EntityKind,
  { state, loaded }: Pick<Following, 'state' | 'loaded'>,
): readonly number[] {
  const { mark } = scope;
  const stored = [...scope.ids()];
  const isOurs = mark?.lineage === state.lineage;
  const ids = new Set(isOurs ? unlike(stored, loaded.ids(kind)) : [...stored, ...loaded.ids(kind)]);
  if (!isOurs || mark.serial === state.serial) return [...ids];
  const known = new Set(mark.runs);
  for (const { run_id } of state.runs()) {
    if (known.has(run_id)) continue;
    for (const id of state.writtenIds(run_id, kind)) ids.add(id);
  }
  return [...ids];
}

/** Numbers of two ascending lists that are in one of them only. */
function unlike(stored: readonly number[], present: Iterable<number>): readonly number[] {
  const found: number[] = [];
  let at = 0;
  for (const id of present) {
    while (at < stored.length && (stored[at] ?? 0) < id) found.push(stored[at++] ?? 0);
    if (stored[at] === id) at += 1;
    else found.push(id);
  }
  while (at < stored.length) found.push(stored[at++] ?? 0);
  return found;
}
