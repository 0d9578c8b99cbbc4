import type { Locale } from '../locales/language.ts';
import type { IssueChange, ReportDiff } from '../model/report.ts';
import { isSame } from './diff.ts';
import { wordMoney } from './money.ts';
import { fieldName, issueName, kindName, oneLine } from './names.ts';
import { displayWidth, textTable, wrapText } from './text-table.ts';
import type { TextStyle } from './text.ts';

/** What differs between two reports, as text. */
export function renderDiff(diff: ReportDiff, locale: Locale, style: TextStyle): string {
  const { reportTexts: texts } = locale;
  const { paint } = style;
  const runs = `${oneLine(diff.before.run_id)} → ${oneLine(diff.after.run_id)}`;
  const head = [paint.bold(texts.diff.title), ...wrapText(runs, Math.max(20, style.width)).map(paint.dim)].join('\n');
  if (isSame(diff)) return [head, texts.diff.same].join('\n\n');
  return [
    head,
    ...(diff.issues.length === 0 ? [] : [issues(diff, locale, style)]),
    ...(diff.funnel.length === 0 ? [] : [funnel(diff, locale, style)]),
    ...(diff.totals.length === 0 ? [] : [totals(diff, locale, style)]),
  ].join('\n\n');
}

function issues(diff: ReportDiff, locale: Locale, { paint, width }: TextStyle): string {
  const { reportTexts: texts } = locale;
  const format = new Intl.NumberFormat(locale.language);
  const lines = diff.issues.flatMap((change) => {
    const { code, severity, field, before, after } = change;
    const color = isWorse(change) ? (severity === 'error' ? paint.red : paint.yellow) : paint.green;
    const where = field === null ? '' : ` (${fieldName(locale, field)})`;
    const numbers = `${format.format(before)} → ${format.format(after)}`;
    const [first = '', ...rest] = wrapText(
      `${texts.change[change.change]}: ${issueName(locale, code)}${where}, ${numbers} · ${texts.severity[severity]} · ${code}`,
      Math.max(20, width - 4),
    );
    return [`  ${color(isWorse(change) ? '+' : '−')} ${first}`, ...rest.map((line) => `    ${line}`)];
  });
  return [paint.bold(texts.diff.problems), ...lines].join('\n');
}

function isWorse({ change }: IssueChange): boolean {
  return change === 'new' || change === 'more';
}

function funnel(diff: ReportDiff, locale: Locale, { paint, width }: TextStyle): string {
  const { reportTexts: texts } = locale;
  const format = new Intl.NumberFormat(locale.language);
  const rows = diff.funnel.map(({ kind, name, before, after }) => [
    `  ${kindName(locale, kind)}`,
    texts.columns[name],
    before,
    after,
  ]);
  const heading = ['', '', texts.page.was, texts.page.now];
  const lines = textTable([heading, ...rows], (value) => format.format(value));
  const isFitting = lines.every((line) => displayWidth(line) <= width);
  const sentences = diff.funnel.map(
    ({ kind, name, before, after }) =>
      `${kindName(locale, kind)}, ${texts.columns[name]}: ${format.format(before)} → ${format.format(after)}`,
  );
  const shown = isFitting ? lines : sentences.flatMap((text) => indented(text, width));
  return [paint.bold(texts.diff.funnel), ...shown].join('\n');
}

function totals(diff: ReportDiff, locale: Locale, { paint, width }: TextStyle): string {
  const { reportTexts: texts, language } = locale;
  const lines = diff.totals.flatMap(({ kind, field, by, currency, before, after }) => {
    const group = [kindName(locale, kind), fieldName(locale, field), ...by.map(({ value }) => value), currency];
    const sums = [before, after].map(
      ({ count, sum }) => `${wordMoney(sum, currency, language)} (${new Intl.NumberFormat(language).format(count)})`,
    );
    const text = `${group.filter((part) => part !== '').join(' · ')}: ${sums.join(' → ')}`;
    return indented(oneLine(text), width);
  });
  return [paint.bold(texts.diff.totals), ...lines].join('\n');
}

function indented(text: string, width: number): readonly string[] {
  return wrapText(text, Math.max(20, width - 2)).map((line) => `  ${line}`);
}
