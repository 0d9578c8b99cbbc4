import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadLocale } from '../locales/language.ts';
import type { UnmappedValue } from '../mapping/compiled.ts';
import { appendMapEntries } from '../mapping/map-file.ts';
import { unmappedValues } from '../pipeline/unmapped.ts';
import { textTable } from '../report/text-table.ts';
import * as registry from '../sources/index.ts';
import { writeOutput } from '../store/output-file.ts';
import { printable } from '../terminal.ts';
import type { CommandResult, Invocation } from './command.ts';
import { projectMapping } from './project-mapping.ts';

/** Lists the values that value maps have no entry for; `--fill` writes them into the CSV files of the maps, to be completed. */
export async function mappingMapsAction(invocation: Invocation): Promise<CommandResult> {
  const { arguments: given, flags, config, context } = invocation;
  const { interfaceTexts: texts } = await loadLocale(config.language);
  const { mapping, base } = await projectMapping(invocation, given[0]);
  const values = await unmappedValues({
    mapping,
    base,
    sources: Object.values(registry),
    limits: config.limits,
    context: { ...context, progress: () => {} },
  });
  const files = flags.flag('fill') ? fill(values, base, mapping.maps) : {};
  const rows = values.map(({ map, value, count }) => [map, printable(value), count]);
  const numbers = new Intl.NumberFormat(config.language);
  const table = textTable([texts.unmappedColumns, ...rows], (count) => numbers.format(count));
  const text = values.length === 0 ? texts.allMapped : table.join('\n');
  return {
    exitCode: values.length === 0 ? 0 : 1,
    text: [text, ...Object.values(files).map((file) => texts.written(file))].join('\n'),
    summary: { unmapped: values },
    files,
  };
}

interface MapWithFile {
  readonly name: string;
  readonly file?: string;
}

/** Maps written in the mapping itself stay as they are: a person edits those. */
function fill(values: readonly UnmappedValue[], base: string, maps: readonly MapWithFile[]): Record<string, string> {
  const written: Record<string, string> = {};
  for (const { name, file } of maps) {
    const own = values.filter(({ map }) => map === name);
    if (file === undefined || own.length === 0) continue;
    const path = join(base, file);
    const before = existsSync(path) ? readFileSync(path) : undefined;
    writeOutput(path, appendMapEntries(before, own), 0o644);
    written[name] = path;
  }
  return written;
}
