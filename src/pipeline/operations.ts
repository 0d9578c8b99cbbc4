import type { DecisionLine } from '../matching/decisions.ts';
import type { EntityKind } from '../model/entity.ts';
import type { Finding } from '../model/issue.ts';
import { addCreates, rehashPayloads } from '../store/plan-creates.ts';
import { addOperations, operationOrigins, type PlannedOperation } from '../store/plan-operations.ts';
import type { CreateRange } from '../model/new-records.ts';
import { goldenRecords, stagedKinds, type GoldenRecord } from '../store/plan-records.ts';
import { Staging } from '../store/plan-staging.ts';
import { addUnchanged, decideOperations, undecidedRecords } from '../store/plan-unchanged.ts';
import type { Plan } from '../store/plan.ts';
import type { State } from '../store/state.ts';
import type { Connection } from '../targets/target.ts';
import { decide } from './decide.ts';
import { findInTarget } from './find-in-target.ts';
import { MatchedInTarget, type MatchRule } from './matched-in-target.ts';
import { leaveShared } from './shared-targets.ts';
import { decidedApart, plannedIds, plannedLoaded, report, type OnMatch, type Planning } from './planning.ts';
import { stopIfAborted, type StageContext } from './progress.ts';

export interface PlanningSetup {
  readonly state: State | undefined;
  readonly connection: Connection;
  /** What people said of likely duplicates, in the order in which they said it. */
  readonly decisions?: readonly DecisionLine[];
  readonly onMatch: (kind: EntityKind) => OnMatch;
  /** What the mapping says of records in the target that are not ours. */
  readonly onForeign?: (kind: EntityKind) => OnMatch;
  readonly matchRules?: (kind: EntityKind) => readonly MatchRule[];
  /** What happens to a field that both the source and somebody in the target changed. */
  readonly conflict?: 'keep-target' | 'overwrite' | 'stop';
}

/**
 * Compares every golden record with what the target holds and writes the operations of the plan: in load order, one for each
 * record, also for those that need nothing.
 * @returns what is created of each kind, where nothing else is planned; undefined where that is not known
 */
export async function planOperations(
  plan: Plan,
  setup: PlanningSetup,
  context: StageContext,
): Promise<readonly CreateRange[] | undefined> {
  const planning = await begin(plan, setup, context);
  rehashPayloads(plan);
  const created: CreateRange[] = [];
  let isAllCreated = true;
  for (const kind of stagedKinds(plan)) {
    if (planning.isFresh && isCreatedBlindly(planning, kind)) created.push(...createAll(plan, kind, context));
    else {
      isAllCreated = false;
      await planKind(planning, kind);
    }
  }
  return isAllCreated ? created : undefined;
}

/** Into an empty target everything is created as it is: no record need be looked at. */
function isCreatedBlindly({ connection, isLoaded }: Planning, kind: EntityKind): boolean {
  return isLoaded(kind) && connection.check === undefined && connection.expected === undefined;
}

function createAll(plan: Plan, kind: EntityKind, context: StageContext): readonly CreateRange[] {
  stopIfAborted(context);
  const range = addCreates(plan, kind);
  context.progress({ phase: 'plan', subject: kind, done: range === undefined ? 0 : range.to - range.from + 1 });
  return range === undefined ? [] : [range];
}

async function planKind(planning: Planning, kind: EntityKind): Promise<void> {
  if (!planning.isFresh && planning.onForeign(kind) !== 'create_anyway')
    await planning.matched?.read(kind, planning.context);
  const known = isKnownAsItIs(planning, kind);
  if (known === undefined) await planAll(planning, kind);
  else await planChanged(planning, kind, known);
  if (!planning.isFresh && planning.isLoaded(kind)) leaveShared(planning, kind);
}

/** The journal, where what it knows as it is now needs nothing, whatever it holds; undefined where each record is to be looked at. */
function isKnownAsItIs({ isFresh, state, connection, isLoaded }: Planning, kind: EntityKind): State | undefined {
  const isLookedAt = connection.check !== undefined || connection.expected !== undefined;
  return isFresh || isLookedAt || !isLoaded(kind) ? undefined : state;
}

async function planAll(planning: Planning, kind: EntityKind): Promise<void> {
  const { plan, context } = planning;
  let done = 0;
  for (const records of goldenRecords(plan, kind)) {
    stopIfAborted(context);
    const operations = await planPage(planning, kind, records);
    planning.ids.learn(operations);
    addOperations(plan, operations);
    done += records.length;
    context.progress({ phase: 'plan', subject: kind, done });
  }
}

/** The same of what is not known as it is now: mostly that is little. */
async function planChanged(planning: Planning, kind: EntityKind, state: State): Promise<void> {
  const { plan, context, connection } = planning;
  stopIfAborted(context);
  let done = addUnchanged(plan, kind, { state, target: connection.identity.account });
  context.progress({ phase: 'plan', subject: kind, done });
  for (const page of undecidedRecords(plan, kind)) {
    stopIfAborted(context);
    const records = page.map(({ record }) => record);
    decideOperations(plan, page, await planPage(planning, kind, records));
    done += page.length;
    context.progress({ phase: 'plan', subject: kind, done });
  }
}

async function begin(plan: Plan, setup: PlanningSetup, context: StageContext): Promise<Planning> {
  const { state, connection, onMatch, onForeign = onMatch, matchRules = () => [], conflict = 'keep-target' } = setup;
  const isUnknown = state?.knowsNothingOf(connection.identity.account) ?? true;
  const { kinds, atCreationOnly = [] } = await connection.describe();
  await connection.readyToLoad?.(stagedKinds(plan));
  return {
    plan,
    areDecidedApart: decidedApart(setup.decisions),
    state,
    connection,
    context,
    onMatch,
    onForeign,
    conflict,
    staging: new Staging(plan),
    originsOf: operationOrigins(plan),
    isFresh: isUnknown && (await connection.isEmpty()),
    isLoaded: (kind) => kinds.includes(kind),
    atCreationOnly: new Set(atCreationOnly),
    ids: plannedIds(plan, connection),
    loaded: plannedLoaded(plan, connection),
    matched: connection.existing === undefined ? undefined : new MatchedInTarget(plan, connection, matchRules),
  };
}

async function planPage(
  planning: Planning,
  kind: EntityKind,
  records: readonly GoldenRecord[],
): Promise<PlannedOperation[]> {
  if (!planning.isLoaded(kind)) return lookUpOnly(planning, kind, records);
  if (planning.connection.check !== undefined) checkRecords(planning, kind, records);
  if (planning.isFresh) return records.map(create);
  return decide(planning, kind, await findInTarget(planning, kind, records));
}

/** Kinds that are never written: of some the target has its own records (people who work in it), the others have no place there. */
async function lookUpOnly(
  planning: Planning,
  kind: EntityKind,
  records: readonly GoldenRecord[],
): Promise<PlannedOperation[]> {
  const ids =
    (await planning.connection.resolve?.(
      kind,
      records.map(({ data }) => data),
    )) ?? [];
  return records.map((record, index) => {
    const { seq, data } = record;
    const targetId = ids[index];
    if (targetId === undefined) report(planning, record, leftOut(kind, data));
    return { seq, kind, action: targetId === undefined ? 'skip' : 'unchanged', targetId, payloadHash: '', changes: [] };
  });
}

function leftOut(kind: EntityKind, data: Readonly<Record<string, unknown>>): Finding {
  if (kind !== 'user') return { code: 'target.no-place', args: { kind } };
  const user = data['full_name'] ?? data['email'];
  return { code: 'target.no-colleague', args: { user: typeof user === 'string' ? user : '' } };
}

function checkRecords(planning: Planning, kind: EntityKind, records: readonly GoldenRecord[]): void {
  for (const record of records) {
    for (const finding of planning.connection.check?.(kind, record.data, planning.ids.idOf) ?? []) {
      report(planning, record, finding);
    }
  }
}

function create({ seq, kind, hash }: GoldenRecord): PlannedOperation {
  return { seq, kind, action: 'create', targetId: undefined, payloadHash: hash, changes: [] };
}
