import { dirname, join } from 'node:path';
import type { JoinedRecord, LoadedSet, MatchedKind } from '../matching/matcher.ts';
import { storedFeaturesOf, storedFields, storedVersion } from '../matching/stored-features.ts';
import type { DedupeRules } from '../model/dedupe.ts';
import type { EntityKind } from '../model/entity.ts';
import type { Ref } from '../model/field.ts';
import type { LoadedKeys } from '../model/loaded-keys.ts';
import type { Staged } from '../model/staged.ts';
import { MatchIndex, type IndexScope } from '../store/match-index.ts';
import { type LoadedRow, LoadedRows } from '../store/plan-loaded.ts';
import { recordFinder } from '../store/plan-records.ts';
import { type Standing, standingRecords } from '../store/plan-standing.ts';
import type { Plan } from '../store/plan.ts';
import type { State } from '../store/state.ts';
import type { Connection, LoadedRecord, LoadedRecords } from '../targets/target.ts';
import type { OnMatch } from './planning.ts';
import { follow } from './follow-target.ts';
import { LoadedCounts } from './loaded-counts.ts';
import { LoadedNames, nameFeatures, nameFields, nameVersion } from './loaded-names.ts';
import { stopIfAborted, type StageContext } from './progress.ts';

/*
 * Matching over several runs. One way for one run and for many: records that earlier runs loaded join the records of this run as
 * members of the same search, with the same levels, guards, decisions and clusters.
 *
 * - `match.db` keeps hashes of the blocking keys and values of every loaded person and company. It follows the target: ids it does not
 *   have yet, ids that the journal says were written since. Rules or normaliser changed: it is made anew. Deleting it loses nothing.
 * - A record of this run looks up its keys there. What is found is read from the target as it is now and staged as `loaded`: evidence,
 *   no record of the run. What is loaded as it is now is not looked up again: that was done when it was loaded.
 * - A loaded record all of whose sources are read again does not join: its sources speak for it.
 * - A record of this run and the loaded one it went into before are one from the start. Two loaded ones never become one by a score.
 * - A cluster with a loaded record becomes one planned record whose values are those of the target completed by the survivorship
 *   rules; it is written into the loaded one (`find-in-target.ts`), which keeps its id and gets the new origins.
 * - References to it are given the marker by which the target knows it (`relate.ts`).
 * - Frequencies and the prior are counted over everything loaded, so that no score depends on how many records a run reads; a loaded
 *   record that is read again is counted once (`loaded-counts.ts`).
 */

/** What a search through loaded records works with. */
export interface LoadedSetup {
  readonly plan: Plan;
  readonly state: State;
  readonly connection: Connection;
  readonly context: StageContext;
  readonly onMatch: (kind: EntityKind) => OnMatch;
}

/** Loaded records of all kinds, while a plan is made; to be closed. */
export class LoadedIndex {
  private readonly setup: LoadedSetup;
  private readonly loaded: LoadedRecords;
  private readonly index: MatchIndex;
  /** Loaded records by name, for references that know no other key. */
  readonly names: LoadedNames;

  private constructor(setup: LoadedSetup, loaded: LoadedRecords) {
    this.setup = setup;
    this.loaded = loaded;
    this.index = new MatchIndex(join(dirname(setup.state.file), 'match.db'));
    this.names = new LoadedNames(loaded, (kind) => {
      const scope = this.index.scope(setup.connection.identity.account, `${kind} names`, nameVersion);
      follow(scope, kind, {
        ...setup,
        loaded,
        fields: nameFields,
        features: (_marker, data) => nameFeatures(kind, data),
      });
      return scope;
    });
  }

  /** Undefined when nothing was loaded yet, or the target cannot be asked in this way. */
  static async open(setup: LoadedSetup): Promise<LoadedIndex | undefined> {
    const loaded = setup.connection.loaded?.();
    if (loaded === undefined || (await setup.connection.isEmpty())) return undefined;
    return new LoadedIndex(setup, loaded);
  }

  /** Where the target says which source record went into which of its records. */
  get keys(): LoadedKeys {
    return this.loaded.keys;
  }

  /** What needs no plan of all that is asked later. */
  getReady(kinds: readonly EntityKind[]): void {
    this.setup.state.ids.getReady(this.setup.connection.identity.account, kinds);
  }

  /** The loaded records of a kind, ready to be searched; undefined where none can be found, and nothing need be read or stored. */
  of<K extends MatchedKind>(kind: K, rules: DedupeRules): LoadedCandidates<K> | undefined {
    const { setup, loaded, index } = this;
    if (rules.mode === 'none' || setup.onMatch(kind) === 'create_anyway') return undefined;
    const { plan, state, connection } = setup;
    const target = connection.identity.account;
    const standing = standingRecords(plan, kind, { state, target, keys: loaded.keys });
    if (standing === undefined) return undefined;
    const scope = index.scope(target, kind, storedVersion(rules));
    const features = storedFeaturesOf(kind, rules, (ref) => this.companyName(ref));
    follow(scope, kind, {
      ...setup,
      loaded,
      fields: storedFields(rules),
      features: ({ system, key }, data) =>
        features({ seq: 0, kind, system, key, data } as unknown as Staged<MatchedKind>),
    });
    const most = rules.mode === 'full' ? rules.max_block : rules.shared.any;
    return new LoadedCandidates<K>(kind, { setup, loaded, standing, scope, most, skipsLarge: rules.mode === 'full' });
  }

  /** The name of a loaded company. */
  companyName(ref: Ref): string | undefined {
    const id = this.loaded.idOf('company', ref);
    return id === undefined ? undefined : this.loaded.nameOf('company', id);
  }

  /** The marker of a loaded record that one of its source keys leads to. */
  markerOf(kind: EntityKind, ref: Ref): Ref | undefined {
    const id = this.loaded.idOf(kind, ref);
    return id === undefined ? undefined : this.loaded.keysOf(kind, id)[0];
  }

  /** What a loaded record holds. */
  dataOf(kind: EntityKind, ref: Ref): Readonly<Record<string, unknown>> {
    const id = this.loaded.idOf(kind, ref);
    return (id === undefined ? undefined : this.loaded.read(kind, [id])[0]?.data) ?? {};
  }

  close(): void {
    this.index.close();
  }
}

const pageSize = 1000;

/** Of so many records all keys are held: some megabytes. */
const fewRecords = 50_000;

interface Searching {
  readonly setup: LoadedSetup;
  readonly loaded: LoadedRecords;
  readonly standing: Standing;
  readonly scope: IndexScope;
  /** More loaded records than this behind one key are not all looked at. */
  readonly most: number;
  /** Behind such a key nobody is looked at. */
  readonly skipsLarge: boolean;
}

/** Finds the loaded records of one kind that may be one with records of this run. */
export class LoadedCandidates<K extends MatchedKind = MatchedKind> implements LoadedSet<K> {
  private readonly rows: LoadedRows;
  private readonly joined = new Map<number, LoadedRow>();
  private readonly kept = new Set<number>();
  private readonly kind: K;
  private readonly with: Searching;
  private readonly found: Set<number>;
  /** Of records that may be found, where they are few: with others nobody is. */
  private readonly keys: ReadonlySet<number> | undefined;
  private counted: LoadedCounts | undefined;

  constructor(kind: K, given: Searching) {
    this.kind = kind;
    this.with = given;
    this.rows = new LoadedRows(given.setup.plan);
    this.found = new Set(given.standing.found);
    const { others } = given.standing;
    if (others.size <= fewRecords) this.keys = given.scope.keysOf(others);
  }

  /** Asked, as `countOf`, once those that are found have joined. */
  get size(): number {
    return this.counts().size;
  }

  isOpen(seq: number): boolean {
    return !this.with.standing.settled.has(seq);
  }

  look(key: number): void {
    if (this.keys?.has(key) === false) return;
    const { scope, most, skipsLarge, standing } = this.with;
    const ids = scope.find(key, most + 1);
    if (ids.length > most && skipsLarge) return;
    for (const id of ids) if (standing.others.has(id)) this.found.add(id);
  }

  countOf(value: number): number {
    return this.counts().count(value);
  }

  private counts(): LoadedCounts {
    if (this.counted === undefined) {
      const joined = new Set([...this.joined.values()].map(({ targetId }) => Number(targetId)));
      const ids = this.with.standing.known.take().sort();
      const standIns = ids.filter((id, at) => id !== ids[at - 1] && !joined.has(id));
      this.counted = new LoadedCounts(this.with.scope, standIns);
    }
    return this.counted;
  }

  join(): readonly JoinedRecord<K>[] {
    const { setup, loaded } = this.with;
    const find = recordFinder(setup.plan);
    const isHere = (ref: Ref): number | undefined => {
      const found = find(this.kind, ref);
      return found?.status === 'rejected' ? undefined : found?.seq;
    };
    let seq = this.rows.nextSeq;
    const records: JoinedRecord<K>[] = [];
    const ids = [...this.found].toSorted((a, b) => a - b);
    for (let start = 0; start < ids.length; start += pageSize) {
      stopIfAborted(setup.context);
      const page = ids.slice(start, start + pageSize);
      for (const [at, record] of loaded.read(this.kind, page).entries()) {
        const found = record && this.rowOf(page[at] ?? 0, record, isHere);
        if (found === undefined) continue;
        const { row, from } = found;
        const { system, key } = row.origin;
        const joined = { seq, kind: this.kind, system, key, data: row.data };
        this.joined.set(seq, row);
        records.push({ record: joined as unknown as Staged<K>, from });
        seq += 1;
      }
    }
    return records;
  }

  /** True for a `seq` that `join` gave out. */
  isLoaded(seq: number): boolean {
    return this.joined.has(seq);
  }

  /** Makes it stand in the plan: for those that belong to a cluster or a question. */
  keep(seq: number): void {
    const row = this.joined.get(seq);
    if (row === undefined || this.kept.has(seq)) return;
    this.rows.add(seq, row);
    this.kept.add(seq);
  }

  /** Undefined when its sources are all here and speak for it. */
  private rowOf(
    id: number,
    { data, origins }: LoadedRecord,
    isHere: (ref: Ref) => number | undefined,
  ): { readonly row: LoadedRow; readonly from: readonly number[] } | undefined {
    const [marker] = origins;
    const origin = origins.find((ref) => isHere(ref) === undefined);
    if (marker === undefined || origin === undefined) return undefined;
    const { system, key } = marker;
    const from = origins.flatMap((ref) => isHere(ref) ?? []);
    return { row: { kind: this.kind, targetId: String(id), data, origin, marker: { system, key } }, from };
  }
}
