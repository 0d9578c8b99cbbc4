import type { EntityKind } from '../../model/entity.ts';
import { databaseError, errorCode, type Database } from '../../store/database.ts';
import type { IdOf, Operation, Outcome } from '../target.ts';
import { layouts } from './layout.ts';
import { RecordWriter } from './record-writer.ts';

/** What writing needs to know of an operation. */
export type WriteOperation = Pick<Operation, 'kind' | 'targetId' | 'data' | 'origins'> &
  Partial<Pick<Operation, 'action' | 'changes'>>;

/** Writes batches of operations into a database that is open, each batch in one transaction. */
export class BatchWriter {
  private readonly database: Database;
  private readonly path: string;
  private readonly writers = new Map<EntityKind, RecordWriter>();

  constructor(database: Database, path: string) {
    this.database = database;
    this.path = path;
  }

  /** One outcome each, in the same order. @throws LocalError when the database cannot be written */
  write(operations: readonly WriteOperation[], idOf: IdOf): readonly Outcome[] {
    try {
      return this.database.transaction(() => operations.map((operation) => this.perform(operation, idOf)))();
    } catch (cause) {
      if (!isRefusal(cause)) throw databaseError(this.path, cause);
    }
    // One record broke a constraint: each in a transaction of its own, so that the others are written.
    return operations.map((operation) => this.performAlone(operation, idOf));
  }

  private writer(kind: EntityKind): RecordWriter {
    let writer = this.writers.get(kind);
    if (writer === undefined) this.writers.set(kind, (writer = new RecordWriter(this.database, layouts[kind])));
    return writer;
  }

  private perform(operation: WriteOperation, idOf: IdOf): Outcome {
    const writer = this.writer(operation.kind);
    if (operation.action === 'delete') {
      // What is not there any more need not be taken away.
      writer.remove(Number(operation.targetId));
      return { status: 'done', targetId: operation.targetId ?? '' };
    }
    if (operation.targetId === undefined) return { status: 'done', targetId: String(writer.create(operation, idOf)) };
    const found = writer.replace(Number(operation.targetId), operation, idOf);
    if (found) return { status: 'done', targetId: operation.targetId };
    return { status: 'rejected', finding: { code: 'target.record-gone', args: { id: operation.targetId } } };
  }

  private performAlone(operation: WriteOperation, idOf: IdOf): Outcome {
    try {
      return this.database.transaction(() => this.perform(operation, idOf))();
    } catch (cause) {
      if (!isRefusal(cause)) throw databaseError(this.path, cause);
      return { status: 'rejected', finding: { code: 'target.rejected', args: { reason: (cause as Error).message } } };
    }
  }
}

/** A constraint said no: the record's fault, not the database's. */
export function isRefusal(cause: unknown): boolean {
  return errorCode(cause)?.startsWith('SQLITE_CONSTRAINT') === true || errorCode(cause) === 'SQLITE_TOOBIG';
}
