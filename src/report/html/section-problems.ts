import type { Severity } from '../../model/issue.ts';
import type { IssueGroup, IssueSample } from '../../model/report.ts';
import { wordingOf } from '../errors.ts';
import { findingText, issueName } from '../names.ts';
import { bar } from './charts.ts';
import { html, type Content, type Markup } from './markup.ts';
import type { Page } from './page.ts';
import { table } from './table.ts';

interface Line {
  readonly group: IssueGroup;
  readonly index: number;
}

/** Findings by how much they matter: an overview of each with the most frequent standing out, then the samples. */
export function problemsSection(page: Page): Markup {
  const { report, texts } = page;
  if (report.issues.length === 0) return html`<p class="check good">✓ ${texts.noProblems}</p>`;
  const lines = report.issues.map((group, index) => ({ group, index }));
  const ofSeverity = (severity: Severity) => lines.filter(({ group }) => group.severity === severity);
  return html`<p>${texts.page.problemsIntro}</p>
    ${part(page, 'error', ofSeverity('error'))} ${part(page, 'warning', ofSeverity('warning'))}
    ${part(page, 'notice', ofSeverity('notice'))}`;
}

/** What nobody need decide about is folded away. */
function part(page: Page, severity: Severity, lines: readonly Line[]): Markup | null {
  if (lines.length === 0) return null;
  const title = page.texts.page.problemsWith[severity];
  const body = html`${overview(page, title, lines)} ${lines.map((line) => details(page, line))}`;
  return severity === 'notice'
    ? html`<details class="fold">
        <summary><h3>${title}</h3></summary>
        ${body}
      </details> `
    : html`<h3>${title}</h3>
        ${body}`;
}

function overview(page: Page, label: string, lines: readonly Line[]): Markup {
  const { texts, figures, locale } = page;
  const most = Math.max(...lines.map(({ group }) => group.count));
  return table({
    label,
    columns: [
      { title: texts.page.problem },
      { title: texts.page.where },
      { title: texts.page.findings, numeric: true },
      { title: texts.page.frequency },
      { title: texts.page.share, numeric: true },
      { title: texts.page.decides, look: 'short' },
    ],
    rows: lines.map(({ group, index }) => [
      html`<a href="#problem-${index}">${issueName(locale, group.code)}</a>`,
      whereOf(page, group),
      figures.count('issues', index, 'count'),
      bar([{ tone: group.severity, label: texts.page.findings, value: group.count }], most),
      figures.share('issues', index, 'share'),
      texts.decider[group.decides],
    ]),
  });
}

function severity({ texts }: Page, { severity: level }: IssueGroup): Markup {
  return html`<span class="tag ${level}">${texts.severity[level]}</span>`;
}

function whereOf(page: Page, { kind, field }: IssueGroup): string {
  return [page.kind(kind), page.field(field)].filter((part) => part !== '').join(' · ') || page.texts.page.wholeFile;
}

function details(page: Page, { group, index }: Line): Markup {
  const { texts, locale, figures } = page;
  const wording = wordingOf(locale, group.code);
  return html`<details id="problem-${index}" class="problem ${group.severity}" ${index < 3 ? html` open` : null}>
    <summary>
      ${severity(page, group)} <b>${issueName(locale, group.code)}</b>
      <span class="where">${whereOf(page, group)}</span>
      <span class="n">${figures.count('issues', index, 'count')}</span>
    </summary>
    <dl class="advice">
      <div>
        <dt>${texts.page.cause}</dt>
        <dd>${wording.cause}</dd>
      </div>
      <div>
        <dt>${texts.page.fix}</dt>
        <dd>${wording.fix}</dd>
      </div>
      <div>
        <dt>${texts.page.decides}</dt>
        <dd>${texts.decider[group.decides]} · <code>${group.id}</code></dd>
      </div>
      ${change(page, group)}
    </dl>
    ${samples(page, group, index)}
  </details> `;
}

function change({ report, texts, figures }: Page, group: IssueGroup): Markup | null {
  const place = (report.since?.issues ?? []).findIndex(
    ({ id, severity: level }) => id === group.id && level === group.severity,
  );
  const found = report.since?.issues[place];
  if (found === undefined) return null;
  return html`<div>
    <dt>${texts.page.sinceLast}</dt>
    <dd>
      ${texts.change[found.change]}: ${figures.count('since', 'issues', place, 'before')} →
      ${figures.count('since', 'issues', place, 'after')}
    </dd>
  </div>`;
}

function samples(page: Page, group: IssueGroup, index: number): Markup | null {
  const { texts, locale } = page;
  if (group.samples.length === 0) return null;
  const hasSuggestion = group.samples.some(({ suggestion }) => suggestion !== null);
  return table({
    label: `${issueName(locale, group.code)}: ${texts.page.samples}`,
    columns: [
      { title: texts.page.place },
      { title: texts.page.column },
      { title: texts.page.value },
      { title: texts.page.whatFound },
      ...(hasSuggestion ? [{ title: texts.page.suggestion }] : []),
    ],
    rows: group.samples.map((sample, line): Content[] => [
      place(page, sample, [index, line]),
      sample.column ?? '—',
      sample.value === null ? html`<span class="zero">${texts.page.empty}</span>` : html`<code>${sample.value}</code>`,
      findingText(locale, group.code, sample.args),
      ...(hasSuggestion ? [sample.suggestion ?? '—'] : []),
    ]),
  });
}

function place(
  { texts, figures }: Page,
  { file, sheet, line }: IssueSample,
  [group, sample]: readonly [number, number],
): Markup {
  const name = [file, sheet].filter((part) => part !== '').join(' › ');
  if (line === 0) return html`${name === '' ? texts.page.wholeFile : name}`;
  return html`${name}, ${texts.page.line} ${figures.count('issues', group, 'samples', sample, 'line')}`;
}
