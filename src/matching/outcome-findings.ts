import type { Finding } from '../model/issue.ts';
import type { Cluster, MatchedKind, MatchOutcome, SkippedBlock } from './matcher.ts';

/** Clusters of more records than this are always reported. */
const LARGE = 20;

/** Adds to an outcome what people should know of it: values and keys left out, large clusters. */
export function withFindings(kind: MatchedKind, outcome: MatchOutcome): MatchOutcome {
  const large: Cluster[] = [];
  const { clusters } = outcome;
  for (const cluster of clusters.largerThan?.(LARGE) ?? clusters)
    if (cluster.members.length > LARGE) large.push(cluster);
  const findings: Finding[] = [
    ...outcome.findings,
    ...outcome.skipped.map(findingOf),
    ...large.map(({ members }): Finding => {
      return { code: 'match.large-cluster', args: { kind, name: `#${members[0]}`, records: members.length } };
    }),
  ];
  return { ...outcome, findings };
}

function findingOf({ reason, keyType, value, records }: SkippedBlock): Finding {
  switch (reason) {
    case 'placeholder':
      return { code: 'match.placeholder', args: { field: keyType, value, records } };
    case 'shared':
      return { code: 'match.shared-value', args: { field: keyType, value, records } };
    case 'oversized':
      return { code: 'match.block-skipped', args: { key: keyType, value, records } };
  }
}
