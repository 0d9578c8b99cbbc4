import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { programFile, runNode } from './child.ts';
import type { Bench } from './end-to-end.ts';
import type { Measurement } from './measurement.ts';

const root = join(import.meta.dirname, '..');
const runs = 5;

/** `perenos check` of one long mapping with the headings of three files: the median of some runs, with the start of the program. */
export async function benchCheck({ folder, rows: lines, log }: Bench): Promise<readonly Measurement[]> {
  const mapping = join(folder, 'perenos.yaml');
  writeFileSync(mapping, mappingOf(lines, folder));
  const length = readFileSync(mapping, 'utf8').trimEnd().split('\n').length;
  const measured: Measurement[] = [];
  for (const level of ['1', '2', '3']) {
    log(`check of ${length} lines, level ${level}`);
    const times = [];
    for (let run = 0; run < runs; run++) {
      const child = await runNode(folder, programFile(root), 'check', 'perenos.yaml', '--level', level, '--json');
      const { errors, warnings } = (JSON.parse(child.out) as { summary: Record<string, number> }).summary;
      if (errors !== 0 || warnings !== 0) throw new Error(`the mapping of the bench is wrong: ${child.out}`);
      times.push(child);
    }
    const middle = times.toSorted((a, b) => a.wallMs - b.wallMs)[Math.floor(runs / 2)];
    if (middle === undefined) continue;
    const { wallMs, cpuMs, peakBytes } = middle;
    measured.push({
      group: 'perenos check: a mapping with three files of headings',
      name: `level ${level}`,
      rows: length,
      wallMs,
      cpuMs,
      peakBytes,
      ratio: undefined,
      cpuRatio: undefined,
      perSecond: (length / wallMs) * 1000,
      unit: 'lines',
    });
  }
  return measured;
}

const tables = ['company', 'contact', 'deal'] as const;
const names = { company: 'name', contact: 'full_name', deal: 'title' } as const;

/** A mapping of about so many lines over three tables, a third of its fields with functions and expressions. */
function mappingOf(lines: number, folder: string): string {
  const perTable = Math.max(2, Math.floor((lines - 40) / 3));
  const sources = tables.map((table) => `  ${table}s: {file: ${table}.csv, key: Код}`);
  const custom: string[] = [];
  const blocks = tables.flatMap((table) => {
    const columns = Array.from({ length: Math.ceil(perTable / 2) }, (_, index) => `Поле ${index + 1}`);
    writeFileSync(join(folder, `${table}.csv`), `${['Код', 'Название', ...columns].join(';')}\n`);
    const fields = columns.map((column, index) => {
      custom.push(`  ${table}.f${index + 1}: {target: UF_${index + 1}, type: text}`);
      return `        f${index + 1}: ${fieldOf(column, index)}`;
    });
    return [
      `  ${table}s:`,
      `    entity: ${table}`,
      `    from: ${table}s`,
      '    key: Код',
      `    where: 'row["Название"] != ""'`,
      '    fields:',
      `      ${names[table]}: {from: Название, do: [collapse_spaces], required: true}`,
      '      custom:',
      ...fields,
    ];
  });
  return [
    'perenos: 1',
    'project: bench',
    'target: {type: sqlite}',
    'sources:',
    ...sources,
    'custom_fields:',
    ...custom,
    'load:',
    ...blocks,
    '',
  ].join('\n');
}

function fieldOf(column: string, index: number): string {
  if (index % 3 === 0) return `{from: ${column}, do: [trim, {cut: {max: 100, at: word}}]}`;
  if (index % 3 === 1) return `{expr: 'join_nonempty(", ", [row["${column}"], upper(row["Название"])])'}`;
  return `{from: ${column}, when: 'row["Код"] != "0"'}`;
}
