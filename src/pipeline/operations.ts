import type { EntityKind } from '../model/entity.ts';
import { payloadHash } from '../store/payload-hash.ts';
import { addOperations, operationOrigins, type PlannedOperation } from '../store/plan-operations.ts';
import { goldenRecords, stagedKinds, type GoldenRecord } from '../store/plan-records.ts';
import { Staging } from '../store/plan-staging.ts';
import type { Plan } from '../store/plan.ts';
import type { State } from '../store/state.ts';
import type { Connection } from '../targets/target.ts';
import { decide } from './decide.ts';
import { fieldTally, tallyFields, type FieldTally } from './field-tally.ts';
import { findInTarget } from './find-in-target.ts';
import { MatchedInTarget, type MatchRule } from './matched-in-target.ts';
import { plannedIds, report, type OnMatch, type Planning } from './planning.ts';
import { stopIfAborted, type StageContext } from './progress.ts';

export interface PlanningSetup {
  readonly state: State | undefined;
  readonly connection: Connection;
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
 * @returns which fields are filled how often
 */
export async function planOperations(
  plan: Plan,
  setup: PlanningSetup,
  context: StageContext,
): Promise<readonly FieldTally[]> {
  const planning = await begin(plan, setup, context);
  const tallies: FieldTally[] = [];
  for (const kind of stagedKinds(plan)) {
    const tally = fieldTally(kind);
    if (!planning.isFresh) await planning.matched?.read(kind, context);
    for (const records of goldenRecords(plan, kind)) {
      stopIfAborted(context);
      for (const { data } of records) tallyFields(tally, data);
      const operations = await planPage(planning, kind, records);
      planning.ids.learn(operations);
      addOperations(plan, operations);
      context.progress({ phase: 'plan', subject: kind, done: tally.records });
    }
    if (tally.records > 0) tallies.push(tally);
  }
  return tallies;
}

async function begin(plan: Plan, setup: PlanningSetup, context: StageContext): Promise<Planning> {
  const { state, connection, onMatch, onForeign = onMatch, matchRules = () => [], conflict = 'keep-target' } = setup;
  const isUnknown = state?.knowsNothingOf(connection.identity.account) ?? true;
  const { kinds } = await connection.describe();
  return {
    plan,
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
    ids: plannedIds(plan, connection),
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
  if (planning.isFresh) {
    return records.map((record) => create(record, payloadHash(record.text, planning.originsOf(record))));
  }
  return decide(planning, kind, await findInTarget(planning, kind, records));
}

/** Kinds that are never written: of some the target has its own records (people who work in it), the others have no place there. */
async function lookUpOnly(
  { connection }: Planning,
  kind: EntityKind,
  records: readonly GoldenRecord[],
): Promise<PlannedOperation[]> {
  const ids =
    (await connection.resolve?.(
      kind,
      records.map(({ data }) => data),
    )) ?? [];
  return records.map(({ seq }, index) => {
    const targetId = ids[index];
    return { seq, kind, action: targetId === undefined ? 'skip' : 'unchanged', targetId, payloadHash: '', changes: [] };
  });
}

function checkRecords(planning: Planning, kind: EntityKind, records: readonly GoldenRecord[]): void {
  for (const record of records) {
    for (const finding of planning.connection.check?.(kind, record.data, planning.ids.idOf) ?? []) {
      report(planning, record, finding);
    }
  }
}

function create(record: GoldenRecord, hashed: string): PlannedOperation {
  const { seq, kind } = record;
  return { seq, kind, action: 'create', targetId: undefined, payloadHash: hashed, changes: [] };
}
