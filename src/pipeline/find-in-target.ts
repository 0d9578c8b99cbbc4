import type { EntityKind } from '../model/entity.ts';
import type { Ref } from '../model/field.ts';
import type { GoldenRecord } from '../store/plan-records.ts';
import { type FoundId, joinLoaded, leaveLoaded } from './changed-clusters.ts';
import { report, type Planning } from './planning.ts';

/** What the target has for a record. */
export interface Known {
  readonly targetId: string;
  /** Of what was last written; undefined when the record was found in the target but is not in our journal. */
  readonly payloadHash: string | undefined;
  /** How many of the record's source keys lead to the target's record already. */
  readonly keys: number;
  /** Somebody else put it there: it was found by what it holds, now or by an earlier run. */
  readonly isForeign: boolean;
  /** Other sources, which are not read now, made it too: what they said stays. */
  readonly isShared?: boolean;
}

/** A record with what the target has for it; `isUndecided`: a person has to say which of several it is. */
export interface Located {
  readonly record: GoldenRecord;
  readonly known: Known | undefined;
  readonly isUndecided: boolean;
}

/** Looks for the records of a page: in our journal, by our markers in the target, by what they hold. */
export async function findInTarget(
  planning: Planning,
  kind: EntityKind,
  records: readonly GoldenRecord[],
): Promise<readonly Located[]> {
  const journaled = records.map((record) => [...journaledIds(planning, record), ...joinedIds(planning, record)]);
  const marked = await markedIds(planning, kind, { records, journaled });
  return records.map((record, index) => {
    const every = journaled[index]?.length ? journaled[index] : (marked.get(index) ?? []);
    const found = isOne(every) ? every : joinLoaded(planning, record, every);
    const [first] = found;
    if (first === undefined) return byValues(planning, record);
    const { targetId, payloadHash, isAdopted: isForeign = false } = first;
    const keys = found.filter((one) => one.targetId === targetId && one.isJoined !== true).length;
    return settle(planning, record, { targetId, payloadHash, keys, isForeign });
  });
}

/** Into a record that other sources made too goes what they and this one say together, never what this one says alone. */
function settle(planning: Planning, record: GoldenRecord, known: Known): Located {
  const { loaded, originsOf } = planning;
  const { joined, target } = loaded;
  const { kind, seq } = record;
  if (target === undefined || joined(seq).some(({ targetId }) => targetId === known.targetId))
    return { record, known, isUndecided: false };
  if (planning.loaded.isApart(kind, known.targetId)) {
    const own = originsOf(record);
    const isOwn = (ref: Ref): boolean => own.some(({ system, key }) => system === ref.system && key === ref.key);
    const kept = target.keysOf(kind, Number(known.targetId)).filter((ref) => !isOwn(ref));
    leaveLoaded(planning, record, { targetId: known.targetId, own, kept });
    return { record, known: undefined, isUndecided: true };
  }
  const isShared = target.keysOf(kind, Number(known.targetId)).length > known.keys;
  return { record, known: isShared ? { ...known, isShared } : known, isUndecided: false };
}

/** What matching found among the records of the target. */
function joinedIds({ state, connection, loaded }: Planning, { seq, kind }: GoldenRecord): readonly FoundId[] {
  return loaded.joined(seq).map(({ targetId, marker }) => {
    const known = state?.lookup(connection.identity.account, kind, marker);
    return { ...known, targetId, payloadHash: undefined, isJoined: true, from: marker };
  });
}

function isOne(found: readonly FoundId[]): boolean {
  return found.every(({ targetId }) => targetId === found[0]?.targetId);
}

function journaledIds({ state, connection, originsOf }: Planning, record: GoldenRecord): readonly FoundId[] {
  const { account } = connection.identity;
  return originsOf(record).flatMap((origin) => {
    const known = state?.lookup(account, record.kind, origin);
    return known === undefined ? [] : { ...known, from: origin };
  });
}

/** One question for all records that the journal does not know; several ids mean that what is merged now was loaded apart before. */
async function markedIds(
  { connection, originsOf }: Planning,
  kind: EntityKind,
  page: { readonly records: readonly GoldenRecord[]; readonly journaled: readonly (readonly FoundId[])[] },
): Promise<ReadonlyMap<number, readonly FoundId[]>> {
  const asked = page.records.flatMap((record, index) =>
    page.journaled[index]?.length ? [] : originsOf(record).map((marker) => ({ index, marker })),
  );
  const found = new Map<number, FoundId[]>();
  if (asked.length === 0) return found;
  const ids = await connection.find(
    kind,
    asked.map(({ marker }) => marker),
  );
  for (const [at, { index, marker: from }] of asked.entries()) {
    const targetId = ids[at];
    if (targetId === undefined) continue;
    const before = found.get(index);
    if (before === undefined) found.set(index, [{ targetId, payloadHash: undefined, from }]);
    else before.push({ targetId, payloadHash: undefined, from });
  }
  return found;
}

function byValues(planning: Planning, record: GoldenRecord): Located {
  const isAnyway = planning.onForeign(record.kind) === 'create_anyway';
  const match = isAnyway ? undefined : planning.matched?.find(record.kind, record.data);
  if (match === undefined) return { record, known: undefined, isUndecided: false };
  switch (match.found) {
    case 'none':
      for (const finding of match.findings) report(planning, record, finding);
      return { record, known: undefined, isUndecided: false };
    case 'one': {
      const known = { targetId: match.id, payloadHash: undefined, keys: Infinity, isForeign: true };
      return { record, known, isUndecided: false };
    }
    case 'undecided':
      report(planning, record, match.finding);
      return { record, known: undefined, isUndecided: true };
  }
}
