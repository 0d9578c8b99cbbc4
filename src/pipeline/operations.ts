import { hash } from 'node:crypto';
import type { CompiledBlock } from '../mapping/compiled.ts';
import type { EntityKind } from '../model/entity.ts';
import type { RecordOrigin, Ref } from '../model/field.ts';
import { issueAt, type Finding } from '../model/issue.ts';
import { addOperations, operationOrigins, type PlannedOperation } from '../store/plan-operations.ts';
import { goldenRecords, stagedKinds, type GoldenRecord } from '../store/plan-records.ts';
import { Staging } from '../store/plan-staging.ts';
import type { Plan } from '../store/plan.ts';
import type { State } from '../store/state.ts';
import type { Connection, FieldChange } from '../targets/target.ts';
import { changedFields, fillEmpty } from './difference.ts';
import { fieldTally, tallyFields, type FieldTally } from './field-tally.ts';
import { stopIfAborted, type StageContext } from './progress.ts';

/** Name under which an update lists that more source records lead to the record; not a canonical field. */
export const originsField = 'origins';

interface Planning {
  readonly plan: Plan;
  readonly state: State | undefined;
  readonly connection: Connection;
  readonly staging: Staging;
  readonly context: StageContext;
  readonly originsOf: ReturnType<typeof operationOrigins>;
  readonly onMatch: (kind: EntityKind) => CompiledBlock['onMatch'];
  /** Nothing was ever loaded and the target is empty: everything is a create. */
  readonly isFresh: boolean;
}

/**
 * Compares every golden record with what the target holds and writes the operations of the plan: in load order, one for each
 * record, also for those that need nothing.
 * @returns which fields are filled how often
 */
export async function planOperations(
  plan: Plan,
  setup: Pick<Planning, 'state' | 'connection' | 'onMatch'>,
  context: StageContext,
): Promise<readonly FieldTally[]> {
  const { state, connection } = setup;
  const isFresh = (state?.knowsNothingOf(connection.identity.account) ?? true) && (await connection.isEmpty());
  const staging = new Staging(plan);
  const planning: Planning = { ...setup, plan, context, staging, originsOf: operationOrigins(plan), isFresh };
  const tallies: FieldTally[] = [];
  for (const kind of stagedKinds(plan)) {
    const tally = fieldTally(kind);
    for (const records of goldenRecords(plan, kind)) {
      stopIfAborted(context);
      for (const { data } of records) tallyFields(tally, data);
      addOperations(plan, await planPage(planning, kind, records));
      context.progress({ phase: 'plan', subject: kind, done: tally.records });
    }
    if (tally.records > 0) tallies.push(tally);
  }
  return tallies;
}

async function planPage(
  planning: Planning,
  kind: EntityKind,
  records: readonly GoldenRecord[],
): Promise<PlannedOperation[]> {
  if (planning.isFresh)
    return records.map((record) => create(record, payloadHash(record.text, planning.originsOf(record))));
  const known = await Promise.all(records.map((record) => findInTarget(planning, record)));
  const operations: PlannedOperation[] = [];
  for (const [index, record] of records.entries()) {
    operations.push(await decide(planning, { kind, record, known: known[index] }));
  }
  return operations;
}

interface Known {
  readonly targetId: string;
  /** Of what was last written; undefined when the record was found in the target but is not in our journal. */
  readonly payloadHash: string | undefined;
  /** How many of the record's source keys lead to the target's record already. */
  readonly keys: number;
}

interface Decision {
  readonly kind: EntityKind;
  readonly record: GoldenRecord;
  readonly known: Known | undefined;
}

async function decide(planning: Planning, { kind, record, known }: Decision): Promise<PlannedOperation> {
  const origins = planning.originsOf(record);
  const hashed = payloadHash(record.text, origins);
  const policy = planning.onMatch(kind);
  if (known === undefined || policy === 'create_anyway') return create(record, hashed);
  const base = { seq: record.seq, kind, targetId: known.targetId, payloadHash: hashed };
  if (known.payloadHash === hashed) return { ...base, action: 'unchanged', changes: [] };
  if (policy === 'skip') return { ...base, action: 'skip', changes: [] };
  const [current] = await planning.connection.read(kind, [known.targetId]);
  if (current === undefined) return gone(planning, { ...base, action: 'skip', changes: [] });
  const wanted = policy === 'fill_empty' ? fillEmpty(current, record.data) : record.data;
  const changes = [...changedFields(current, wanted), ...newOrigins(known, origins)];
  return { ...base, action: changes.length === 0 ? 'unchanged' : 'update', changes };
}

/** Source records that now go into a record of the target beside those it was made from. */
function newOrigins(known: Known, origins: readonly RecordOrigin[]): readonly FieldChange[] {
  const keys = new Set(origins.map(({ system, key }) => JSON.stringify([system, key]))).size;
  return known.keys >= keys ? [] : [{ field: originsField, before: known.keys, after: keys }];
}

/** A person deleted it from the target since the last load: it stays deleted, and is said. */
function gone(planning: Planning, operation: PlannedOperation): PlannedOperation {
  const finding = { code: 'target.record-gone', args: { id: operation.targetId ?? '' } } as const;
  addIssue(planning, operation, finding);
  return operation;
}

/** By our journal, else by our marker in the target. Several ids mean that what is merged now was loaded apart before. */
async function findInTarget(planning: Planning, record: GoldenRecord): Promise<Known | undefined> {
  const { state, connection, originsOf } = planning;
  const { account } = connection.identity;
  const origins = originsOf(record);
  const journaled = origins.flatMap((origin) => state?.lookup(account, record.kind, origin) ?? []);
  const found: readonly Omit<Known, 'keys'>[] =
    journaled.length > 0
      ? journaled
      : (await connection.find(record.kind, origins))
          .filter((id) => id !== undefined)
          .map((targetId) => ({ targetId, payloadHash: undefined }));
  const [first] = found;
  if (first === undefined) return undefined;
  const ids = new Set(found.map(({ targetId }) => targetId));
  if (ids.size > 1) {
    addIssue(planning, record, { code: 'plan.several-targets', args: { ids: [...ids].join(', ') } });
  }
  return { ...first, keys: found.filter(({ targetId }) => targetId === first.targetId).length };
}

function addIssue(
  planning: Planning,
  { seq, kind }: { readonly seq: number; readonly kind: EntityKind },
  finding: Finding,
): void {
  const issue = issueAt(planning.staging.originOf(seq), finding);
  planning.staging.addIssue({ issue, seq, kind });
  planning.context.report(issue);
}

function create(record: GoldenRecord, hashed: string): PlannedOperation {
  const { seq, kind } = record;
  return { seq, kind, action: 'create', targetId: undefined, payloadHash: hashed, changes: [] };
}

/**
 * SHA-256 over a record's data (as JSON) and the keys of everything merged into it: when it is equal, there is nothing to write.
 */
export function payloadHash(data: string, origins: readonly Ref[]): string {
  return hash('sha256', `[${data},${JSON.stringify(origins.map(({ system, key }) => [system, key]))}]`, 'hex');
}
