import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { presetNames } from '../../src/mapping/preset-names.ts';
import { presetFolder } from '../../src/mapping/read.ts';
import * as registry from '../../src/sources/index.ts';
import type { Source } from '../../src/sources/source.ts';
import { code, page, table } from './markdown.ts';
import { optionTable } from './options.ts';

/** Reference of the file formats and of the ready mappings. */
export function formatsPage(): string {
  const intro =
    'The format of a file is found by its content. `format:` of a source in a mapping, or `--format`, names it instead; the ' +
    'options stand beside it.';
  const presets = presetNames(presetFolder).map((name) => [code(name), firstComment(name)]);
  return page('Formats', intro, [
    ...Object.values(registry).map(sourcePart),
    `## Ready mappings\n\n${table(['name', 'for'], presets)}`,
  ]);
}

function sourcePart({ name, summary, extensions, options, preset, oneTable }: Source): string {
  const facts = [
    `Usual names: ${extensions.join(' ')}.`,
    ...(oneTable === true ? ['A file is one table.'] : []),
    ...(preset === undefined ? [] : [`Whole files are read by the ready mapping ${code(preset)}.`]),
  ];
  const made = optionTable(options);
  return [`## ${name}`, summary, facts.join(' '), ...(made === undefined ? [] : [made])].join('\n\n');
}

/** The first comment of a ready mapping says what it is for. */
function firstComment(name: string): string {
  const lines = readFileSync(join(presetFolder, `${name}.yaml`), 'utf8').split('\n');
  const start = lines.findIndex((line) => line.startsWith('#') && !line.includes('yaml-language-server'));
  if (start === -1) return '';
  const after = lines.slice(start);
  const end = after.findIndex((line) => !line.startsWith('#'));
  return after
    .slice(0, end)
    .map((line) => line.replace(/^#\s?/, ''))
    .join(' ');
}
