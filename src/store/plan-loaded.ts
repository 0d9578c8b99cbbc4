import type { EntityKind } from '../model/entity.ts';
import type { RecordOrigin, Ref } from '../model/field.ts';
import { count, guarded } from './database.ts';
import type { Plan } from './plan.ts';

/** A record of the target, to stand in a plan beside those that are read now. */
export interface LoadedRow {
  readonly kind: EntityKind;
  readonly targetId: string;
  readonly data: unknown;
  /** What it goes by among the records of the plan: a source record that is not among them. */
  readonly origin: RecordOrigin;
  /** Our marker: what the target says when another record refers to it. */
  readonly marker: Ref;
}

/** Name of the block under which they stand. */
const loadedBlock = '(loaded)';

/** Adds records of the target to a plan: as evidence for matching and review, never as records of its own. */
export class LoadedRows {
  private readonly plan: Plan;
  private readonly statements: ReturnType<typeof prepare>;
  private readonly blocks = new Map<EntityKind, number>();

  constructor(plan: Plan) {
    this.plan = plan;
    this.statements = prepare(plan);
  }

  /** The first `seq` that is free; those that follow it are. */
  get nextSeq(): number {
    return count(this.plan.database, 'SELECT coalesce(max(seq), 0) + 1 FROM record');
  }

  /** Adds one under a free `seq`. */
  add(seq: number, { kind, targetId, data, origin, marker }: LoadedRow): void {
    const { system, key, file, sheet, line } = origin;
    guarded(this.plan.file, () => {
      this.statements.record.run(seq, this.blockOf(kind), kind, line, system, key, JSON.stringify(data));
      this.statements.loaded.run(seq, kind, targetId, marker.system, marker.key, file, sheet ?? null, line);
    });
  }

  private blockOf(kind: EntityKind): number {
    let id = this.blocks.get(kind);
    if (id === undefined) {
      id = Number(this.statements.block.run(`${loadedBlock} ${kind}`, kind).lastInsertRowid);
      this.blocks.set(kind, id);
    }
    return id;
  }
}

function prepare({ database }: Plan) {
  return {
    block: database.prepare('INSERT INTO block (name, kind) VALUES (?, ?)'),
    record: database.prepare(
      `INSERT INTO record (seq, block_id, kind, table_id, line, status, system, key, data)
       VALUES (?, ?, ?, NULL, ?, 'loaded', ?, ?, ?)`,
    ),
    loaded: database.prepare(
      'INSERT INTO loaded (seq, kind, target_id, system, key, file, sheet, line) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    ),
  };
}

/** `seq` of the records of the target that stand in a plan. */
export function loadedSeqs({ database }: Plan): ReadonlySet<number> {
  return new Set(database.prepare<unknown[], number>('SELECT seq FROM loaded').pluck().all());
}

/** Where a planned record goes that was found to be one of the target. */
export interface LoadedPlace {
  readonly targetId: string;
  readonly marker: Ref;
}

/** Gives the records of the target that a planned record was found to be; mostly none. */
export function loadedPlaces({ database }: Plan): (golden: number) => readonly LoadedPlace[] {
  if (count(database, 'SELECT count(*) FROM loaded WHERE golden IS NOT NULL') === 0) return () => [];
  const select = database.prepare<unknown[], { targetId: string; system: string; key: string }>(
    'SELECT target_id AS targetId, system, key FROM loaded WHERE golden = ? ORDER BY seq',
  );
  return (golden) => select.all(golden).map(({ targetId, ...marker }) => ({ targetId, marker }));
}

/** Tells whether a record of the target stands in a plan. */
export function loadedTest({ database }: Plan): (kind: EntityKind, targetId: string) => boolean {
  const ids = new Set(database.prepare<unknown[], string>("SELECT kind || ' ' || target_id FROM loaded").pluck().all());
  return (kind, targetId) => ids.has(`${kind} ${targetId}`);
}

/** Where a loaded record was read first: file, sheet and line as the target keeps them. */
export function loadedOrigins({ database }: Plan): (seq: number) => Omit<RecordOrigin, 'system' | 'key'> | undefined {
  const select = database.prepare<unknown[], { file: string; sheet: string | null; line: number }>(
    'SELECT file, sheet, line FROM loaded WHERE seq = ?',
  );
  return (seq) => {
    const found = select.get(seq);
    if (found === undefined) return undefined;
    const { sheet, ...place } = found;
    return sheet === null ? place : { ...place, sheet };
  };
}

/** How many planned records of a kind go into records of the target that other sources made, too. */
export function joinedCount({ database }: Plan, kind: EntityKind): number {
  return count(
    database,
    `SELECT count(DISTINCT golden) FROM loaded JOIN record ON record.seq = golden
     WHERE loaded.kind = ? AND golden IS NOT NULL AND record.status = 'valid'`,
    kind,
  );
}

/** Ids of the target's records of a kind that planned records go into without having been read, ascending. */
export function knownTargets({ database }: Plan, kind: EntityKind): Int32Array {
  const ids = database
    .prepare<unknown[], number>(
      `SELECT DISTINCT CAST(target_id AS INTEGER) AS id FROM operation WHERE kind = ? AND target_id IS NOT NULL
         AND target_id NOT IN (SELECT target_id FROM loaded WHERE kind = operation.kind) ORDER BY id`,
    )
    .pluck()
    .all(kind);
  return Int32Array.from(ids);
}
