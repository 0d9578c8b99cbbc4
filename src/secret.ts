import { closeSync, copyFileSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from './disk-write.ts';
import { ConfigError } from './errors.ts';
import { fileError } from './input.ts';
import type { Finding } from './model/issue.ts';
import type { Redaction } from './redaction.ts';
import { failpoint } from './failpoint.ts';
import { renameSynced } from './synced-rename.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where secrets may be; the keychain of the system is not asked. */
export interface SecretPlaces {
  /** Values of `--token-file`: `FILE`, `CONNECTION=FILE`, `-` for standard input. */
  readonly tokenFiles: readonly string[];
  readonly environment: Environment;
  /** Folder of secrets that `target login` and renewals keep: one file a connection. */
  readonly kept: string;
  /** Variables are the usual place of secrets there. */
  readonly isCi: boolean;
  /** Told of every secret that is found. */
  readonly redaction: Redaction;
}

/** A secret, and what its owner should know about the place it was in. */
export interface FoundSecret {
  readonly value: string;
  readonly warning?: Finding;
}

/**
 * The secret of a connection: from `--token-file`, the file named by `PERENOS_<CONNECTION>_TOKEN_FILE`, what
 * `target login` kept, or `PERENOS_<CONNECTION>_TOKEN`. Undefined when it is in none of them.
 * @param others all connections of the command: a file that is not said to be of one of them may serve only a single one
 * @throws ConfigError when it is not clear whose secret a file holds, or it is empty; InputError when it cannot be read
 */
export function findSecret(
  connection: string,
  others: readonly string[],
  { tokenFiles, environment, kept, isCi, redaction }: SecretPlaces,
): FoundSecret | undefined {
  const variable = secretVariable(connection);
  const file =
    tokenFileOf(connection, others, tokenFiles) ??
    filled(environment[`${variable}_FILE`]) ??
    keptFile(kept, connection);
  const inVariable = filled(environment[variable]);
  const found =
    file !== undefined
      ? newest(fromFile(file), file, keptFile(kept, connection))
      : inVariable === undefined
        ? undefined
        : {
            value: inVariable,
            ...(isCi ? {} : { warning: { code: 'http.secret-in-environment', args: { variable } } as const }),
          };
  if (found !== undefined) redaction.add(found.value);
  return found;
}

/** Keeps a secret for the runs to come; the one before it stays beside it, in case the new one is refused. @throws InputError */
export function keepSecret(kept: string, connection: string, secret: string): void {
  const file = join(kept, fileName(connection));
  try {
    mkdirSync(kept, { recursive: true, mode: 0o700 });
    const fresh = `${file}.tmp-${process.pid}`;
    const handle = openSync(fresh, 'w', 0o600);
    try {
      writeWhole(handle, secret);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    // A copy: at every moment there is a secret under the name that is looked for.
    if (existsSync(file)) copyFileSync(file, `${file}.previous`);
    failpoint('secret-kept');
    renameSynced(fresh, file);
  } catch (cause) {
    throw fileError(file, cause);
  }
}

/**
 * A pair of tokens is used up by renewing it: what was kept after that counts, though the file still holds the pair before. Whoever
 * writes the file again afterwards is believed.
 */
function newest(found: FoundSecret, file: string, kept: string | undefined): FoundSecret {
  const client = clientOf(found.value);
  if (client === undefined || kept === undefined || kept === file || file === '-') return found;
  if (statSync(kept).mtimeMs <= statSync(file).mtimeMs) return found;
  const value = contentOf(kept);
  return clientOf(value) === client ? { ...found, value } : found;
}

function clientOf(secret: string): string | undefined {
  return /"client_id"\s*:\s*"([^"]+)"/.exec(secret.startsWith('{') ? secret : '')?.[1];
}

function keptFile(kept: string, connection: string): string | undefined {
  const file = join(kept, fileName(connection));
  return existsSync(file) ? file : undefined;
}

function fileName(connection: string): string {
  return encodeURIComponent(connection).replaceAll('.', '%2E');
}

/** `PERENOS_BASE_TOKEN` of `base`. */
export function secretVariable(connection: string): string {
  return `PERENOS_${connection.toUpperCase().replace(/[^\p{L}\p{N}]+/gu, '_')}_TOKEN`;
}

function tokenFileOf(connection: string, others: readonly string[], given: readonly string[]): string | undefined {
  const named = given.map((text) => /^([\p{L}\p{N}_.-]+)=(.+)$/u.exec(text) ?? [text, undefined, text]);
  const own = named.find(([, name]) => name === connection);
  if (own !== undefined) return own[2];
  const plain = named.find(([, name]) => name === undefined);
  if (plain === undefined) return undefined;
  const connections = [...new Set([connection, ...others])];
  if (connections.length > 1)
    throw new ConfigError('http.token-file-of-many', { connections: connections.toSorted().join(', ') });
  return plain[2];
}

function fromFile(file: string): FoundSecret {
  const value = contentOf(file);
  if (value === '') throw new ConfigError('http.empty-secret', { file });
  return isOpen(file) ? { value, warning: { code: 'http.open-secret', args: { file } } } : { value };
}

function contentOf(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8')
      .replace(/^\uFEFF/u, '')
      .trim();
  } catch (cause) {
    throw fileError(file, cause);
  }
}

/** May others read it? Windows keeps that elsewhere. */
function isOpen(file: string): boolean {
  if (file === '-' || process.platform === 'win32') return false;
  const stats = statSync(file);
  return stats.isFile() && (stats.mode & 0o044) !== 0;
}

function filled(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : text.trim();
}
