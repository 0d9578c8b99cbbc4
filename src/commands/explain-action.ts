import { ConfigError } from '../errors.ts';
import { loadLocale } from '../locales/language.ts';
import { issueCatalogue, type IssueCode } from '../model/issue.ts';
import { wordingOf } from '../report/errors.ts';
import { painter } from '../terminal.ts';
import { nearestWord } from './spelling.ts';
import type { CommandResult, Invocation } from './command.ts';

/** Words one issue or error: what it means, why it happens, what to do, an example. */
export async function explainAction({ arguments: [given = ''], config, terminal }: Invocation): Promise<CommandResult> {
  const codes = Object.keys(issueCatalogue) as IssueCode[];
  const code = codes.find((known) => known === given.toLowerCase());
  const locale = await loadLocale(config.language);
  const texts = locale.interfaceTexts;
  if (code === undefined) {
    const suggestion = nearestWord(given.toLowerCase(), codes);
    throw new ConfigError('cli.unknown-code', {
      code: given,
      ...(suggestion === undefined ? {} : { suggestion }),
    });
  }
  const { title, cause, fix, example } = wordingOf(locale, code);
  const { severity } = issueCatalogue[code];
  const { bold, dim } = painter(terminal.color);
  const lines = [
    `${bold(code)}  ${locale.reportTexts.severity[severity]}`,
    title,
    '',
    `${dim(texts.reason.padEnd(10))} ${cause}`,
    `${dim(texts.fix.padEnd(10))} ${fix}`,
    `${dim(texts.example.padEnd(10))} ${example}`,
  ];
  return {
    exitCode: 0,
    text: lines.join('\n'),
    summary: { code, severity, title, cause, fix, example },
  };
}
