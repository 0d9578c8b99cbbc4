import type { Finding, IssueArgs, IssueCode } from './model/issue.ts';

/** A place in a text file, 1-based. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/**
 * The run cannot go on. Classes say what happens next (the exit code), codes say what is wrong; `locales/` words them.
 * Exit codes are those of `perenos help exit-codes`.
 */
export abstract class PerenosError<C extends IssueCode = IssueCode> extends Error {
  abstract readonly exitCode: number;
  readonly code: C;
  readonly args: IssueArgs[C];
  readonly place: Place | undefined;

  constructor(code: C, args: IssueArgs[C], options: { readonly place?: Place; readonly cause?: unknown } = {}) {
    super(`${code} ${JSON.stringify(args)}`, { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.args = args;
    this.place = options.place;
  }

  get finding(): Finding {
    return { code: this.code, args: this.args } as Finding;
  }
}

/** One of several problems of a configuration file. */
export type Problem = Finding & {
  readonly place: Place;
  /** The nearest known name, when a name was misspelt. */
  readonly suggestion?: string;
  readonly severity: 'error' | 'warning';
};

/** Flags, environment, mapping or state. */
export class ConfigError<C extends IssueCode = IssueCode> extends PerenosError<C> {
  readonly exitCode = 2;
}

/** A mapping with problems: all of them at once, in file order. */
export class MappingError extends ConfigError<'mapping.invalid'> {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super('mapping.invalid', { count: problems.length });
    this.problems = problems;
  }
}

/** A file is missing, unreadable, damaged, over the limits or not of its format. */
export class InputError<C extends IssueCode = IssueCode> extends PerenosError<C> {
  readonly exitCode = 3;
}

/** The target is down, over its limits, or the time given is up: everything is journaled, the same command goes on. */
export class TargetError<C extends IssueCode = IssueCode> extends PerenosError<C> {
  readonly exitCode = 4;
}

/** A data-quality or guard-rail limit was exceeded; nothing was written. */
export class GateError<C extends IssueCode = IssueCode> extends PerenosError<C> {
  readonly exitCode = 5;
}

/** The plan does not fit the state, target or mapping any more. */
export class StaleError<C extends IssueCode = IssueCode> extends PerenosError<C> {
  readonly exitCode = 6;
}

/** Authentication, permission, wrong portal. */
export class AccessError<C extends IssueCode = IssueCode> extends PerenosError<C> {
  readonly exitCode = 7;
}

/** Another run holds the lock. */
export class LockedError<C extends IssueCode = IssueCode> extends PerenosError<C> {
  readonly exitCode = 10;
}

/** Disk full, file permissions, a missing binding. */
export class LocalError<C extends IssueCode = IssueCode> extends PerenosError<C> {
  readonly exitCode = 11;
}

/** Ctrl-C (130) or SIGTERM (143); the store is consistent and the same command goes on. */
export class InterruptedError extends PerenosError<'cli.interrupted'> {
  readonly exitCode: 130 | 143;

  constructor(signal: 'SIGINT' | 'SIGTERM') {
    super('cli.interrupted', { signal });
    this.exitCode = signal === 'SIGINT' ? 130 : 143;
  }
}
