import { GateError } from '../errors.ts';
import type { EntityKind } from '../model/entity.ts';
import type { RecordOrigin } from '../model/field.ts';
import type { Staged } from '../model/staged.ts';
import type { PlannedOperation } from '../store/plan-operations.ts';
import type { GoldenRecord } from '../store/plan-records.ts';
import type { FieldHashes } from '../store/state.ts';
import { type FieldChange, originsField } from '../targets/target.ts';
import { addMissing, changedFields, fillEmpty } from './difference.ts';
import type { Known, Located } from './find-in-target.ts';
import { isAnother } from './shared-keys.ts';
import { report, type OnMatch, type Planning } from './planning.ts';
import { resolvedData } from './reference-fields.ts';
import { threeWay } from './three-way.ts';

type Data = Readonly<Record<string, unknown>>;

/** Says of every record what is to be done: nothing, a create, an update of what differs. */
export async function decide(
  planning: Planning,
  kind: EntityKind,
  located: readonly Located[],
): Promise<PlannedOperation[]> {
  const cases = located.map((one) => toCase(planning, kind, one));
  const toRead = cases.filter(({ settled }) => settled === undefined);
  const records = await planning.connection.read(
    kind,
    toRead.map(({ known }) => known?.targetId ?? ''),
  );
  const current = new Map(toRead.map((one, index) => [one, records[index]]));
  return cases.map((one) => one.settled ?? compare(planning, one, current.get(one)));
}

interface Case {
  readonly kind: EntityKind;
  readonly record: GoldenRecord;
  readonly known: Known | undefined;
  readonly policy: OnMatch;
  /** Where nothing need be compared. */
  readonly settled: PlannedOperation | undefined;
}

function toCase(planning: Planning, kind: EntityKind, { record, known, isUndecided }: Located): Case {
  const isForeign = known?.isForeign === true;
  const policy = (isForeign ? planning.onForeign : planning.onMatch)(kind);
  const base = { seq: record.seq, kind, payloadHash: record.hash, changes: [] };
  const settled = ((): PlannedOperation | undefined => {
    if (isUndecided) return { ...base, action: 'skip', targetId: undefined };
    const isNew = known === undefined || (isForeign && policy === 'create_anyway');
    if (isNew) return { ...base, action: 'create', targetId: undefined };
    if (known.payloadHash === record.hash) return { ...base, action: 'unchanged', targetId: known.targetId };
    return policy === 'skip' ? { ...base, action: 'skip', targetId: known.targetId } : undefined;
  })();
  return { kind, record, known, policy, settled };
}

function compare(planning: Planning, one: Case, current: Data | undefined): PlannedOperation {
  const { kind, record, known } = one;
  const base = { seq: record.seq, kind, targetId: known?.targetId, payloadHash: record.hash };
  if (current === undefined) return gone(planning, { ...base, action: 'skip', changes: [] });
  const { changes: fields, agreed = {} } =
    planning.connection.expected === undefined
      ? { changes: plainChanges(one, current) }
      : mixed(planning, one, current);
  const changes = [...fields, ...newOrigins(known, planning.originsOf(record))];
  const isAgreed = Object.keys(agreed).length > 0;
  const action = changes.length === 0 ? 'unchanged' : 'update';
  const isForeign = known?.isForeign === true;
  if (action === 'update' && known !== undefined && !isForeign) reportAnother(planning, { ...one, known }, current);
  return { ...base, action, changes, ...(isAgreed ? { agreed } : {}), ...(isForeign ? { isForeign } : {}) };
}

/** A key that stood for somebody else is a row number more often than a person who was replaced: said, and limited by a gate. */
function reportAnother(
  planning: Planning,
  { kind, record, known }: Case & { readonly known: Known },
  current: Data,
): void {
  if (kind !== 'contact' && kind !== 'company') return;
  const stands = { ...record, kind, data: current } as unknown as Staged;
  if (!isAnother(stands, record as unknown as Staged)) return;
  const args = { id: known.targetId, before: shownName(current), after: shownName(record.data) };
  report(planning, record, { code: 'plan.now-another', args });
}

function shownName({ full_name, name, last_name, first_name }: Data): string {
  const whole = full_name ?? name;
  return typeof whole === 'string'
    ? whole
    : [last_name, first_name].filter((part) => typeof part === 'string').join(' ');
}

/** Of a target that is ours alone. */
function plainChanges({ policy, record, known }: Case, current: Data): readonly FieldChange[] {
  if (known?.isShared === true) return changedFields(current, addMissing(current, record.data));
  return changedFields(current, policy === 'fill_empty' ? fillEmpty(current, record.data) : record.data);
}

interface Mixed {
  readonly changes: readonly FieldChange[];
  readonly agreed?: FieldHashes;
}

/** Of a target that people work in. */
function mixed(planning: Planning, one: Case, current: Data): Mixed {
  const { kind, record, known, policy } = one;
  const { connection, state, ids } = planning;
  const targetId = known?.targetId ?? '';
  const wanted = wantedOf(one, current);
  const whole = { ...record.data, ...wanted };
  const expected = filling(policy, { wanted, current }, connection.expected?.(kind, whole, ids.idOf) ?? whole);
  const hashes = policy === 'fill_empty' ? undefined : state?.fieldHashes(connection.identity.account, kind, targetId);
  // Links that could not be made are no part of what was written: once they can be, the source says more than it did.
  const source = resolvedData({ kind, data: whole }, { idOf: ids.idOf, isLoaded: planning.isLoaded });
  const compared = threeWay({ wanted: whole, source, expected, current, hashes });
  const mayChange = ({ field }: FieldChange) => !planning.atCreationOnly.has(field);
  const changes = compared.changes.filter(mayChange);
  const conflicts = compared.conflicts.filter(mayChange);
  for (const { field } of conflicts)
    report(planning, record, { code: 'plan.both-changed', args: { field, id: targetId } });
  const [conflict] = conflicts;
  if (conflict !== undefined && planning.conflict === 'stop') {
    throw new GateError('plan.conflict', { field: conflict.field, id: targetId });
  }
  const wins = planning.conflict === 'overwrite' ? conflicts : [];
  // What is only filled where it is empty is never compared with what was written before.
  const isOurs = policy !== 'fill_empty' && known?.isForeign === false;
  return { changes: [...changes, ...wins], ...(isOurs ? { agreed: compared.agreed } : {}) };
}

/** Of what the target gives back after a whole record was written, the fields that are to be filled. */
function filling(
  policy: OnMatch,
  { wanted, current }: { readonly wanted: Data; readonly current: Data },
  expected: Data,
): Data {
  if (policy !== 'fill_empty') return expected;
  const isOpen = (field: string): boolean => current[field] === undefined || field in wanted;
  return Object.fromEntries(Object.entries(expected).filter(([field]) => isOpen(field)));
}

function wantedOf({ record, policy, known }: Case, current: Data): Data {
  if (policy !== 'fill_empty') return record.data;
  return known?.isForeign === true ? addMissing(current, record.data) : fillEmpty(current, record.data);
}

/** Source records that now go into a record of the target beside those it was made from. */
function newOrigins(known: Known | undefined, origins: readonly RecordOrigin[]): readonly FieldChange[] {
  const keys = new Set(origins.map(({ system, key }) => JSON.stringify([system, key]))).size;
  return known === undefined || known.keys >= keys ? [] : [{ field: originsField, before: known.keys, after: keys }];
}

/** A person deleted it from the target since the last load: it stays deleted, and is said. */
function gone(planning: Planning, operation: PlannedOperation): PlannedOperation {
  const finding = { code: 'target.record-gone', args: { id: operation.targetId ?? '' } } as const;
  report(planning, operation, finding);
  return operation;
}
