import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative } from 'node:path';
import { InputError } from '../errors.ts';
import { fileError, fileInput, type Input, type InputLimits } from '../input.ts';
import type { Detection, Source } from '../sources/source.ts';

/**
 * The files a path or pattern names, in alphabetical order. `*` and `?` stand for any part of one file name.
 * @throws InputError when nothing matches
 */
export async function findInputs(pattern: string, base: string, limits: InputLimits): Promise<readonly Input[]> {
  const path = isAbsolute(pattern) ? pattern : join(base, pattern);
  const shown = (file: string) => (isAbsolute(pattern) ? file : join(dirname(pattern), basename(file)));
  if (!/[*?]/.test(basename(path)) || existsSync(path)) return [await namedInput(path, shown(path), limits)];
  const folder = dirname(path);
  const names = await readdir(folder).catch((cause: unknown) => {
    throw fileError(relative('.', folder) || folder, cause);
  });
  const matches = wildcard(basename(path));
  const found = names.filter((name) => matches.test(name)).toSorted();
  if (found.length === 0) throw new InputError('input.not-found', { file: pattern });
  return Promise.all(found.map((name) => namedInput(join(folder, name), shown(join(folder, name)), limits)));
}

async function namedInput(path: string, file: string, limits: InputLimits): Promise<Input> {
  try {
    return { ...(await fileInput(path, limits)), file };
  } catch (cause) {
    // The file is named as it was given, not by its absolute path.
    if (cause instanceof InputError && 'file' in cause.args)
      throw new InputError(cause.code, { ...cause.args, file }, { cause });
    throw cause;
  }
}

function wildcard(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`, 'u');
}

/** SHA-256 of an input's bytes, in hex. */
export async function hashInput(input: Input): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of input.open()) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}

/** A source that recognises a file. */
export interface Recognised {
  readonly source: Source;
  readonly detection: Detection;
}

/**
 * The source that reads a file: the one named, or the one that recognises its content best.
 * @throws InputError when no source knows the file, or the one that does says that it holds nothing to migrate
 */
export async function recognise(input: Input, sources: readonly Source[], format?: string): Promise<Recognised> {
  if (format !== undefined) {
    const source = sources.find(({ name }) => name === format);
    if (source === undefined) {
      throw new InputError('input.unknown-source', { format, known: sources.map(({ name }) => name).join(', ') });
    }
    const detection = await source.detect(input);
    if (detection?.refusal !== undefined) throw detection.refusal;
    return { source, detection: detection ?? { confidence: 0, kind: source.name } };
  }
  const candidates: Recognised[] = [];
  for (const source of sources) {
    const detection = await source.detect(input);
    if (detection !== undefined) candidates.push({ source, detection });
  }
  const best = candidates.toSorted((a, b) => b.detection.confidence - a.detection.confidence)[0];
  if (best === undefined) throw new InputError('input.unknown-format', { file: input.file });
  if (best.detection.refusal !== undefined) throw best.detection.refusal;
  return best;
}
