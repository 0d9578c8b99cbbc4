import { Command, CommanderError, Option } from 'commander';
import type { CommandDefinition, Flags, FlagDefinition } from '../commands/command.ts';
import { globalFlags } from '../commands/global-flags.ts';
import { flagsOf as allFlagsOf } from '../commands/network-flags.ts';
import { briefHelp, commandHelp, programHelp } from '../commands/help-text.ts';
import { commandDefinitions } from '../commands/index.ts';
import type { GlobalFlags } from '../config.ts';
import type { Locale } from '../locales/language.ts';
import { usageError, type UsagePlace } from './usage-error.ts';

/** A command line that was understood. */
export interface ParsedCommand {
  readonly definition: CommandDefinition;
  readonly arguments: readonly string[];
  readonly flags: Flags;
  readonly globalFlags: GlobalFlags;
}

/** Text to print instead of running a command: help or the version. */
export interface Printed {
  readonly text: string;
}

/** Makes the command tree; parsing gives what is to be done, and does nothing by itself. */
export function buildProgram(locale: Locale, version: string) {
  let parsed: ParsedCommand | Printed | undefined;
  let shown = '';
  const program = new Command('perenos');
  let stopped: (() => UsagePlace) | undefined;
  const configure: Configure = (command, help, place = {}) => {
    settings(command, help, (text) => {
      shown = text;
    });
    command.exitOverride((error) => {
      stopped = () => ({ ...place, words: command.args });
      throw error;
    });
  };
  configure(program, () => programHelp(locale, commandDefinitions));
  for (const flag of globalFlags) program.addOption(toOption(flag));
  program.option('-V, --version');
  const groups = new Map<string, Command>();
  for (const definition of commandDefinitions) {
    const parent = parentOf(program, groups, { definition, locale, configure });
    const command = parent.command(`${definition.path.at(-1) ?? ''} ${definition.parameters}`.trim());
    configure(command, () => commandHelp(locale, definition), { definition });
    // `report` is a command by itself and the group of `report diff`.
    if (definition.path.length === 1) groups.set(definition.path[0] ?? '', command);
    for (const flag of [...allFlagsOf(definition), ...globalFlags]) command.addOption(toOption(flag));
    command.action(() => {
      const flags: Record<string, unknown> = { ...program.opts(), ...withoutUnset(command, program) };
      parsed = { definition, arguments: command.args, flags: flagsOf(flags), globalFlags: flags };
    });
  }
  program.action(() => {
    parsed = { text: program.opts()['version'] === true ? version : briefHelp(locale) };
  });
  return {
    /** @throws ConfigError for a command line that is not understood */
    async parse(argv: readonly string[]): Promise<ParsedCommand | Printed> {
      try {
        await program.parseAsync(argv);
      } catch (error) {
        // Asking for help is not an error, though commander throws it as one.
        if (error instanceof CommanderError && error.exitCode === 0) return { text: shown.trimEnd() };
        throw error instanceof CommanderError ? usageError(error, stopped?.() ?? { words: [] }) : error;
      }
      return parsed ?? { text: briefHelp(locale) };
    },
  };
}

export type Program = ReturnType<typeof buildProgram>;

type Configure = (command: Command, help: () => string, place?: Omit<UsagePlace, 'words'>) => void;

/** Before `.command()`: commander copies these settings to a subcommand when it is made. */
function settings(command: Command, help: () => string, show: (text: string) => void): void {
  command
    .configureOutput({ writeOut: show, writeErr: () => {} })
    .helpOption('-h, --help')
    .configureHelp({ formatHelp: help })
    .helpCommand(false)
    .showSuggestionAfterError(false)
    .allowExcessArguments(false);
}

interface GroupSettings {
  readonly definition: CommandDefinition;
  readonly locale: Locale;
  readonly configure: Configure;
}

/** The program, or the command group that a two-word command belongs to. */
function parentOf(
  program: Command,
  groups: Map<string, Command>,
  { definition, locale, configure }: GroupSettings,
): Command {
  const [group, verb] = definition.path;
  if (group === undefined || verb === undefined) return program;
  const known = groups.get(group);
  if (known !== undefined) return known;
  const made = program.command(group);
  configure(made, () => programHelp(locale, commandDefinitions, group), { group });
  groups.set(group, made);
  return made;
}

function toOption({ flags, choices, default: value, repeatable, required }: FlagDefinition): Option {
  const option = new Option(flags);
  if (choices !== undefined) option.choices(choices);
  if (value !== undefined) option.default(value);
  if (required === true) option.makeOptionMandatory();
  if (repeatable === true)
    option.argParser((given: string, before: readonly string[] | undefined) => [...(before ?? []), given]);
  else if (flags.includes('--verbose')) option.argParser((_given, before: number | undefined) => (before ?? 0) + 1);
  return option;
}

/** Options that were given to the subcommand; the same flag before the verb stands otherwise. */
function withoutUnset(command: Command, program: Command): Record<string, unknown> {
  const values = command.opts<Record<string, unknown>>();
  return Object.fromEntries(
    Object.entries(values).filter(
      ([name]) => command.getOptionValueSource(name) !== 'default' || program.getOptionValueSource(name) === undefined,
    ),
  );
}

function flagsOf(values: Readonly<Record<string, unknown>>): Flags {
  return {
    text: (name) => (typeof values[name] === 'string' ? values[name] : undefined),
    texts: (name) => (Array.isArray(values[name]) ? values[name].map(String) : []),
    flag: (name) => values[name] === true,
  };
}
