import { commandName } from '../../src/commands/command.ts';
import { globalFlags } from '../../src/commands/global-flags.ts';
import { networkFlags } from '../../src/commands/network-flags.ts';
import { longName } from '../../src/commands/help-text.ts';
import { commandDefinitions } from '../../src/commands/index.ts';
import type { Locale } from '../../src/locales/language.ts';

/** The manual page, in the roff that `man` reads. */
export function manPage({ interfaceTexts: texts, commandTexts }: Locale): string {
  const commands = commandDefinitions.flatMap((definition) => {
    const name = commandName(definition);
    const own = commandTexts[name];
    return [
      `.SS "perenos ${roff(name)} ${roff(definition.parameters)}"`,
      roff(own?.summary ?? ''),
      ...Object.entries(own?.parameters ?? {}).flatMap(([parameter, text]) => tagged(parameter, text)),
      ...definition.flags.flatMap(({ flags }) => tagged(flags, own?.flags[longName(flags)] ?? '')),
      '.PP',
      '.nf',
      ...definition.examples.map(roff),
      '.fi',
    ];
  });
  return `${[
    '.\\" Made by npm run generated; changes belong in the code.',
    '.TH PERENOS 1 "" "perenos" "User Commands"',
    '.SH NAME',
    `perenos \\- ${roff(texts.purpose)}`,
    '.SH SYNOPSIS',
    '.B perenos',
    roff('COMMAND [ARGUMENTS] [FLAGS]'),
    '.SH COMMANDS',
    ...commands,
    `.SH ${roff(texts.networkFlagsTitle.toUpperCase())}`,
    ...networkFlags.flatMap(({ flags }) => tagged(flags, texts.networkFlags[longName(flags)] ?? '')),
    `.SH ${roff(texts.globalFlagsTitle.toUpperCase())}`,
    ...globalFlags.flatMap(({ flags }) => tagged(flags, texts.globalFlags[longName(flags)] ?? '')),
    '.SH EXIT STATUS',
    ...Object.entries(texts.exitCodes).flatMap(([code, text]) => tagged(code, text)),
    '.SH ENVIRONMENT',
    '.nf',
    ...texts.help.environment.split('\n').map(roff),
    '.fi',
  ].join('\n')}\n`;
}

function tagged(tag: string, text: string): readonly string[] {
  return ['.TP', `.B ${roff(tag)}`, roff(text)];
}

/** Backslashes and hyphens mean something to roff, and so do dots and quotes at the start of a line. */
function roff(text: string): string {
  const plain = text.replaceAll('\\', '\\e').replaceAll('-', '\\-');
  return /^[.']/.test(plain) ? `\\&${plain}` : plain;
}
