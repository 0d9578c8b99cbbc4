import { isDeepStrictEqual } from 'node:util';
import { entityKinds, type EntityKind } from '../model/entity.ts';
import { operationOrigins, foundTargetIds, plannedQueue, type StoredOperation } from '../store/plan-operations.ts';
import { readManifest, type Plan } from '../store/plan.ts';
import type { State } from '../store/state.ts';
import type { Connection, IdOf } from '../targets/target.ts';
import { stopIfAborted, type StageContext } from './progress.ts';
import { sweepDoubled } from './sweep.ts';
import { MoneyTotals, type MoneyTotal } from './money-totals.ts';
import { valueClass, type ValueClass } from './value-class.ts';

type Data = Readonly<Record<string, unknown>>;

/** Of a record as a whole; those of its fields are in `value-class.ts`. */
export type RecordClass = 'missing-record' | 'duplicate';

/** One value of the target that is not what was written, or one record that is not there. */
export interface Difference {
  readonly kind: EntityKind;
  readonly key: string;
  readonly id: string;
  readonly found: Exclude<ValueClass, 'equal'> | RecordClass;
  /** Absent for a whole record. */
  readonly field?: string;
  readonly expected?: unknown;
  readonly actual?: unknown;
}

export interface VerifiedKind {
  readonly kind: EntityKind;
  /** Records the run wrote. */
  readonly written: number;
  readonly checked: number;
  /** Records without any difference worse than another way of writing. */
  readonly good: number;
  readonly differences: Readonly<Partial<Record<Difference['found'], number>>>;
}

export interface Verification {
  readonly runId: string;
  readonly kinds: readonly VerifiedKind[];
  /** Sums of money over the records that were checked: as written and as found. */
  readonly totals: readonly MoneyTotal[];
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
    totals: new MoneyTotals(),
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
    ({ checked, good, differences }) => checked === good && differences.duplicate === undefined,
  );
  return { runId, kinds, totals: work.totals.result(), examples: work.examples.result(), isGood };
}

interface Verifying extends VerifySetup {
  readonly runId: string;
  readonly idOf: IdOf;
  readonly originsOf: ReturnType<typeof operationOrigins>;
  readonly examples: Examples;
  readonly totals: MoneyTotals;
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
  const chosen = written.filter(({ operation }) => isInSample(operation.payloadHash, work.sample));
  if (chosen.length === 0) return;
  const records = await work.connection.read(
    tally.kind,
    chosen.map(({ id }) => id),
  );
  for (const [index, one] of chosen.entries()) verifyRecord(work, tally, { ...one, record: records[index] });
}

/** By the hash of what was written: chance, but the same chance each time. */
function isInSample(payloadHash: string, share: number): boolean {
  return share >= 1 || Number.parseInt(payloadHash.slice(0, 8), 16) / 0x1_0000_0000 < share;
}

function verifyRecord(
  work: Verifying,
  tally: Tally,
  { operation, id, record }: Written & { readonly record: Data | undefined },
): void {
  const { kind, key } = operation;
  tally.checked += 1;
  if (record === undefined) {
    tally.add(work.examples.add({ kind, key, id, found: 'missing-record' }));
    return;
  }
  const expected = expectedOf(work, operation);
  work.totals.add(kind, expected, record);
  let isGood = true;
  for (const [field, value] of Object.entries(expected)) {
    const found = compared(value, record[field]);
    if (found === 'equal') continue;
    tally.add(work.examples.add({ kind, key, id, found, field, expected: value, actual: record[field] ?? null }));
    isGood &&= found === 'normalised';
  }
  if (isGood) tally.good += 1;
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

class Tally {
  readonly kind: EntityKind;
  written = 0;
  checked = 0;
  good = 0;
  private readonly differences: Partial<Record<Difference['found'], number>> = {};

  constructor(kind: EntityKind) {
    this.kind = kind;
  }

  add(found: Difference['found']): void {
    this.differences[found] = (this.differences[found] ?? 0) + 1;
  }

  result(): VerifiedKind {
    const { kind, written, checked, good, differences } = this;
    return { kind, written, checked, good, differences };
  }
}

/** Keeps a few of each class, so that memory does not grow with what is wrong. */
class Examples {
  private readonly kept = new Map<Difference['found'], Difference[]>();
  private readonly mostOfClass: number;

  constructor(mostOfClass: number) {
    this.mostOfClass = mostOfClass;
  }

  add(difference: Difference): Difference['found'] {
    const before = this.kept.get(difference.found);
    if (before === undefined) this.kept.set(difference.found, [difference]);
    else if (before.length < this.mostOfClass) before.push(difference);
    return difference.found;
  }

  result(): readonly Difference[] {
    return [...this.kept.values()].flat();
  }
}
