import type { CommanderError } from 'commander';
import { commandName, type CommandDefinition, type FlagDefinition } from '../commands/command.ts';
import { globalFlags } from '../commands/global-flags.ts';
import { flagsOf } from '../commands/network-flags.ts';
import { longName } from '../commands/help-text.ts';
import { commandDefinitions } from '../commands/index.ts';
import { nearestCommand, nearestWord } from '../commands/spelling.ts';
import { ConfigError } from '../errors.ts';

/** Where in the command tree the command line stopped making sense. */
export interface UsagePlace {
  readonly definition?: CommandDefinition;
  /** First word of two-word commands. */
  readonly group?: string;
  /** Words after the command that were not taken by a flag. */
  readonly words: readonly string[];
}

/** What commander did not understand, in our words and with the nearest known name. */
export function usageError(error: CommanderError, place: UsagePlace): ConfigError {
  const misspelt = unknownCommand(place);
  if (misspelt !== undefined) return misspelt;
  const message = error.message.replace(/^error: /, '');
  const [, quoted = ''] = /'([^']*)'/.exec(message) ?? [];
  switch (error.code) {
    case 'commander.help':
    case 'commander.unknownCommand':
      return missingCommand(place.group ?? '');
    case 'commander.unknownOption':
      return unknownFlag(quoted, place);
    case 'commander.optionMissingArgument':
      return new ConfigError('cli.flag-value-missing', { flag: quoted });
    case 'commander.missingMandatoryOptionValue':
      return new ConfigError('cli.flag-required', { flag: quoted });
    case 'commander.missingArgument':
      return new ConfigError('cli.missing-argument', { name: quoted, usage: usage(place) });
    case 'commander.excessArguments':
      return new ConfigError('cli.excess-arguments', { excess: excess(place).join(' '), usage: usage(place) });
    case 'commander.invalidArgument':
      return badChoice(quoted, message, place);
    default:
      return new ConfigError('cli.usage', { reason: message.replace(/\s*\n\s*/g, ' ') }, { cause: error });
  }
}

/** A word that should be a command and is none. */
function unknownCommand({ definition, group, words }: UsagePlace): ConfigError | undefined {
  const [word] = words;
  if (definition !== undefined || word === undefined || word.startsWith('-')) return undefined;
  const typed = group === undefined ? words : [group, ...words];
  const suggestion = nearestCommand(typed, commandDefinitions);
  const command = group === undefined ? word : `${group} ${word}`;
  return new ConfigError('cli.unknown-command', {
    command,
    ...(suggestion === undefined ? {} : { suggestion: `perenos ${suggestion}` }),
  });
}

function missingCommand(group: string): ConfigError {
  const verbs = commandDefinitions.filter(({ path }) => path.length > 1 && path[0] === group);
  return new ConfigError('cli.missing-command', { group, known: verbs.map(({ path }) => path[1] ?? '').join(', ') });
}

function unknownFlag(flag: string, place: UsagePlace): ConfigError {
  const known = flagsAt(place).flatMap(({ flags }) => flags.match(/--?[\w-]+/g) ?? []);
  const isLong = flag.startsWith('--') || flag.length > 2;
  const typed = isLong ? `--${flag.replace(/^-+/, '')}` : flag;
  const names = isLong ? [...known.filter((name) => name.startsWith('--')), '--help', '--version'] : known;
  const suggestion = nearestWord(typed, names);
  return new ConfigError('cli.unknown-flag', { flag, ...(suggestion === undefined ? {} : { suggestion }) });
}

function badChoice(shown: string, message: string, place: UsagePlace): ConfigError {
  const [, value = ''] = /argument '([^]*)' is invalid/.exec(message) ?? [];
  const choices = flagsAt(place).find(({ flags }) => flags === shown)?.choices ?? [];
  const suggestion = nearestWord(value, choices);
  return new ConfigError('cli.bad-choice', {
    name: longName(shown),
    value,
    choices: choices.join(', '),
    ...(suggestion === undefined ? {} : { suggestion }),
  });
}

function flagsAt({ definition }: UsagePlace): readonly FlagDefinition[] {
  return [...(definition === undefined ? [] : flagsOf(definition)), ...globalFlags];
}

function usage({ definition }: UsagePlace): string {
  if (definition === undefined) return 'perenos';
  return `perenos ${commandName(definition)} ${definition.parameters}`.trim();
}

function excess({ definition, words }: UsagePlace): readonly string[] {
  const allowed = definition === undefined ? 0 : (definition.parameters.match(/[<[]/g) ?? []).length;
  return words.slice(allowed);
}
