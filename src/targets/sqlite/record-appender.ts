import type { EntityKind } from '../../model/entity.ts';
import type { CreateRange } from '../../model/new-records.ts';
import type { Database, Statement } from '../../store/database.ts';
import type { BulkResult } from '../target.ts';
import { layouts } from './layout.ts';
import { originInsert, recordInserts } from './record-inserts.ts';
import { TableAppender } from './table-appender.ts';

/** Creates records of one kind, which stand in `temp.new_record` part after part. */
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

  /** Forgets what was taken. */
  clear(): void {
    for (const table of this.tables) table.clear();
  }

  /** Takes the values of the records that stand there, and touches nothing. */
  take(): void {
    for (const table of this.tables) table.take();
  }

  /** To be called when all of a range is taken. */
  count(): void {
    for (const table of this.tables) table.count();
  }

  /** Writes what was taken of a range, within a transaction of the caller. The ids are given here, in the order of the range. */
  append({ from, to }: CreateRange): BulkResult {
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
