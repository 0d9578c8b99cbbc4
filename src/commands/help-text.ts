import type { Locale } from '../locales/language.ts';
import { commandName, type CommandDefinition } from './command.ts';
import { globalFlags } from './global-flags.ts';
import { networkFlags } from './network-flags.ts';

/** The five commands most people need, in their order. */
const usualPath = ['inspect', 'mapping suggest', 'check', 'plan', 'apply'];
const usualExamples = ['perenos run contacts.csv', 'perenos run --mapping perenos.yaml --to crm.db --dry-run'];

/** What a person reads next after a command, where there is a usual next step. */
const nextCommand: Readonly<Record<string, string>> = {
  init: 'perenos check',
  inspect: 'perenos mapping suggest -s FILE -o perenos.yaml',
  'mapping suggest': 'perenos check perenos.yaml',
  'mapping import': 'perenos check perenos.yaml',
  'mapping maps': 'perenos check perenos.yaml',
  check: 'perenos plan -o cutover.pplan',
  plan: 'perenos show cutover.pplan',
  show: 'perenos apply cutover.pplan',
  apply: 'perenos rejects show',
  run: 'perenos rejects show',
  'rejects show': 'perenos rejects export -o rejects.csv',
  'rejects export': 'perenos run',
};

/** What bare `perenos` says: purpose, the usual path, two examples, where to read on. */
export function briefHelp({ interfaceTexts: texts, commandTexts }: Locale): string {
  const steps = usualPath.map((name) => [`perenos ${name}`, firstClause(commandTexts[name]?.summary ?? '')] as const);
  return [
    `perenos — ${texts.purpose}`,
    section(texts.examplesTitle, usualExamples),
    section(texts.pathTitle, table(steps)),
    `${texts.moreHelp}\n${texts.documentation}`,
  ].join('\n\n');
}

/** Help of perenos as a whole, or of one group of commands. */
export function programHelp(locale: Locale, all: readonly CommandDefinition[], group?: string): string {
  const { interfaceTexts: texts, commandTexts } = locale;
  const definitions = all.filter(({ path }) => group === undefined || path[0] === group);
  const commands = definitions.map((definition) => {
    const name = commandName(definition);
    return [`${name} ${definition.parameters}`.trim(), commandTexts[name]?.summary ?? ''] as const;
  });
  if (group !== undefined) return [section(texts.commandsTitle, table(commands)), texts.moreHelp].join('\n\n');
  return [
    `perenos — ${texts.purpose}`,
    section(texts.examplesTitle, usualExamples),
    section(texts.pathTitle, [usualPath.join(' → ')]),
    section(texts.commandsTitle, table(commands)),
    texts.moreHelp,
  ].join('\n\n');
}

/** Help of one command: purpose, examples, flags, exit codes. */
export function commandHelp(locale: Locale, definition: CommandDefinition): string {
  const { interfaceTexts: texts, commandTexts } = locale;
  const name = commandName(definition);
  const own = commandTexts[name];
  const flags = definition.flags.map(({ flags: shown }) => [shown, own?.flags[longName(shown)] ?? ''] as const);
  const parameters = Object.entries(own?.parameters ?? {});
  const shared = [...globalFlags, { flags: '-h, --help' }, { flags: '-V, --version' }].map(
    ({ flags: shown }) => [shown, texts.globalFlags[longName(shown)] ?? ''] as const,
  );
  const network = networkFlags.map(({ flags: shown }) => [shown, texts.networkFlags[longName(shown)] ?? ''] as const);
  const next = nextCommand[name];
  const codes = [0, ...definition.exitCodes, 2].toSorted((a, b) => a - b);
  return [
    own?.summary ?? '',
    section(texts.examplesTitle, definition.examples),
    section(texts.usageTitle, [`perenos ${name} ${definition.parameters}`.trim()]),
    ...(parameters.length === 0 ? [] : [section(texts.parametersTitle, table(parameters))]),
    ...(flags.length === 0 ? [] : [section(texts.flagsTitle, table(flags))]),
    ...(definition.usesNetwork === true ? [section(texts.networkFlagsTitle, table(network))] : []),
    section(texts.globalFlagsTitle, table(shared)),
    section(
      texts.exitCodesTitle,
      table([...new Set(codes)].map((code) => [String(code), texts.exitCodes[code] ?? ''])),
    ),
    ...(next === undefined ? [] : [section(texts.next, [next])]),
  ].join('\n\n');
}

/** `dry-run` of `-n, --dry-run`, `to` of `--to <file>`. */
export function longName(flags: string): string {
  return /--([\w-]+)/.exec(flags)?.[1] ?? flags;
}

/** A summary up to its first colon or semicolon. */
function firstClause(summary: string): string {
  return summary.replace(/[:;].*$/, '.');
}

function section(title: string, lines: readonly string[]): string {
  return [`${title}:`, ...lines.map((line) => `  ${line}`)].join('\n');
}

function table(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `${left.padEnd(width)}  ${right}`.trimEnd());
}
