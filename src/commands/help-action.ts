import { ConfigError } from '../errors.ts';
import { loadLocale, type Locale } from '../locales/language.ts';
import { issueCatalogue, type IssueCode } from '../model/issue.ts';
import { wordingOf } from '../report/errors.ts';
import { textTable } from '../report/text-table.ts';
import { commandName, type CommandResult, type Invocation } from './command.ts';
import { commandHelp, programHelp } from './help-text.ts';
import { commandDefinitions } from './index.ts';
import { helpTopics } from './help-topics.ts';
import { nearestCommand, nearestWord } from './spelling.ts';

/** Prints the help of a command or a topic. */
export async function helpAction({ arguments: words, config }: Invocation): Promise<CommandResult> {
  const locale = await loadLocale(config.language);
  const asked = words.join(' ');
  const text = await topicText(asked, locale);
  return { exitCode: 0, text, summary: { topic: asked, text } };
}

async function topicText(asked: string, locale: Locale): Promise<string> {
  const definition = commandDefinitions.find((known) => commandName(known) === asked);
  if (definition !== undefined) return commandHelp(locale, definition);
  if (commandDefinitions.some(({ path }) => path.length > 1 && path[0] === asked))
    return programHelp(locale, commandDefinitions, asked);
  const { interfaceTexts: texts } = locale;
  switch (asked) {
    case '':
      return `${programHelp(locale, commandDefinitions)}\n\n${texts.topics}: ${helpTopics.join(', ')}`;
    case 'exit-codes':
      return rows(Object.entries(texts.exitCodes));
    case 'codes':
      return rows(
        (Object.keys(issueCatalogue) as IssueCode[]).toSorted().map((code) => [code, wordingOf(locale, code).title]),
      );
    case 'formats':
      return formatRows();
    case 'functions':
      return (await import('./transform-reference.ts')).transformReference(locale.language);
    case 'mapping':
    case 'expressions':
    case 'privacy':
    case 'environment':
      return texts.help[asked];
    default:
      throw unknownTopic(asked);
  }
}

/** The readers are loaded for this topic only. */
async function formatRows(): Promise<string> {
  const sources = await import('../sources/index.ts');
  return rows(
    Object.values(sources).map(({ name, summary, extensions }) => [name, `${summary} (${extensions.join(' ')})`]),
  );
}

function unknownTopic(topic: string): ConfigError {
  const suggestion = nearestWord(topic, helpTopics) ?? nearestCommand(topic.split(' '), commandDefinitions);
  return new ConfigError('cli.unknown-topic', {
    topic,
    known: helpTopics.join(', '),
    ...(suggestion === undefined ? {} : { suggestion }),
  });
}

function rows(entries: readonly (readonly [string, string])[]): string {
  return textTable([['', ''], ...entries.map(([name, text]) => [name, text])], String)
    .slice(1)
    .join('\n');
}
