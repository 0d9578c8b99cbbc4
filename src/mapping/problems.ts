import type { Place, Problem } from '../errors.ts';
import { severityOf, type Finding, type IssueCode } from '../model/issue.ts';

/** Collects the problems of a mapping; compilation goes on so that all of them are shown at once. */
export interface Problems {
  /** Adds one problem; the same code at the same place is kept once. */
  add<C extends IssueCode>(place: Place, finding: Finding<C>, suggestion?: string): void;
  readonly hasErrors: () => boolean;
  /** Ordered by file (in order of first appearance), line and column. */
  readonly sorted: () => readonly Problem[];
}

export function problemList(): Problems {
  const found: Problem[] = [];
  const seen = new Set<string>();
  return {
    add(place, finding, suggestion) {
      const mark = `${finding.code} ${place.file}:${place.line}:${place.column} ${JSON.stringify(finding.args)}`;
      if (seen.has(mark)) return;
      seen.add(mark);
      const severity = severityOf(finding.code) === 'error' ? 'error' : 'warning';
      found.push({ ...(finding as Finding), place, severity, ...(suggestion === undefined ? {} : { suggestion }) });
    },
    hasErrors: () => found.some((problem) => problem.severity === 'error'),
    sorted: () => sortProblems(found),
  };
}

export function sortProblems(problems: readonly Problem[]): readonly Problem[] {
  const files = [...new Set(problems.map((problem) => problem.place.file))];
  return problems.toSorted(
    (left, right) =>
      files.indexOf(left.place.file) - files.indexOf(right.place.file) ||
      (left.place.line ?? 0) - (right.place.line ?? 0) ||
      (left.place.column ?? 0) - (right.place.column ?? 0),
  );
}
