import type { EntityKind } from '../model/entity.ts';
import { guarded } from './database.ts';
import type { MergedText } from './merged-text.ts';
import { payloadReader } from './plan-records.ts';
import type { Plan } from './plan.ts';

/** An edge of matching, as kept for the report. */
export interface StoredEdge {
  readonly left: number;
  readonly right: number;
  readonly score: number;
  readonly decision: string;
  readonly rule: string;
  readonly evidence: readonly unknown[];
}

/** Writes what matching decided. */
export class MergeWriter {
  private readonly plan: Plan;
  private readonly statements: ReturnType<typeof prepare>;
  private readonly readPayload: ReturnType<typeof payloadReader>;
  /** Lists of evidence as JSON: rules share a few, so that each is written out once. */
  private readonly evidences = new WeakMap<object, string>();
  /** What was merged and is not marked as such yet, and what it was merged into. */
  private absorbed: { readonly members: number[]; readonly survivors: number[] } = { members: [], survivors: [] };

  constructor(plan: Plan) {
    this.plan = plan;
    this.statements = prepare(plan);
    this.readPayload = payloadReader(plan);
  }

  /** Runs work in one transaction. */
  batch<T>(work: () => T): T {
    return guarded(this.plan.file, () => this.plan.database.transaction(work)());
  }

  /** Writes what a cluster becomes. Its members are marked as merged by `settle`. */
  merge({ survivor, data, provenance, conflicts, hash }: MergedText, members: readonly number[]): void {
    for (const member of members) {
      if (member === survivor) continue;
      this.absorbed.members.push(member);
      this.absorbed.survivors.push(survivor);
    }
    this.statements.payload.run(survivor, data, provenance, conflicts, hash);
  }

  /** Marks as merged what was merged since the last time: in the order of the records, so that each page of the plan is written once. */
  settle(): void {
    const { members, survivors } = this.absorbed;
    this.absorbed = { members: [], survivors: [] };
    const order = Uint32Array.from(members, (_, at) => at).sort((a, b) => (members[a] ?? 0) - (members[b] ?? 0));
    this.batch(() => {
      for (const at of order) this.absorb(members[at] ?? 0, survivors[at] ?? 0);
    });
  }

  private absorb(member: number, survivor: number): void {
    // What stands in the target is no record of this run: it only says where the golden record goes.
    if (this.statements.absorb.run(survivor, member).changes === 0) this.statements.enter.run(survivor, member);
  }

  addEdge(kind: EntityKind, edge: StoredEdge): void {
    const { left, right, score, decision, rule, evidence } = edge;
    this.statements.edge.run(kind, left, right, score, decision, rule, this.evidenceText(evidence));
  }

  private evidenceText(evidence: StoredEdge['evidence']): string {
    let text = this.evidences.get(evidence);
    if (text === undefined) this.evidences.set(evidence, (text = JSON.stringify(evidence)));
    return text;
  }

  /** Gives a record a key of its own. The key is part of what a record's hash is made of: with a payload it is hashed again. */
  rename(seq: number, key: string): void {
    this.statements.rename.run(key, seq);
    this.statements.keep.run(seq);
    this.statements.unhash.run(seq, seq);
  }

  /** What the record is to become, as it stands now. */
  payload(seq: number): Readonly<Record<string, unknown>> {
    return this.readPayload(seq);
  }

  /** Records of a kind that share a source key and are not one record yet: groups of `seq`, ascending. */
  repeatedKeys(kind: EntityKind): readonly (readonly number[])[] {
    const { keys, distinctKeys } = this.statements;
    // Mostly there are none, which is known in half the time that the groups take.
    if (keys.get(kind) === distinctKeys.get(kind)) return [];
    return this.statements.repeated.all(kind).flatMap((list) => {
      const seqs = list.split(',').map(Number);
      const living = seqs.filter((seq) => this.statements.survivor.get(seq) !== undefined).toSorted((a, b) => a - b);
      return new Set(living.map((seq) => this.survivorOf(seq))).size > 1 ? [living] : [];
    });
  }

  /** What a record was merged into; itself when it was not. */
  survivorOf(seq: number): number {
    return this.statements.survivor.get(seq) ?? seq;
  }

  /** The survivors, everything merged into them and the loaded records that they go into, ascending. */
  membersOf(survivors: readonly number[]): readonly number[] {
    const { members, loaded } = this.statements;
    return survivors
      .flatMap((survivor) => [survivor, ...members.all(survivor), ...loaded.all(survivor)])
      .toSorted((a, b) => a - b);
  }
}

function prepare({ database }: Plan) {
  return {
    // Only valid records have a hash; without it the row does not grow out of its page.
    absorb: database.prepare(
      "UPDATE record SET status = 'merged', survivor = ?, hash = NULL WHERE seq = ? AND status <> 'loaded'",
    ),
    enter: database.prepare('UPDATE loaded SET golden = ? WHERE seq = ?'),
    loaded: database.prepare<unknown[], number>('SELECT seq FROM loaded WHERE golden = ?').pluck(),
    rename: database.prepare('UPDATE record SET key = ? WHERE seq = ?'),
    keep: database.prepare(
      'INSERT INTO payload (seq, data) SELECT seq, CAST(data AS TEXT) FROM record WHERE seq = ? ON CONFLICT DO NOTHING',
    ),
    unhash: database.prepare(
      'UPDATE payload SET hash = NULL WHERE seq = ? OR seq = (SELECT survivor FROM record WHERE seq = ?)',
    ),
    payload: database.prepare(
      `INSERT INTO payload (seq, data, provenance, conflicts, hash) VALUES (?, CAST(? AS TEXT), ?, ?, ?)
       ON CONFLICT (seq) DO UPDATE SET data = excluded.data, provenance = excluded.provenance, conflicts = excluded.conflicts,
         hash = excluded.hash`,
    ),
    edge: database.prepare(
      `INSERT INTO edge (kind, left_seq, right_seq, score, decision, rule, evidence) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO NOTHING`,
    ),
    keys: database
      .prepare<unknown[], number>(
        'SELECT count(*) FROM record INDEXED BY record_by_key WHERE kind = ? AND key IS NOT NULL',
      )
      .pluck(),
    distinctKeys: database
      .prepare<unknown[], number>(
        `SELECT count(*) FROM (
           SELECT DISTINCT system, key FROM record INDEXED BY record_by_key WHERE kind = ? AND key IS NOT NULL)`,
      )
      .pluck(),
    // Whatever their status: so the index answers alone.
    repeated: database
      .prepare<unknown[], string>(
        `SELECT group_concat(seq) FROM record INDEXED BY record_by_key WHERE kind = ? AND key IS NOT NULL
         GROUP BY kind, system, key HAVING count(*) > 1 ORDER BY min(seq)`,
      )
      .pluck(),
    survivor: database
      .prepare<unknown[], number>(
        "SELECT coalesce(survivor, seq) FROM record WHERE seq = ? AND status IN ('valid', 'merged')",
      )
      .pluck(),
    members: database.prepare<unknown[], number>('SELECT seq FROM record WHERE survivor = ?').pluck(),
  };
}
