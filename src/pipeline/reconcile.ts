import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../context.ts';
import type { Plan } from '../store/plan.ts';
import { findOperation, operationOrigins } from '../store/plan-operations.ts';
import type { JournalEntry, Settlement, State } from '../store/state.ts';
import type { Connection } from '../targets/target.ts';

export interface Reconciling {
  readonly plan: Plan;
  readonly state: State;
  readonly connection: Connection;
  readonly runId: string;
  /** How long an abandoned request may still be executed. */
  readonly settleMs: number;
  readonly context: Context;
}

/**
 * Settles operations of which nobody knows what became: by looking for our marker, never by guessing. A create that is found is
 * done; one that is not, and every update (which sets absolute values), is to be sent again.
 * @returns how many were settled
 */
export async function reconcile(run: Reconciling): Promise<number> {
  const { state, runId, connection, context } = run;
  const doubtful = state.entries(runId, 'in_doubt');
  if (doubtful.length === 0) return 0;
  await waitUntilSettled(run, doubtful);
  const originsOf = operationOrigins(run.plan);
  for (const entry of doubtful) {
    const found =
      entry.action === 'create'
        ? (await connection.find(entry.kind, [{ system: entry.system, key: entry.key }]))[0]
        : undefined;
    const operation = findOperation(run.plan, entry.op_id);
    const settlement: Settlement =
      found === undefined || operation === undefined
        ? { id: entry.op_id, state: 'planned' }
        : {
            id: entry.op_id,
            state: 'done',
            targetId: found,
            done: { kind: entry.kind, origins: originsOf(operation), payloadHash: entry.payload_hash },
          };
    state.settle(runId, connection.identity.account, context.now().getTime(), [settlement]);
  }
  return doubtful.length;
}

/** After a restart the wall clock may have been set back: then the whole time is waited again. */
async function waitUntilSettled({ settleMs, context }: Reconciling, doubtful: readonly JournalEntry[]): Promise<void> {
  const now = context.now().getTime();
  const youngest = Math.max(...doubtful.map(({ sent_at }) => sent_at));
  const waited = now - youngest;
  const rest = waited < 0 ? settleMs : settleMs - waited;
  if (rest > 0) await sleep(rest, undefined, { signal: context.signal });
}
