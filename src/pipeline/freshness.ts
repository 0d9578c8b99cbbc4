import { StaleError } from '../errors.ts';
import { hashOperations } from '../store/plan-operations.ts';
import type { Manifest, Plan } from '../store/plan.ts';
import type { State } from '../store/state.ts';
import type { Connection } from '../targets/target.ts';

export interface FreshnessCheck {
  readonly plan: Plan;
  readonly manifest: Manifest;
  readonly state: State;
  readonly connection: Connection;
  readonly now: Date;
  /** The hash a person signed, or its first characters. */
  readonly expectHash?: string;
}

/**
 * Refuses a plan that does not fit any more, naming the first difference: the plan itself, project, state, target, schema, age,
 * signature. A run of this very plan that was interrupted goes on whatever the state's serial.
 * @throws StaleError
 */
export async function checkFreshness(check: FreshnessCheck): Promise<void> {
  const { plan, manifest, state, connection, expectHash } = check;
  const { file } = plan;
  if (hashOperations(plan) !== manifest.planHash) throw new StaleError('plan.changed-bytes', { file });
  if (manifest.lineage !== state.lineage) throw new StaleError('plan.stale-lineage', { file });
  const started = state.run(manifest.runId);
  if (started === undefined && manifest.serial !== state.serial) {
    throw new StaleError('plan.stale-serial', { file, planned: manifest.serial, now: state.serial });
  }
  const { type, account, place } = connection.identity;
  if (manifest.target.type !== type || manifest.target.account !== account) {
    throw new StaleError('plan.stale-target', { planned: manifest.target.place, now: place });
  }
  const { fingerprint } = await connection.describe();
  if (fingerprint !== manifest.target.fingerprint) throw new StaleError('plan.stale-schema', { target: place });
  checkAge(check);
  if (expectHash !== undefined && !manifest.planHash.startsWith(expectHash.toLowerCase())) {
    throw new StaleError('plan.stale-hash', { expected: expectHash, found: manifest.planHash.slice(0, 8) });
  }
}

function checkAge({ manifest, now }: FreshnessCheck): void {
  const hours = (now.getTime() - Date.parse(manifest.createdAt)) / 3_600_000;
  if (hours > manifest.validForHours) {
    throw new StaleError('plan.stale-age', { hours: Math.floor(hours), allowed: manifest.validForHours });
  }
}
