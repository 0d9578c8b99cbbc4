import type { EntityKind } from '../model/entity.ts';
import type { Database } from './database.ts';
import type { JournalEntry } from './journal.ts';

interface RangeRow {
  readonly run_id: string;
  readonly first_op: number;
  readonly last_op: number;
  readonly batch_id: number;
  readonly kind: EntityKind;
  readonly sent_at: number;
  readonly keys: string;
  readonly hashes: Buffer;
  readonly settled_at: number;
  readonly width: number;
  readonly ids: Buffer;
}

type PackedIds = Pick<RangeRow, 'width' | 'ids'>;

interface OpenedRange {
  readonly row: RangeRow;
  readonly keys: readonly (readonly [system: string, key: string])[];
}

/** A new record of a range. */
export interface RangeCreate {
  readonly runId: string;
  readonly settledAt: number;
  readonly targetId: string;
  readonly system: string;
  readonly key: string;
}

const byteSize = 32;

/**
 * Operations of settled ranges, one by one. The range asked for last stays open: operations are mostly asked for in their order, and
 * SQLite would read a range as a whole for each of them.
 */
export class RangeEntries {
  private readonly statements: ReturnType<typeof prepare>;
  private opened: OpenedRange | undefined;

  constructor(database: Database) {
    this.statements = prepare(database);
  }

  /** Of an operation that has no row of its own. */
  entry(runId: string, opId: number): JournalEntry | undefined {
    const { opened } = this;
    const isThere = opened !== undefined && opened.row.run_id === runId && holds(opened.row, opId);
    const range = isThere ? opened : this.open(runId, opId);
    return range && entryOf(range, opId - range.row.first_op);
  }

  /** Ids of the records of a kind that a run made. */
  *ids(runId: string, kind: EntityKind): Generator<string> {
    for (const result of this.statements.results.iterate(runId, kind)) {
      for (const id of unpacked(result)) if (id !== '') yield id;
    }
  }

  /** What some records of any target were made from, whichever run it was. */
  createdAs(kind: EntityKind, targetIds: ReadonlySet<string>): readonly RangeCreate[] {
    return this.statements.places.all(kind).flatMap(({ run_id, first_op }) => {
      const result = this.statements.result.get(run_id, first_op);
      const ids = result === undefined ? [] : unpacked(result);
      const found = ids.flatMap((id, at) => (id !== '' && targetIds.has(id) ? [first_op + at] : []));
      return found.flatMap((opId) => this.create(run_id, opId));
    });
  }

  private create(runId: string, opId: number): readonly RangeCreate[] {
    const entry = this.entry(runId, opId);
    const settledAt = this.opened?.row.settled_at;
    if (entry === undefined || settledAt === undefined || entry.target_id === null) return [];
    const { target_id: targetId, system, key } = entry;
    return [{ runId, settledAt, targetId, system, key }];
  }

  private open(runId: string, opId: number): OpenedRange | undefined {
    const row = this.statements.range.get(runId, opId);
    if (row === undefined || !holds(row, opId)) return undefined;
    this.opened = { row, keys: JSON.parse(row.keys) as OpenedRange['keys'] };
    return this.opened;
  }
}

function holds({ first_op, last_op }: RangeRow, opId: number): boolean {
  return first_op <= opId && opId <= last_op;
}

/** Nothing when the target refused it: such an operation has a row of its own. */
function entryOf({ row, keys }: OpenedRange, at: number): JournalEntry | undefined {
  const { batch_id, kind, sent_at, hashes, width, ids } = row;
  const pair = keys[at];
  const target_id = ids.toString('latin1', at * width, (at + 1) * width).trimEnd();
  if (pair === undefined || target_id === '') return undefined;
  const [system, key] = pair;
  const payload_hash = hashes.toString('hex', at * byteSize, (at + 1) * byteSize);
  const sent = { batch_id, sent_at, attempts: 1, high_water: null } as const;
  const operation = { op_id: row.first_op + at, kind, system, key, action: 'create', payload_hash } as const;
  return { ...operation, ...sent, state: 'done', reason: null, target_id };
}

function unpacked({ ids, width }: PackedIds): readonly string[] {
  const text = ids.toString('latin1');
  return Array.from({ length: width === 0 ? 0 : text.length / width }, (_, at) =>
    text.slice(at * width, (at + 1) * width).trimEnd(),
  );
}

function prepare(database: Database) {
  const both = `op_range AS r JOIN op_range_result AS s ON s.run_id = r.run_id AND s.first_op = r.first_op`;
  return {
    range: database.prepare<unknown[], RangeRow>(
      `SELECT r.run_id, r.first_op, last_op, batch_id, kind, sent_at, keys, hashes, settled_at, width, ids
       FROM ${both} WHERE r.run_id = ? AND r.first_op <= ? ORDER BY r.first_op DESC LIMIT 1`,
    ),
    results: database.prepare<unknown[], PackedIds>(`SELECT width, ids FROM ${both} WHERE r.run_id = ? AND kind = ?`),
    result: database.prepare<unknown[], PackedIds>(
      'SELECT width, ids FROM op_range_result WHERE run_id = ? AND first_op = ?',
    ),
    places: database.prepare<unknown[], Pick<RangeRow, 'run_id' | 'first_op'>>(
      `SELECT r.run_id, r.first_op FROM ${both} WHERE kind = ? ORDER BY settled_at, r.first_op`,
    ),
  };
}
