import { entityKinds } from '../model/entity.ts';
import type {
  ControlTotal,
  FunnelName,
  IssueChange,
  IssueGroup,
  Report,
  ReportDiff,
  ReportStamp,
} from '../model/report.ts';

const funnelNames: readonly FunnelName[] = [
  'read',
  'filtered',
  'rejected',
  'merged',
  'planned',
  'create',
  'update',
  'delete',
  'unchanged',
  'skip',
];

const severities = ['error', 'warning', 'notice'] as const;

/** Compares two reports by the stable ids of their findings, the sums of their funnels and their control totals. */
export function diffReports(before: Report, after: Report): ReportDiff {
  return {
    before: stamp(before),
    after: stamp(after),
    issues: issueChanges(before.issues, after.issues),
    funnel: funnelChanges(before, after),
    totals: totalChanges(before.totals, after.totals),
  };
}

/** Nothing differs but the runs themselves. */
export function isSame({ issues, funnel, totals }: ReportDiff): boolean {
  return issues.length + funnel.length + totals.length === 0;
}

function stamp({ run }: Report): ReportStamp {
  return { run_id: run.id, plan_hash: run.plan_hash, created_at: run.created_at };
}

function issueChanges(before: readonly IssueGroup[], after: readonly IssueGroup[]): readonly IssueChange[] {
  const [old, now] = [byIdentity(before), byIdentity(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .flatMap((identity) => {
      const [left, right] = [old.get(identity), now.get(identity)];
      const group = right ?? left;
      const counts = { before: left?.count ?? 0, after: right?.count ?? 0 };
      if (group === undefined || counts.before === counts.after) return [];
      const { id, code, severity, kind, field } = group;
      return [{ id, code, severity, kind, field, change: changeOf(counts), ...counts }];
    })
    .toSorted(
      (a, b) =>
        severities.indexOf(a.severity) - severities.indexOf(b.severity) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
    );
}

/** A mapping may give one code different severities in different blocks. */
function byIdentity(groups: readonly IssueGroup[]): ReadonlyMap<string, IssueGroup> {
  return new Map(groups.map((group) => [`${group.severity} ${group.id}`, group]));
}

function changeOf({ before, after }: { readonly before: number; readonly after: number }): IssueChange['change'] {
  if (before === 0) return 'new';
  if (after === 0) return 'gone';
  return after > before ? 'more' : 'fewer';
}

function funnelChanges(before: Report, after: Report): ReportDiff['funnel'] {
  return entityKinds.flatMap((kind) => {
    const left = before.funnel.find((line) => line.kind === kind);
    const right = after.funnel.find((line) => line.kind === kind);
    return funnelNames
      .map((name) => ({ kind, name, before: left?.[name] ?? 0, after: right?.[name] ?? 0 }))
      .filter((change) => change.before !== change.after);
  });
}

function totalChanges(before: readonly ControlTotal[], after: readonly ControlTotal[]): ReportDiff['totals'] {
  const identity = ({ kind, field, by, currency }: ControlTotal) => JSON.stringify([kind, field, by, currency]);
  const old = new Map(before.map((total) => [identity(total), total]));
  const now = new Map(after.map((total) => [identity(total), total]));
  const none = { count: 0, sum: '0' };
  return [...new Set([...old.keys(), ...now.keys()])].toSorted().flatMap((key) => {
    const [left, right] = [old.get(key), now.get(key)];
    const total = right ?? left;
    const sums = { before: left?.plan ?? none, after: right?.plan ?? none };
    if (total === undefined || (sums.before.count === sums.after.count && sums.before.sum === sums.after.sum))
      return [];
    const { kind, field, by, currency } = total;
    return [{ kind, field, by, currency, ...sums }];
  });
}
