import { loadLocale, type Locale } from '../locales/language.ts';
import { fitPreset } from '../mapping/presets.ts';
import { recognise, sourceInputs } from '../pipeline/inputs.ts';
import { inspectFile, type ColumnProfile, type FileProfile, type TableProfile } from '../pipeline/inspect.ts';
import { wordingOf } from '../report/errors.ts';
import { textTable } from '../report/text-table.ts';
import * as registry from '../sources/index.ts';
import { painter, printable } from '../terminal.ts';
import { mask } from '../text/mask.ts';
import type { CommandResult, Invocation } from './command.ts';
import { readingOptions } from './reading-options.ts';

/** Says of each file what it is, which tables and columns it holds, and which ready mapping fits. */
export async function inspectAction(invocation: Invocation): Promise<CommandResult> {
  const { arguments: files, flags, config, context } = invocation;
  const locale = await loadLocale(config.language);
  const profiles: FileProfile[] = [];
  const search = { base: process.cwd(), limits: config.limits, sources: Object.values(registry) };
  const format = flags.text('format');
  for (const input of await sourceInputs(files, { ...search, format })) {
    const { source, detection } = await recognise(input, search.sources, format);
    profiles.push(await inspectFile(input, { source, kind: detection.kind, options: readingOptions(flags), context }));
  }
  const shown = profiles.map((profile) => masked(profile, config.mask));
  const summary = {
    files: shown.map((profile) => ({
      ...profile,
      tables: profile.tables.map((table) => ({ ...table, preset: presetOf(table) ?? null })),
    })),
  };
  const next = files.map((file) => `perenos mapping suggest -s ${file} -o perenos.yaml`).slice(0, 1);
  return {
    exitCode: 0,
    text: shown.map((profile) => describe(profile, locale, invocation)).join('\n\n'),
    summary,
    next,
  };
}

function presetOf({ columns }: TableProfile): string | undefined {
  return fitPreset(columns.map(({ heading }) => heading))?.preset;
}

function masked(profile: FileProfile, masking: Invocation['config']['mask']): FileProfile {
  const hide = ({ samples, looks, ...column }: ColumnProfile): ColumnProfile => {
    const kind = looks.email > 0 ? 'email' : looks.phone > 0 ? 'phone' : 'free_text';
    return { ...column, looks, samples: samples.map((sample) => mask(sample, kind, { masking, salt: profile.file })) };
  };
  return { ...profile, tables: profile.tables.map((table) => ({ ...table, columns: table.columns.map(hide) })) };
}

function describe(profile: FileProfile, locale: Locale, { terminal, config }: Invocation): string {
  const { bold, dim } = painter(terminal.color);
  const { interfaceTexts: texts } = locale;
  const facts = Object.entries(profile.facts).map(([name, value]) => `${name} ${printable(String(value))}`);
  const findings = profile.findings.map(
    ({ code, args, severity, count, line }) =>
      `  ${locale.reportTexts.severity[severity]}  ${count} × ${printable(wordingOf(locale, code).message(args))}  ${dim(`${code}, ${texts.line} ${line}`)}`,
  );
  return [
    `${bold(printable(profile.file))}  ${printable(profile.kind)}`,
    ...(facts.length === 0 ? [] : [`  ${dim(facts.join(' · '))}`]),
    ...profile.tables.map((table) => tableText(table, locale, config.language)),
    ...(findings.length === 0 ? [] : [findings.join('\n')]),
  ].join('\n\n');
}

function tableText(table: TableProfile, { interfaceTexts: texts }: Locale, language: string): string {
  const numbers = new Intl.NumberFormat(language);
  const preset = presetOf(table);
  const title = texts.tableOf(table.name, table.rows, preset);
  const rows = table.columns.map(({ heading, filled, looks, samples }) => {
    const share = table.rows === 0 ? 0 : Math.round((filled / table.rows) * 100);
    const [look = ''] =
      Object.entries(looks)
        .filter(([, count]) => count > 0)
        .toSorted((a, b) => b[1] - a[1])[0] ?? [];
    return [
      printable(heading),
      `${share} %`,
      texts.looks[look] ?? '',
      printable(samples.join(' | ')).replaceAll('\n', ' ').slice(0, 80),
    ];
  });
  return [
    title,
    ...textTable([texts.inspectColumns, ...rows], (value) => numbers.format(value)).map((line) => `  ${line}`),
  ].join('\n');
}
