import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { presetNames } from '../mapping/preset-names.ts';
import type { CommandDefinition, FlagDefinition } from './command.ts';
import { globalFlags } from './global-flags.ts';
import { flagsOf } from './network-flags.ts';
import { helpTopics } from './help-topics.ts';
import { longName } from './help-text.ts';
import { commandDefinitions } from './index.ts';
import { shells } from './completion-scripts.ts';

/**
 * The words that may stand where the last of `typed` is being typed, in the order of help. None: a file name may follow.
 * Loads nothing heavy and touches no network: it runs at every press of Tab.
 */
export async function candidates(typed: readonly string[], root: string): Promise<readonly string[]> {
  const partial = clean(typed.at(-1) ?? '');
  const before = typed.slice(0, -1).map(clean);
  const definition = definitionOf(before);
  const found =
    definition === undefined
      ? commandWords(before, partial)
      : await commandValues(definition, { before, partial, root });
  return [...new Set(found)].filter((word) => word.startsWith(partial));
}

/** PowerShell writes an empty word as two quotes. */
function clean(word: string): string {
  return word === '""' || word === "''" ? '' : word;
}

function definitionOf(words: readonly string[]): CommandDefinition | undefined {
  const plain = operands(words);
  return commandDefinitions.find(({ path }) => path.every((part, index) => plain[index] === part));
}

/** Words that are neither flags nor values of the flags of every command. */
function operands(words: readonly string[]): readonly string[] {
  return words.filter((word, index) => !word.startsWith('-') && valueFlag(words[index - 1], globalFlags) === undefined);
}

function commandWords(before: readonly string[], partial: string): readonly string[] {
  const flag = valueFlag(before.at(-1), globalFlags);
  if (flag !== undefined) return flag.choices ?? [];
  if (partial.startsWith('-')) return flagNames([]);
  const [group] = operands(before);
  if (group === undefined) return commandDefinitions.map(({ path }) => path[0] ?? '');
  return commandDefinitions.filter(({ path }) => path.length > 1 && path[0] === group).map(({ path }) => path[1] ?? '');
}

interface Typed {
  readonly before: readonly string[];
  readonly partial: string;
  readonly root: string;
}

async function commandValues(
  definition: CommandDefinition,
  { before, partial, root }: Typed,
): Promise<readonly string[]> {
  const flag = valueFlag(before.at(-1), [...flagsOf(definition), ...globalFlags]);
  if (flag !== undefined) return flag.choices ?? (await flagValues(longName(flag.flags), definition));
  if (partial.startsWith('-')) return flagNames(flagsOf(definition));
  return parameterValues(definition, root);
}

/** The flag a word names, when a value must follow it. */
function valueFlag(word: string | undefined, flags: readonly FlagDefinition[]): FlagDefinition | undefined {
  if (word === undefined || !word.startsWith('-')) return undefined;
  return flags.find(({ flags: shown }) => / <[^>]+>$/.test(shown) && shown.match(/--?[\w-]+/g)?.includes(word));
}

function flagNames(own: readonly FlagDefinition[]): readonly string[] {
  const all = [...own, ...globalFlags].map(({ flags }) => `--${longName(flags)}`);
  return [...all, '--help', ...(own.length === 0 ? ['--version'] : [])];
}

async function flagValues(name: string, { path }: CommandDefinition): Promise<readonly string[]> {
  switch (name) {
    case 'preset':
      return presetNames(fileURLToPath(new URL('../../mappings/', import.meta.url)));
    case 'code':
      return issueCodes();
    case 'format':
      return path[0] === 'check' ? [] : Object.values(await import('../sources/index.ts')).map((source) => source.name);
    case 'target':
      return ['sqlite'];
    default:
      return [];
  }
}

async function parameterValues({ path }: CommandDefinition, root: string): Promise<readonly string[]> {
  switch (path.join(' ')) {
    case 'explain':
      return issueCodes();
    case 'help':
      return [...helpTopics, ...commandDefinitions.map((one) => one.path[0] ?? '')];
    case 'completion':
      return shells;
    case 'rejects show':
    case 'rejects export':
    case 'report':
      return runIds(root);
    default:
      return [];
  }
}

async function issueCodes(): Promise<readonly string[]> {
  return Object.keys((await import('../model/issue.ts')).issueCatalogue).toSorted();
}

/** Newest first, by the names of their folders: the state database is not opened. */
function runIds(root: string): readonly string[] {
  try {
    return readdirSync(join(root, '.perenos', 'runs'))
      .toSorted()
      .toReversed();
  } catch {
    return [];
  }
}
