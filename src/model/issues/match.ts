import { define } from '../issue-definition.ts';

/** Findings of the search for duplicates, and errors of the file with people's decisions. */
export const matchIssues = {
  'match.shared-value': define<{ field: string; value: string; records: number }>('notice'),
  'match.placeholder': define<{ field: string; value: string; records: number }>('notice'),
  'match.block-skipped': define<{ key: string; value: string; records: number }>('notice'),
  'match.large-cluster': define<{ kind: 'company' | 'contact'; name: string; records: number }>('warning'),
  'match.decision-stale': define<{ left: string; right: string; decision: 'same' | 'different'; who: string }>(
    'notice',
  ),
  'match.decision-refused': define<{ left: string; right: string }>('warning'),
  'match.decision-overruled': define<{ left: string; right: string; who: string }>('notice'),
  'match.decisions-unreadable': define<{ file: string; reason: string }>('error'),
  'match.decision-invalid': define<{ file: string; line: number; reason: string }>('error'),
  'match.unknown-record': define<{ name: string }>('error'),
  'match.not-decisions': define<{ file: string }>('error'),
  'match.not-a-pair': define<{ left: string; right: string }>('error'),
  'match.duckdb-failed': define<{ reason: string }>('error'),
  'match.duckdb-missing': define<{ reason: string }>('error'),
} as const;
