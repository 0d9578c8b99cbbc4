import { entityKinds, type EntityKind } from '../model/entity.ts';
import type { FunnelLine, IssueGroup } from '../model/report.ts';
import { readManifest, type Plan } from '../store/plan.ts';
import type { DoubledRow, State } from '../store/state.ts';
import { decides } from './report-issues.ts';

const samplesAtMost = 5;
const code = 'target.doubled';
const severity = 'error';

/** Records that a run left more than once in the target and that are still there, a group for each kind. */
export function doubledRecords(plan: Plan, state: State, funnel: readonly FunnelLine[]): readonly IssueGroup[] {
  const { runId, account } = runOf(plan);
  return entityKinds.flatMap((kind) => {
    const doubled = state.doubledOf(account, kind).filter((row) => row.runId === runId);
    const read = funnel.find((line) => line.kind === kind)?.read ?? 0;
    return doubled.length === 0 ? [] : [groupOf(kind, doubled, read)];
  });
}

/** Is anything of the report a record that stands in the target more than once? */
export function hasDoubled(issues: readonly Pick<IssueGroup, 'code'>[]): boolean {
  return issues.some((group) => group.code === code);
}

function runOf(plan: Plan): { readonly runId: string; readonly account: string } {
  const { runId, target } = readManifest(plan);
  return { runId, account: target.account };
}

function groupOf(kind: EntityKind, doubled: readonly DoubledRow[], read: number): IssueGroup {
  return {
    id: `${code}:${kind}:`,
    code,
    severity,
    kind,
    field: null,
    count: doubled.length,
    share: read === 0 ? 0 : Math.round((doubled.length / read) * 1e6) / 1e6,
    decides: decides({ code, severity }),
    samples: doubled.slice(0, samplesAtMost).map(({ id, kept }) => ({
      file: '',
      sheet: '',
      line: 0,
      column: null,
      value: null,
      suggestion: null,
      args: { kind, ids: `${kept}, ${id}` },
    })),
  };
}
