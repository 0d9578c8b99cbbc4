import type { EntityKind } from '../model/entity.ts';
import type { Ref } from '../model/field.ts';
import { withAttached } from './attached.ts';
import { count, guarded, type Database } from './database.ts';
import type { Known } from './journal.ts';
import type { RangeCreate } from './range-entries.ts';
import { RememberedIds } from './remembered-ids.ts';

type KnownRow = Omit<Known, 'isAdopted'> & { readonly adopted: 0 | 1 };

/** A source record of a target. */
interface Place {
  readonly target: string;
  readonly kind: EntityKind;
  readonly ref: Ref;
}

/** What of a target is to be taken over from ranges. */
interface Pending {
  readonly target: string;
  readonly kind: EntityKind;
}

/**
 * Which record of a target each source record became, over all runs. Ranges of the journal hold that too: what was loaded by ranges
 * is taken over when it is first asked for, all of a kind at once in the order of the keys, which costs a fraction.
 */
export class IdMap {
  private readonly file: string;
  private readonly database: Database;
  private readonly statements: ReturnType<typeof prepare>;
  private readonly remembered = new RememberedIds();
  /** What ranges hold and the map does not, as far as this process knows: nobody else loads at the same time. */
  private pending: readonly Pending[] = [];

  /** `file`: of the state, for people. */
  constructor(database: Database, file: string) {
    this.database = database;
    this.file = file;
    this.statements = prepare(database);
    this.refresh();
  }

  /** Forgets what it remembers: after a transaction was rolled back, or when ranges were settled. */
  refresh(): void {
    this.remembered.forget();
    this.pending = this.statements.pending.all();
  }

  /** Takes over what is asked for later: of a million records that takes seconds. */
  getReady(target: string, kinds: readonly EntityKind[]): void {
    for (const kind of kinds) this.takeOver(target, kind);
  }

  lookup(target: string, kind: EntityKind, ref: Ref): Known | undefined {
    const before = this.remembered.get(target, kind, ref);
    if (before !== undefined) return before;
    this.takeOver(target, kind);
    const row = this.statements.lookup.get(target, kind, ref.system, ref.key);
    if (row === undefined) return undefined;
    const { adopted, ...plain } = row;
    const known: Known = adopted === 1 ? { ...plain, isAdopted: true } : plain;
    this.remembered.keep(target, { kind, ref }, known);
    return known;
  }

  /**
   * Lets another database ask for all records of a kind at once: `work`, which must not wait for anything, joins them by `joinKnown`.
   */
  beside<T>(database: Database, { target, kind }: Pending, work: () => T): T {
    this.takeOver(target, kind);
    return withAttached(database, [{ name: 'journal', file: this.file }], () => {
      database.exec(
        'CREATE TEMP TABLE known_space (system TEXT PRIMARY KEY, id INTEGER NOT NULL) STRICT, WITHOUT ROWID',
      );
      try {
        database
          .prepare(
            'INSERT INTO temp.known_space SELECT system, id FROM journal.idmap_space WHERE target = ? AND kind = ?',
          )
          .run(target, kind);
        return work();
      } finally {
        database.exec('DROP TABLE temp.known_space');
      }
    });
  }

  /** True when nothing was ever loaded into the target, so that nothing need be looked up. */
  knowsNothingOf(target: string): boolean {
    const known = `SELECT 1 FROM idmap_key JOIN idmap_space AS space ON space.id = space WHERE target = @target`;
    const pending = `SELECT 1 FROM idmap_pending WHERE target = @target`;
    return count(this.database, `SELECT EXISTS (${known}) OR EXISTS (${pending})`, { target }) === 0;
  }

  /** By target id, the source record that the first of some creates was made from, where the map knows it since the same run. */
  createdFrom(target: string, kind: EntityKind, creates: readonly RangeCreate[]): ReadonlyMap<string, Ref> {
    const found = new Map<string, Ref>();
    for (const { runId, targetId, system, key } of creates.toSorted((a, b) => a.settledAt - b.settledAt)) {
      if (found.has(targetId)) continue;
      const ref = { system, key };
      if (this.lookup(target, kind, ref)?.createdByRun === runId) found.set(targetId, ref);
    }
    return found;
  }

  learn({ target, kind, ref }: Place, { targetId, payloadHash, createdByRun, isAdopted }: Known): void {
    this.takeOver(target, kind);
    const { system, key } = ref;
    const row = {
      target,
      kind,
      system,
      key,
      targetId,
      payloadHash,
      run: createdByRun,
      adopted: Number(isAdopted === true),
    };
    const { learn, addSpace, addRun } = this.statements;
    if (learn.run(row).changes === 0) {
      addSpace.run(target, kind, system);
      addRun.run(createdByRun);
      if (learn.run(row).changes === 0) throw new Error('the id map has not taken a record');
    }
    this.remembered.drop(target, kind, ref);
  }

  /** Says what was written of a record that is known. */
  keepWritten({ target, kind, ref }: Place, payloadHash: string): void {
    this.takeOver(target, kind);
    this.statements.keepWritten.run({ target, kind, system: ref.system, key: ref.key, payloadHash });
    this.remembered.drop(target, kind, ref);
  }

  /** Nothing leads to a record of the target any more. */
  forgetRecord(target: string, kind: EntityKind, targetId: string): void {
    this.takeOver(target, kind);
    this.statements.forgetRecord.run(target, kind, targetId);
    this.remembered.forget(target);
  }

  forgetKey({ target, kind, ref }: Place): void {
    this.takeOver(target, kind);
    this.statements.forgetKey.run(target, kind, ref.system, ref.key);
    this.remembered.drop(target, kind, ref);
  }

  /** To be called before many records are forgotten. */
  indexTargetIds(): void {
    this.database.exec('CREATE INDEX IF NOT EXISTS idmap_by_target_id ON idmap_key (space, target_id)');
  }

  /** Whoever reads or writes records of a kind calls this first: what was settled later overrides what the map holds. */
  private takeOver(target: string, kind: EntityKind): void {
    if (this.pending.length === 0) return;
    const isHere = ({ target: of, kind: held }: Pending): boolean => of === target && held === kind;
    if (!this.pending.some(isHere)) return;
    const { addSpaces, addRuns, takeOver, taken } = this.statements;
    const work = this.database.transaction(() => {
      addSpaces.run(target, kind);
      addRuns.run(target, kind);
      takeOver.run(target, kind);
      taken.run(target, kind);
    });
    guarded(this.file, () => work.immediate());
    this.pending = this.pending.filter((one) => !isHere(one));
  }
}

/**
 * Joins what the id map knows of a record as `known`: `target_id`, `payload_hash` as bytes where it is a hash, `is_adopted`. More may be
 * asked of it at the end. Within `beside` only.
 */
export function joinKnown(
  join: 'LEFT' | 'CROSS',
  { record, known }: { readonly record: string; readonly known: string },
): string {
  const space = `${known}_space`;
  return `${join} JOIN temp.known_space AS ${space} ON ${space}.system = ${record}.system
    ${join} JOIN journal.idmap_key AS ${known} ON ${known}.space = ${space}.id AND ${known}.key = ${record}.key`;
}

const spaceOf = 'SELECT id FROM idmap_space WHERE target = ? AND kind = ? AND system = ?';
const again = `ON CONFLICT (space, key) DO UPDATE SET target_id = excluded.target_id, payload_hash = excluded.payload_hash`;

function prepare(database: Database) {
  return {
    ...singleStatements(database),
    pending: database.prepare<unknown[], Pending>('SELECT DISTINCT target, kind FROM idmap_pending'),
    addSpaces: database.prepare(
      `INSERT OR IGNORE INTO idmap_space (target, kind, system)
       SELECT DISTINCT target, kind, system FROM idmap_pending_key WHERE target = ? AND kind = ?`,
    ),
    addRuns: database.prepare(
      'INSERT OR IGNORE INTO idmap_run (run_id) SELECT DISTINCT run_id FROM idmap_pending WHERE target = ? AND kind = ?',
    ),
    takeOver: database.prepare(
      `INSERT INTO idmap_key (space, key, target_id, created_by, payload_hash)
       SELECT space.id, new.key, new.target_id, run.id, new.hash
       FROM idmap_pending_key AS new JOIN idmap_run AS run ON run.run_id = new.run_id
         LEFT JOIN idmap_space AS space ON space.target = new.target AND space.kind = new.kind AND space.system = new.system
       WHERE new.target = ? AND new.kind = ? ORDER BY space.id, new.key, new.id ${again}`,
    ),
    taken: database.prepare('DELETE FROM idmap_pending WHERE target = ? AND kind = ?'),
  };
}

function singleStatements(database: Database) {
  return {
    addSpace: database.prepare('INSERT OR IGNORE INTO idmap_space (target, kind, system) VALUES (?, ?, ?)'),
    addRun: database.prepare('INSERT OR IGNORE INTO idmap_run (run_id) VALUES (?)'),
    learn: database.prepare(
      `INSERT INTO idmap_key (space, key, target_id, created_by, payload_hash, is_adopted)
       SELECT space.id, @key, @targetId, run.id, coalesce(unhex(@payloadHash), @payloadHash), @adopted
       FROM idmap_space AS space, idmap_run AS run
       WHERE space.target = @target AND space.kind = @kind AND space.system = @system AND run.run_id = @run
       ${again}, is_adopted = excluded.is_adopted`,
    ),
    keepWritten: database.prepare(
      `UPDATE idmap_key SET payload_hash = coalesce(unhex(@payloadHash), @payloadHash)
       WHERE space = (SELECT id FROM idmap_space WHERE target = @target AND kind = @kind AND system = @system) AND key = @key`,
    ),
    forgetRecord: database.prepare(
      `DELETE FROM idmap_key WHERE space IN (SELECT id FROM idmap_space WHERE target = ? AND kind = ?) AND target_id = ?`,
    ),
    forgetKey: database.prepare(`DELETE FROM idmap_key WHERE space = (${spaceOf}) AND key = ?`),
    lookup: database.prepare<unknown[], KnownRow>(
      `SELECT target_id AS targetId, iif(typeof(payload_hash) = 'blob', lower(hex(payload_hash)), payload_hash) AS payloadHash,
         run.run_id AS createdByRun, is_adopted AS adopted
       FROM idmap_key JOIN idmap_run AS run ON run.id = created_by WHERE space = (${spaceOf}) AND key = ?`,
    ),
  };
}
