import type { Database, Statement } from '../../store/database.ts';
import type { RowReference, TableInsert } from './record-inserts.ts';

interface PreparedReference {
  readonly count: Statement<number>;
  readonly written: Statement<number> | undefined;
  readonly open: Statement<number>;
}

/** Appends the rows that the new records have in one table. */
export class TableAppender {
  private readonly clear: Statement;
  private readonly fill: Statement;
  private readonly insert: Statement;
  private readonly leavesOut: boolean;
  private readonly references: readonly PreparedReference[];
  /** Rows that are kept, and how many of them have each reference. */
  private rows = 0;
  private counts: readonly number[] = [];

  constructor(database: Database, { make, clear, fill, insert, references, leavesOut }: TableInsert) {
    database.exec(make);
    this.clear = database.prepare(clear);
    this.fill = database.prepare(fill);
    this.insert = database.prepare(insert);
    this.leavesOut = leavesOut;
    this.references = references.map((reference) => prepareReference(database, reference));
  }

  /** Takes the values out of the new records. */
  prepare(): void {
    if (this.rows > 0) this.clear.run();
    this.rows = this.fill.run().changes;
    this.counts = this.rows === 0 ? [] : this.references.map(({ count }) => count.get() ?? 0);
  }

  /** Writes them and gives the positions of records of which a row leads nowhere. */
  append(first: number, base: number): readonly number[] {
    if (this.rows === 0) return [];
    const { changes } = this.insert.run({ base });
    if (this.leavesOut) return changes === this.rows ? [] : this.references.flatMap(({ open }) => open.all());
    return this.references.flatMap(({ written, open }, at) => {
      const count = this.counts[at] ?? 0;
      return count === 0 || written?.get({ first }) === count ? [] : open.all();
    });
  }
}

function prepareReference(database: Database, { count, written, open }: RowReference): PreparedReference {
  const numbers = (sql: string) => database.prepare<unknown[], number>(sql).pluck();
  return { count: numbers(count), written: written === undefined ? undefined : numbers(written), open: numbers(open) };
}
