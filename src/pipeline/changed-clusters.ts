import type { EntityKind } from '../model/entity.ts';
import type { Ref } from '../model/field.ts';
import { addEarlierPlaces } from '../store/plan-earlier.ts';
import type { GoldenRecord } from '../store/plan-records.ts';
import { report, type Planning } from './planning.ts';

/*
 * A cluster of this run that joins what earlier runs loaded as several records keeps the record of the target that it shares most
 * source records with, the older one of equals; one that takes part of what was loaded as one record leaves that record to the
 * other part (`dedupe.md` 3.11 of the house documents). Both are said, and the plan notes where each source record stood.
 */

/** A record of the target that a planned record is, or that one of its source records leads to. */
export interface FoundId {
  readonly targetId: string;
  readonly payloadHash: string | undefined;
  readonly createdByRun?: string;
  readonly isAdopted?: boolean;
  /** It was found by what it holds: no source key of the record leads to it yet. */
  readonly isJoined?: boolean;
  /** The source record that leads to it. */
  readonly from: Ref;
}

/** Records that were loaded apart turn out to be one: what leads to the record of the target that stays comes first. */
export function joinLoaded(planning: Planning, record: GoldenRecord, found: readonly FoundId[]): readonly FoundId[] {
  const places = placesOf(planning, record.kind, found);
  const [kept, ...others] = places;
  if (kept === undefined || others.length === 0) return found;
  addEarlierPlaces(
    planning.plan,
    others.flatMap(({ targetId, from }) => from.map((ref) => ({ kind: record.kind, ...refOf(ref), targetId }))),
  );
  const records = places.map(({ targetId, from }) => `${targetId} (${namesOf(from)})`).join(', ');
  report(planning, record, { code: 'plan.several-targets', args: { records, kept: kept.targetId } });
  const stays = found.filter(({ targetId }) => targetId === kept.targetId);
  return [...stays, ...found.filter(({ targetId }) => targetId !== kept.targetId)];
}

interface Place {
  readonly targetId: string;
  readonly from: readonly Ref[];
  /** How many source records of it are here; of one that was found by what it holds, all that went into it. */
  readonly overlap: number;
  readonly time: string;
}

/** The records of the target, the one with the largest overlap first, of equals the one that was made first. */
function placesOf({ loaded }: Planning, kind: EntityKind, found: readonly FoundId[]): readonly Place[] {
  const places = new Map<string, Place>();
  for (const { targetId, from, isJoined, createdByRun = '' } of found) {
    const known = places.get(targetId);
    const time = createdByRun.slice(0, createdByRun.indexOf('-'));
    const all = isJoined === true ? (loaded.target?.keysOf(kind, Number(targetId)).length ?? 1) : 0;
    places.set(targetId, {
      targetId,
      from: [...(known?.from ?? []), from],
      overlap: Math.max(all, (known?.overlap ?? 0) + (isJoined === true ? 0 : 1)),
      time: known?.time ?? time,
    });
  }
  return [...places.values()].toSorted(
    (a, b) => b.overlap - a.overlap || (a.time < b.time ? -1 : a.time > b.time ? 1 : 0),
  );
}

/**
 * What went into one record of the target with others is a record of its own by now: it is left out, and said. `isLeaving`: the record
 * of the target gives its key up, so that the next run creates it.
 */
export function leaveLoaded(
  planning: Planning,
  record: { readonly seq: number; readonly kind: EntityKind },
  given: {
    readonly targetId: string;
    readonly own: readonly Ref[];
    readonly kept: readonly Ref[];
    readonly isLeaving?: boolean;
  },
): void {
  const { targetId, own, kept, isLeaving = false } = given;
  addEarlierPlaces(
    planning.plan,
    own.map((ref) => ({ kind: record.kind, ...refOf(ref), targetId })),
  );
  const args = { id: targetId, own: namesOf(own), kept: namesOf(kept) };
  report(planning, record, { code: isLeaving ? 'plan.loaded-split' : 'plan.loaded-apart', args });
}

function refOf({ system, key }: Ref): Ref {
  return { system, key };
}

const MOST_NAMES = 5;

/** `old:1, old:3`. */
function namesOf(refs: readonly Ref[]): string {
  const names = refs.slice(0, MOST_NAMES).map(({ system, key }) => `${system}:${key}`);
  return [...names, ...(refs.length > MOST_NAMES ? ['…'] : [])].join(', ');
}
