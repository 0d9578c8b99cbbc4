import type { Locale } from '../locales/language.ts';
import type { IssueCode, Severity } from '../model/issue.ts';
import type { painter } from '../terminal.ts';
import { wordingOf } from './errors.ts';
import { findingText, oneLine } from './names.ts';
import { padEnd } from './text-table.ts';

/** One finding with its place, as plans and reports keep it. */
export interface WordedFinding {
  readonly code: IssueCode;
  readonly severity: Severity;
  readonly args: unknown;
  readonly file: string;
  readonly sheet: string;
  /** 0: the file as a whole. */
  readonly line: number;
  readonly column: string | null;
  readonly value: string | null;
  readonly suggestion: string | null;
  /** How many findings there are of this code, this one included. */
  readonly count?: number;
}

/** A finding as a block of lines: code and place, value, reason, remedy, how many there are like it. */
export function wordIssue(locale: Locale, finding: WordedFinding, paint: ReturnType<typeof painter>): string {
  const { interfaceTexts: texts, reportTexts } = locale;
  const wording = wordingOf(locale, finding.code);
  const color = { error: paint.red, warning: paint.yellow, notice: paint.dim }[finding.severity];
  const labels = [texts.value, texts.reason, texts.fix, texts.suggestion, reportTexts.similarLabel];
  const width = Math.max(...labels.map((label) => label.length)) + 2;
  const line = (label: string, text: string) => `  ${paint.dim(padEnd(label, width))}${oneLine(text)}`;
  const similar = (finding.count ?? 1) - 1;
  return [
    `${color(texts[finding.severity])} ${paint.bold(finding.code)}  ${placeOf(locale, finding)}`.trimEnd(),
    ...(finding.value === null ? [] : [line(texts.value, finding.value)]),
    line(texts.reason, findingText(locale, finding.code, finding.args)),
    line(texts.fix, wording.fix),
    ...(finding.suggestion === null ? [] : [line(texts.suggestion, finding.suggestion)]),
    ...(similar > 0 ? [line(reportTexts.similarLabel, similarText(locale, finding.code, similar))] : []),
  ].join('\n');
}

/** `in/Клиенты.xlsx › лист «Клиенты» › строка 45, столбец «Телефон»` */
function placeOf({ interfaceTexts: texts, reportTexts }: Locale, finding: WordedFinding): string {
  const { file, sheet, line, column } = finding;
  const row = line === 0 ? [] : [`${texts.line} ${line}`];
  const named = column === null ? [] : [`${texts.column} ${reportTexts.quoted(column)}`];
  const inside = [...row, ...named].join(', ');
  const parts = [file, sheet === '' ? '' : `${texts.sheet} ${reportTexts.quoted(sheet)}`, inside];
  return oneLine(parts.filter((part) => part !== '').join(' › '));
}

function similarText({ reportTexts }: Locale, code: IssueCode, count: number): string {
  return `${reportTexts.similar(count)}: perenos rejects show --code ${code}`;
}
