import type { Problem } from '../errors.ts';
import type { IssueCode } from '../model/issue.ts';

/** A problem of a mapping, worded, as the formats of CI hosts need it. */
export interface CheckFinding {
  readonly code: IssueCode;
  readonly severity: 'error' | 'warning';
  /** Relative to the folder of the repository, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Names from the root of the document to the place: `load.people.fields.phones`. */
  readonly path: string;
  readonly title: string;
  readonly message: string;
  readonly cause: string;
  readonly fix: string;
  readonly suggestion: string | undefined;
  /** The same as long as code and path are, wherever the line has moved to. */
  readonly fingerprint: string;
}

/** What a check of mapping files has found. */
export interface CheckOutcome {
  readonly files: readonly string[];
  readonly findings: readonly CheckFinding[];
  /** Mapping tests that passed: `file: name`. */
  readonly passed: readonly { readonly file: string; readonly name: string }[];
  readonly toolVersion: string;
  /** Words of the interface that the formats need. */
  readonly verdict: string;
}

/** Errors first, then in the order given: hosts show the first ones only. */
export function worstFirst(findings: readonly CheckFinding[]): readonly CheckFinding[] {
  const rank = ({ severity }: Pick<Problem, 'severity'>) => (severity === 'error' ? 0 : 1);
  return findings.toSorted((a, b) => rank(a) - rank(b));
}

/** The message with its remedy and the nearest name, in one text. */
export function fullMessage({ message, fix, suggestion }: CheckFinding): string {
  return [message, ...(suggestion === undefined ? [] : [`→ ${suggestion}`]), fix].join('\n');
}
