import { parentPort, workerData } from 'node:worker_threads';
import type { EntityKind } from '../../model/entity.ts';
import type { RecordOrigin, Ref } from '../../model/field.ts';
import { errorCode, openDatabase } from '../../store/database.ts';
import type { Outcome } from '../target.ts';
import { BatchWriter, idName, type WriteOperation } from './batch-writer.ts';
import { configure } from './configure.ts';

/** A batch as it is sent to the thread, as JSON. */
export interface BatchText {
  readonly operations: readonly (readonly [
    kind: EntityKind,
    targetId: string | null,
    data: unknown,
    origins: readonly RecordOrigin[],
  ])[];
  /** Target ids by `idName`. */
  readonly ids: readonly (readonly [name: string, id: string])[];
}

/** What became of a batch; a failure is that of the database as a whole. */
export type BatchReply =
  | { readonly outcomes: readonly Outcome[] }
  | { readonly code: string | undefined; readonly message: string };

const path = String(workerData);
const database = openDatabase(path, { mustExist: true });
configure(database);
const writer = new BatchWriter(database, path);

parentPort?.on('message', (text: string | null) => {
  if (text !== null) {
    parentPort?.postMessage(performed(text));
    return;
  }
  database.close();
  parentPort?.close();
});

function performed(text: string): BatchReply {
  const { operations, ids } = JSON.parse(text) as BatchText;
  const known = new Map(ids);
  const idOf = (kind: EntityKind, ref: Ref) => known.get(idName(kind, ref));
  try {
    return {
      outcomes: writer.write(
        operations.map(([kind, targetId, data, origins]) => {
          // The batch was valid when it was sent.
          return { kind, targetId: targetId ?? undefined, data, origins } as WriteOperation;
        }),
        idOf,
      ),
    };
  } catch (cause) {
    const reason = cause instanceof Error ? cause : new Error(String(cause));
    return { code: errorCode(reason.cause) ?? errorCode(reason), message: reason.message };
  }
}
