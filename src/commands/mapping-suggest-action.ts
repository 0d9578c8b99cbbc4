import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ConfigError } from '../errors.ts';
import { loadLocale } from '../locales/language.ts';
import { writeOutput } from '../store/output-file.ts';
import type { CommandResult, Invocation } from './command.ts';
import { draftMapping } from './draft-mapping.ts';

/** Drafts a mapping for files by their headings and cells. */
export async function mappingSuggestAction(invocation: Invocation): Promise<CommandResult> {
  const { flags, config, terminal } = invocation;
  const file = flags.text('output');
  if (file !== undefined && file !== '-' && existsSync(file)) throw new ConfigError('cli.file-exists', { file });
  const folder = file === undefined || file === '-' ? process.cwd() : dirname(resolve(file));
  const settings = {
    files: flags.texts('source'),
    project: flags.text('name') ?? 'perenos',
    target: flags.text('target') ?? 'sqlite',
    folder,
  };
  const draft = await draftMapping(invocation, settings);
  if (file === undefined || file === '-') {
    if (config.json) return { exitCode: 0, text: draft, summary: { mapping: draft } };
    terminal.out(draft.trimEnd());
    return { exitCode: 0, text: '', summary: {}, streamed: true };
  }
  writeOutput(file, draft, 0o644);
  const { interfaceTexts } = await loadLocale(config.language);
  const next = [`perenos check ${file}`, `perenos plan --mapping ${file} -o cutover.pplan`];
  return {
    exitCode: 0,
    text: interfaceTexts.written(file),
    summary: { mapping: file },
    files: { mapping: file },
    next,
  };
}
