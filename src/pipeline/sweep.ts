import { failpoint } from '../failpoint.ts';
import type { EntityKind } from '../model/entity.ts';
import type { State } from '../store/state.ts';
import type { Connection } from '../targets/target.ts';

interface Sweeping {
  readonly state: State;
  readonly connection: Connection;
  readonly runId: string;
}

/**
 * Looks for records of ours that exist twice, because a request was delivered twice on its way or performed after it had been given
 * up for certain: listed, never removed here.
 * @param since above which mark they may lie; undefined where nothing was sent
 */
export async function sweepDoubled(
  { state, connection, runId }: Sweeping,
  kind: EntityKind,
  since: string | undefined,
): Promise<void> {
  failpoint('before-sweep');
  if (since === undefined) return;
  for (const doubled of (await connection.doubled?.(kind, since)) ?? []) {
    state.keepDoubled(runId, connection.identity.account, doubled);
  }
}
