import { existsSync, mkdirSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { ConfigError } from '../errors.ts';
import { loadLocale, type Locale } from '../locales/language.ts';
import { mappingJsonSchema } from '../mapping/editor-schema.ts';
import { writeOutput } from '../store/output-file.ts';
import { createProjectFolder, projectFolder } from '../store/project-folder.ts';
import type { CommandResult, Invocation } from './command.ts';
import { draftMapping } from './draft-mapping.ts';

/** Makes a project: a mapping (drafted from files, when they are named), its schema for editors, and the state folder. */
export async function initAction(invocation: Invocation): Promise<CommandResult> {
  const {
    arguments: [dir],
    flags,
    config,
  } = invocation;
  const locale = await loadLocale(config.language);
  const folder = resolve(dir ?? config.root);
  const mapping = join(folder, 'perenos.yaml');
  if (existsSync(mapping)) throw new ConfigError('cli.file-exists', { file: relative('.', mapping) || mapping });
  const files = await sourceFiles(invocation, locale);
  const project = projectName(flags.text('name') ?? basename(folder));
  const target = flags.text('target') ?? 'sqlite';
  const text =
    files.length === 0
      ? locale.interfaceTexts.emptyMapping(project, target)
      : await draftMapping(invocation, { files, project, target, folder });
  mkdirSync(folder, { recursive: true });
  createProjectFolder(projectFolder(folder));
  writeOutput(
    join(folder, '.perenos', 'mapping-1.schema.json'),
    `${JSON.stringify(mappingJsonSchema(), undefined, 2)}\n`,
  );
  writeOutput(mapping, text, 0o644);
  const shown = relative('.', mapping) || mapping;
  const next = [`perenos check ${shown}`, `perenos plan --mapping ${shown} -o cutover.pplan`];
  return {
    exitCode: 0,
    text: locale.interfaceTexts.written(shown),
    summary: { mapping: shown, project, target },
    files: { mapping: shown },
    next,
  };
}

/** Named by flags, or asked for on a terminal; none is an answer too. */
async function sourceFiles({ flags, config }: Invocation, { interfaceTexts }: Locale): Promise<readonly string[]> {
  const given = flags.texts('source');
  if (given.length > 0 || flags.flag('yes') || !config.interactive || process.stdin.isTTY !== true) return given;
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = (await lines.question(`${interfaceTexts.askSource} `)).trim();
    return answer === '' ? [] : [answer];
  } finally {
    lines.close();
  }
}

/** `[a-z0-9-]{3,32}`: part of the marker in the target, so it must not change later. */
function projectName(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 32);
  return plain.length < 3 ? 'perenos' : plain;
}
