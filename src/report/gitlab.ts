import { type CheckOutcome, fullMessage, worstFirst } from './check-finding.ts';

/** GitLab's code quality report: a JSON array whose fingerprints stay when lines move. */
export function renderGitlab({ findings }: CheckOutcome): string {
  const issues = worstFirst(findings).map((finding) => ({
    description: fullMessage(finding),
    check_name: finding.code,
    fingerprint: finding.fingerprint,
    severity: finding.severity === 'error' ? 'major' : 'minor',
    location: { path: finding.file, lines: { begin: finding.line } },
  }));
  return JSON.stringify(issues, undefined, 2);
}
