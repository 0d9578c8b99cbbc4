import { randomBytes } from 'node:crypto';
import { GateError } from '../errors.ts';
import type { CompiledMapping } from '../mapping/compiled.ts';
import type { EntityKind } from '../model/entity.ts';
import { count } from '../store/database.ts';
import { findingGroups } from '../store/plan-findings.ts';
import { storedInputs } from '../store/plan-overview.ts';
import { beginPlanHash } from '../store/plan-hash.ts';
import { rememberRanges } from '../store/plan-load.ts';
import { rememberOperations } from '../store/plan-operations.ts';
import { brokenSums, countSums, rememberSums, totalsOf, type KindSums } from '../store/plan-sums.ts';
import { buildIndexes } from '../store/plan-indexes.ts';
import { createPlan, type Manifest, type Plan, type PlanDraft } from '../store/plan.ts';
import type { State } from '../store/state.ts';
import type { Connection } from '../targets/target.ts';
import { runChecks, type CheckResult } from './checks.ts';
import { findDismissed, keepsDismissed } from './dismissed-colleagues.ts';
import { FieldTallies, type FieldTally } from './field-tally.ts';
import { brokenGates, type FoundBreaks } from './gates.ts';
import { ingest, type IngestSetup } from './ingest.ts';
import type { DecisionLine } from '../matching/decisions.ts';
import type { LoadedIndex } from './loaded-records.ts';
import { matchRecords, type Matches, type MatchSetup } from './match.ts';
import { MatchPreparation } from './match-preparation.ts';
import { planOperations, type PlanningSetup } from './operations.ts';
import { settleOwners, type OwnerCoverage } from './owners.ts';
import { relate } from './relate.ts';

export interface PlanSetup extends IngestSetup {
  /** Where the plan is written. */
  readonly file: string;
  readonly runId: string;
  readonly state: State;
  readonly connection: Connection;
  /** What the connection was made with, for `apply`. */
  readonly targetOptions: Readonly<Record<string, unknown>>;
  readonly toolVersion: string;
  /** What stands before the name of an owner that is kept in a comment. */
  readonly ownerLabel?: string;
  /** What people said of likely duplicates, in the order in which they said it. */
  readonly decisions?: readonly DecisionLine[];
  /** Told before operations are planned for an empty target: they create no more records than these. */
  readonly onRelated?: (records: number) => void;
}

/** A finished plan with what the report says about it. */
export interface PlanResult {
  readonly plan: Plan;
  readonly manifest: Manifest;
  readonly sums: readonly KindSums[];
  readonly matches: Matches;
  readonly fields: readonly FieldTally[];
  readonly checks: readonly CheckResult[];
  /** Whom the records belong to, as far as that was asked. */
  readonly owners: OwnerCoverage;
  /** Limits that forbid to apply it. */
  readonly gates: readonly GateError[];
}

/** Default of `valid_for`, in hours (`reliability.md` section 7 of the house documents). */
const validForHours = 72;

/** UTC time to the millisecond and four random characters: sorts by time, holds no personal data. */
export function newRunId(now: Date): string {
  const stamp = now.toISOString().replace(/[-:.]/g, '');
  return `${stamp}-${randomBytes(5).toString('base64url').replace(/[-_]/g, '').toLowerCase().padEnd(4, '0').slice(0, 4)}`;
}

/**
 * Reads, maps, validates, merges, relates and compares with the target, and writes all of it into a plan file. Writes nothing
 * into the target. An unfinished plan leaves no file.
 * @throws InputError, MappingError, GateError when the sums do not add up
 */
export async function makePlan(setup: PlanSetup): Promise<PlanResult> {
  const draft = createPlan(setup.file);
  let loaded: LoadedIndex | undefined;
  try {
    loaded = await openLoaded(draft, setup);
    return await fillPlan(draft, setup, loaded);
  } catch (error) {
    draft.discard();
    throw error;
  } finally {
    loaded?.close();
  }
}

/** Undefined for a target that is empty: what searches through loaded records is not even loaded then. */
async function openLoaded(plan: PlanDraft, setup: PlanSetup): Promise<LoadedIndex | undefined> {
  const { connection, mapping } = setup;
  if (connection.loaded === undefined || (await connection.isEmpty())) return undefined;
  const { LoadedIndex: index } = await import('./loaded-records.ts');
  return index.open({ ...setup, plan, onMatch: policiesOf(mapping).onMatch });
}

/** @param loaded what earlier runs loaded: records of this run are matched with it as with each other */
async function fillPlan(draft: PlanDraft, setup: PlanSetup, loaded: LoadedIndex | undefined): Promise<PlanResult> {
  const tallies = new FieldTallies();
  const { dedupe } = setup.mapping;
  const prepared = new MatchPreparation(dedupe, setup.decisions);
  const { keepsLeadPersons = true } = await setup.connection.describe();
  const onMapsReady = () => findDismissed(setup.mapping, setup.connection);
  await ingest(draft, { ...setup, splitsLeads: !keepsLeadPersons, tallies, prepared, onMapsReady });
  const matches = await matchIndexed(draft, { ...setup, dedupe, tallies, prepared, loaded });
  const owners = await settleOwners(
    draft,
    {
      policy: setup.mapping.owners,
      isRequired: storedInputs(draft).some(
        ({ format }) => setup.sources.find(({ name }) => name === format)?.asksOwners,
      ),
      connection: setup.connection,
      keepsDismissed: keepsDismissed(setup.mapping),
      tallies,
      label: setup.ownerLabel ?? '',
    },
    setup.context,
  );
  relate(draft, { whenRejected: whenRejected(setup.mapping), tallies, loaded }, setup.context);
  // What follows adds little to the file.
  const flushed = draft.flush();
  // What it says is heard when it is waited for.
  flushed.catch(() => {});
  if (loaded === undefined) setup.onRelated?.(count(draft.database, 'SELECT max(seq) FROM record'));
  const creates = await planOperations(
    draft,
    {
      state: setup.state,
      connection: setup.connection,
      ...(setup.decisions && { decisions: setup.decisions }),
      ...policiesOf(setup.mapping),
    },
    setup.context,
  );
  const { sums, checks, broken, planHash } = await addedUp(draft, setup.mapping);
  const gates = [...owners.gates, ...broken];
  const manifest = await describePlan(setup, gates, planHash);
  const fields = tallies.all();
  await flushed;
  const plan = draft.finish(manifest);
  rememberSums(plan, sums);
  if (creates !== undefined) rememberRanges(plan, creates);
  rememberOperations(plan, { planHash: manifest.planHash, totals: totalsOf(sums) });
  return { plan, manifest, sums, matches, fields, checks, owners, gates };
}

/** What needs no plan is searched while it is indexed. */
async function matchIndexed(draft: PlanDraft, setup: MatchSetup): Promise<Matches> {
  const indexing = buildIndexes(draft);
  try {
    return await matchRecords(draft, { ...setup, indexed: () => indexing.ready() });
  } finally {
    await indexing.end();
  }
}

/** Differences from the contracts of the sources that are errors, and known records that are somebody else by now. */
function breaksIn(draft: PlanDraft): FoundBreaks {
  const groups = findingGroups(draft);
  const count = (isMeant: (group: (typeof groups)[number]) => boolean): number =>
    groups.filter(isMeant).reduce((sum, group) => sum + group.count, 0);
  return {
    broken: count(({ code, severity }) => code.startsWith('contract.') && severity === 'error'),
    replaced: count(({ code }) => code === 'plan.now-another'),
  };
}

/** What is read of a plan once all of it is planned. @throws GateError: promise 1, a plan whose sums do not add up is never finished */
async function addedUp(draft: PlanDraft, { checks: wanted, target }: CompiledMapping) {
  const hashing = beginPlanHash(draft);
  try {
    const sums = countSums(draft);
    const [wrong] = brokenSums(sums);
    if (wrong !== undefined) throw new GateError('plan.sums', wrong);
    const checks = runChecks(draft, wanted);
    const broken = brokenGates(sums, target.limits, checks, breaksIn(draft));
    return { sums, checks, broken, planHash: await hashing.ready() };
  } finally {
    await hashing.end();
  }
}

function whenRejected(mapping: CompiledMapping): (kind: EntityKind) => 'reject' | 'orphan' {
  const rejecting = new Set(mapping.blocks.filter((block) => block.whenRejected === 'reject').map(({ kind }) => kind));
  return (kind) => (rejecting.has(kind) ? 'reject' : 'orphan');
}

function policiesOf({ blocks, target }: CompiledMapping): Omit<PlanningSetup, 'state' | 'connection' | 'decisions'> {
  const of = new Map(blocks.map((block) => [block.kind, block]));
  return {
    onMatch: (kind) => of.get(kind)?.onMatch ?? 'update',
    onForeign: (kind) => of.get(kind)?.onForeign ?? 'fill_empty',
    matchRules: (kind) => blocks.filter((block) => block.kind === kind).flatMap(({ match }) => match),
    conflict: target.conflict,
  };
}

async function describePlan(setup: PlanSetup, gates: readonly GateError[], planHash: string): Promise<Manifest> {
  const { identity } = setup.connection;
  const { fingerprint } = await setup.connection.describe();
  return {
    format: '1.0',
    toolVersion: setup.toolVersion,
    runId: setup.runId,
    createdAt: setup.context.now().toISOString(),
    project: setup.mapping.project,
    lineage: setup.state.lineage,
    serial: setup.state.serial,
    planHash,
    mapping: setup.mapping.files,
    target: { ...identity, fingerprint },
    targetOptions: setup.targetOptions,
    conflict: setup.mapping.target.conflict,
    validForHours,
    gates: gates.map(({ finding }) => finding),
    report: { title: setup.mapping.report.title ?? null, owner: setup.mapping.report.owner ?? null },
    personal: setup.mapping.personal,
  };
}
