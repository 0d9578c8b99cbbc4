import type { Database, Statement } from './database.ts';

/** Links of one statement: a call of the driver costs as much as some of them. */
const sizes = [64, 8, 1] as const;

/** Writes which record points to which target. */
export class LinkInserts {
  /** By number of links, as in `sizes`. */
  private readonly statements: ReadonlyMap<number, Statement>;

  constructor(database: Database) {
    const prepare = (links: number): Statement =>
      database.prepare(
        `INSERT INTO reference_link (seq, target_id) VALUES ${Array.from({ length: links }, () => '(?, ?)').join(', ')}`,
      );
    this.statements = new Map(sizes.map((links) => [links, prepare(links)]));
  }

  /** `links`: `seq` of the record and id of the target, in turn. */
  insert(links: Int32Array): void {
    for (let at = 0; at < links.length;) {
      const left = (links.length - at) / 2;
      const size = sizes.find((one) => one <= left) ?? 1;
      this.statements.get(size)?.run([...links.subarray(at, at + size * 2)]);
      at += size * 2;
    }
  }
}
