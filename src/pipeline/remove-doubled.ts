import { GateError } from '../errors.ts';
import type { AuditLog } from '../store/audit-log.ts';
import type { DoubledRow, State } from '../store/state.ts';
import type { Connection, Operation } from '../targets/target.ts';
import { auditEntry } from './audit-entry.ts';
import type { StageContext } from './progress.ts';
import { valueClass } from './value-class.ts';

interface Removal {
  readonly state: State;
  readonly connection: Connection;
  readonly found: readonly DoubledRow[];
  readonly context: StageContext;
  readonly runId: string;
  readonly audit?: AuditLog;
}

/**
 * Takes records away that are there once too often. One that is not like the one that stays any more was edited by somebody since,
 * and stays too.
 * @throws GateError when the target cannot take records away
 */
export async function removeDoubled(
  work: Removal,
): Promise<{ readonly removed: number; readonly edited: readonly DoubledRow[] }> {
  const edited: DoubledRow[] = [];
  let removed = 0;
  for (const doubled of work.found) {
    const isGone = await removeOne(work, doubled);
    if (isGone) removed += 1;
    else edited.push(doubled);
  }
  return { removed, edited };
}

async function removeOne(work: Removal, doubled: DoubledRow): Promise<boolean> {
  const { kind, id, kept, marker } = doubled;
  const { state, connection, context } = work;
  const [extra, stays] = await connection.read(kind, [id, kept]);
  if (stays === undefined) return false;
  if (extra !== undefined) {
    if (!['equal', 'normalised'].includes(valueClass(stays, extra))) return false;
    const operation = {
      id: 0,
      kind,
      action: 'delete',
      targetId: id,
      marker: { system: '@target', key: marker },
      data: extra,
      origins: [],
      changes: [],
      payloadHash: '',
    } as unknown as Operation;
    const [outcome] = await connection.write([operation], () => undefined);
    const status = outcome === undefined || outcome.status === 'in-doubt' ? 'in_doubt' : outcome.status;
    if (status !== 'not-executed') work.audit?.append([auditEntry(work, operation, { outcome: status, targetId: id })]);
    if (outcome?.status === 'rejected') throw new GateError(outcome.finding.code, outcome.finding.args);
    if (outcome?.status !== 'done') return false;
  }
  state.markRemoved(connection.identity.account, { kind, id }, context.now().toISOString());
  return true;
}
