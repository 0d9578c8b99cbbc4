import type { EntityKind } from '../../model/entity.ts';
import type { CreateRange } from '../../model/new-records.ts';
import type { Database, Statement } from '../../store/database.ts';
import type { BulkResult } from '../target.ts';
import { layouts } from './layout.ts';
import { originInsert, recordInserts } from './record-inserts.ts';
import { TableAppender } from './table-appender.ts';

/** Creates the records of one kind that stand in `temp.new_record`. */
export class RecordAppender {
  private readonly highestId: Statement<number | null>;
  private readonly origins: Statement;
  /** In the order in which rows may refer to each other. */
  private readonly tables: readonly TableAppender[];

  /** `origins`: of a `RecordSource`. */
  constructor(database: Database, kind: EntityKind, origins: string) {
    const { rows, lists } = recordInserts(layouts[kind]);
    this.highestId = database.prepare<unknown[], number | null>(`SELECT max(id) FROM ${kind}`).pluck();
    this.origins = database.prepare(originInsert(kind, origins));
    this.tables = [rows, ...lists].map((table) => new TableAppender(database, table));
  }

  /** Takes the values of the records and touches nothing; what it gives back writes them, within a transaction of the caller. */
  prepare({ from, to }: CreateRange): () => BulkResult {
    for (const table of this.tables) table.prepare();
    return () => this.append(from, to);
  }

  /** The ids are given here, in the order of the range. */
  private append(from: number, to: number): BulkResult {
    const first = (this.highestId.get() ?? 0) + 1;
    const base = first - from;
    // First of all: the records may point to each other.
    this.origins.run({ base, from, to });
    const open = new Set(this.tables.flatMap((table) => table.append(first, base)));
    return {
      ids: Array.from({ length: to - from + 1 }, (_, at) => String(first + at)),
      open: [...open].map((position) => position - from).sort((left, right) => left - right),
      refused: [],
    };
  }
}
