import { entityKinds, type EntityKind } from '../model/entity.ts';
import { guarded } from './database.ts';
import { payloadReader } from './plan-records.ts';
import type { Plan } from './plan.ts';

/** One staged reference, with the state of the record that has it. */
export interface StoredReference {
  readonly id: number;
  readonly seq: number;
  /** The record that carries the reference now: itself or its survivor. */
  readonly holder: number;
  readonly holderStatus: string;
  readonly holderKind: EntityKind;
  readonly field: string;
  readonly kind: EntityKind;
  readonly system: string;
  readonly key: string;
  readonly onMissing: 'reject' | 'null' | 'stub' | 'defer';
  readonly stubName: string | null;
  readonly inheritField: string | null;
  readonly inheritFrom: string | null;
}

/** Reads and writes what the resolving of relations needs. */
export class RelationStore {
  private readonly plan: Plan;
  private readonly statements: ReturnType<typeof prepare>;
  private readonly readPayload: ReturnType<typeof payloadReader>;

  constructor(plan: Plan) {
    this.plan = plan;
    this.statements = prepare(plan);
    this.readPayload = payloadReader(plan);
  }

  batch<T>(work: () => T): T {
    return guarded(this.plan.file, () => this.plan.database.transaction(work)());
  }

  /**
   * References of records of one kind that are still planned (or merged into one that is), by pages. Left out are those that stay
   * as they are: every record with their key is planned, and nothing is inherited from it.
   */
  *references(holderKind: EntityKind, pageSize = 1000): Generator<readonly StoredReference[]> {
    let last = 0;
    for (;;) {
      const rows = this.statements.references.all(last, holderKind, pageSize);
      if (rows.length === 0) return;
      last = rows[rows.length - 1]?.id ?? last;
      yield rows;
    }
  }

  /** What the record is to become, as it stands now. */
  payload(seq: number): Readonly<Record<string, unknown>> {
    return this.readPayload(seq);
  }

  setPayload(seq: number, data: unknown): void {
    this.statements.setPayload.run(seq, JSON.stringify(data));
  }

  /** Rejects a golden record together with all that was merged into it: each is counted and listed. */
  reject(seq: number): void {
    this.statements.reject.run(seq, seq);
  }

  /** Kinds of the records that have references, in load order. */
  holderKinds(): readonly EntityKind[] {
    const kinds = new Set(this.statements.holderKinds.all());
    return entityKinds.filter((kind) => kinds.has(kind));
  }
}

function prepare({ database }: Plan) {
  return {
    references: database.prepare<unknown[], StoredReference>(
      `SELECT reference.id AS id, reference.seq AS seq, coalesce(record.survivor, record.seq) AS holder, record.kind AS holderKind,
         coalesce(survivor.status, record.status) AS holderStatus,
         field, reference.kind AS kind, reference.system AS system, reference.key AS key, on_missing AS onMissing,
         stub_name AS stubName, inherit_field AS inheritField, inherit_from AS inheritFrom
       FROM reference JOIN record ON record.seq = reference.seq LEFT JOIN record AS survivor ON survivor.seq = record.survivor
       WHERE reference.id > ? AND record.kind = ? AND record.status IN ('valid', 'merged')
         AND (inherit_field IS NOT NULL OR coalesce((SELECT max(found.status <> 'valid') FROM record AS found
           WHERE found.kind = reference.kind AND found.system = reference.system AND found.key = reference.key
             AND found.key IS NOT NULL), 1))
       ORDER BY reference.id LIMIT ?`,
    ),
    setPayload: database.prepare(
      'INSERT INTO payload (seq, data) VALUES (?, ?) ON CONFLICT (seq) DO UPDATE SET data = excluded.data',
    ),
    reject: database.prepare(
      `UPDATE record SET status = 'rejected', survivor = NULL
       WHERE seq = ? OR (survivor = ? AND survivor IS NOT NULL)`,
    ),
    holderKinds: database
      .prepare<unknown[], EntityKind>(
        'SELECT DISTINCT block.kind FROM block JOIN consumption ON block_id = block.id WHERE EXISTS (SELECT 1 FROM reference)',
      )
      .pluck(),
  };
}
