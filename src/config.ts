import { resolve } from 'node:path';
import { ConfigError } from './errors.ts';
import { defaultInputLimits, type InputLimits } from './input.ts';
import type { Language } from './model/language.ts';
import { nearestName } from './text/nearest-name.ts';
import type { ColorChoice, TerminalEnvironment } from './terminal.ts';

/** Everything that flags and the environment decide for a command. Frozen; nothing else reads `process.env`. */
export interface RunConfig {
  readonly language: Language;
  readonly json: boolean;
  readonly quiet: boolean;
  /** 0 to 2: `-v` once or twice. */
  readonly verbosity: number;
  readonly color: ColorChoice;
  readonly terminal: TerminalEnvironment;
  /** May a person be asked? */
  readonly interactive: boolean;
  /** Absolute: where the project (`.perenos/`, `perenos.yaml`) is. */
  readonly root: string;
  readonly limits: InputLimits;
  readonly mask: 'none' | 'partial' | 'full';
  readonly toolVersion: string;
  /** Root of the repository that a CI job works on: the paths in its reports start there. */
  readonly repository: string | undefined;
  /** File that a GitHub step may append its summary to. */
  readonly stepSummary: string | undefined;
}

/** Flags that every command takes. */
export interface GlobalFlags {
  readonly lang?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: number;
  readonly color?: string | boolean;
  readonly input?: boolean;
  readonly project?: string;
  readonly limit?: readonly string[];
  readonly mask?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Flag, then environment, then default. @throws ConfigError for a value that cannot be */
export function readConfig(flags: GlobalFlags, environment: Environment, toolVersion: string): RunConfig {
  const isCi = isSet(environment['CI']);
  return Object.freeze({
    language: readLanguage(flags.lang, environment),
    json: flags.json ?? false,
    quiet: flags.quiet ?? false,
    verbosity: flags.verbose ?? 0,
    color: readColor(flags.color),
    terminal: {
      noColor: environment['NO_COLOR'] !== undefined,
      forceColor: isSet(environment['FORCE_COLOR']),
      ci: isCi,
      dumb: environment['TERM'] === 'dumb',
    },
    interactive: flags.input !== false && !isCi,
    root: resolve(flags.project ?? environment['PERENOS_PROJECT'] ?? '.'),
    limits: readLimits(flags.limit ?? []),
    mask: oneOf('mask', flags.mask ?? environment['PERENOS_MASK'] ?? (isCi ? 'full' : 'partial'), [
      'none',
      'partial',
      'full',
    ]),
    toolVersion,
    repository: firstSet(environment['GITHUB_WORKSPACE'], environment['CI_PROJECT_DIR']),
    stepSummary: firstSet(environment['GITHUB_STEP_SUMMARY']),
  });
}

/** The language of messages: `--lang`, PERENOS_LANG, then the locale; Russian for the languages of the CIS, else English. */
export function readLanguage(flag: string | undefined, environment: Environment): Language {
  const asked = flag ?? environment['PERENOS_LANG'];
  if (asked !== undefined && asked !== '') return oneOf('lang', asked, ['ru', 'en']);
  const locale =
    firstSet(environment['LC_ALL'], environment['LC_MESSAGES'], environment['LANG']) ??
    Intl.DateTimeFormat().resolvedOptions().locale;
  return /^(ru|be|kk|ky|uz|tg)\b/i.test(locale.replace('_', '-')) ? 'ru' : 'en';
}

function readColor(flag: string | boolean | undefined): ColorChoice {
  if (flag === false) return 'never';
  return typeof flag === 'string' ? oneOf('color', flag, ['auto', 'always', 'never']) : 'auto';
}

function readLimits(changes: readonly string[]): InputLimits {
  const limits: Record<string, number> = { ...defaultInputLimits };
  for (const change of changes) {
    const [name = '', value = ''] = change.split('=');
    const number = Number(value);
    if (limits[name] === undefined || !Number.isSafeInteger(number) || number <= 0) {
      throw new ConfigError('cli.bad-limit', { limit: change, known: Object.keys(defaultInputLimits).join(', ') });
    }
    limits[name] = number;
  }
  return { ...defaultInputLimits, ...limits };
}

function oneOf<const T extends string>(name: string, value: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw badChoice(name, value, choices);
  return found;
}

function badChoice(name: string, value: string, choices: readonly string[]): ConfigError {
  const suggestion = value.length < 2 ? undefined : nearestName(value, choices);
  return new ConfigError('cli.bad-choice', {
    name,
    value,
    choices: choices.join(', '),
    ...(suggestion === undefined ? {} : { suggestion }),
  });
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false';
}

function firstSet(...values: readonly (string | undefined)[]): string | undefined {
  return values.find((value) => value !== undefined && value !== '');
}
