import type { EntityKind } from '../../model/entity.ts';
import type { CreateRange } from '../../model/new-records.ts';
import type { Database, Statement } from '../../store/database.ts';
import type { BulkResult } from '../target.ts';
import { layouts } from './layout.ts';
import { originInsert, recordInserts, type ListInsert, type SingleReference } from './record-inserts.ts';

interface PreparedList {
  readonly insert: Statement;
  readonly open: Statement<number> | undefined;
  readonly leavesOut: boolean;
}

interface PreparedReference {
  readonly written: Statement<number>;
  readonly open: Statement<number>;
}

/** Creates the records of one kind that stand in `temp.new_record`. */
export class RecordAppender {
  private readonly highestId: Statement<number | null>;
  private readonly counts: Statement<readonly number[]>;
  private readonly origins: Statement;
  private readonly rows: Statement;
  private readonly lists: readonly PreparedList[];
  private readonly references: readonly PreparedReference[];

  /** `origins`: of a `RecordSource`. */
  constructor(database: Database, kind: EntityKind, origins: string) {
    const { rows, lists, references, counts } = recordInserts(layouts[kind]);
    this.highestId = numbers(database, `SELECT max(id) FROM ${kind}`);
    this.counts = database.prepare<unknown[], readonly number[]>(counts).raw();
    this.origins = database.prepare(originInsert(kind, origins));
    this.rows = database.prepare(rows);
    this.lists = lists.map((list) => prepareList(database, list));
    this.references = references.map((reference) => prepareReference(database, reference));
  }

  /** Looks at the records and touches nothing; what it gives back writes them, within a transaction of the caller. */
  prepare(range: CreateRange): () => BulkResult {
    const counts = this.counts.get() ?? [];
    return () => this.append(range, counts);
  }

  /** The ids are given here, in the order of the range. */
  private append({ from, to }: CreateRange, counts: readonly number[]): BulkResult {
    const first = (this.highestId.get() ?? 0) + 1;
    const base = first - from;
    // First of all: the records may point to each other.
    this.origins.run({ base, from, to });
    this.rows.run({ base });
    const open = new Set<number>();
    for (const [at, list] of this.lists.entries()) addAll(open, openItems(list, base, counts[at] ?? 0));
    for (const [at, reference] of this.references.entries()) {
      const wanted = counts[this.lists.length + at] ?? 0;
      if (wanted !== 0 && reference.written.get({ first }) !== wanted) addAll(open, reference.open.all({ base }));
    }
    return {
      ids: Array.from({ length: to - from + 1 }, (_, at) => String(first + at)),
      open: [...open].map((position) => position - from).sort((left, right) => left - right),
      refused: [],
    };
  }
}

function prepareList(database: Database, { insert, open, leavesOut }: ListInsert): PreparedList {
  return {
    insert: database.prepare(insert),
    open: open === undefined ? undefined : numbers(database, open),
    leavesOut,
  };
}

function prepareReference(database: Database, { written, open }: SingleReference): PreparedReference {
  return { written: numbers(database, written), open: numbers(database, open) };
}

function numbers<Value extends number | null = number>(database: Database, sql: string): Statement<Value> {
  return database.prepare<unknown[], Value>(sql).pluck();
}

/** Writes the items of a list, of which there are so many, and gives the positions of records with one that leads nowhere. */
function openItems({ insert, open, leavesOut }: PreparedList, base: number, count: number): readonly number[] {
  if (count === 0) return [];
  const { changes } = insert.run({ base });
  return open === undefined || (leavesOut && changes === count) ? [] : open.all();
}

function addAll(positions: Set<number>, more: readonly number[]): void {
  for (const position of more) positions.add(position);
}
