import type { Database, Statement } from '../../store/database.ts';
import type { RowReferences, TableInsert } from './record-inserts.ts';

interface PreparedReferences {
  readonly kept: Statement<readonly number[]> | undefined;
  readonly written: Statement<readonly number[]> | undefined;
  readonly open: readonly Statement<number>[];
}

/** Appends the rows that the new records have in one table. */
export class TableAppender {
  private readonly empty: Statement;
  private readonly occurs: Statement<number> | undefined;
  private readonly fill: Statement;
  private readonly insert: Statement;
  private readonly references: PreparedReferences | undefined;
  /** Rows that are kept, and how many of them have each reference. */
  private rows = 0;
  private counts: readonly number[] = [];

  constructor(database: Database, { make, clear, occurs, fill, insert, references }: TableInsert) {
    database.exec(make);
    this.empty = database.prepare(clear);
    this.occurs = occurs === undefined ? undefined : database.prepare<unknown[], number>(occurs).pluck();
    this.fill = database.prepare(fill);
    this.insert = database.prepare(insert);
    this.references = references === undefined ? undefined : prepareReferences(database, references);
  }

  /** Forgets what is kept. */
  clear(): void {
    if (this.rows > 0) this.empty.run();
    this.rows = 0;
  }

  /** Takes the values out of the new records. */
  take(): void {
    if (this.occurs?.get() !== 0) this.rows += this.fill.run().changes;
  }

  /** To be called when all are taken: another thread may be writing meanwhile. */
  count(): void {
    this.counts = this.rows === 0 ? [] : (this.references?.kept?.get() ?? []);
  }

  /** Writes them and gives the positions of records of which a row leads nowhere. */
  append(first: number, base: number): readonly number[] {
    if (this.rows === 0) return [];
    const { changes } = this.insert.run({ base });
    if (this.references === undefined) return [];
    const { kept, written, open } = this.references;
    // What leads nowhere was left out.
    if (kept === undefined) return changes === this.rows ? [] : open.flatMap((positions) => positions.all());
    if (this.counts.every((count) => count === 0)) return [];
    const found = written?.get({ first }) ?? [];
    return open.flatMap((positions, at) => (this.counts[at] === (found[at] ?? 0) ? [] : positions.all()));
  }
}

function prepareReferences(database: Database, { kept, written, open }: RowReferences): PreparedReferences {
  const numbers = (sql: string | undefined) =>
    sql === undefined ? undefined : database.prepare<unknown[], readonly number[]>(sql).raw();
  return {
    kept: numbers(kept),
    written: numbers(written),
    open: open.map((sql) => database.prepare<unknown[], number>(sql).pluck()),
  };
}
