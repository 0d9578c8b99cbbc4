import { ConfigError } from '../errors.ts';
import { loadLocale } from '../locales/language.ts';
import type { CompiledMapping } from '../mapping/compiled.ts';
import { wordingOf } from '../report/errors.ts';
import { secretVariable } from '../secret.ts';
import { painter, printable } from '../terminal.ts';
import type { Invocation } from './command.ts';
import { askHidden } from './hidden-answer.ts';

/** Gives the secret of a connection by its name. */
export type Secrets = (connection: string) => Promise<string>;

/**
 * The secrets of the connections of a mapping, each looked for once; on a terminal a person is asked for one that is nowhere.
 * @throws ConfigError when there is none
 */
export function secretsOf(invocation: Invocation, mapping: Pick<CompiledMapping, 'sources' | 'target'>): Secrets {
  return secretsAmong(invocation, connectionsOf(mapping));
}

/** The same for a command that knows its connections without a mapping. */
export function secretsAmong(invocation: Invocation, connections: readonly string[]): Secrets {
  const known = new Map<string, Promise<string>>();
  return (connection) => {
    const secret = known.get(connection) ?? secretOf(invocation, connection, connections);
    known.set(connection, secret);
    return secret;
  };
}

/**
 * Looks whose secret every `--token-file` holds before any server is called.
 * @throws ConfigError for a file that is not said to be of one of several connections
 */
export function checkTokenFiles(
  { config }: Pick<Invocation, 'config'>,
  mapping: Pick<CompiledMapping, 'sources' | 'target'>,
): void {
  const all = connectionsOf(mapping);
  if (all.length > 1) for (const connection of all) config.secret(connection, all);
}

function connectionsOf({ sources, target }: Pick<CompiledMapping, 'sources' | 'target'>): readonly string[] {
  const own = target.connection ?? (target.type === 'sqlite' ? undefined : target.type);
  const all = [...sources.map(({ connection }) => connection), own];
  return [...new Set(all.filter((name) => name !== undefined))];
}

async function secretOf(invocation: Invocation, connection: string, all: readonly string[]): Promise<string> {
  const { config, terminal } = invocation;
  const found = config.secret(connection, all);
  if (found === undefined) return asked(invocation, connection);
  if (found.warning !== undefined && !config.quiet) {
    const locale = await loadLocale(config.language);
    const { yellow } = painter(terminal.messageColor);
    const { code, args } = found.warning;
    const wording = wordingOf(locale, code);
    terminal.err(
      `${yellow(locale.interfaceTexts.warning)} ${code}  ${printable(wording.message(args))}. ${wording.fix}`,
    );
  }
  return found.value;
}

async function asked({ config, context }: Invocation, connection: string): Promise<string> {
  const variable = secretVariable(connection);
  if (!config.interactive || process.stdin.isTTY !== true)
    throw new ConfigError('http.no-secret', { connection, variable });
  const { interfaceTexts } = await loadLocale(config.language);
  const secret = (await askHidden(`${interfaceTexts.askSecret(connection)} `, context.signal)).trim();
  if (secret === '') throw new ConfigError('http.no-secret', { connection, variable });
  config.redaction.add(secret);
  return secret;
}
