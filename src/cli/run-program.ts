import { commandName, type CommandResult } from '../commands/command.ts';
import { readConfig, readLanguage, type RunConfig } from '../config.ts';
import { readSettings } from '../config-files.ts';
import type { Context } from '../context.ts';
import { ConfigError, InterruptedError } from '../errors.ts';
import { loadLocale, type Locale } from '../locales/language.ts';
import type { OutputDocument } from '../model/output.ts';
import { Redaction } from '../redaction.ts';
import { openTerminal, painter, type Terminal } from '../terminal.ts';
import { toolVersion } from '../version.ts';
import { openEventStream, type EventStream } from './event-stream.ts';
import { failureDocument, knownError, reportFailure } from './failure.ts';
import type { ParsedCommand, Program } from './program.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Runs one command line and gives its exit code. The only place that catches: every error becomes a message, an exit code and,
 * with `--json`, the one document on stdout.
 */
export async function runProgram(
  build: (locale: Locale, version: string) => Program,
  argv: readonly string[],
  environment: Environment,
): Promise<number> {
  endQuietlyOnClosedPipe();
  const language = languageBeforeParsing(argv, environment);
  let locale = await loadLocale(language);
  let terminal = terminalFor(undefined);
  let config: RunConfig | undefined;
  let command = '';
  let events: EventStream | undefined;
  try {
    const parsed = await build(locale, toolVersion).parse(argv);
    if ('text' in parsed) {
      terminal.out(parsed.text);
      return 0;
    }
    command = commandName(parsed.definition);
    const layers = await readSettings(parsed.globalFlags.project, environment);
    config = readConfig(parsed.globalFlags, environment, toolVersion, layers);
    if (config.language !== language) locale = await loadLocale(config.language);
    terminal = terminalFor(config);
    events = eventsFor(config, command);
    const result = await perform(parsed, { config, terminal, events });
    events?.end(documentOf(result, command));
    print(result, { command, config, terminal });
    if (result.next !== undefined && result.next.length > 0 && !config.json && !config.quiet)
      printNext(result.next, locale, terminal);
    return result.exitCode;
  } catch (error) {
    const isJson = config?.json ?? argv.includes('--json');
    const failure = knownError(error, command);
    const { verbosity, redaction } = config ?? { verbosity: 0, redaction: new Redaction() };
    events?.end(failureDocument(failure, { command, locale }));
    return reportFailure(failure, { command, locale, terminal, isJson, verbosity, redaction });
  }
}

interface Performing {
  readonly config: RunConfig;
  readonly terminal: Terminal;
  readonly events: EventStream | undefined;
}

async function perform(parsed: ParsedCommand, { config, terminal, events }: Performing): Promise<CommandResult> {
  const { definition, arguments: values, flags } = parsed;
  const controller = new AbortController();
  const stop = (signal: 'SIGINT' | 'SIGTERM') => {
    // The second time at once: the journal makes that safe.
    if (controller.signal.aborted) process.exit(signal === 'SIGINT' ? 130 : 143);
    controller.abort(new InterruptedError(signal));
  };
  const onInterrupt = () => stop('SIGINT');
  const onTerminate = () => stop('SIGTERM');
  process.on('SIGINT', onInterrupt).on('SIGTERM', onTerminate);
  const context: Context = {
    signal: controller.signal,
    report: (issue) => events?.issue(issue),
    fact: () => {},
    event: (event) => events?.event(event),
    isFollowed: events !== undefined,
    now,
  };
  try {
    const execute = await definition.load();
    return await execute({ arguments: values, flags, config, context, terminal });
  } finally {
    process.off('SIGINT', onInterrupt).off('SIGTERM', onTerminate);
  }
}

interface Printing {
  readonly command: string;
  readonly config: RunConfig;
  readonly terminal: Terminal;
}

function print(result: CommandResult, { command, config, terminal }: Printing): void {
  if (result.streamed === true) return;
  if (!config.json && result.asJson !== true) {
    if (result.text !== '') terminal.out(config.redaction.text(result.text));
    return;
  }
  terminal.out(JSON.stringify(config.redaction.value(documentOf(result, command)), undefined, 2));
}

function documentOf(result: CommandResult, command: string): OutputDocument {
  return {
    format_version: '1.0',
    command,
    ok: result.exitCode === 0,
    exit_code: result.exitCode,
    summary: result.summary,
    // Readonly in a command, written as they are.
    issues: (result.issues ?? []) as OutputDocument['issues'],
    files: { ...result.files },
    next: [...(result.next ?? [])],
  };
}

const now = () => new Date();

/** @throws ConfigError when stdout is asked to carry two things */
function eventsFor(
  { events: target, json, toolVersion, redaction }: RunConfig,
  command: string,
): EventStream | undefined {
  if (target === undefined) return undefined;
  if (target === '-' && json) throw new ConfigError('cli.conflict', { one: '--events -', other: '--json' });
  return openEventStream({ target, command, toolVersion, now, redaction });
}

function printNext(next: readonly string[], { interfaceTexts }: Locale, terminal: Terminal): void {
  const { dim } = painter(terminal.messageColor);
  terminal.err(`\n${interfaceTexts.next}:\n${next.map((line) => `  ${dim(line)}`).join('\n')}`);
}

function terminalFor(config: RunConfig | undefined): Terminal {
  // With `--events -` stdout is the stream's alone, whose last line holds the result.
  const streams = {
    stdout: config?.events === '-' && !config.json ? process.stderr : process.stdout,
    stderr: process.stderr,
  };
  return openTerminal(
    streams,
    config?.color ?? 'auto',
    config?.terminal ?? { noColor: true, forceColor: false, ci: false, dumb: true },
    config?.redaction ?? new Redaction(),
  );
}

/** Needed to word what is wrong with the command line itself; a wrong value is refused later. */
function languageBeforeParsing(argv: readonly string[], environment: Environment) {
  const place = argv.findIndex((part) => part === '--lang' || part.startsWith('--lang='));
  const value = place === -1 ? undefined : (argv[place]?.split('=')[1] ?? argv[place + 1]);
  const isKnown = value === 'ru' || value === 'en';
  const known = environment['PERENOS_LANG'] === 'ru' || environment['PERENOS_LANG'] === 'en';
  return readLanguage(isKnown ? value : undefined, known ? environment : { ...environment, PERENOS_LANG: undefined });
}

/** `perenos ... | head -1`: the reader has gone, which is no error of ours. With `2>&1` nobody reads messages either: work goes on. */
function endQuietlyOnClosedPipe(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  process.stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
