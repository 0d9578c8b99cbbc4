import { ConfigError } from '../errors.ts';
import type { Invocation } from './command.ts';
import type { LoadedMapping } from './project-mapping.ts';

/** Makes a mapping for files from the ready ones. */
export async function readyMapping({ arguments: files }: Invocation): Promise<LoadedMapping> {
  throw new ConfigError('cli.no-preset', { file: files[0] ?? '', table: '', headings: '', known: '' });
}
