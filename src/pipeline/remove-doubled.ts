import { GateError } from '../errors.ts';
import type { DoubledRow, State } from '../store/state.ts';
import type { Connection, Operation } from '../targets/target.ts';
import { valueClass } from './value-class.ts';

interface Removal {
  readonly state: State;
  readonly connection: Connection;
  readonly found: readonly DoubledRow[];
  readonly now: () => Date;
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

async function removeOne({ state, connection, now }: Removal, doubled: DoubledRow): Promise<boolean> {
  const { kind, id, kept, marker } = doubled;
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
    if (outcome?.status === 'rejected') throw new GateError(outcome.finding.code, outcome.finding.args);
    if (outcome?.status !== 'done') return false;
  }
  state.markRemoved(connection.identity.account, { kind, id }, now().toISOString());
  return true;
}
