import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { ConfigError } from '../errors.ts';
import { compileMapping } from '../mapping/compile.ts';
import type { CompiledMapping } from '../mapping/compiled.ts';
import type { Invocation } from './command.ts';

/** A mapping with the folder that its paths are relative to. */
export interface LoadedMapping {
  readonly mapping: CompiledMapping;
  readonly base: string;
}

/**
 * The mapping named by a flag, or `perenos.yaml` of the project folder.
 * @throws MappingError with all its problems, ConfigError when there is none
 */
export async function projectMapping(
  { config, context }: Invocation,
  file: string | undefined,
): Promise<LoadedMapping> {
  const path = file === undefined ? join(config.root, 'perenos.yaml') : resolve(file);
  if (file === undefined && !existsSync(path)) throw new ConfigError('cli.no-mapping', { folder: config.root });
  const shown = relative(process.cwd(), path);
  const mapping = await compileMapping(shown.startsWith('..') ? path : shown, { now: context.now() });
  return { mapping, base: dirname(path) };
}
