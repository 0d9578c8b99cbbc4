import { extname, resolve } from 'node:path';
import { ConfigError } from '../errors.ts';
import { loadLocale } from '../locales/language.ts';
import { loadProfileTexts } from '../locales/profile-texts.ts';
import type { Profile } from '../model/profile.ts';
import { recognise, sourceInputs } from '../pipeline/inputs.ts';
import { profileFiles, type InspectedInput } from '../pipeline/inspect.ts';
import { renderProfileHtml } from '../report/profile/html.ts';
import { renderProfileText } from '../report/profile/text.ts';
import * as registry from '../sources/index.ts';
import { writeOutput } from '../store/output-file.ts';
import { painter } from '../terminal.ts';
import type { CommandResult, Invocation } from './command.ts';
import { readingOptions } from './reading-options.ts';

/** Says of each file what it holds and what is odd about it: as text, as JSON, or as a page to send to the owner of the data. */
export async function inspectAction(invocation: Invocation): Promise<CommandResult> {
  const { arguments: files, flags, config, context, terminal } = invocation;
  const output = outputOf(flags.text('output'));
  const inputs: InspectedInput[] = [];
  const search = { base: process.cwd(), limits: config.limits, sources: Object.values(registry) };
  const format = flags.text('format');
  for (const input of await sourceInputs(files, { ...search, format })) {
    const { source, detection } = await recognise(input, search.sources, format);
    inputs.push({ input, source, kind: detection.kind, options: readingOptions(flags) });
  }
  const profile = await profileFiles(inputs, context, config.mask);
  const [locale, texts] = await Promise.all([loadLocale(config.language), loadProfileTexts(config.language)]);
  const next = files.map((file) => `perenos mapping suggest -s ${file} -o perenos.yaml`).slice(0, 1);
  const style = { width: Math.max(20, terminal.width), paint: painter(terminal.color) };
  const text = renderProfileText(profile, { locale, texts }, style);
  if (output === undefined) return { exitCode: 0, text, summary: profile, next };
  writeOutput(output.file, output.isPage ? renderProfileHtml(profile, locale, texts) : jsonOf(profile), 0o644);
  return {
    exitCode: 0,
    text: `${text}\n\n${locale.interfaceTexts.reportAt(output.file)}`,
    summary: profile,
    files: { [output.isPage ? 'report' : 'report_json']: output.file },
    next,
  };
}

/** The form is told by the end of the name, as for `report`. */
function outputOf(name: string | undefined): { readonly file: string; readonly isPage: boolean } | undefined {
  if (name === undefined) return undefined;
  const extension = extname(name).toLowerCase();
  if (!['.html', '.htm', '.json'].includes(extension)) {
    throw new ConfigError('cli.bad-choice', { name: 'output', value: name, choices: '*.html, *.json' });
  }
  return { file: resolve(name), isPage: extension !== '.json' };
}

function jsonOf(profile: Profile): string {
  return `${JSON.stringify(profile, null, 2)}\n`;
}
