import type { EntityKind } from '../model/entity.ts';
import type { LoadedKeys } from '../model/loaded-keys.ts';
import { withAttached } from './attached.ts';
import { joinKnown } from './id-map.ts';
import { NumberList } from './number-list.ts';
import { NumberSet } from './number-set.ts';
import { count, type Database } from './database.ts';
import type { Plan } from './plan.ts';
import type { State } from './state.ts';

export interface StandingSetup {
  readonly state: State;
  /** The account of the target. */
  readonly target: string;
  readonly keys: LoadedKeys;
}

/** How the records that stand in the target and those that are read now belong together, before any is matched. */
export interface Standing {
  /** `seq` of what was loaded as it is now. */
  readonly settled: NumberSet;
  /** Ids of records that a record of this run, which is not settled, went into. */
  readonly found: ReadonlySet<number>;
  /** Ids of all that records of this run went into, with repeats. */
  readonly known: NumberList;
  /** Ids of those that sources went into which are not read now: theirs alone may become part of a record of this run. */
  readonly others: LoadedIds;
}

/**
 * What the journal or, where it does not know it, the target says of the valid records of a kind. Undefined when every record of the
 * target is spoken for by all of its sources, or no record is read: then none of them may become part of one. Needs `buildIndexes`.
 */
export function standingRecords(
  plan: Plan,
  kind: EntityKind,
  { state, target, keys }: StandingSetup,
): Standing | undefined {
  const { database } = plan;
  return state.ids.beside(database, { target, kind }, () =>
    withAttached(database, [{ name: 'target', file: keys.file }], () => {
      const origins = `target.${keys.table}`;
      if (!isRead(database, kind) || isSpokenFor(database, kind, origins)) return undefined;
      const others = new LoadedIds(othersOf(database, kind, origins));
      return { ...knownRecords(database, kind, { origins, others }), others };
    }),
  );
}

/** Ids of records of the target. */
export class LoadedIds {
  readonly size: number;
  private readonly ids: Float64Array;

  /** @param ids ascending, no repeats */
  constructor(ids: readonly number[]) {
    this.ids = Float64Array.from(ids);
    this.size = ids.length;
  }

  has(id: number): boolean {
    const { ids } = this;
    let low = 0;
    let high = ids.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ids[middle] ?? 0) < id) low = middle + 1;
      else high = middle;
    }
    return ids[low] === id;
  }

  [Symbol.iterator](): Iterator<number> {
    return this.ids.values();
  }
}

function isRead(database: Database, kind: EntityKind): boolean {
  return count(database, "SELECT EXISTS (SELECT 1 FROM record WHERE kind = ? AND status = 'valid')", kind) === 1;
}

/** Has every source record of the target a valid one here, of which the journal says nothing else? */
function isSpokenFor(database: Database, kind: EntityKind, origins: string): boolean {
  const other = database.prepare<unknown[], 1>(
    `SELECT 1 FROM ${origins} AS origin WHERE origin.kind = @kind AND NOT EXISTS (
       SELECT 1 FROM record INDEXED BY record_by_key WHERE record.kind = @kind AND record.system = origin.system
         AND record.key = origin.key AND record.key IS NOT NULL AND record.status = 'valid'
         AND NOT EXISTS (SELECT 1 FROM (SELECT 1) ${joinKnown('CROSS', { record: 'record', known: 'known' })}
           AND CAST(known.target_id AS INTEGER) <> origin.record_id))
     ORDER BY origin.system, origin.key LIMIT 1`,
  );
  return other.get({ kind }) === undefined;
}

function othersOf(database: Database, kind: EntityKind, origins: string): readonly number[] {
  return database
    .prepare<unknown[], number>(
      `SELECT DISTINCT origin.record_id FROM ${origins} AS origin WHERE origin.kind = @kind AND NOT EXISTS (
         SELECT 1 FROM record INDEXED BY record_by_key WHERE record.kind = @kind AND record.system = origin.system
           AND record.key = origin.key AND record.key IS NOT NULL AND record.status NOT IN ('rejected', 'loaded'))
       ORDER BY 1`,
    )
    .pluck()
    .all({ kind });
}

function knownRecords(
  database: Database,
  kind: EntityKind,
  { origins, others }: { readonly origins: string; readonly others: LoadedIds },
): Omit<Standing, 'others'> {
  const settled = new NumberSet(count(database, 'SELECT max(seq) FROM record'));
  const found = new Set<number>();
  const known = new NumberList();
  const select = database
    .prepare<unknown[], readonly [seq: number, id: number, isSettled: 0 | 1 | null]>(
      `SELECT record.seq, coalesce(CAST(known.target_id AS INTEGER), origin.record_id) AS target_record,
         known.payload_hash = coalesce(record.hash, x'')
       FROM record ${joinKnown('LEFT', { record: 'record', known: 'known' })}
         LEFT JOIN ${origins} AS origin
           ON origin.kind = @kind AND origin.system = record.system AND origin.key = record.key AND known.target_id IS NULL
       WHERE record.kind = @kind AND record.status = 'valid' AND target_record IS NOT NULL ORDER BY record.seq`,
    )
    .raw();
  for (const [seq, id, isSettled] of select.iterate({ kind })) {
    known.push(id);
    if (isSettled === 1) settled.add(seq);
    else if (others.has(id)) found.add(id);
  }
  return { settled, found, known };
}
