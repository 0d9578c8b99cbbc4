import type { CompiledMapping } from '../mapping/compiled.ts';
import { fieldMeta, type PersonalClass } from '../model/field.ts';
import { entitySchemas, type EntityKind } from '../model/entity.ts';
import type {
  DuplicateSummary,
  FieldQuality,
  FunnelLine,
  IssueGroup,
  LeftBehind,
  Report,
  ReportInput,
  ResultLine,
} from '../model/report.ts';
import { findingGroups, findingSamples, type FindingGroup } from '../store/plan-findings.ts';
import { clusterSizes, countEdges, mergeExamples, storedInputs, updateExamples } from '../store/plan-overview.ts';
import { recordsAsRead } from '../store/plan-records.ts';
import { Staging } from '../store/plan-staging.ts';
import { brokenSums, type KindSums } from '../store/plan-sums.ts';
import type { Plan } from '../store/plan.ts';
import { mask, type Masking } from '../text/mask.ts';
import type { PlanResult } from './plan.ts';
import { brokenResultSums, type ResultSums } from './result-sums.ts';
import { verdictOf } from './verdict.ts';

export interface ReportSetup {
  readonly result: PlanResult;
  readonly mapping: Pick<CompiledMapping, 'project' | 'report' | 'unmapped'>;
  readonly guarantees: Report['target']['guarantees'];
  readonly masking: Masking;
  /** After a load. */
  readonly loaded?: { readonly sums: readonly ResultSums[]; readonly finishedAt: string };
}

type Mask = (value: string, kind: PersonalClass) => string;

/** Findings about a file, mapping or relation are the integrator's; findings about values are the data owner's. */
const integratorAreas = ['mapping', 'plan', 'input', 'csv', 'excel', 'json', 'archive', 'onec', 'salesforce', 'target'];

/** Relations are told apart from other findings in a section of their own. */
const relationCodes = new Set([
  'plan.parent-missing',
  'plan.parent-dropped',
  'plan.parent-rejected',
  'plan.parent-stub',
]);

/** Puts together what a plan and its load say about themselves. Deterministic but for the times in `run`. */
export function makeReport(setup: ReportSetup): Report {
  const { plan, manifest, sums, checks } = setup.result;
  const salt = manifest.planHash;
  const masked: Mask = (value, kind) => mask(value, kind, { masking: setup.masking, salt });
  const inputs = storedInputs(plan);
  const groups = findingGroups(plan);
  const result = resultLines(setup.loaded?.sums ?? []);
  return {
    format_version: '1.0',
    kind: setup.loaded === undefined ? 'plan' : 'result',
    verdict: verdictOf({ gates: setup.result.gates, sums, groups, result }),
    project: setup.mapping.project,
    title: setup.mapping.report.title ?? null,
    owner: setup.mapping.report.owner ?? null,
    target: { type: manifest.target.type, place: manifest.target.place, guarantees: setup.guarantees },
    run: {
      id: manifest.runId,
      plan_hash: manifest.planHash,
      created_at: manifest.createdAt,
      finished_at: setup.loaded?.finishedAt ?? null,
      tool_version: manifest.toolVersion,
      mapping: manifest.mapping,
    },
    inputs: inputs.map(toReportInput),
    funnel: funnelLines(sums),
    result,
    checks: checks.map(({ exceeded, ...check }) => ({ ...check, exceeded: exceeded ?? null })),
    changes: { updates: updates(plan, masked) },
    issues: groups.map((group) => issueGroup(plan, group, { sums, masked })),
    fields: fieldQuality(setup.result, groups),
    duplicates: duplicates(setup.result, masked),
    unmapped: setup.mapping
      .unmapped()
      .toSorted((a, b) => (a.map === b.map ? b.count - a.count : a.map < b.map ? -1 : 1)),
    relations: groups
      .filter(({ code }) => relationCodes.has(code))
      .flatMap(({ code, kind, field, count }) => (kind === null ? [] : [{ code, kind, field: field ?? '', count }])),
    left_behind: inputs.flatMap(({ file, tables }) => tables.flatMap((table) => leftBehind(file, table))),
    masking: setup.masking,
  };
}

/** The report of a plan with what became of it: the numbers of the plan stay as they were signed. */
export function withResult(
  report: Report,
  loaded: { readonly sums: readonly ResultSums[]; readonly finishedAt: string },
): Report {
  const result = resultLines(loaded.sums);
  const isOpen = result.some(({ in_doubt, blocked, adds_up }) => in_doubt + blocked > 0 || !adds_up);
  const level = isOpen ? 'not-ready' : result.some(({ rejected }) => rejected > 0) ? 'remarks' : report.verdict.level;
  return {
    ...report,
    kind: 'result',
    result,
    verdict: { ...report.verdict, level },
    run: { ...report.run, finished_at: loaded.finishedAt },
  };
}

function toReportInput({
  source,
  file,
  format,
  sha256,
  bytes,
  facts,
  tables,
}: ReturnType<typeof storedInputs>[number]): ReportInput {
  const shown = tables.map(({ name, rows, columns }) => ({ name, rows, columns: columns.length }));
  return { source, file, format, sha256, bytes, facts, tables: shown };
}

function leftBehind(
  file: string,
  table: { readonly name: string; readonly leftBehind: Readonly<Record<string, number>> },
): LeftBehind[] {
  return Object.entries(table.leftBehind)
    .toSorted(([a, left], [b, right]) => right - left || (a < b ? -1 : 1))
    .map(([column, filled]) => ({ file, table: table.name, column, filled }));
}

/** The funnel with its sums checked once more against the numbers that are shown. */
export function funnelLines(sums: readonly KindSums[]): readonly FunnelLine[] {
  const broken = new Set(brokenSums(sums).map(({ kind }) => kind));
  return sums.map(({ kind, rows, exploded, stubs, read, filtered, rejected, merged, planned, actions }) => ({
    kind,
    rows,
    exploded,
    stubs,
    read,
    filtered,
    rejected,
    merged,
    planned,
    ...actions,
    adds_up: !broken.has(kind),
  }));
}

function resultLines(sums: readonly ResultSums[]): readonly ResultLine[] {
  const broken = new Set(brokenResultSums(sums).map(({ kind }) => kind));
  return sums.map(({ kind, planned, done, rejected, inDoubt, blocked }) => ({
    kind,
    planned,
    done,
    rejected,
    in_doubt: inDoubt,
    blocked,
    adds_up: !broken.has(kind),
  }));
}

interface IssueContext {
  readonly sums: readonly KindSums[];
  readonly masked: Mask;
}

function issueGroup(plan: Plan, group: FindingGroup, { sums, masked }: IssueContext): IssueGroup {
  const { code, severity, kind, field, count } = group;
  const read = sums.find((line) => line.kind === kind)?.read ?? sums.reduce((sum, line) => sum + line.read, 0);
  const personal = personalClass(kind, field);
  const hidden = (value: string | null) => (value === null ? null : masked(value, personal));
  return {
    id: `${code}:${kind ?? ''}:${field ?? ''}`,
    code,
    severity,
    kind,
    field,
    count,
    share: read === 0 ? 0 : Math.round((count / read) * 1e6) / 1e6,
    decides: integratorAreas.includes(code.split('.')[0] ?? '') ? 'integrator' : 'data',
    samples: findingSamples(plan, group, 5).map((sample) => ({
      file: sample.file,
      sheet: sample.sheet,
      line: sample.line,
      column: sample.column,
      value: hidden(sample.value),
      suggestion: hidden(sample.suggestion),
      args: maskArgs(sample.args, (value) => masked(value, personal)),
    })),
  };
}

/** Arguments quote the value they are about, so they are masked like it; numbers and known words stay. */
function maskArgs(args: unknown, hide: (value: string) => string): unknown {
  if (typeof args !== 'object' || args === null) return args;
  const plain = new Set(['kind', 'field', 'line', 'column', 'encoding', 'file', 'table', 'country', 'allowed', 'map']);
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      typeof value === 'string' && !plain.has(name) ? hide(value) : value,
    ]),
  );
}

/** Class of a canonical field; what is not known is treated as free text. */
function personalClass(kind: EntityKind | null, field: string | null): PersonalClass {
  if (kind === null || field === null) return 'free_text';
  const shape = entitySchemas[kind].shape as Readonly<Record<string, Parameters<typeof fieldMeta>[0]>>;
  const schema = shape[field.split('.')[0] ?? ''];
  return (schema === undefined ? undefined : fieldMeta(schema))?.personal ?? 'free_text';
}

function fieldQuality({ fields }: PlanResult, groups: readonly FindingGroup[]): readonly FieldQuality[] {
  const found = (kind: EntityKind, field: string, severity: string) =>
    groups
      .filter((group) => group.kind === kind && group.field === field && group.severity === severity)
      .reduce((sum, { count }) => sum + count, 0);
  return fields.flatMap(({ kind, records, filled }) => {
    const named = groups.filter((group) => group.kind === kind).flatMap(({ field }) => (field === null ? [] : [field]));
    return [...new Set([...Object.keys(filled), ...named])].toSorted().map((field) => ({
      kind,
      field,
      filled: filled[field] ?? 0,
      records,
      errors: found(kind, field, 'error'),
      warnings: found(kind, field, 'warning'),
      notices: found(kind, field, 'notice'),
    }));
  });
}

function updates(plan: Plan, masked: Mask): Report['changes']['updates'] {
  const shown = (value: unknown) => (typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value));
  return updateExamples(plan, 50).flatMap(({ kind, key, changes }) =>
    changes.map(({ field, before, after }) => ({
      kind,
      key,
      field,
      before: masked(shown(before), personalClass(kind, field)),
      after: masked(shown(after), personalClass(kind, field)),
    })),
  );
}

function duplicates({ plan, sums, matches }: PlanResult, masked: Mask): readonly DuplicateSummary[] {
  const staging = new Staging(plan);
  return sums
    .filter((line) => line.kind === 'company' || line.kind === 'contact')
    .map(({ kind, merged }) => {
      const sizes = clusterSizes(plan, kind);
      const outcome = kind === 'company' || kind === 'contact' ? matches[kind] : undefined;
      return {
        kind,
        clusters: sizes.reduce((sum, { clusters }) => sum + clusters, 0),
        merged,
        review: countEdges(plan, kind, 'review'),
        sizes,
        examples: mergeExamples(plan, kind, 10).map(({ left, right, rule, score, evidence }) => ({
          rule,
          score: Math.round(score * 100) / 100,
          evidence,
          records: recordsAsRead(plan, kind, [left, right]).map(({ seq, data }) => {
            const { table, line } = staging.originOf(seq);
            return { name: masked(nameOf(data), 'name'), file: table.file, sheet: table.name, line };
          }),
        })),
        skipped: (outcome?.skipped ?? []).slice(0, 50).map(({ reason, keyType, value, records }) => ({
          reason,
          key_type: keyType,
          value: masked(value, keyType === 'email' ? 'email' : 'phone'),
          records,
        })),
      };
    });
}

function nameOf(data: Readonly<Record<string, unknown>>): string {
  const name = data['full_name'] ?? data['name'];
  return typeof name === 'string' ? name : '';
}
