import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, extname, isAbsolute, join, relative } from 'node:path';
import { InputError } from '../errors.ts';
import { fileError, fileInput, folderInput, setInput, type Input, type InputLimits } from '../input.ts';
import type { Detection, Source } from '../sources/source.ts';

/** What is looked for, and by whom it will be read. */
export interface InputSearch {
  /** Folder that relative paths start from. */
  readonly base: string;
  readonly limits: InputLimits;
  readonly sources: readonly Source[];
  /** Name of the source, when it is known. */
  readonly format?: string | undefined;
}

/** Whatever stands in a command line is seen by everybody on the computer. */
const databaseScheme = /^(postgres(?:ql)?|mysql|mariadb):\/\//i;

/**
 * Everything that paths and patterns name, ready to be read: files of one export are one input.
 * @throws InputError when a path or pattern names nothing
 */
export async function sourceInputs(patterns: readonly string[], search: InputSearch): Promise<readonly Input[]> {
  const found: Input[] = [];
  const scheme = patterns.map((pattern) => databaseScheme.exec(pattern)?.[1]).find((one) => one !== undefined);
  if (scheme !== undefined) throw new InputError('database.address-given', { scheme });
  for (const pattern of patterns)
    found.push(...ofFormat(await findInputs(pattern, search.base, search.limits), pattern, search));
  if (found.length < 2) return found;
  const sets = new Map<string, Input[]>();
  const strangers: { readonly input: Input; readonly set: string }[] = [];
  for (const [index, input] of found.entries()) {
    const member = await setOf(input, search);
    const set = member?.set ?? `${index}`;
    if (member?.isStranger === true) strangers.push({ input, set });
    else sets.set(set, [...(sets.get(set) ?? []), input]);
  }
  // What lies beside an export and is nothing of its format is for the reader of the export to name and to pass over.
  const [first] = sets.keys();
  for (const { input, set } of strangers) {
    const joined = first ?? set;
    sets.set(joined, [...(sets.get(joined) ?? []), input]);
  }
  return [...sets.values()].map((parts) => {
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : setInput(commonName(parts), parts, search.limits);
  });
}

/** A pattern that leaves the ending open means files of its format: not the mapping that lies beside them, nor what was made of them. */
function ofFormat(inputs: readonly Input[], pattern: string, { sources, format }: InputSearch): readonly Input[] {
  const source = sources.find(({ name }) => name === format);
  if (source === undefined || !pattern.endsWith('*')) return inputs;
  const own = inputs.filter(
    ({ file, parts }) => parts !== undefined || source.extensions.includes(extname(file).toLowerCase()),
  );
  return own.length === 0 ? inputs : own;
}

interface SetMember {
  readonly set: string;
  /** Nothing but the format that was asked for says that it belongs there. */
  readonly isStranger: boolean;
}

/** The set a file belongs to; undefined when its source reads single files. Whatever is wrong with a file, its reading says. */
async function setOf(input: Input, { sources, format }: InputSearch): Promise<SetMember | undefined> {
  if (!sources.some(({ partOf }) => partOf !== undefined) || input.parts !== undefined) return undefined;
  try {
    const { source, detection } = await recognise(input, sources, format);
    if (source.partOf === undefined) return undefined;
    return { set: `${source.name} ${source.partOf(input)}`, isStranger: detection.confidence === 0 };
  } catch {
    return undefined;
  }
}

/** The names of several files as one, with `*` for what differs. */
function commonName(parts: readonly Input[]): string {
  const names = parts.map(({ file }) => file);
  const [first = ''] = names;
  let start = 0;
  while (start < first.length && names.every((name) => name[start] === first[start])) start += 1;
  let end = 0;
  const rest = Math.min(...names.map((name) => name.length)) - start;
  while (end < rest && names.every((name) => name.at(-1 - end) === first.at(-1 - end))) end += 1;
  return `${first.slice(0, start)}*${end === 0 ? '' : first.slice(-end)}`;
}

/**
 * The files a path or pattern names, in alphabetical order. `*` and `?` stand for any part of one file name. A folder is one
 * input with parts.
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
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return await folderInput(file, limits, path);
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
  // As in a shell, hidden files are only meant where the dot is written.
  return new RegExp(`^${pattern.startsWith('.') ? '' : '(?!\\.)'}${source}$`, 'u');
}

/** Half the time goes into reading where it is done in smaller pieces. */
const hashedBytes = 256 * 1024;

/** SHA-256 of an input's bytes, in hex. */
export async function hashInput(input: Input): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of input.open(hashedBytes)) hash.update(chunk as Uint8Array);
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
export async function recognise(input: Input, all: readonly Source[], format?: string): Promise<Recognised> {
  // A set has no bytes of its own: only sources that know of sets can look at it.
  const sources = input.parts === undefined ? all : all.filter(({ partOf }) => partOf !== undefined);
  if (format !== undefined) {
    const source = all.find(({ name }) => name === format);
    if (source === undefined) {
      throw new InputError('input.unknown-source', { format, known: all.map(({ name }) => name).join(', ') });
    }
    if (!sources.includes(source)) throw new InputError('input.directory', { file: input.file });
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
  if (best === undefined) {
    throw new InputError(input.parts === undefined ? 'input.unknown-format' : 'input.directory', { file: input.file });
  }
  if (best.detection.refusal !== undefined) throw best.detection.refusal;
  return best;
}
