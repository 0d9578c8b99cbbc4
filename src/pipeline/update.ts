import { isDeepStrictEqual } from 'node:util';
import { failpoint } from '../failpoint.ts';
import { GateError } from '../errors.ts';
import type { EntityKind } from '../model/entity.ts';
import type { State } from '../store/state.ts';
import { withChanges } from '../store/with-changes.ts';
import { type Connection, type FieldChange, type IdOf, type Operation, originsField } from '../targets/target.ts';

interface Updating {
  readonly state: State;
  readonly connection: Connection;
  readonly runId: string;
  readonly conflict: 'keep-target' | 'overwrite' | 'stop';
  readonly idOf: IdOf;
}

type Data = Readonly<Record<string, unknown>>;

/**
 * Reads the records that are about to be updated or deleted and leaves of each operation what is still to be written: a field that
 * somebody changed after the plan was made follows the conflict policy. What was there is kept for a rollback. For targets that
 * take whole records the data becomes what is there now, with the planned changes.
 * @throws GateError when the policy is to stop
 */
export async function currentUpdates(run: Updating, operations: readonly Operation[]): Promise<readonly Operation[]> {
  const changing = operations.filter(({ action }) => action !== 'create');
  const [first] = changing;
  if (first === undefined) return operations;
  const current = await readAll(run, changing);
  keepImages(run, changing, current);
  return operations.map((operation) => {
    const found = current.get(operation.id);
    return found === undefined ? operation : currentUpdate(run, operation, found);
  });
}

/** What stands in the target, by operation. */
async function readAll({ connection }: Updating, operations: readonly Operation[]): Promise<ReadonlyMap<number, Data>> {
  const found = new Map<number, Data>();
  for (const kind of new Set(operations.map((operation): EntityKind => operation.kind))) {
    const ofKind = operations.filter((operation) => operation.kind === kind);
    const records = await connection.read(
      kind,
      ofKind.map(({ targetId }) => targetId ?? ''),
    );
    for (const [index, { id }] of ofKind.entries()) {
      const record = records[index];
      if (record !== undefined) found.set(id, record);
    }
  }
  return found;
}

/** One commit for all of them: each waits for the disk. */
function keepImages(run: Updating, operations: readonly Operation[], current: ReadonlyMap<number, Data>): void {
  const images = operations.flatMap(({ id, kind, targetId = '' }) => {
    const data = current.get(id);
    return data === undefined ? [] : [{ opId: id, kind, targetId, data }];
  });
  if (images.length === 0) return;
  run.state.keepBeforeImages(run.runId, images);
  failpoint('before-image');
}

function currentUpdate(run: Updating, operation: Operation, current: Data): Operation {
  const targetId = operation.targetId ?? '';
  if (operation.action === 'delete') return operation;
  const expected = run.connection.expected?.(operation.kind, operation.data, run.idOf);
  const changes = operation.changes.filter(
    (change) => change.field === originsField || isWanted(run, change, { current, targetId, expected }),
  );
  if (expected !== undefined) return { ...operation, changes } as Operation;
  const applied = changes.filter(({ field }) => field !== originsField);
  const data = withChanges(current, applied);
  return { ...operation, data, text: undefined } as Operation;
}

interface Found {
  readonly current: Data;
  readonly targetId: string;
  /** What the target gives back after the update; undefined where it gives back what it was given. */
  readonly expected: Data | undefined;
}

function isWanted(
  run: Updating,
  { field, before, after }: FieldChange,
  { current, targetId, expected }: Found,
): boolean {
  const now = current[field] ?? null;
  const wanted = (expected === undefined ? after : expected[field]) ?? null;
  if (isDeepStrictEqual(now, before) || isDeepStrictEqual(now, wanted)) return true;
  if (run.conflict === 'stop') throw new GateError('plan.conflict', { field, id: targetId });
  return run.conflict === 'overwrite';
}
