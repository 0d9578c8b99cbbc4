import type { ReportDiff } from '../../model/report.ts';
import { isSame } from '../diff.ts';
import { issueName } from '../names.ts';
import { html, type Markup } from './markup.ts';
import type { Page } from './page.ts';
import { table } from './table.ts';

/** What has changed since the report before this one. */
export function sinceSection(page: Page): Markup {
  const { report, texts, instant } = page;
  const { since } = report;
  if (since === null) return html`<p class="none">${texts.page.firstReport}</p>`;
  const intro = html`<p>
    ${texts.page.comparedWith} <code>${since.before.run_id}</code> · ${texts.page.planHash}
    <code>${since.before.plan_hash.slice(0, 8)}</code> · ${instant(since.before.created_at)}
  </p>`;
  if (isSame(since))
    return html`${intro}
      <p class="none">${texts.page.nothingChanged}</p>`;
  return html`${intro} ${since.issues.length === 0 ? null : issues(page, since)}
  ${since.funnel.length === 0 ? null : funnel(page, since)} ${since.totals.length === 0 ? null : totals(page, since)}`;
}

function issues(page: Page, since: ReportDiff): Markup {
  const { texts, figures, locale } = page;
  return html`<h3>${texts.problems}</h3>
    ${table({
      label: texts.problems,
      columns: [
        { title: texts.page.problem },
        { title: texts.page.where },
        { title: texts.page.status },
        { title: texts.page.was, numeric: true },
        { title: texts.page.now, numeric: true },
      ],
      rows: since.issues.map(({ code, kind, field, change }, index) => [
        issueName(locale, code),
        [page.kind(kind), page.field(field)].filter((part) => part !== '').join(' · '),
        html`<span class="tag ${change === 'new' || change === 'more' ? 'warning' : 'good'}"
          >${texts.change[change]}</span
        >`,
        figures.count('since', 'issues', index, 'before'),
        figures.count('since', 'issues', index, 'after'),
      ]),
    })}`;
}

function funnel(page: Page, since: ReportDiff): Markup {
  const { texts, figures } = page;
  return html`<h3>${texts.funnel}</h3>
    ${table({
      label: texts.funnel,
      columns: [
        { title: texts.kind },
        { title: texts.page.number },
        { title: texts.page.was, numeric: true },
        { title: texts.page.now, numeric: true },
      ],
      rows: since.funnel.map(({ kind, name }, index) => [
        page.kind(kind),
        texts.columns[name],
        figures.count('since', 'funnel', index, 'before'),
        figures.count('since', 'funnel', index, 'after'),
      ]),
    })}`;
}

function totals(page: Page, since: ReportDiff): Markup {
  const { texts, figures } = page;
  return html`<h3>${texts.page.totals}</h3>
    ${table({
      label: texts.page.totals,
      columns: [
        { title: texts.page.group },
        { title: `${texts.page.was}, ${texts.kind}`, numeric: true },
        { title: texts.page.was, numeric: true },
        { title: `${texts.page.now}, ${texts.kind}`, numeric: true },
        { title: texts.page.now, numeric: true },
      ],
      rows: since.totals.map(({ kind, field, by, currency }, index) => [
        [page.kind(kind), page.field(field), ...by.map(({ value }) => value), currency]
          .filter((part) => part !== '')
          .join(' · '),
        figures.count('since', 'totals', index, 'before', 'count'),
        figures.money(currency, 'since', 'totals', index, 'before', 'sum'),
        figures.count('since', 'totals', index, 'after', 'count'),
        figures.money(currency, 'since', 'totals', index, 'after', 'sum'),
      ]),
    })}`;
}
