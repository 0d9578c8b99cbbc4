import type { RunConfig } from '../config.ts';
import type { Context } from '../context.ts';
import type { Finding } from '../model/issue.ts';
import type { Terminal } from '../terminal.ts';

/** One flag of a command. Texts are in `locales/<language>/commands.ts` under the same command and flag name. */
export interface FlagDefinition {
  /** As commander takes it: `--to <file>`, `-o, --output <file>`, `--yes`. */
  readonly flags: string;
  readonly choices?: readonly string[];
  readonly default?: string | boolean;
  /** May be given several times; the values are a list. */
  readonly repeatable?: boolean;
  readonly required?: boolean;
}

/** What a command is given. */
export interface Invocation {
  readonly arguments: readonly string[];
  readonly flags: Flags;
  readonly config: RunConfig;
  readonly context: Context;
  readonly terminal: Terminal;
}

/** Values of flags, by their long name in camelCase. */
export interface Flags {
  text(name: string): string | undefined;
  texts(name: string): readonly string[];
  flag(name: string): boolean;
}

/** What a command has done. `cli.ts` prints it, as text or as the one JSON document of `--json`. */
export interface CommandResult {
  readonly exitCode: number;
  /** Human text for stdout; empty when there is nothing to say. */
  readonly text: string;
  /** Machine form of the same: the `summary` of the JSON document. */
  readonly summary: unknown;
  readonly issues?: readonly (Finding & { readonly place?: unknown })[];
  /** The command has printed its results itself, line by line. */
  readonly streamed?: boolean;
  /** A flag of the command asked for what `--json` prints. */
  readonly asJson?: boolean;
  /** Files written, by what they are. */
  readonly files?: Readonly<Record<string, string>>;
  /** Commands a person would run next. */
  readonly next?: readonly string[];
}

/** One command. Files of definitions import nothing heavy: `--help` loads all of them. */
export interface CommandDefinition {
  /** `['run']`, `['rejects', 'show']`. */
  readonly path: readonly string[];
  /** As commander takes it: `<file...>`, `[plan]`. */
  readonly parameters: string;
  readonly flags: readonly FlagDefinition[];
  /** May call a server, and takes the flags of `network-flags.ts` too. */
  readonly usesNetwork?: boolean;
  /** At least two command lines that run as they stand in `samples/`. */
  readonly examples: readonly string[];
  /** Exit codes it can return besides 2, 70 and 130. */
  readonly exitCodes: readonly number[];
  /** Loads what performs it. */
  readonly load: () => Promise<(invocation: Invocation) => Promise<CommandResult>>;
}

/** `rejects show` for a path of two. */
export function commandName(definition: Pick<CommandDefinition, 'path'>): string {
  return definition.path.join(' ');
}
