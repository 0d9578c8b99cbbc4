import { resolve } from 'node:path';
import type { SettingName } from './config-settings.ts';
import { ConfigError } from './errors.ts';
import { defaultInputLimits, type InputLimits } from './input.ts';
import type { Language } from './model/language.ts';
import type { Transport } from './http/transport.ts';
import { Redaction } from './redaction.ts';
import { findSecret, keepSecret, type FoundSecret } from './secret.ts';
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
  /** Where the event stream goes: a path, `-` or `/dev/fd/3`. */
  readonly events: string | undefined;
  readonly toolVersion: string;
  /** Root of the repository that a CI job works on: the paths in its reports start there. */
  readonly repository: string | undefined;
  /** File that a GitHub step may append its summary to. */
  readonly stepSummary: string | undefined;
  /** The secret of one of the connections of a command, from the file or the variable that holds it. */
  readonly secret: (connection: string, all: readonly string[]) => FoundSecret | undefined;
  /** Keeps a secret in the project's folder for the runs to come. */
  readonly keepSecret: (connection: string, secret: string) => void;
  /** How servers are reached, the same for the whole command: authorities, pinned keys, proxy. */
  readonly transport: () => Promise<Transport>;
  /** Keeps secrets out of what is printed and written. */
  readonly redaction: Redaction;
  /** Every setting with where its value came from. */
  readonly settings: readonly SettingOrigin[];
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
  readonly events?: string;
  readonly caFile?: string;
  readonly tlsPin?: readonly string[];
  readonly tokenFile?: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Settings of one file. */
export interface SettingsLayer {
  /** File as shown to people. */
  readonly origin: string;
  readonly values: Readonly<Partial<Record<SettingName, string>>>;
}

/** Where a value came from. */
export interface SettingOrigin {
  readonly name: SettingName | 'project';
  readonly value: string;
  /** `flag`, `default`, the name of a variable or of a file. */
  readonly origin: string;
}

/** Flag, then environment, then files, then default. @throws ConfigError for a value that cannot be */
export function readConfig(
  flags: GlobalFlags,
  environment: Environment,
  toolVersion: string,
  layers: readonly SettingsLayer[] = [],
): RunConfig {
  const isCi = isSet(environment['CI']);
  const settings: SettingOrigin[] = [];
  const take = (name: SettingName, flag: string | undefined, fallback: string): string => {
    const found = originOf(name, { flag, environment, layers }) ?? { value: fallback, origin: 'default' };
    settings.push({ name, ...found });
    return found.value;
  };
  const asked = take('lang', flags.lang, '');
  const language = readLanguage(asked === '' ? undefined : asked, { ...environment, PERENOS_LANG: undefined });
  const project = flags.project ?? environment['PERENOS_PROJECT'];
  const limits = take('limit', flags.limit?.join(','), '');
  const config = {
    language,
    json: isSet(take('json', textOf(flags.json), 'false')),
    quiet: isSet(take('quiet', textOf(flags.quiet), 'false')),
    verbosity: Number(take('verbose', textOf(flags.verbose), '0')) || 0,
    color: oneOf('color', take('color', colorFlag(flags.color), 'auto'), ['auto', 'always', 'never']),
    terminal: {
      noColor: environment['NO_COLOR'] !== undefined,
      forceColor: isSet(environment['FORCE_COLOR']),
      ci: isCi,
      dumb: environment['TERM'] === 'dumb',
    },
    interactive: isSet(take('input', flags.input === false ? 'false' : undefined, 'true')) && !isCi,
    root: resolve(project ?? '.'),
    limits: readLimits(limits === '' ? [] : limits.split(',')),
    mask: oneOf('mask', take('mask', flags.mask, isCi ? 'full' : 'partial'), ['none', 'partial', 'full']),
    events: firstSet(take('events', flags.events, '')),
    toolVersion,
    ...networkConfig(flags, environment, {
      // A path in a file of the project starts at the project, one that is typed where it is typed.
      caFile: fromOwner(take('ca_file', flags.caFile, ''), settings.at(-1)?.origin ?? '', project ?? '.'),
      pins: take('tls_pin', flags.tlsPin?.join(','), ''),
      kept: resolve(project ?? '.', '.perenos', 'secrets'),
    }),
    repository: firstSet(environment['GITHUB_WORKSPACE'], environment['CI_PROJECT_DIR']),
    stepSummary: firstSet(environment['GITHUB_STEP_SUMMARY']),
  } satisfies Omit<RunConfig, 'settings'>;
  const where = flags.project === undefined ? (project === undefined ? 'default' : 'PERENOS_PROJECT') : 'flag';
  const shown = settings.map((one) => (one.name === 'lang' && one.value === '' ? { ...one, value: language } : one));
  return Object.freeze({
    ...config,
    settings: [...shown, { name: 'project' as const, value: config.root, origin: where }],
  });
}

interface TrustSettings {
  /** Empty: none. */
  readonly caFile: string;
  /** With commas between them. */
  readonly pins: string;
  /** Folder of kept secrets. */
  readonly kept: string;
}

/** Secrets and the way to servers. The transport is made when it is first asked for: most commands call no server. */
function networkConfig(flags: GlobalFlags, environment: Environment, { caFile, pins, kept }: TrustSettings) {
  const redaction = new Redaction();
  const places = { tokenFiles: flags.tokenFile ?? [], environment, kept, isCi: isSet(environment['CI']), redaction };
  const make = async (): Promise<Transport> => {
    const { readTransport } = await import('./http/read-transport.ts');
    return readTransport({ caFile, pins: pins.split(',').filter(Boolean), environment });
  };
  let made: Promise<Transport> | undefined;
  const secrets = new Map<string, FoundSecret | undefined>();
  return {
    redaction,
    // Standard input can be read once only.
    secret: (connection: string, all: readonly string[]) => {
      if (!secrets.has(connection)) secrets.set(connection, findSecret(connection, all, places));
      return secrets.get(connection);
    },
    keepSecret: (connection: string, secret: string) => {
      redaction.add(secret);
      keepSecret(kept, connection, secret);
      secrets.delete(connection);
    },
    transport: () => (made ??= make()),
  };
}

function fromOwner(file: string, origin: string, project: string): string {
  return file === '' || /^(?:flag$|PERENOS_)/.test(origin) ? file : resolve(project, file);
}

interface SettingPlaces {
  readonly flag: string | undefined;
  readonly environment: Environment;
  readonly layers: readonly SettingsLayer[];
}

function originOf(name: SettingName, { flag, environment, layers }: SettingPlaces) {
  if (flag !== undefined) return { value: flag, origin: 'flag' };
  const variable = `PERENOS_${name.toUpperCase()}`;
  const given = environment[variable];
  if (given !== undefined && given !== '') return { value: given, origin: variable };
  for (const { origin, values } of layers) {
    const value = values[name];
    if (value !== undefined) return { value, origin };
  }
  return undefined;
}

function textOf(flag: boolean | number | undefined): string | undefined {
  return flag === undefined ? undefined : String(flag);
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

function colorFlag(flag: string | boolean | undefined): string | undefined {
  if (flag === false) return 'never';
  return typeof flag === 'string' ? flag : undefined;
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
