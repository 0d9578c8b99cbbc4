import { isDeepStrictEqual } from 'node:util';
import { entityKinds, type EntityKind } from '../model/entity.ts';
import { operationOrigins, foundTargetIds, plannedQueue, type StoredOperation } from '../store/plan-operations.ts';
import { readManifest, type Plan } from '../store/plan.ts';
import type { State } from '../store/state.ts';
import type { Connection, IdOf } from '../targets/target.ts';
import { stopIfAborted, type StageContext } from './progress.ts';
import { sweepDoubled } from './sweep.ts';
import { classByCause, valueClass, type ValueClass } from './value-class.ts';
import { VerifyTotals, type VerifyTotal } from './verify-totals.ts';
import { Examples, Tally, type Difference, type VerifiedKind } from './verify-tally.ts';

type Data = Readonly<Record<string, unknown>>;

export interface Verification {
  readonly runId: string;
  readonly kinds: readonly VerifiedKind[];
  /** Sums of money, records by stage and links over the records that were checked: as written and as found. */
  readonly totals: readonly VerifyTotal[];
  /** The first ones of each class. */
  readonly examples: readonly Difference[];
  /** True when nothing is worse than another way of writing. */
  readonly isGood: boolean;
}

export interface VerifySetup {
  readonly plan: Plan;
  readonly state: State;
  readonly connection: Connection;
  readonly context: StageContext;
  /** Share of the records that is looked at, above 0 and up to 1; the same records every time. */
  readonly sample: number;
  /** How many differences of each class are told; 20 where it is left out. */
  readonly examplesOfClass?: number;
}

const pageSize = 500;
const usualExamples = 20;

/** Reads back what a run wrote and compares it field by field with what it was to write. Writes nothing. */
export async function verify(setup: VerifySetup): Promise<Verification> {
  const { plan, state, connection, context } = setup;
  const { runId } = readManifest(plan);
  const account = connection.identity.account;
  const found = foundTargetIds(plan);
  const idOf: IdOf = (kind, ref) => state.lookup(account, kind, ref)?.targetId ?? found(kind, ref);
  const work: Verifying = {
    ...setup,
    runId,
    idOf,
    originsOf: operationOrigins(plan),
    examples: new Examples(setup.examplesOfClass ?? usualExamples),
    totals: new VerifyTotals(),
  };
  const kinds: VerifiedKind[] = [];
  const marks = state.firstWater(runId);
  for (const kind of entityKinds) {
    const queue = plannedQueue(plan, kind);
    if (queue.length === 0) continue;
    const tally = new Tally(kind);
    for (let page = queue.next(pageSize); page.length > 0; page = queue.next(pageSize)) {
      stopIfAborted(context);
      await verifyPage(work, tally, page);
      context.progress({ phase: 'report', subject: kind, done: tally.written, total: queue.length });
    }
    // Also what was performed after the run had ended.
    await sweepDoubled({ state, connection, runId }, kind, marks.get(kind));
    for (const doubled of state.doubledOf(account, kind))
      tally.add(work.examples.add({ kind, key: doubled.marker, id: doubled.id, found: 'duplicate' }));
    kinds.push(tally.result());
  }
  const isGood = kinds.every(
    ({ checked, good, differences }) =>
      checked === good && differences.duplicate === undefined && differences['extra-record'] === undefined,
  );
  return { runId, kinds, totals: work.totals.result(), examples: work.examples.result(), isGood };
}

interface Verifying extends VerifySetup {
  readonly runId: string;
  readonly idOf: IdOf;
  readonly originsOf: ReturnType<typeof operationOrigins>;
  readonly examples: Examples;
  readonly totals: VerifyTotals;
}

interface Written {
  readonly operation: StoredOperation;
  readonly id: string;
}

async function verifyPage(work: Verifying, tally: Tally, page: readonly StoredOperation[]): Promise<void> {
  const written = page.flatMap((operation): Written[] => {
    const entry = work.state.entry(work.runId, operation.id);
    const isThere = entry?.state === 'done' && entry.target_id !== null && operation.action !== 'delete';
    return isThere && entry.target_id !== null ? [{ operation, id: entry.target_id }] : [];
  });
  tally.written += written.length;
  await findExtra(work, tally, page);
  const chosen = written.filter(({ operation }) => isInSample(operation.payloadHash, work.sample));
  if (chosen.length === 0) return;
  const records = await work.connection.read(
    tally.kind,
    chosen.map(({ id }) => id),
  );
  const compared = chosen.map((one, index) => compareRecord(work, { ...one, record: records[index] }));
  const byOthers = await whoChanged(work, tally.kind, compared);
  for (const one of compared) tally.addRecord(one.differences.map((found) => tellCause(work, found, byOthers)));
}

/** Records that the target refused by its own word, and that stand in it all the same. */
async function findExtra(work: Verifying, tally: Tally, page: readonly StoredOperation[]): Promise<void> {
  const refused = page.filter(
    ({ id, action }) => action === 'create' && work.state.entry(work.runId, id)?.state === 'rejected',
  );
  if (refused.length === 0) return;
  const found = await work.connection.find(tally.kind, refused);
  for (const [index, { kind, key }] of refused.entries()) {
    const id = found[index];
    if (id !== undefined) tally.add(work.examples.add({ kind, key, id, found: 'extra-record' }));
  }
}

/** Ids of records that are not as they were written and that somebody else was the last to change. */
async function whoChanged(
  { connection }: Verifying,
  kind: EntityKind,
  compared: readonly Compared[],
): Promise<ReadonlySet<string>> {
  const ids = compared.filter(({ differences }) => differences.some(isWorse)).map(({ id }) => id);
  const byOthers = ids.length === 0 ? [] : ((await connection.changedByOthers?.(kind, ids)) ?? []);
  return new Set(ids.filter((_, index) => byOthers[index] === true));
}

function isWorse({ found }: Difference): boolean {
  return found !== 'normalised' && found !== 'missing-record';
}

function tellCause({ examples, connection }: Verifying, difference: Difference, byOthers: ReadonlySet<string>) {
  const isKnown = connection.changedByOthers !== undefined;
  const found = isKnown ? classByCause(difference, byOthers.has(difference.id)) : difference.found;
  return examples.add({ ...difference, found });
}

/** By the hash of what was written: chance, but the same chance each time. */
function isInSample(payloadHash: string, share: number): boolean {
  return share >= 1 || Number.parseInt(payloadHash.slice(0, 8), 16) / 0x1_0000_0000 < share;
}

interface Compared {
  readonly id: string;
  readonly differences: readonly Difference[];
}

function compareRecord(
  work: Verifying,
  { operation, id, record }: Written & { readonly record: Data | undefined },
): Compared {
  const { kind, key } = operation;
  if (record === undefined) return { id, differences: [{ kind, key, id, found: 'missing-record' }] };
  const expected = expectedOf(work, operation);
  work.totals.add(kind, expected, record);
  const differences = Object.entries(expected).flatMap(([field, value]): Difference[] => {
    const found = compared(value, record[field]);
    if (found === 'equal') return [];
    return [{ kind, key, id, found, field, expected: value, actual: record[field] ?? null }];
  });
  return { id, differences };
}

/** Of an update only the fields it changed were written. */
function expectedOf({ connection, idOf }: Verifying, { kind, data, action, changes }: StoredOperation): Data {
  const whole = connection.expected?.(kind, data, idOf) ?? data;
  if (action !== 'update') return whole;
  const names = new Set(changes.map(({ field }) => field));
  return Object.fromEntries(Object.entries(whole).filter(([field]) => names.has(field)));
}

function compared(expected: unknown, actual: unknown): ValueClass {
  return expected === undefined || isDeepStrictEqual(expected, actual) ? 'equal' : valueClass(expected, actual);
}
