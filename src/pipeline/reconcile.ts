import { waitFor } from '../context.ts';
import { failpoint } from '../failpoint.ts';
import { entityKinds, type EntityKind } from '../model/entity.ts';
import type { JournalEntry, Settlement } from '../store/state.ts';
import type { Applying } from './applying.ts';
import { hasOpenReference } from './reference-fields.ts';
import { toOperation } from './sending.ts';

/**
 * Settles operations of which nobody knows what became: by looking for our marker, never by guessing. An abandoned request may still
 * be executed for a while, so nothing is believed before that time is over; and only what two lookups have not found is sent again
 * (`reliability.md` section 6). Updates and deletes set absolute values and are simply sent again.
 * @returns how many are to be sent again
 */
export async function reconcile(run: Applying): Promise<number> {
  const doubtful = run.state.entries(run.runId, 'in_doubt');
  if (doubtful.length === 0) return 0;
  await waitUntilSettled(run, doubtful);
  failpoint('before-lookup');
  let again = 0;
  for (const kind of entityKinds) {
    const entries = doubtful.filter((entry) => entry.kind === kind);
    const found = await lookUp(run, kind, entries);
    failpoint('after-lookup');
    const settlements = entries.map((entry) => settlementOf(run, entry, found.get(entry.op_id)));
    again += settlements.filter(({ state }) => state === 'planned').length;
    run.state.settle(run.runId, run.account, run.context.now().getTime(), settlements);
  }
  return again;
}

/** Target ids of creates that were executed after all, by operation. */
async function lookUp(
  run: Applying,
  kind: EntityKind,
  entries: readonly JournalEntry[],
): Promise<ReadonlyMap<number, string>> {
  const found = new Map<number, string>();
  const unknown = entries.filter(({ action, target_id }) => action === 'create' && target_id === null);
  await find(run, kind, { entries: unknown, found });
  const { recheckMs = run.target.recheckMs ?? 0 } = run.connection;
  const missing = unknown.filter(({ op_id }) => !found.has(op_id));
  if (missing.length > 0 && recheckMs > 0) {
    await waitFor(run.context, recheckMs);
    await find(run, kind, { entries: missing, found });
  }
  return found;
}

async function find(
  run: Applying,
  kind: EntityKind,
  { entries, found }: { readonly entries: readonly JournalEntry[]; readonly found: Map<number, string> },
): Promise<void> {
  for (const [since, group] of byHighWater(entries)) {
    const markers = group.map(({ system, key }) => ({ system, key }));
    const ids =
      (await findByContent(run, kind, { entries: group, since, found })) ??
      (await run.connection.find(kind, markers, since ?? undefined));
    for (const [index, { op_id }] of group.entries()) {
      const id = ids[index];
      if (id !== undefined) found.set(op_id, id);
    }
  }
}

interface Doubtful {
  readonly entries: readonly JournalEntry[];
  readonly since: string | null;
  readonly found: ReadonlyMap<number, string>;
}

/** Kinds without a place for a marker are told by what they hold; undefined for the others. */
async function findByContent(run: Applying, kind: EntityKind, { entries, since, found }: Doubtful) {
  const { connection, idOf } = run;
  if (connection.findContent === undefined) return undefined;
  const operations = entries.flatMap(({ op_id }) => {
    const stored = run.operation(op_id);
    return stored === undefined ? [] : [toOperation(run, stored)];
  });
  const search = { idOf, since: since ?? undefined, isTaken: takenIds(run, kind, found) };
  const ids = await connection.findContent(kind, operations, search);
  if (ids === undefined) return undefined;
  const byOperation = new Map(operations.map(({ id }, index) => [id, ids[index]]));
  return entries.map(({ op_id }) => byOperation.get(op_id));
}

/** Equal records of one parent are told apart by whose they are: written, or found for another operation. */
function takenIds(
  { state, runId, account }: Applying,
  kind: EntityKind,
  found: ReadonlyMap<number, string>,
): (targetId: string) => boolean {
  const waiting = [...state.entries(runId, 'planned'), ...state.entries(runId, 'in_doubt')];
  const ids = new Set([...found.values(), ...waiting.flatMap(({ target_id }) => target_id ?? [])]);
  return (targetId) => ids.has(targetId) || state.fieldHashes(account, kind, targetId) !== undefined;
}

function byHighWater(entries: readonly JournalEntry[]): ReadonlyMap<string | null, readonly JournalEntry[]> {
  const groups = new Map<string | null, JournalEntry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.high_water);
    if (group === undefined) groups.set(entry.high_water, [entry]);
    else group.push(entry);
  }
  return groups;
}

function settlementOf(run: Applying, entry: JournalEntry, foundId: string | undefined): Settlement {
  const targetId = foundId ?? entry.target_id ?? undefined;
  const operation = run.operation(entry.op_id);
  if (entry.action !== 'create' || targetId === undefined || operation === undefined) {
    return { id: entry.op_id, state: 'planned', ...(targetId === undefined ? {} : { targetId }) };
  }
  // The record is there; of a record in several parts the others may be missing: it is written again with its id.
  if (run.target.hasParts === true) return { id: entry.op_id, state: 'planned', targetId };
  const isComplete = !hasOpenReference(operation, run);
  const payloadHash = isComplete ? entry.payload_hash : '';
  const done = { kind: entry.kind, origins: run.originsOf(operation), payloadHash };
  return { id: entry.op_id, state: 'done', targetId, done };
}

/**
 * Within one process time is taken from a clock that never jumps. After a restart the wall clock may have been set back: then the
 * whole time is waited again.
 */
async function waitUntilSettled(run: Applying, doubtful: readonly JournalEntry[]): Promise<void> {
  const { settleMs = run.target.settleMs } = run.connection;
  const now = run.context.now().getTime();
  const rest = Math.max(0, ...doubtful.map((entry) => settleMs - waitedFor(run, entry, now)));
  if (rest <= 0) return;
  run.context.event({
    type: 'limit',
    host: run.connection.identity.place,
    reason: 'settling doubts',
    wait_ms: Math.ceil(rest),
  });
  await waitFor(run.context, rest);
}

function waitedFor(run: Applying, { sent_at, batch_id }: JournalEntry, now: number): number {
  const sentHere = run.context.wait === undefined ? run.sentAt.get(batch_id) : undefined;
  if (sentHere !== undefined) return performance.now() - sentHere;
  return now < sent_at ? 0 : now - sent_at;
}
