import type { Report } from '../../model/report.ts';
import { findingText, issueName } from '../names.ts';
import { html, type Content, type Markup } from './markup.ts';
import type { Page } from './page.ts';

/** The head of the page: what this is, whether one may go on, why, and what to do next. */
export function verdictSection(page: Page): Markup {
  const { report, texts } = page;
  const { level, reasons } = report.verdict;
  const isLoaded = report.kind === 'result';
  return html`<header id="verdict" class="verdict ${level}">
    <p class="eyebrow">${isLoaded ? texts.page.resultReport : texts.page.planReport}</p>
    <h1>${report.title ?? `${texts.title}: ${report.project}`}</h1>
    <p class="level"><span class="sign" aria-hidden="true">${signs[level]}</span> ${texts.verdict[level]}</p>
    <p class="meaning">${texts.verdictMeaning[report.kind][level]}</p>
    ${
      reasons.length === 0
        ? null
        : html`<ul class="reasons">
            ${reasons.map((_, index) => reason(page, index))}
          </ul>`
    }
    ${tiles(page)} ${masking(page)} ${about(page)}
    <h2 class="small">${texts.page.nextSteps}</h2>
    <ol class="steps">
      ${texts.nextSteps[report.kind][level].map((step) => html`<li>${step}</li>`)}
    </ol>
  </header> `;
}

const signs = { ready: '✓', remarks: '!', 'not-ready': '✕' } as const;

function reason({ report, locale, figures }: Page, index: number): Markup {
  const found = report.verdict.reasons[index];
  if (found === undefined) return html``;
  const text =
    found.args === null
      ? issueName(locale, found.code)
      : `${issueName(locale, found.code)}: ${findingText(locale, found.code, found.args)}`;
  const place = report.issues.findIndex(({ code }) => code === found.code);
  const words = place === -1 ? html`${text}` : html`<a href="#problem-${place}">${text}</a>`;
  return html`<li>${words} — ${figures.count('verdict', 'reasons', index, 'count')}</li>`;
}

function tiles({ texts, figures, report }: Page): Markup {
  const tile = (name: 'read' | 'planned' | 'merged' | 'rejected' | 'filtered', href: string) =>
    html`<li class="${name}">
      <a href="#${href}"><b>${figures.count('overall', name)}</b><span>${texts.columns[name]}</span></a>
    </li>`;
  return html`<ul class="tiles" aria-label="${texts.page.tiles}">
    ${tile('read', 'appendix')}${tile('filtered', 'funnel')}${tile('rejected', 'problems')}${tile('merged', 'duplicates')}${tile('planned', report.kind === 'result' ? 'funnel' : 'changes')}
  </ul>`;
}

function masking({ report, texts }: Page): Markup {
  return html`<p class="masking ${report.masking}">${texts.maskingBanner[report.masking]}</p>`;
}

function about({ report, texts, instant }: Page): Markup {
  const { page } = texts;
  const { run, target, owner } = report;
  const facts: readonly (readonly [string, Content])[] = [
    [page.project, report.project],
    [page.target, `${target.type} · ${target.place}`],
    [page.madeAt, instant(run.created_at)],
    ...(run.finished_at === null ? [] : [[page.finishedAt, instant(run.finished_at)] as const]),
    ...(run.finished_at === null ? [] : [[page.duration, duration(report, texts.duration)] as const]),
    [page.planId, html`<code>${run.id}</code>`],
    [page.planHash, html`<code>${run.plan_hash.slice(0, 8)}</code>`],
    [page.signs, owner ?? page.notNamed],
  ];
  return html`<dl class="about">
    ${facts.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

function duration({ run }: Report, word: (seconds: number) => string): string {
  const milliseconds = new Date(run.finished_at ?? run.created_at).getTime() - new Date(run.created_at).getTime();
  return word(Math.max(0, Math.floor(milliseconds / 1000)));
}
