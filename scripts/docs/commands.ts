import { commandName, type CommandDefinition } from '../../src/commands/command.ts';
import { longName } from '../../src/commands/help-text.ts';
import { commandDefinitions } from '../../src/commands/index.ts';
import type { Locale } from '../../src/locales/language.ts';
import { code, page, table } from './markdown.ts';

/** Reference of the command line, in both languages. */
export function commandsPage(en: Locale, ru: Locale): string {
  const flagRows = (set: 'globalFlags' | 'networkFlags') =>
    Object.entries(en.interfaceTexts[set]).map(([name, text]) => [
      code(`--${name}`),
      text,
      ru.interfaceTexts[set][name] ?? '',
    ]);
  const codes = Object.entries(en.interfaceTexts.exitCodes).map(([number, text]) => [
    number,
    text,
    ru.interfaceTexts.exitCodes[Number(number)] ?? '',
  ]);
  return page('Commands', en.interfaceTexts.purpose, [
    ...commandDefinitions.map((definition) => commandPart(definition, en, ru)),
    `## Flags of commands that may call a server\n\n${table(['flag', 'meaning', 'значение'], flagRows('networkFlags'))}`,
    `## Flags of every command\n\n${table(['flag', 'meaning', 'значение'], flagRows('globalFlags'))}`,
    `## Exit codes\n\n${table(['code', 'meaning', 'значение'], codes)}`,
  ]);
}

function commandPart(definition: CommandDefinition, en: Locale, ru: Locale): string {
  const name = commandName(definition);
  const [english, russian] = [en.commandTexts[name], ru.commandTexts[name]];
  const parameters = Object.entries(english?.parameters ?? {}).map(([parameter, text]) => [
    code(parameter),
    '',
    text,
    russian?.parameters?.[parameter] ?? '',
  ]);
  const flags = definition.flags.map(({ flags: shown, default: value, choices }) => [
    code(shown),
    [choices?.join(', ') ?? '', value === undefined ? '' : `default ${String(value)}`].filter(Boolean).join('; '),
    english?.flags[longName(shown)] ?? '',
    russian?.flags[longName(shown)] ?? '',
  ]);
  const rows = [...parameters, ...flags];
  const exits = [...new Set([0, 2, ...definition.exitCodes])].toSorted((a, b) => a - b).join(', ');
  const network = definition.usesNetwork === true ? '; takes the flags of commands that may call a server' : '';
  return [
    `## perenos ${name}`,
    english?.summary ?? '',
    russian?.summary ?? '',
    ['```bash', ...definition.examples, '```'].join('\n'),
    `${code(`perenos ${name} ${definition.parameters}`.trim())}, exit codes ${exits}${network}`,
    ...(rows.length === 0 ? [] : [table(['parameter or flag', 'values', 'meaning', 'значение'], rows)]),
  ].join('\n\n');
}
