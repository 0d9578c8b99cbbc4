import type { Locale } from '../../src/locales/language.ts';
import { issueCatalogue, type IssueCode } from '../../src/model/issue.ts';
import { code, page } from './markdown.ts';

/** Every finding and error, in both languages. */
export function codesPage(en: Locale, ru: Locale): string {
  const codes = (Object.keys(issueCatalogue) as IssueCode[]).toSorted();
  const intro =
    `${codes.length} findings about data and errors. Ids are stable; \`perenos explain ID\` says the same in a terminal. ` +
    'error: the value or record cannot go on as it is; warning: it goes on, a person should look; notice: said for the record.';
  return page(
    'Findings and errors',
    intro,
    codes.map((one) => codePart(one, en, ru)),
  );
}

function codePart(id: IssueCode, en: Locale, ru: Locale): string {
  const english = en.messages[id];
  const russian = ru.messages[id];
  return [
    `## ${id}`,
    `${issueCatalogue[id].severity} · ${english.title} · ${russian.title}`,
    bullets(['cause', english.cause], ['remedy', english.fix], ['example', english.example]),
    bullets(['причина', russian.cause], ['исправить', russian.fix], ['пример', russian.example]),
  ].join('\n\n');
}

function bullets(...lines: readonly (readonly [name: string, text: string | undefined])[]): string {
  return lines
    .filter(([, text]) => text !== undefined)
    .map(([name, text = '']) => `- ${name}: ${name === 'example' || name === 'пример' ? code(text) : text}`)
    .join('\n');
}
