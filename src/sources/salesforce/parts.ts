import { createWriteStream } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { isZip, openArchive } from '../../archive.ts';
import { InputError } from '../../errors.ts';
import { fileInput, type Input } from '../../input.ts';

/** One file of an export, wherever it lies: alone, in a folder, in an archive, in an archive inside an archive. */
export interface Part {
  /** Path inside the export, `/` between folders. */
  readonly name: string;
  readonly input: Input;
}

/** The files of an export. Archives too large to be held were unpacked beside: `close` removes them. */
export interface Parts {
  readonly list: readonly Part[];
  close(): Promise<void>;
}

const weeklyName = /^WE_(00D[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?)_(\d+)\.zip$/i;
const maxDepth = 3;

/** Organisation and number of a part of the weekly export, by the name Salesforce gives it. */
export function weeklyPart(file: string): { readonly org: string; readonly number: number } | undefined {
  const found = weeklyName.exec(basename(file.split('!').at(-1) ?? file));
  return found === null ? undefined : { org: found[1] ?? '', number: Number(found[2]) };
}

/**
 * Opens everything an input holds.
 * @throws InputError when a part of a weekly export is missing
 */
export async function openParts(input: Input): Promise<Parts> {
  const opener = new Opener();
  try {
    await opener.add(input, '', 0);
    await checkNumbers(opener.archives);
  } catch (cause) {
    await opener.close();
    throw cause;
  }
  return { list: opener.list, close: () => opener.close() };
}

class Opener {
  readonly list: Part[] = [];
  readonly archives: Input[] = [];
  #folder: string | undefined;
  #spilled = 0;

  async add(input: Input, name: string, depth: number): Promise<void> {
    if (input.parts !== undefined) {
      for (const part of input.parts) await this.add(part, part.name ?? basename(part.file), depth);
      return;
    }
    const isArchive = depth < maxDepth && (await looksArchive(input, name === ''));
    if (!isArchive) {
      this.list.push({ name: name === '' ? basename(input.file) : name, input });
      return;
    }
    this.archives.push(input);
    const { entries } = await openArchive(await this.#held(input));
    for (const entry of entries) await this.add(entry.input, entry.name, depth + 1);
  }

  /** An archive inside an archive cannot be read from its middle: a large one is unpacked to a temporary file. */
  async #held(input: Input): Promise<Input> {
    if (input.path !== undefined || input.bytes <= input.limits.heldBytes) return input;
    this.#folder ??= await mkdtemp(join(tmpdir(), 'perenos-'));
    this.#spilled += 1;
    const path = join(this.#folder, `${this.#spilled}.zip`);
    await pipeline(input.open(), createWriteStream(path, { mode: 0o600 }));
    return { ...(await fileInput(path, input.limits)), file: input.file };
  }

  async close(): Promise<void> {
    if (this.#folder !== undefined) await rm(this.#folder, { recursive: true, force: true });
  }
}

/** Contents of attachments may be archives too, and are none of the export's: only what is named as one is opened. */
async function looksArchive(input: Input, isGiven: boolean): Promise<boolean> {
  if (isGiven ? /\.(xlsx|xlsm|docx|pptx|ods)$/i.test(input.file) : !/\.zip$/i.test(input.file)) return false;
  return isZip(await input.head());
}

/** Part numbers start at 1 and have no gaps; a part that lies beside the others and was not given is missing too. */
async function checkNumbers(archives: readonly Input[]): Promise<void> {
  const numbers = new Map<string, Set<number>>();
  for (const { file } of archives) {
    const part = weeklyPart(file);
    if (part === undefined) continue;
    const known = numbers.get(part.org) ?? new Set();
    numbers.set(part.org, known.add(part.number));
  }
  for (const [org, known] of numbers) {
    const beside = await numbersBeside(archives, org);
    const highest = Math.max(...known, ...beside);
    const missing = Array.from({ length: highest }, (_, index) => index + 1).filter((number) => !known.has(number));
    if (missing.length === 0) continue;
    throw new InputError('salesforce.part-missing', { org, missing: missing.join(', '), parts: highest });
  }
}

async function numbersBeside(archives: readonly Input[], org: string): Promise<readonly number[]> {
  const folders = new Set(
    archives.flatMap(({ path, file }) =>
      path !== undefined && weeklyPart(path)?.org === org && weeklyPart(file) !== undefined ? [dirname(path)] : [],
    ),
  );
  const found: number[] = [];
  for (const folder of folders) {
    for (const name of await readdir(folder).catch(() => [])) {
      const part = weeklyPart(name);
      if (part?.org === org) found.push(part.number);
    }
  }
  return found;
}
