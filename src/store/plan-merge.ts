import type { EntityKind } from '../model/entity.ts';
import { guarded } from './database.ts';
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

/** A cluster's result. */
export interface Merge {
  readonly survivor: number;
  readonly members: readonly number[];
  readonly data: unknown;
  readonly provenance: unknown;
  readonly conflicts: unknown;
}

/** Writes what matching decided. */
export class MergeWriter {
  private readonly plan: Plan;
  private readonly statements: ReturnType<typeof prepare>;
  private readonly readPayload: ReturnType<typeof payloadReader>;
  /** Lists of evidence as JSON: rules share a few, so that each is written out once. */
  private readonly evidences = new WeakMap<object, string>();

  constructor(plan: Plan) {
    this.plan = plan;
    this.statements = prepare(plan);
    this.readPayload = payloadReader(plan);
  }

  /** Runs work in one transaction. */
  batch<T>(work: () => T): T {
    return guarded(this.plan.file, () => this.plan.database.transaction(work)());
  }

  merge({ survivor, members, data, provenance, conflicts }: Merge): void {
    for (const member of members) if (member !== survivor) this.statements.absorb.run(survivor, member);
    this.statements.payload.run(survivor, JSON.stringify(data), JSON.stringify(provenance), JSON.stringify(conflicts));
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

  /** What the record is to become, as it stands now. */
  payload(seq: number): Readonly<Record<string, unknown>> {
    return this.readPayload(seq);
  }

  /** Records of a kind that share a source key: groups of `seq`, ascending. */
  repeatedKeys(kind: EntityKind): readonly (readonly number[])[] {
    return this.statements.repeated.all(kind).flatMap((list) => {
      const seqs = list
        .split(',')
        .map(Number)
        .filter((seq) => this.statements.status.get(seq) === 'valid')
        .toSorted((a, b) => a - b);
      return seqs.length > 1 ? [seqs] : [];
    });
  }
}

function prepare({ database }: Plan) {
  return {
    absorb: database.prepare("UPDATE record SET status = 'merged', survivor = ? WHERE seq = ?"),
    payload: database.prepare(
      `INSERT INTO payload (seq, data, provenance, conflicts) VALUES (?, ?, ?, ?)
       ON CONFLICT (seq) DO UPDATE SET data = excluded.data, provenance = excluded.provenance, conflicts = excluded.conflicts`,
    ),
    edge: database.prepare(
      `INSERT INTO edge (kind, left_seq, right_seq, score, decision, rule, evidence) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO NOTHING`,
    ),
    // Whatever their status: so the index answers alone.
    repeated: database
      .prepare<unknown[], string>(
        `SELECT group_concat(seq) FROM record INDEXED BY record_by_key WHERE kind = ? AND key IS NOT NULL
         GROUP BY kind, system, key HAVING count(*) > 1 ORDER BY min(seq)`,
      )
      .pluck(),
    status: database.prepare<unknown[], string>('SELECT status FROM record WHERE seq = ?').pluck(),
  };
}
