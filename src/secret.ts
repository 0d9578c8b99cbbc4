import { readFileSync } from 'node:fs';
import { ConfigError } from './errors.ts';
import { fileError } from './input.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The secret of a connection: from the file named by `PERENOS_<CONNECTION>_TOKEN_FILE`, else from `PERENOS_<CONNECTION>_TOKEN`.
 * @throws ConfigError when neither is set, InputError when the file cannot be read
 */
export function readSecret(environment: Environment, connection: string): string {
  const variable = `PERENOS_${connection.toUpperCase().replace(/[^\p{L}\p{N}]+/gu, '_')}_TOKEN`;
  const file = environment[`${variable}_FILE`];
  const secret = file === undefined || file === '' ? environment[variable] : contentOf(file);
  if (secret === undefined || secret === '') throw new ConfigError('http.no-secret', { connection, variable });
  return secret;
}

/** Certificates of the authorities to trust, from the file named by `PERENOS_CA_FILE`. @throws InputError */
export function readCertificates(environment: Environment): string | undefined {
  const file = environment['PERENOS_CA_FILE'];
  return file === undefined || file === '' ? undefined : contentOf(file);
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw fileError(file, cause);
  }
}
