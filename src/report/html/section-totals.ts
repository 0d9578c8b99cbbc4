import type { ControlTotal, ReportCheck } from '../../model/report.ts';
import { hasDifference } from '../control-totals.ts';
import { html, type Content, type Markup } from './markup.ts';
import type { Page } from './page.ts';
import { table, type Column, type TableRow } from './table.ts';

/** Money and counts as read and as planned, and the rules of the mapping. */
export function totalsSection(page: Page): Markup {
  const { report, texts } = page;
  const groups = [...new Set(report.totals.map(measureOf))].map((measure) => totalsOf(page, measure));
  const checks = report.checks.length === 0 ? html`<p class="none">${texts.page.noChecks}</p>` : checkTable(page);
  return html`${report.totals.length === 0 ? html`<p class="none">${texts.page.noTotals}</p>` : html`<p>${texts.page.totalsIntro}</p>`}
    ${groups}
    <h3>${texts.page.checks}</h3>
    ${checks}
    ${report.checks.map((check, index) => (check.totals.length === 0 ? null : checkTotals(page, check, index)))}`;
}

/** Totals of one field by the same groups stand in one table. */
function measureOf({ kind, field, by }: ControlTotal): string {
  return JSON.stringify([kind, field, by.map((group) => group.field)]);
}

function totalsOf(page: Page, measure: string): Markup {
  const { report, texts } = page;
  const lines = report.totals
    .map((total, index) => ({ total, index }))
    .filter(({ total }) => measureOf(total) === measure);
  const [first] = lines;
  if (first === undefined) return html``;
  const { kind, field, by } = first.total;
  const label = [page.kind(kind), ...(field === '' ? [] : [page.field(field)])].join(' · ');
  const shape: Shape = {
    parts: ['source', 'gone', 'plan', ...(lines.some(({ total }) => total.target) ? (['target'] as const) : [])],
    hasCurrency: lines.some(({ total }) => total.currency !== ''),
    hasSum: field !== '',
  };
  const columns: Column[] = [
    ...by.map((group) => ({ title: page.field(group.field) })),
    ...(shape.hasCurrency ? [{ title: texts.page.currency }] : []),
    ...shape.parts.map((name) => ({ title: texts.page.totalParts[name], numeric: true })),
    { title: texts.page.difference, numeric: true },
  ];
  return html`<h3>${label}</h3>
    ${table({ label, columns, rows: lines.map(({ total, index }) => totalRow(page, { total, index }, shape)) })}`;
}

interface Shape {
  readonly parts: readonly ('source' | 'gone' | 'plan' | 'target')[];
  readonly hasCurrency: boolean;
  readonly hasSum: boolean;
}

function totalRow(
  { texts, figures }: Page,
  { total, index }: { readonly total: ControlTotal; readonly index: number },
  { parts, hasCurrency, hasSum }: Shape,
): TableRow | readonly Content[] {
  const money = (...path: readonly string[]) => figures.money(total.currency, 'totals', index, ...path);
  const part = (name: Shape['parts'][number]): Markup => {
    const records = figures.count('totals', index, name, 'count');
    if (!hasSum) return records;
    return html`${money(name, 'sum')}<br /><span class="where">${texts.page.records} ${records}</span>`;
  };
  const cells = [
    ...total.by.map(({ value }) => (value === '' ? texts.page.empty : value)),
    ...(hasCurrency ? [total.currency === '' ? texts.page.noAmount : total.currency] : []),
    ...parts.map(part),
    money('diff'),
  ];
  return hasDifference(total) ? { cells, look: 'bad' as const } : cells;
}

function checkTable(page: Page): Markup {
  const { report, texts, figures } = page;
  const status = ({ exceeded, allowed }: ReportCheck) => {
    if (exceeded !== null) return html`<span class="tag ${exceeded}">${texts.page.checkExceeded[exceeded]}</span>`;
    return allowed === ''
      ? html`${texts.page.checkInformative}`
      : html`<span class="tag good">${texts.page.checkPassed}</span>`;
  };
  return table({
    label: texts.page.checks,
    columns: [
      { title: texts.page.check },
      { title: texts.kind },
      { title: texts.page.records, numeric: true },
      { title: texts.page.found, numeric: true },
      { title: texts.page.allowed, numeric: true },
      { title: texts.page.status },
    ],
    rows: report.checks.map((check, index) => [
      check.name,
      page.kind(check.kind),
      figures.count('checks', index, 'records'),
      figures.count('checks', index, 'count'),
      check.allowed === '' ? '—' : check.allowed,
      status(check),
    ]),
  });
}

function checkTotals({ texts, figures }: Page, check: ReportCheck, index: number): Markup {
  return html`<h4>${check.name}</h4>
    ${table({
      label: check.name,
      columns: [
        { title: texts.page.group },
        { title: texts.page.currency },
        { title: texts.page.records, numeric: true },
        { title: texts.page.sum, numeric: true },
      ],
      rows: check.totals.map(({ by, currency }, line) => [
        by.filter((value) => value !== '').join(' · ') || texts.page.empty,
        currency === '' ? texts.page.noAmount : currency,
        figures.count('checks', index, 'totals', line, 'count'),
        figures.money(currency, 'checks', index, 'totals', line, 'sum'),
      ]),
    })}`;
}
