import type { EntityKind } from '../model/entity.ts';
import type { RecordOrigin, Ref } from '../model/field.ts';
import { StaleError } from '../errors.ts';
import { openDatabase, type Database, type Statement } from './database.ts';
import { payloadHash } from './payload-hash.ts';
import { planMemo } from './plan-memo.ts';
import { originFinder, type PlacedRecord } from './plan-records.ts';
import type { Plan } from './plan.ts';

/** Operations of a plan by their ids, both ends included: all of them create records of one kind. */
export interface CreateRange {
  readonly kind: EntityKind;
  readonly from: number;
  readonly to: number;
}

/** A record as it is to be created. */
export interface PlannedRecord {
  readonly kind: EntityKind;
  readonly data: Readonly<Record<string, unknown>>;
  readonly origins: readonly RecordOrigin[];
}

/**
 * Kinds whose operations after `after` are creates without a gap between them, and at least `least`: what a load into an empty
 * target is made of.
 */
export function createRanges(
  plan: Plan,
  wanted: { readonly after: number; readonly least: number },
): ReadonlyMap<EntityKind, CreateRange> {
  const { after, least } = wanted;
  const ranges = (knownRanges.get(plan) ?? rangesIn(plan, wanted))
    .map((range) => ({ ...range, from: Math.max(range.from, after + 1) }))
    .filter(({ from, to }) => to - from + 1 >= least && to >= from);
  return new Map(ranges.map((range) => [range.kind, range]));
}

const knownRanges = planMemo<readonly CreateRange[]>();

/** Takes over what is known from making a plan that consists of creates alone, kind after kind, now that it is finished. */
export function rememberRanges(plan: Plan, ranges: readonly CreateRange[]): void {
  knownRanges.set(plan, ranges);
}

function rangesIn(
  { database }: Plan,
  { after, least }: { readonly after: number; readonly least: number },
): readonly CreateRange[] {
  return database
    .prepare<unknown[], CreateRange>(
      `SELECT kind, min(id) AS "from", max(id) AS "to" FROM operation WHERE id > ? GROUP BY kind
       HAVING count(*) >= ? AND count(*) = max(id) - min(id) + 1 AND count(*) = sum(action = 'create' AND target_id IS NULL)`,
    )
    .all(after, least);
}

/** Source keys of the operations of a range, in their order. */
export function keysOfRange({ database }: Plan, { from, to }: CreateRange): readonly (Ref & { readonly id: number })[] {
  return database
    .prepare<unknown[], Ref & { readonly id: number }>(
      `SELECT operation.id AS id, system, key FROM operation JOIN record ON record.seq = operation.seq
       WHERE operation.id BETWEEN ? AND ? ORDER BY operation.id`,
    )
    .all(from, to);
}

type Row = readonly [
  seq: number,
  hash: string,
  system: string,
  key: string,
  tableId: number | null,
  line: number,
  data: string,
];

/** Reads the records that a finished plan creates; may be used in a thread beside the one that has the plan open. */
export class PlanLoader {
  private readonly database: Database;
  private readonly file: string;
  private readonly select: Statement<Row>;
  private readonly originsOf: (record: PlacedRecord) => readonly RecordOrigin[];

  constructor(file: string) {
    this.file = file;
    this.database = openDatabase(file, { mustExist: true, readonly: true });
    // The source records of merged ones lie all over the plan.
    this.database.pragma('cache_size = -8192');
    this.select = this.database
      .prepare<unknown[], Row>(
        `SELECT operation.seq, payload_hash, record.system, record.key, record.table_id, record.line,
           coalesce(payload.data, record.data)
         FROM operation JOIN record ON record.seq = operation.seq LEFT JOIN payload ON payload.seq = operation.seq
         WHERE operation.id BETWEEN ? AND ? ORDER BY operation.id`,
      )
      .raw();
    this.originsOf = originFinder({ database: this.database });
  }

  /** @throws StaleError when the plan's bytes are not those that were hashed */
  *records({ kind, from, to }: CreateRange): Generator<PlannedRecord> {
    for (const [seq, hash, system, key, tableId, line, text] of this.select.iterate(from, to)) {
      const origins = this.originsOf({ seq, system, key, tableId, line });
      if (payloadHash(text, origins) !== hash) throw new StaleError('plan.changed-bytes', { file: this.file });
      yield { kind, origins, data: JSON.parse(text) as PlannedRecord['data'] };
    }
  }

  close(): void {
    this.database.close();
  }
}
