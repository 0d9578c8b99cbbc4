import type { CompiledMapping } from '../mapping/compiled.ts';
import type { IssueGroup, LeftBehind, Report, ReportInput, ReportTarget } from '../model/report.ts';
import { diffReports } from '../report/diff.ts';
import { findingGroups, type FindingGroup } from '../store/plan-findings.ts';
import { readManifest, type Plan } from '../store/plan.ts';
import { storedInputs } from '../store/plan-overview.ts';
import { mapSummaries, unmappedValues, withOwners } from './report-maps.ts';
import { mask, type Masking } from '../text/mask.ts';
import type { EntityKind } from '../model/entity.ts';
import type { ForecastLine, TargetDescription } from '../targets/target.ts';
import type { PlanResult } from './plan.ts';
import { changes, existing } from './report-changes.ts';
import { duplicates } from './report-duplicates.ts';
import { fieldQuality } from './report-fields.ts';
import { issueGroup } from './report-issues.ts';
import { maskFacts, type Mask } from './report-masking.ts';
import { funnelLines, overallSums, resultLines, resultTotals } from './report-sums.ts';
import { controlTotals, loadedTotals } from './report-totals.ts';
import type { ResultSums } from './result-sums.ts';
import { verdictAfterLoad, verdictOf } from './verdict.ts';

/** What became of a plan, and when. */
export interface Loaded {
  readonly sums: readonly ResultSums[];
  /** Planned records that the target does not have, by their numbers in the plan. */
  readonly open: ReadonlySet<number>;
  /** What the target refused or holds twice, grouped as findings are. */
  readonly refused: readonly IssueGroup[];
  readonly finishedAt: string;
}

export interface ReportSetup {
  readonly result: PlanResult;
  readonly mapping: Pick<
    CompiledMapping,
    'project' | 'report' | 'unmapped' | 'mapped' | 'maps' | 'blocks' | 'customFields' | 'target' | 'personal'
  >;
  readonly description: Pick<TargetDescription, 'guarantees' | 'unsupported' | 'irreversible'>;
  /** What the target says of the time that operations take. */
  readonly forecast?: (operations: Readonly<Partial<Record<EntityKind, number>>>) => readonly ForecastLine[];
  readonly masking: Masking;
  /** The report before this one, to say what has changed since. */
  readonly previous?: Report;
  readonly loaded?: Loaded;
}

/** Relations are told apart from other findings in a section of their own. */
const relationCodes = new Set([
  'plan.parent-missing',
  'plan.parent-dropped',
  'plan.parent-rejected',
  'plan.parent-stub',
  'plan.parent-by-name',
  'plan.parent-ambiguous',
]);

/** Puts together what a plan and its load say about themselves. Deterministic but for the times in `run`. */
export function makeReport(setup: ReportSetup): Report {
  const { plan, manifest, sums, checks, fields, owners, gates } = setup.result;
  const { mapping, masking } = setup;
  const masked: Mask = (value, kind) => mask(value, kind, { masking, salt: manifest.planHash });
  const inputs = storedInputs(plan);
  const groups = findingGroups(plan);
  const funnel = funnelLines(sums);
  const overall = overallSums(funnel);
  const left = inputs.flatMap(({ file, tables }) => tables.flatMap((table) => leftBehind(file, table)));
  const values = withOwners(mapping, owners);
  const report: Report = {
    format_version: '1.0',
    kind: 'plan',
    verdict: verdictOf({ gates, sums, groups, leftBehind: left }),
    project: mapping.project,
    title: mapping.report.title ?? null,
    owner: mapping.report.owner ?? null,
    target: reportTarget(setup),
    run: {
      id: manifest.runId,
      plan_hash: manifest.planHash,
      created_at: manifest.createdAt,
      finished_at: null,
      tool_version: manifest.toolVersion,
      mapping: manifest.mapping,
    },
    inputs: inputs.map((input) => toReportInput(input, masked)),
    funnel,
    overall,
    result: [],
    result_overall: null,
    checks: checks.map(({ exceeded, ...check }) => ({ ...check, exceeded: exceeded ?? null })),
    totals: controlTotals({ plan, tallies: fields, asked: mapping.report.totals, masked, personal: mapping.personal }),
    changes: changes(plan, { overall, mapping, masked }),
    eta: eta(funnel, setup),
    existing: existing(sums, mapping.blocks),
    issues: groups.map((group) => issueGroup(plan, group, { sums, masked, personal: mapping.personal })),
    fields: fieldQuality(fields, { groups, masked, personal: mapping.personal }),
    duplicates: duplicates(setup.result, masked),
    maps: mapSummaries(values, { masking, masked }),
    unmapped: unmappedValues(values, { masking, masked }),
    relations: relations(groups),
    left_behind: left,
    since: null,
    limits: limits(mapping.target.limits),
    masking,
  };
  const compared = setup.previous === undefined ? report : { ...report, since: diffReports(setup.previous, report) };
  return setup.loaded === undefined ? compared : withResult(compared, plan, setup.loaded);
}

/** The report of a plan with what became of it: the numbers of the plan stay as they were signed. */
export function withResult(report: Report, plan: Plan, loaded: Loaded): Report {
  const result = resultLines(loaded.sums);
  return {
    ...report,
    kind: 'result',
    result,
    totals: loadedTotals(report.totals, plan, loaded.open),
    result_overall: resultTotals(result),
    issues: withRefusals(report.issues, loaded.refused),
    verdict: verdictAfterLoad(report, result, loaded.refused),
    run: { ...report.run, finished_at: loaded.finishedAt },
  };
}

/** By severity, then count, as the findings of the plan are. */
function withRefusals(found: readonly IssueGroup[], refused: readonly IssueGroup[]): readonly IssueGroup[] {
  const errors = [...refused, ...found.filter(({ severity }) => severity === 'error')];
  return [...errors.toSorted((a, b) => b.count - a.count), ...found.filter(({ severity }) => severity !== 'error')];
}

/** The report of a load that has nothing but its plan to go by: what was found while loading joins what the plan found. */
export function reportOfLoad(report: Report, plan: Plan, loaded: Loaded): Report {
  const { planHash, personal } = readManifest(plan);
  const masked: Mask = (value, kind) => mask(value, kind, { masking: report.masking, salt: planHash });
  const groups = findingGroups(plan);
  const sums = report.funnel;
  const issues = groups.map((group) => issueGroup(plan, group, { sums, masked, personal: personal ?? {} }));
  const verdict = verdictOf({ gates: [], sums, groups, leftBehind: report.left_behind });
  return withResult({ ...report, issues, verdict }, plan, loaded);
}

function reportTarget({ result: { manifest, fields }, mapping, description }: ReportSetup): ReportTarget {
  const { guarantees, unsupported, irreversible } = description;
  return {
    type: manifest.target.type,
    place: manifest.target.place,
    mode: mapping.target.mode,
    conflict: mapping.target.conflict,
    guarantees,
    unsupported: fields.flatMap(({ kind, filled }) =>
      (unsupported[kind] ?? [])
        .filter((field) => (filled[field] ?? 0) > 0)
        .toSorted()
        .map((field) => ({ kind, field, filled: filled[field] ?? 0 })),
    ),
    irreversible: irreversible.map(({ code, args }) => ({ code, args })),
  };
}

function eta(funnel: Report['funnel'], { forecast }: ReportSetup): Report['eta'] {
  const operations = Object.fromEntries(funnel.map(({ kind, create, update }) => [kind, create + update]));
  return (forecast?.(operations) ?? []).map(({ boundBy, ...line }) => ({ ...line, bound_by: boundBy }));
}

function toReportInput(input: ReturnType<typeof storedInputs>[number], masked: Mask): ReportInput {
  const { source, file, format, sha256, bytes, facts, tables } = input;
  const shown = tables.map(({ name, rows, columns }) => ({ name, rows, columns: columns.length }));
  return { source, file, format, sha256, bytes, facts: maskFacts(facts, masked), tables: shown };
}

function leftBehind(
  file: string,
  table: { readonly name: string; readonly leftBehind: Readonly<Record<string, number>> },
): LeftBehind[] {
  return Object.entries(table.leftBehind)
    .toSorted(([a, left], [b, right]) => right - left || (a < b ? -1 : 1))
    .map(([column, filled]) => ({ file, table: table.name, column, filled }));
}

function relations(groups: readonly FindingGroup[]): Report['relations'] {
  return groups
    .filter(({ code }) => relationCodes.has(code))
    .flatMap(({ code, kind, field, count }) => (kind === null ? [] : [{ code, kind, field: field ?? '', count }]));
}

function limits({
  maxCreates,
  maxUpdates,
  maxDeletes,
  maxReplaced,
  maxRejectShare,
}: CompiledMapping['target']['limits']) {
  return {
    max_creates: maxCreates ?? null,
    max_updates: maxUpdates ?? null,
    max_deletes: maxDeletes,
    max_replaced: maxReplaced ?? null,
    max_reject_share: maxRejectShare,
  };
}
