import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import type { RunConfig } from '../config.ts';
import type { Problem } from '../errors.ts';
import type { Locale } from '../locales/language.ts';
import { documentPaths } from '../mapping/document-path.ts';
import type { CheckFinding, CheckOutcome } from '../report/check-finding.ts';
import { wordingOf } from '../report/errors.ts';
import { renderGithub, renderGithubSummary } from '../report/github.ts';
import { renderGitlab } from '../report/gitlab.ts';
import { renderJunit } from '../report/junit.ts';
import { renderSarif } from '../report/sarif.ts';
import type { CheckedFile } from './check-file.ts';

const renderers = { sarif: renderSarif, junit: renderJunit, github: renderGithub, gitlab: renderGitlab };
type CheckFormat = keyof typeof renderers;

/** A format for other programs; text and JSON are written as every command writes them. */
export function isFormat(name: string): name is CheckFormat {
  return Object.hasOwn(renderers, name);
}

export function renderCheck(outcome: CheckOutcome, format: CheckFormat): string {
  return renderers[format](outcome);
}

interface OutcomeSetup {
  readonly checked: readonly CheckedFile[];
  readonly verdict: string;
  readonly locale: Locale;
  readonly config: RunConfig;
}

/** Words every problem and gives it a fingerprint that outlives moved lines. */
export function checkOutcome({ checked, verdict, locale, config }: OutcomeSetup): CheckOutcome {
  const pathOf = documentPathsOf();
  const shown = (file: string) => repositoryPath(file, config.repository);
  const seen = new Map<string, number>();
  const findings = checked
    .flatMap(({ problems }) => problems)
    .map((problem): CheckFinding => {
      const { code, severity, place, suggestion } = problem;
      const wording = wordingOf(locale, code);
      const path = pathOf(place);
      const mark = `${code}\n${shown(place.file)}\n${path}`;
      const repeat = seen.get(mark) ?? 0;
      seen.set(mark, repeat + 1);
      return {
        code,
        severity,
        path,
        suggestion,
        file: shown(place.file),
        line: place.line ?? 1,
        column: place.column ?? 1,
        title: wording.title,
        message: wording.message(problem.args),
        cause: wording.cause,
        fix: wording.fix,
        fingerprint: createHash('sha256').update(`${mark}\n${repeat}`).digest('hex').slice(0, 32),
      };
    });
  return {
    findings,
    verdict,
    files: checked.map(({ file }) => shown(file)),
    passed: checked.flatMap(({ passed }) => passed.map(({ file, name }) => ({ file: shown(file), name }))),
    toolVersion: config.toolVersion,
  };
}

/** The whole list for the page of a GitHub step; the annotations show the worst of it only. */
export function writeStepSummary(outcome: CheckOutcome, file: string | undefined): void {
  if (file !== undefined) appendFileSync(file, renderGithubSummary(outcome));
}

/** Hosts want paths from the root of the repository, with forward slashes. */
function repositoryPath(file: string, repository: string | undefined): string {
  const inside = relative(repository ?? process.cwd(), resolve(file));
  return (inside.startsWith('..') ? file : inside).split(sep).join('/');
}

/** Reads each file once; a file that cannot be read has no paths. */
function documentPathsOf(): (place: Problem['place']) => string {
  const known = new Map<string, ReturnType<typeof documentPaths>>();
  return (place) => {
    let paths = known.get(place.file);
    if (paths === undefined) {
      paths = documentPaths(place.file, readOr(place.file));
      known.set(place.file, paths);
    }
    return paths(place);
  };
}

function readOr(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/u, '');
  } catch {
    return '';
  }
}
