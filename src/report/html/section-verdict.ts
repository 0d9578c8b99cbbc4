import type { Report } from '../../model/report.ts';
import { findingText, issueName } from '../names.ts';
import { html, type Content, type Markup } from './markup.ts';
import type { Page } from './page.ts';
import { withSectionLinks } from './section-links.ts';

/** The head of the page: what this is, whether one may go on, why, and what to do next. */
export function verdictSection(page: Page): Markup {
  const { report, texts } = page;
  const { level, reasons } = report.verdict;
  const isLoaded = report.kind === 'result';
  return html`<header id="verdict" class="verdict ${level}">
    <p class="eyebrow">${isLoaded ? texts.page.resultReport : texts.page.planReport}</p>
    <h1>${report.title ?? `${texts.title}: ${report.project}`}</h1>
    <p class="level">
      <span class="sign" aria-hidden="true">${signs[level]}</span> ${texts.verdict[report.kind][level]}
    </p>
    <p class="meaning">${texts.verdictMeaning[report.kind][level]}</p>
    ${
      reasons.length === 0
        ? null
        : html`<ul class="reasons">
            ${reasons.map((_, index) => reason(page, index))}
          </ul>`
    }
    ${tiles(page)} ${loadedTiles(page)}
    <div class="next">
      <h2 class="small">${texts.page.nextSteps}</h2>
      <ol class="steps">
        ${steps(page)}
      </ol>
    </div>
    ${about(page)} ${masking(page)}
  </header> `;
}

const signs = { ready: '✓', remarks: '!', 'not-ready': '✕' } as const;

function reason({ report, locale, figures }: Page, index: number): Markup {
  const found = report.verdict.reasons[index];
  if (found === undefined) return html``;
  const place = report.issues.findIndex(({ code }) => code === found.code);
  const href = place === -1 ? placeOf[found.code] : `problem-${place}`;
  const name = issueName(locale, found.code);
  const words = href === undefined ? html`${name}` : html`<a href="#${href}">${name}</a>`;
  // What words its own numbers is not counted once more.
  return found.args === null
    ? html`<li>${words}: <b>${figures.count('verdict', 'reasons', index, 'count')}</b></li>`
    : html`<li>${words}: ${findingText(locale, found.code, found.args)}</li>`;
}

/** What to do next: signing comes last, after what may be done with the tool about this very report. */
function steps({ report, texts }: Page): Markup {
  const { kind, verdict, duplicates, overall } = report;
  const words = texts.nextSteps[kind][verdict.level].map((step) => html`<li>${withSectionLinks(step)}</li>`);
  const offer = (sentence: string, command: string) =>
    html`<li>${withSectionLinks(sentence)} <code class="command">${command}</code></li>`;
  const asks = kind === 'plan' && duplicates.some(({ review }) => review > 0);
  const offers = [
    ...(asks ? [offer(texts.page.decidePairs, 'perenos review serve')] : []),
    ...(overall.rejected > 0 ? [offer(texts.page.correctRows, 'perenos rejects export -o rejects.xlsx')] : []),
  ];
  return html`${words.slice(0, -1)} ${offers} ${words.slice(-1)}`;
}

/** Where reasons that are no findings about records are told in full. */
const placeOf: Readonly<Record<string, string>> = { 'plan.columns-left': 'left-behind' };

/** The numbers that matter, as the account they are: read less what went equals what is planned. */
function tiles({ texts, figures, report }: Page): Markup {
  const tile = (name: 'read' | 'planned' | 'merged' | 'rejected' | 'filtered', sign: string, href: string) =>
    html`<li class="${name}">
      ${operator(sign)}<a href="#${href}"
        ><b>${figures.count('overall', name)}</b><span>${texts.columns[name]}</span></a
      >
    </li>`;
  return html`<ul class="tiles account" aria-label="${texts.page.tiles}">
    ${tile('read', '', 'appendix')}${tile('filtered', '−', 'funnel')}${tile('rejected', '−', 'problems')}${tile('merged', '−', 'duplicates')}${tile('planned', '=', report.kind === 'result' ? 'funnel' : 'changes')}
  </ul>`;
}

/** After a load: what became of what was planned. */
function loadedTiles({ texts, figures, report }: Page): Markup | null {
  if (report.result_overall === null) return null;
  const tile = (name: keyof typeof texts.loadedColumns, sign: string, href: string) =>
    html`<li class="${name}">
      ${operator(sign)}<a href="#${href}"
        ><b>${figures.count('result_overall', name)}</b><span>${texts.loadedColumns[name]}</span></a
      >
    </li>`;
  return html`<ul class="tiles account" aria-label="${texts.loaded}">
    ${tile('planned', '', 'changes')}${tile('done', '=', 'loaded')}${report.result_overall.skipped === 0 ? null : tile('skipped', '+', 'existing')}${tile('rejected', '+', 'problems')}${tile('in_doubt', '+', 'loaded')}${tile('blocked', '+', 'loaded')}
  </ul>`;
}

function operator(sign: string): Markup | null {
  return sign === '' ? null : html`<i class="sum" aria-hidden="true">${sign}</i>`;
}

function masking({ report, texts }: Page): Markup {
  return html`<p class="masking ${report.masking}">${texts.maskingBanner[report.masking]}</p>`;
}

function about({ report, texts, locale, instant }: Page): Markup {
  const { page } = texts;
  const { run, target, owner, eta } = report;
  const seconds = eta.reduce((sum, line) => sum + line.seconds, 0);
  const isLoaded = run.finished_at !== null;
  const facts: readonly (readonly [string, Content])[] = [
    [page.project, report.project],
    [page.target, `${texts.targets[target.type] ?? target.type} · ${target.place}`],
    [page.madeAt, instant(run.created_at)],
    ...(run.finished_at === null ? [] : [[page.finishedAt, instant(run.finished_at)] as const]),
    ...(isLoaded ? [[page.duration, duration(report, texts.duration)] as const] : []),
    ...(seconds === 0 || isLoaded
      ? []
      : [[page.eta, html`<a href="#eta">${page.about(locale.loadingTexts.lengthOfTime(seconds))}</a>`] as const]),
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
