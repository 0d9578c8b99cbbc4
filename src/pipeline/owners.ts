import { GateError } from '../errors.ts';
import type { MappedValue, OwnerPolicy, UnmappedValue } from '../mapping/compiled.ts';
import type { Ref } from '../model/field.ts';
import { isOfUserMap } from '../model/reference.ts';
import { issueAt } from '../model/issue.ts';
import { recordsOwnedBy, storedOwners, type StoredOwner } from '../store/plan-owners.ts';
import { keyFinder, payloadReader, recordFinder, stagedRecords } from '../store/plan-records.ts';
import { RelationStore } from '../store/plan-relations.ts';
import { Staging } from '../store/plan-staging.ts';
import { stubBlock } from '../store/plan-sums.ts';
import type { Plan } from '../store/plan.ts';
import type { Connection } from '../targets/target.ts';
import { foldName } from '../text/nearest-name.ts';
import { dismissedIn } from './dismissed-colleagues.ts';
import type { FieldTallies } from './field-tally.ts';
import { stopIfAborted, type StageContext } from './progress.ts';
import { dropReference, pointTo } from './reference-fields.ts';

/** What `settleOwners` has to know beside the plan. */
export interface OwnersSetup {
  readonly policy: OwnerPolicy | undefined;
  /** A source whose records belong to people of another system was read: somebody has to say what becomes of them. */
  readonly isRequired: boolean;
  readonly connection: Connection;
  readonly tallies: FieldTallies;
  /** A user map says that records stay with colleagues who are dismissed. */
  readonly keepsDismissed: boolean;
  /** What stands before the name of an owner that is kept in the comment. */
  readonly label: string;
}

/** Whom the records belong to, and what is known of them in the target. */
export interface OwnerCoverage {
  readonly covered: readonly MappedValue[];
  readonly uncovered: readonly UnmappedValue[];
  readonly gates: readonly GateError[];
}

/** Name of the coverage table among the value maps of the report. */
export const ownersTable = 'owners';
export const noCoverage: OwnerCoverage = { covered: [], uncovered: [], gates: [] };

/** Names shown where not all can be. */
const shownNames = 10;

interface Owner extends StoredOwner {
  readonly shown: string;
  /** Who he is in the target; undefined when nobody whom records may be given to. */
  readonly colleague: string | undefined;
  /** He has an account there and does not work there any more. */
  readonly isDismissed: boolean;
}

/**
 * Finds everybody whom planned records belong to among the people of the target, or among those that are loaded with them, and
 * does with the rest what the mapping says (`formats/salesforce.md` section 9, "Owners"). Somebody who is there but dismissed is no
 * owner (`formats/bitrix24.md` section 9.6: matched are those who are active). Before relations are resolved: an owner
 * without a place is one matter for a person to decide, not a finding for each record.
 */
export async function settleOwners(plan: Plan, setup: OwnersSetup, context: StageContext): Promise<OwnerCoverage> {
  const { policy, isRequired } = setup;
  if (policy === undefined && !isRequired) return noCoverage;
  const owners = await lookedUp(plan, storedOwners(plan), setup);
  const missing = owners.filter(({ colleague }) => colleague === undefined);
  const value = ({ shown, records }: Owner) => ({ map: ownersTable, value: shown, count: records });
  const coverage = {
    covered: owners.flatMap((owner) =>
      owner.colleague === undefined ? [] : [{ ...value(owner), target: owner.colleague }],
    ),
    uncovered: missing.map((owner) => ({ ...value(owner), ...(owner.isDismissed ? { dismissed: true } : {}) })),
  };
  if (missing.length === 0) return { ...coverage, gates: [] };
  const args = {
    owners: missing.length,
    records: missing.reduce((sum, { records }) => sum + records, 0),
    names: namesOf(missing),
    dismissed: namesOf(missing.filter(({ isDismissed }) => isDismissed)),
  };
  if (policy === undefined) return { ...coverage, gates: [new GateError('plan.owners-undecided', args)] };
  if (policy.onUnknown === 'stop') return { ...coverage, gates: [new GateError('plan.owners-uncovered', args)] };
  const heir = policy.onUnknown === 'default' ? await heirOf(plan, policy.default ?? '', setup) : undefined;
  if (heir === 'unknown' || heir === 'dismissed') {
    const gate = new GateError(`plan.owners-default-${heir}`, { user: policy.default ?? '' });
    return { ...coverage, gates: [gate] };
  }
  replaceOwners(plan, { missing, heir, keeps: policy.onUnknown === 'keep', setup }, context);
  const issue = issueAt(
    { table: { file: '', name: '' }, line: 0 },
    { code: 'plan.owners-replaced', args: { ...args, policy: policy.onUnknown, user: policy.default ?? '' } },
  );
  new Staging(plan).addIssue({ issue });
  context.report(issue);
  return { ...coverage, gates: [] };
}

function namesOf(owners: readonly Owner[]): string {
  const named = owners.slice(0, shownNames).map(({ shown, records }) => `${shown}: ${records}`);
  return `${named.join('; ')}${owners.length > shownNames ? '; …' : ''}`;
}

/** Owners with the colleague each of them is. People that are loaded as records are colleagues of the target from then on. */
async function lookedUp(
  plan: Plan,
  owners: readonly StoredOwner[],
  { connection, keepsDismissed }: OwnersSetup,
): Promise<readonly Owner[]> {
  const find = recordFinder(plan);
  const payload = payloadReader(plan);
  const { kinds } = await connection.describe();
  const people = owners.map((owner) => {
    const found = find('user', owner);
    const isKnown = found !== undefined && found.status !== 'rejected';
    const data = isKnown ? payload(found.survivor) : undefined;
    // A name that the source writes instead of an id is a person by that name.
    return data ?? (owner.onMissing === 'stub' ? { full_name: owner.name ?? owner.key } : undefined);
  });
  const ids = kinds.includes('user')
    ? undefined
    : await connection.resolve?.(
        'user',
        people.map((data) => data ?? {}),
      );
  const dismissed = await dismissedIn(connection);
  return owners.map((owner, index) => {
    const data = people[index];
    const shown = nameOf(data) ?? owner.name ?? owner.key;
    const known = { ...owner, shown, isDismissed: false };
    // Whoever is to reject records without their owner has decided that for them.
    if (owner.onMissing === 'reject' && data === undefined) return { ...known, colleague: shown };
    const id = ids?.[index];
    if (kinds.includes('user')) return { ...known, colleague: data === undefined ? undefined : shown };
    if (id === undefined || data === undefined) return { ...known, colleague: undefined };
    const isDismissed = dismissed.has(id) && !(keepsDismissed && isOfUserMap(owner));
    return { ...known, isDismissed, colleague: isDismissed ? undefined : `${shown} (${id})` };
  });
}

type Data = Readonly<Record<string, unknown>>;

function nameOf(data: Data | undefined): string | undefined {
  const name = data?.['full_name'] ?? data?.['email'];
  return typeof name === 'string' ? name : undefined;
}

/** The colleague that the mapping names for all others: one of the people read, or somebody of the target's own. */
async function heirOf(
  plan: Plan,
  text: string,
  { connection, tallies }: OwnersSetup,
): Promise<Ref | 'unknown' | 'dismissed'> {
  const keyOf = keyFinder(plan);
  const wanted = foldName(text);
  for (const people of stagedRecords(plan, 'user')) {
    const found = people.find(({ data }) => [data.email, data.full_name].some((one) => foldName(one ?? '') === wanted));
    if (found !== undefined) return keyOf(found.seq) ?? 'unknown';
  }
  const data = text.includes('@') ? { full_name: text, email: text } : { full_name: text };
  const { kinds } = await connection.describe();
  if (!kinds.includes('user')) {
    const [id] = (await connection.resolve?.('user', [data])) ?? [];
    if (id === undefined) return 'unknown';
    if ((await dismissedIn(connection)).has(id)) return 'dismissed';
  }
  const staging = new Staging(plan);
  const blockId = staging.addBlock(`${stubBlock} ${ownersTable}`, 'user');
  const ref: Ref = { system: 'user:default', key: text };
  staging.addRecord({ blockId, kind: 'user', tableId: null, line: 0, status: 'valid', ...ref, data });
  tallies.add('user', data);
  return ref;
}

interface Replacing {
  readonly missing: readonly Owner[];
  /** Who takes over; undefined: nobody. */
  readonly heir: Ref | undefined;
  readonly keeps: boolean;
  readonly setup: OwnersSetup;
}

function replaceOwners(plan: Plan, { missing, heir, keeps, setup }: Replacing, context: StageContext): void {
  const store = new RelationStore(plan);
  const shown = new Map(missing.map(({ system, key, shown: name }) => [`${system}\u001F${key}`, name]));
  for (const page of recordsOwnedBy(plan, missing)) {
    stopIfAborted(context);
    store.batch(() => {
      for (const { seq, kind, system, key } of page) {
        const before = store.payload(seq);
        const place = { field: 'owner', kind: 'user' as const, system, key };
        const without = heir === undefined ? dropReference(before, place) : pointTo(before, place, heir);
        if (without === before) continue;
        const name = shown.get(`${system}\u001F${key}`) ?? key;
        const after = keeps ? withRemark(without, `${setup.label}: ${name}`) : without;
        store.setPayload(seq, after);
        setup.tallies.replace(kind, before, after);
      }
    });
  }
}

function withRemark(data: Data, remark: string): Data {
  const { comment } = data;
  return { ...data, comment: typeof comment === 'string' && comment !== '' ? `${comment}\n${remark}` : remark };
}
