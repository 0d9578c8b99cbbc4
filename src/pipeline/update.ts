import { isDeepStrictEqual } from 'node:util';
import { GateError } from '../errors.ts';
import type { State } from '../store/state.ts';
import type { Connection, FieldChange, Operation } from '../targets/target.ts';
import { originsField } from './operations.ts';

interface Updating {
  readonly state: State;
  readonly connection: Connection;
  readonly runId: string;
  readonly conflict: 'keep-target' | 'overwrite' | 'stop';
}

/**
 * Reads the records that are about to be updated and gives each operation the data that is to stand in the target: what is there
 * now, with the planned changes. A field that somebody changed after the plan was made follows the conflict policy. What was there
 * is kept for a rollback.
 * @throws GateError when the policy is to stop
 */
export async function currentUpdates(run: Updating, operations: readonly Operation[]): Promise<readonly Operation[]> {
  const updated: Operation[] = [];
  for (const operation of operations) {
    updated.push(operation.action === 'update' ? await currentUpdate(run, operation) : operation);
  }
  return updated;
}

async function currentUpdate(run: Updating, operation: Operation): Promise<Operation> {
  const targetId = operation.targetId ?? '';
  const [current] = await run.connection.read(operation.kind, [targetId]);
  if (current === undefined) return operation;
  run.state.keepBeforeImage(run.runId, operation.id, { kind: operation.kind, targetId, data: current });
  const fields = operation.changes.filter(({ field }) => field !== originsField);
  const applied = fields.filter((change) => isWanted(run, change, { current, targetId }));
  const data = { ...current, ...Object.fromEntries(applied.map(({ field, after }) => [field, after])) };
  return { ...operation, data, text: undefined } as Operation;
}

interface Found {
  readonly current: Readonly<Record<string, unknown>>;
  readonly targetId: string;
}

function isWanted(run: Updating, { field, before, after }: FieldChange, { current, targetId }: Found): boolean {
  const now = current[field] ?? null;
  if (isDeepStrictEqual(now, before) || isDeepStrictEqual(now, after)) return true;
  if (run.conflict === 'stop') throw new GateError('plan.conflict', { field, id: targetId });
  return run.conflict === 'overwrite';
}
