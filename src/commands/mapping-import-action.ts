import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { ConfigError, InputError } from '../errors.ts';
import { loadLocale, type Locale } from '../locales/language.ts';
import { convertMapping, type Converted } from '../mapping/import/convert.ts';
import { readCumulusci } from '../mapping/import/cumulusci.ts';
import type { ForeignMapping } from '../mapping/import/foreign.ts';
import { readSdl } from '../mapping/import/sdl.ts';
import { readSfdmu } from '../mapping/import/sfdmu.ts';
import { writeOutput } from '../store/output-file.ts';
import { printable } from '../terminal.ts';
import type { CommandResult, Invocation } from './command.ts';

/** Converts a mapping of another tool and lists what has no counterpart. */
export async function mappingImportAction(invocation: Invocation): Promise<CommandResult> {
  const {
    arguments: [file = ''],
    flags,
    config,
    terminal,
  } = invocation;
  const output = flags.text('output');
  if (output !== undefined && output !== '-' && existsSync(output))
    throw new ConfigError('cli.file-exists', { file: output });
  const locale = await loadLocale(config.language);
  const foreign = await readForeign(file, flags.text('from') ?? '', flags.text('object'));
  const made = convertMapping(foreign, flags.text('name') ?? 'imported');
  const listed = made.leftOut.map(({ what, why }) => `${printable(what)}: ${locale.interfaceTexts.importReasons[why]}`);
  const text = `${heading(basename(file), listed, locale)}${made.text}`;
  const summary = { blocks: made.blocks, fields: made.fields, not_converted: made.leftOut };
  if (output === undefined || output === '-') {
    if (config.json) return { exitCode: 0, text: '', summary: { ...summary, mapping: text } };
    terminal.out(text.trimEnd());
    return { exitCode: 0, text: '', summary, streamed: true };
  }
  writeOutput(output, text, 0o644);
  const lines = [...listed, locale.interfaceTexts.written(output)];
  return {
    exitCode: 0,
    text: lines.join('\n'),
    summary,
    files: { mapping: output },
    next: [`perenos check ${output}`],
  };
}

/** The comment at the top of a converted mapping: what is missing stands where the person edits. */
function heading(file: string, listed: Converted['text'][], { interfaceTexts: texts }: Locale): string {
  const lines = [
    'yaml-language-server: $schema=./.perenos/mapping-1.schema.json',
    texts.importedFrom(file),
    ...(listed.length === 0 ? [] : [texts.importLeftOut, ...listed.map((line) => `  ${line.replaceAll('\n', ' ')}`)]),
  ];
  return `${lines.map((line) => `# ${line}`).join('\n')}\n`;
}

async function readForeign(file: string, tool: string, object: string | undefined): Promise<ForeignMapping> {
  const text = readText(file);
  const name = basename(file, extname(file));
  if (tool === 'sdl') return readSdl(text, { name, ...(object === undefined ? {} : { object }) });
  try {
    if (tool === 'cumulusci') return readCumulusci(text);
    const beside = (other: string) => tableBeside(join(dirname(file), other));
    return readSfdmu(JSON.parse(text), {
      fields: await beside('FieldMapping.csv'),
      values: await beside('ValueMapping.csv'),
      others: ['UserAndGroup.csv', 'ValueMappingUserAndGroup.csv'].filter((other) =>
        existsSync(join(dirname(file), other)),
      ),
    });
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError('input.wrong-format', { file, expected: tool, found: extname(file) }, { cause: error });
  }
}

/** A table that lies beside the file, as rows by column name; none when it is absent. */
async function tableBeside(file: string): Promise<readonly Readonly<Record<string, string>>[]> {
  if (!existsSync(file)) return [];
  const { parse } = await import('csv-parse/sync');
  return parse(readText(file), { bom: true, columns: true, skip_empty_lines: true, relax_column_count: true });
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/u, '');
  } catch (error) {
    throw new InputError('input.not-found', { file }, { cause: error });
  }
}
