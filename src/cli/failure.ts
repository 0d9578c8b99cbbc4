import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MappingError, PerenosError } from '../errors.ts';
import type { Locale } from '../locales/language.ts';
import type { OutputDocument } from '../model/output.ts';
import { wordError, wordProblems } from '../report/errors.ts';
import type { Redaction } from '../redaction.ts';
import { painter, type Terminal } from '../terminal.ts';
import { toolVersion } from '../version.ts';

export interface FailureSetup {
  readonly command: string;
  readonly locale: Locale;
  readonly terminal: Terminal;
  readonly isJson: boolean;
  readonly verbosity: number;
  readonly redaction: Redaction;
}

/** An error of ours as it is; any other is a defect, whose stack goes to a file. */
export function knownError(error: unknown, command: string): PerenosError {
  return error instanceof PerenosError ? error : crash(error, command);
}

/** Says what went wrong, to people on stderr and with `--json` on stdout too, and gives the exit code. */
export function reportFailure(known: PerenosError, setup: FailureSetup): number {
  const { locale, terminal, isJson, verbosity } = setup;
  const paint = painter(terminal.messageColor);
  const text =
    known instanceof MappingError ? wordProblems(known.problems, locale, paint) : wordError(known, locale, paint);
  terminal.err(text);
  const { stack } = known.cause instanceof Error && known instanceof CrashError ? known.cause : known;
  if (verbosity >= 2) terminal.err(stack ?? '');
  if (isJson) terminal.out(JSON.stringify(setup.redaction.value(failureDocument(known, setup)), undefined, 2));
  return known.exitCode;
}

/** What `--json` prints of a failure. */
export function failureDocument(
  error: PerenosError,
  { command, locale }: Pick<FailureSetup, 'command' | 'locale'>,
): OutputDocument {
  const findings =
    error instanceof MappingError
      ? error.problems.map(({ code, args, place, suggestion, severity }) => ({
          code,
          args,
          place,
          suggestion,
          severity,
        }))
      : [{ code: error.code, args: error.args, place: error.place, suggestion: undefined, severity: 'error' as const }];
  return {
    format_version: '1.0',
    command,
    ok: false,
    exit_code: error.exitCode,
    summary: null,
    issues: findings.map(({ args, place, suggestion, ...finding }) => ({
      ...finding,
      args: { ...args },
      ...(place === undefined ? {} : { place }),
      ...(suggestion === undefined ? {} : { suggestion }),
      message: messageOf(locale, { code: finding.code, args }),
    })),
    files: {},
    next: [],
  };
}

function messageOf(
  locale: Locale,
  { code, args }: { readonly code: PerenosError['code']; readonly args: unknown },
): string {
  // The catalogue ties each code to the type of its arguments; a union of codes loses that tie.
  const word = locale.messages[code].message as (args: unknown) => string;
  return word(args);
}

class CrashError extends PerenosError<'cli.crash'> {
  readonly exitCode = 70;
}

/** A defect of ours: the stack goes to a file that holds no data, only code places. */
function crash(error: unknown, command: string): PerenosError {
  const folder = mkdtempSync(join(tmpdir(), 'perenos-crash-'));
  const file = join(folder, `${randomBytes(4).toString('hex')}.txt`);
  const stack = error instanceof Error ? (error.stack ?? '') : String(error);
  const places = stack.split('\n').filter((line) => /^\s+at /.test(line));
  const name = error instanceof Error ? error.name : typeof error;
  const lines = [
    `perenos ${toolVersion}`,
    `node ${process.version} ${process.platform}`,
    `command ${command}`,
    name,
    ...places,
  ];
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 });
  return new CrashError('cli.crash', { reason: name, file }, { cause: error });
}
