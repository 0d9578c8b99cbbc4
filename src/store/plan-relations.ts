import { entityKinds, type EntityKind } from '../model/entity.ts';
import type { Ref } from '../model/field.ts';
import type { LoadedKeys } from '../model/loaded-keys.ts';
import { withAttached } from './attached.ts';
import { guarded } from './database.ts';
import { payloadReader } from './plan-records.ts';
import type { Plan } from './plan.ts';

/** One staged reference, with the state of the record that has it. */
export interface StoredReference {
  readonly id: number;
  readonly seq: number;
  readonly targetId: number;
  /** The record that carries the reference now: itself or its survivor. */
  readonly holder: number;
  readonly holderStatus: string;
  readonly holderKind: EntityKind;
  /** Where the record stands that has the reference. */
  readonly tableId: number | null;
  readonly line: number;
  readonly field: string;
  readonly kind: EntityKind;
  readonly system: string;
  readonly key: string;
  readonly onMissing: 'reject' | 'null' | 'stub' | 'defer';
  readonly stubName: string | null;
  readonly inheritField: string | null;
  readonly inheritFrom: string | null;
}

interface ReferencePages {
  readonly loaded?: LoadedKeys | undefined;
  readonly pageSize?: number;
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
   * as they are, with nothing inherited: every record with their key is planned, or none is and the target knows a record by this
   * key. `loaded`: where it says so.
   */
  *references(
    holderKind: EntityKind,
    { loaded, pageSize = 1000 }: ReferencePages = {},
  ): Generator<readonly StoredReference[]> {
    guarded(this.plan.file, () => {
      this.statements.open.run(holderKind);
      if (loaded !== undefined) closeLoaded(this.plan, holderKind, loaded);
      this.statements.forgetOpen.run();
      this.statements.noteOpen.run(holderKind);
    });
    let last = 0;
    for (;;) {
      const rows = this.statements.references.all(last, pageSize);
      if (rows.length === 0) return;
      last = rows[rows.length - 1]?.id ?? last;
      yield rows;
      // What was missing has its stub by now, as a rule long before the last record that points to it.
      if (this.statements.isOpen.get() === undefined) return;
    }
  }

  /** What the reference points to is planned now and gives nothing: the others that point to it stay as they are. */
  close({ targetId }: StoredReference): void {
    this.statements.close.run(targetId);
    this.statements.shut.run(targetId);
  }

  /** Takes note that the reference points to another record than in its source. */
  repoint({ kind, system, key }: StoredReference, target: Ref): void {
    this.statements.repoint.run(kind, system, key, target.system, target.key);
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

/** What the target knows by the key that is pointed to stays as it is, as long as no record of this run has that key. */
function closeLoaded({ database }: Plan, holderKind: EntityKind, { file, table }: LoadedKeys): void {
  withAttached(database, [{ name: 'target', file }], () => {
    database
      .prepare(
        `UPDATE reference_target SET is_open = 0
         WHERE holder_kind = ? AND is_open AND inherit_field IS NULL
           AND NOT EXISTS (SELECT 1 FROM record WHERE record.kind = reference_target.kind
             AND record.system = reference_target.system AND record.key = reference_target.key AND record.key IS NOT NULL
             AND record.status <> 'loaded')
           AND EXISTS (SELECT 1 FROM target.${table} AS origin WHERE origin.kind = reference_target.kind
             AND origin.system = reference_target.system AND origin.key = reference_target.key
             AND origin.rowid = (SELECT min(first.rowid) FROM target.${table} AS first
               WHERE first.kind = origin.kind AND first.record_id = origin.record_id))`,
      )
      .run(holderKind);
  });
}

function prepare({ database }: Plan) {
  // What is open of the kind that is worked on, by number alone: every link is looked up here, and few targets are open.
  database.exec('CREATE TEMP TABLE IF NOT EXISTS open_target (id INTEGER PRIMARY KEY)');
  return {
    forgetOpen: database.prepare('DELETE FROM temp.open_target'),
    noteOpen: database.prepare(
      'INSERT INTO temp.open_target SELECT id FROM reference_target WHERE holder_kind = ? AND is_open',
    ),
    shut: database.prepare('DELETE FROM temp.open_target WHERE id = ?'),
    // Open: inherited from, missing, or with a record of its key that is not planned, or goes into one of the target.
    open: database.prepare(
      `UPDATE reference_target SET is_open = NOT is_open
       WHERE holder_kind = ? AND is_open <> (inherit_field IS NOT NULL OR coalesce(
         (SELECT max(found.status <> 'valid' OR EXISTS (SELECT 1 FROM loaded WHERE golden = found.seq)) FROM record AS found
          WHERE found.kind = reference_target.kind AND found.system = reference_target.system
            AND found.key = reference_target.key AND found.key IS NOT NULL), 1))`,
    ),
    isOpen: database.prepare('SELECT 1 FROM temp.open_target LIMIT 1'),
    close: database.prepare('UPDATE reference_target SET is_open = 0 WHERE id = ?'),
    references: database.prepare<unknown[], StoredReference>(
      `SELECT link.id AS id, link.seq AS seq, target.id AS targetId, coalesce(record.survivor, record.seq) AS holder,
         record.kind AS holderKind, coalesce(survivor.status, record.status) AS holderStatus,
         record.table_id AS tableId, record.line AS line,
         field, target.kind AS kind, target.system AS system, target.key AS key, on_missing AS onMissing,
         stub_name AS stubName, inherit_field AS inheritField, inherit_from AS inheritFrom
       FROM reference_link AS link CROSS JOIN temp.open_target AS open ON open.id = link.target_id
         CROSS JOIN reference_target AS target ON target.id = open.id
         CROSS JOIN record ON record.seq = link.seq LEFT JOIN record AS survivor ON survivor.seq = record.survivor
       WHERE link.id > ? AND record.status IN ('valid', 'merged')
       ORDER BY link.id LIMIT ?`,
    ),
    repoint: database.prepare(
      'INSERT INTO repointed (kind, system, key, to_system, to_key) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    setPayload: database.prepare(
      'INSERT INTO payload (seq, data) VALUES (?, ?) ON CONFLICT (seq) DO UPDATE SET data = excluded.data, hash = NULL',
    ),
    reject: database.prepare(
      `UPDATE record SET status = 'rejected', survivor = NULL
       WHERE seq = ? OR (survivor = ? AND survivor IS NOT NULL)`,
    ),
    holderKinds: database
      .prepare<unknown[], EntityKind>(
        'SELECT DISTINCT block.kind FROM block JOIN consumption ON block_id = block.id WHERE EXISTS (SELECT 1 FROM reference_link)',
      )
      .pluck(),
  };
}
