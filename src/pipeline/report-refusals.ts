import type { EntityKind } from '../model/entity.ts';
import { issueCatalogue, type IssueCode } from '../model/issue.ts';
import type { FunnelLine, IssueGroup, IssueSample } from '../model/report.ts';
import { readManifest, type Plan } from '../store/plan.ts';
import type { State } from '../store/state.ts';
import { decides } from './report-issues.ts';

const samplesOfGroup = 5;

interface Refusal {
  readonly id: number;
  readonly kind: EntityKind;
  readonly code: IssueCode;
  readonly args: unknown;
}

/**
 * What the target refused while loading, grouped as findings are: the journal keeps the reasons, without values of records. Samples
 * show different reasons before they repeat one.
 */
export function refusals(plan: Plan, state: State, funnel: readonly FunnelLine[]): readonly IssueGroup[] {
  const groups = new Map<string, Refusal[]>();
  for (const { op_id: id, kind, reason } of state.entries(readManifest(plan).runId, 'rejected')) {
    const { code, args } = reasonOf(reason);
    const name = `${code}:${kind}:`;
    groups.set(name, [...(groups.get(name) ?? []), { id, kind, code, args }]);
  }
  return [...groups].map(([id, found]) => groupOf(id, found, { plan, funnel })).toSorted((a, b) => b.count - a.count);
}

function reasonOf(text: string | null): { readonly code: IssueCode; readonly args: unknown } {
  const unknown = { code: 'target.rejected', args: { reason: text ?? '' } } as const;
  try {
    // Written by the journal as a finding.
    const found = JSON.parse(text ?? '') as { readonly code?: unknown; readonly args?: unknown };
    const { code } = found;
    return typeof code === 'string' && Object.hasOwn(issueCatalogue, code)
      ? { code: code as IssueCode, args: found.args ?? {} }
      : unknown;
  } catch {
    return unknown;
  }
}

function groupOf(
  id: string,
  found: readonly Refusal[],
  { plan, funnel }: { readonly plan: Plan; readonly funnel: readonly FunnelLine[] },
): IssueGroup {
  const [{ kind, code } = { kind: 'contact', code: 'target.rejected' } as const] = found;
  const read = funnel.find((line) => line.kind === kind)?.read ?? 0;
  return {
    id,
    code,
    severity: 'error',
    kind,
    field: null,
    count: found.length,
    share: read === 0 ? 0 : Math.round((found.length / read) * 1e6) / 1e6,
    decides: decides({ code, severity: 'error' }),
    samples: differing(found).map((one) => sampleOf(plan, one)),
  };
}

function differing(found: readonly Refusal[]): readonly Refusal[] {
  const first = new Map(found.toReversed().map((one) => [JSON.stringify(one.args), one]));
  const chosen = [...first.values()].toReversed();
  return [...chosen, ...found.filter((one) => !chosen.includes(one))].slice(0, samplesOfGroup);
}

function sampleOf({ database }: Plan, { id, args }: Refusal): IssueSample {
  const place = database
    .prepare<unknown[], Pick<IssueSample, 'file' | 'sheet' | 'line'>>(
      `SELECT coalesce(source_table.file, '') AS file, coalesce(source_table.name, '') AS sheet, record.line AS line
       FROM operation JOIN record ON record.seq = operation.seq LEFT JOIN source_table ON source_table.id = record.table_id
       WHERE operation.id = ?`,
    )
    .get(id);
  return { ...(place ?? { file: '', sheet: '', line: 0 }), column: null, value: null, suggestion: null, args };
}
