import type { IssueGroup } from '../model/report.ts';
import { findingSamples, type FindingGroup } from '../store/plan-findings.ts';
import type { KindSums } from '../store/plan-sums.ts';
import type { Plan } from '../store/plan.ts';
import { classOfField, type PersonalClasses } from '../model/personal-classes.ts';
import { maskArgs, type Mask } from './report-masking.ts';

/** Findings about a file, mapping or relation are the integrator's; findings about values are the data owner's. */
const integratorAreas = new Set([
  'mapping',
  'plan',
  'input',
  'csv',
  'excel',
  'json',
  'archive',
  'onec',
  'bank',
  'contract',
  'salesforce',
  'systems',
  'target',
]);

const samplesOfGroup = 5;

export interface IssueSetup {
  readonly sums: readonly Pick<KindSums, 'kind' | 'read'>[];
  readonly masked: Mask;
  readonly personal: PersonalClasses;
}

/** A group of findings with its share of the records of its kind and its first samples. */
export function issueGroup(plan: Plan, group: FindingGroup, { sums, masked, personal }: IssueSetup): IssueGroup {
  const { code, severity, kind, field, count } = group;
  const read = sums.find((line) => line.kind === kind)?.read ?? sums.reduce((sum, line) => sum + line.read, 0);
  const hiding = classOfField(kind, field, personal);
  const hidden = (value: string | null) => (value === null ? null : masked(value, hiding));
  return {
    id: `${code}:${kind ?? ''}:${field ?? ''}`,
    code,
    severity,
    kind,
    field,
    count,
    share: read === 0 ? 0 : Math.round((count / read) * 1e6) / 1e6,
    decides: decides(group),
    samples: findingSamples(plan, group, samplesOfGroup).map((sample) => ({
      file: sample.file,
      sheet: sample.sheet,
      line: sample.line,
      column: sample.column,
      value: hidden(sample.value),
      suggestion: hidden(sample.suggestion),
      args: maskArgs(sample.args, (value) => masked(value, hiding)),
    })),
  };
}

/** Who can decide about a finding. */
export function decides({ code, severity }: Pick<FindingGroup, 'code' | 'severity'>): IssueGroup['decides'] {
  if (severity === 'notice') return 'nobody';
  return integratorAreas.has(code.split('.')[0] ?? '') ? 'integrator' : 'data';
}
