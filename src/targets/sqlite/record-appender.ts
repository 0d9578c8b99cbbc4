import type { EntityKind } from '../../model/entity.ts';
import type { Database, Statement } from '../../store/database.ts';
import type { BulkResult } from '../target.ts';
import type { CreateRange } from '../../model/new-records.ts';
import { layouts } from './layout.ts';
import { originInsert, recordInserts, type ListInsert } from './record-inserts.ts';

interface PreparedList {
  readonly insert: Statement;
  readonly references:
    | { readonly count: Statement<number>; readonly isOptional: boolean; readonly open: Statement<number> }
    | undefined;
}

/** Creates the records of one kind that stand in `temp.new_record`; the caller holds the transaction. */
export class RecordAppender {
  private readonly highestId: Statement<number | null>;
  private readonly origins: Statement;
  private readonly rows: Statement;
  private readonly lists: readonly PreparedList[];
  private readonly openReferences: Statement<number> | undefined;

  /** `origins`: of a `RecordSource`. */
  constructor(database: Database, kind: EntityKind, origins: string) {
    const { rows, lists, openReferences } = recordInserts(layouts[kind]);
    this.highestId = database.prepare<unknown[], number | null>(`SELECT max(id) FROM ${kind}`).pluck();
    this.origins = database.prepare(originInsert(kind, origins));
    this.rows = database.prepare(rows);
    this.lists = lists.map((list) => prepareList(database, list));
    if (openReferences !== undefined) this.openReferences = numbers(database, openReferences);
  }

  /** The ids are given here, in the order of the range. */
  append({ from, to }: CreateRange): BulkResult {
    const first = (this.highestId.get() ?? 0) + 1;
    const base = first - from;
    // First of all: the records may point to each other.
    this.origins.run({ base, from, to });
    this.rows.run({ base });
    const open = new Set(this.openReferences?.all({ base }));
    for (const list of this.lists) for (const position of openAfter(list, base)) open.add(position);
    return {
      ids: Array.from({ length: to - from + 1 }, (_, at) => String(first + at)),
      open: [...open].map((position) => position - from).sort((left, right) => left - right),
      refused: [],
    };
  }
}

function prepareList(database: Database, { insert, references }: ListInsert): PreparedList {
  return {
    insert: database.prepare(insert),
    references:
      references === undefined
        ? undefined
        : {
            count: numbers(database, references.count),
            isOptional: references.isOptional,
            open: numbers(database, references.open),
          },
  };
}

function numbers(database: Database, sql: string): Statement<number> {
  return database.prepare<unknown[], number>(sql).pluck();
}

/** Writes the items of a list and gives the positions of records with an item that leads nowhere. */
function openAfter({ insert, references }: PreparedList, base: number): readonly number[] {
  const { changes } = insert.run({ base });
  if (references === undefined) return [];
  const { count, isOptional, open } = references;
  return !isOptional && count.get() === changes ? [] : open.all();
}
