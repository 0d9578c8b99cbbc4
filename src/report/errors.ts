import type { PerenosError, Problem } from '../errors.ts';
import type { Locale } from '../locales/language.ts';
import type { Wording } from '../model/issue-definition.ts';
import type { IssueCode } from '../model/issue.ts';
import { printable, type painter } from '../terminal.ts';

type Painter = ReturnType<typeof painter>;

/** An error as a block of lines: code and place, message, reason, remedy. */
export function wordError(error: PerenosError, locale: Locale, paint: Painter): string {
  const { interfaceTexts: texts } = locale;
  const wording = wordingOf(locale, error.code);
  const place = error.place === undefined ? '' : `  ${placeText(error.place)}`;
  return [
    `${paint.red(texts.error)} ${paint.bold(error.code)}${place}`,
    `  ${printable(wording.message(error.args))}`,
    `  ${paint.dim(texts.reason.padEnd(10))} ${wording.cause}`,
    `  ${paint.dim(texts.fix.padEnd(10))} ${wording.fix}`,
  ].join('\n');
}

/** Problems of a configuration file, in file order. */
export function wordProblems(problems: readonly Problem[], locale: Locale, paint: Painter): string {
  const { interfaceTexts: texts } = locale;
  const blocks = problems.map((problem) => {
    const wording = wordingOf(locale, problem.code);
    const label = problem.severity === 'error' ? paint.red(texts.error) : paint.yellow(texts.warning);
    return [
      `${label} ${paint.bold(problem.code)}  ${placeText(problem.place)}`,
      `  ${printable(wording.message(problem.args))}`,
      ...(problem.suggestion === undefined
        ? []
        : [`  ${paint.dim(texts.suggestion.padEnd(10))} ${printable(problem.suggestion)}`]),
      `  ${paint.dim(texts.fix.padEnd(10))} ${wording.fix}`,
    ].join('\n');
  });
  return blocks.join('\n\n');
}

/** `file:line:column`, as editors and terminals make links of. */
export function placeText(place: Problem['place']): string {
  return [printable(place.file), place.line, place.column].filter((part) => part !== undefined).join(':');
}

/** A wording whose argument type is known to fit, because code and arguments come from one finding. */
export function wordingOf(locale: Locale, code: IssueCode): Wording<unknown> {
  return locale.messages[code] as Wording<unknown>;
}
