import type { EntityKind } from '../model/entity.ts';
import { guarded } from './database.ts';
import type { Plan } from './plan.ts';

/** A record of the target with what may tell it from another behind the same value. */
export interface IndexedRecord {
  readonly id: string;
  /** What it is called, to tell two people behind one phone apart. */
  readonly name: string;
  /** Its tax numbers, with spaces between them. */
  readonly tax: string;
}

/**
 * What stands in a target, by what tells its records apart; kept in temporary tables beside the plan, so that memory does not grow
 * with the target.
 */
export class TargetIndex {
  private readonly file: string;
  private readonly statements: ReturnType<typeof prepare>;

  constructor(plan: Plan) {
    this.file = plan.file;
    guarded(plan.file, () =>
      plan.database.exec(
        `CREATE TEMP TABLE target_value (kind TEXT, value TEXT, id TEXT, name TEXT, tax TEXT,
           PRIMARY KEY (kind, value, id)) WITHOUT ROWID;
         CREATE TEMP TABLE target_taken (kind TEXT, id TEXT, PRIMARY KEY (kind, id)) WITHOUT ROWID;`,
      ),
    );
    this.statements = prepare(plan);
  }

  add(kind: EntityKind, { id, name, tax, values }: IndexedRecord & { readonly values: Iterable<string> }): void {
    guarded(this.file, () => {
      for (const value of values) this.statements.add.run(kind, value, id, name, tax);
    });
  }

  /** Records with a value, the lowest id first. */
  find(kind: EntityKind, value: string): readonly IndexedRecord[] {
    return this.statements.find.all(kind, value);
  }

  /** False when the record was taken before. */
  take(kind: EntityKind, id: string): boolean {
    return this.statements.take.run(kind, id).changes > 0;
  }
}

function prepare({ database }: Plan) {
  return {
    add: database.prepare('INSERT OR IGNORE INTO target_value (kind, value, id, name, tax) VALUES (?, ?, ?, ?, ?)'),
    find: database.prepare<unknown[], IndexedRecord>(
      'SELECT id, name, tax FROM target_value WHERE kind = ? AND value = ? ORDER BY length(id), id',
    ),
    take: database.prepare('INSERT OR IGNORE INTO target_taken (kind, id) VALUES (?, ?)'),
  };
}
