import { relative } from 'node:path';
import { suggestMapping, type SuggestTable } from '../mapping/suggest.ts';
import { loadLocale } from '../locales/language.ts';
import { findInputs, recognise } from '../pipeline/inputs.ts';
import { wordingOf } from '../report/errors.ts';
import * as registry from '../sources/index.ts';
import type { Invocation } from './command.ts';
import { readingOptions } from './reading-options.ts';
import { refuseEmpty, tableHeads } from './table-heads.ts';

interface DraftSettings {
  readonly files: readonly string[];
  readonly project: string;
  readonly target: string;
  /** Folder that the mapping will lie in: its paths are relative to it. */
  readonly folder: string;
}

/** The text of a draft mapping for files. @throws InputError when one cannot be read */
export async function draftMapping({ flags, config, context }: Invocation, settings: DraftSettings): Promise<string> {
  const locale = await loadLocale(config.language);
  const tables: SuggestTable[] = [];
  for (const file of settings.files) {
    for (const input of await findInputs(file, process.cwd(), config.limits)) {
      const { source } = await recognise(input, Object.values(registry), flags.text('format'));
      const reading = { input, options: readingOptions(flags), context };
      const heads = await tableHeads(source, reading);
      if (heads.length === 0) await refuseEmpty(source, reading);
      const shown = input.path === undefined ? input.file : relative(settings.folder, input.path);
      for (const { table, rows } of heads) tables.push({ table, sample: rows, file: shown, format: source.name });
    }
  }
  return suggestMapping(tables, {
    project: settings.project,
    language: config.language,
    targetType: settings.target,
    word: ({ code, args }) => wordingOf(locale, code).message(args),
  });
}
