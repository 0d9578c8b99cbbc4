import type { FunnelSums } from '../../model/report.ts';
import { bar, legend, type Segment } from './charts.ts';
import { html, type Content, type Markup } from './markup.ts';
import { resultNumbers } from '../result-numbers.ts';
import type { Page } from './page.ts';
import { recordFlow } from './record-flow.ts';
import { table, type TableRow } from './table.ts';

type SumName = Exclude<keyof FunnelSums, 'adds_up'>;

/** The lines of the account from top to bottom: sign, name, where the number leads. */
const account: readonly {
  readonly name: SumName;
  readonly sign: '' | '+' | '−' | '=';
  readonly href?: string;
  readonly look?: 'sum' | 'part';
  /** Stands only where it is not zero. */
  readonly isRare?: true;
}[] = [
  { name: 'rows', sign: '', href: 'appendix' },
  { name: 'exploded', sign: '+' },
  { name: 'stubs', sign: '+', href: 'relations' },
  { name: 'read', sign: '=', look: 'sum' },
  { name: 'filtered', sign: '−' },
  { name: 'rejected', sign: '−', href: 'problems' },
  { name: 'merged', sign: '−', href: 'duplicates' },
  { name: 'planned', sign: '=', look: 'sum' },
  { name: 'create', sign: '', href: 'changes', look: 'part' },
  { name: 'update', sign: '', href: 'changes', look: 'part' },
  { name: 'delete', sign: '', href: 'changes', look: 'part', isRare: true },
  { name: 'unchanged', sign: '', href: 'existing', look: 'part' },
  { name: 'skip', sign: '', href: 'existing', look: 'part' },
  { name: 'joined', sign: '', href: 'duplicates', look: 'part', isRare: true },
];

/** What became of the records, as an account whose sums are checked; after a load, what became of the plan. */
export function funnelSection(page: Page): Markup {
  const { report, texts } = page;
  if (report.funnel.length === 0) return html`<p class="none">${texts.page.noRecords}</p>`;
  return html`<p>${texts.page.funnelIntro}</p>
    ${accountTable(page)} ${sumLine(report.overall.adds_up, texts)} ${recordFlow(page)} ${bars(page)}
    ${report.result.length === 0 ? null : loaded(page)}`;
}

function accountTable({ report, texts, figures, kind }: Page): Markup {
  const row = ({ name, sign, href, look }: (typeof account)[number]): TableRow => {
    const label = texts.columns[name];
    const first = html`<span class="op" aria-hidden="true">${sign}</span
      >${href === undefined ? label : html`<a href="#${href}">${label}</a>`}`;
    const numbers = report.funnel.map((_, index) => figures.count('funnel', index, name));
    const cells: Content[] = [first, ...numbers, figures.count('overall', name)];
    return look === undefined ? { cells } : { cells, look };
  };
  const kinds = report.funnel.map((line) => ({ title: kind(line.kind), numeric: true }));
  return table({
    label: texts.funnel,
    columns: [{ title: texts.kind, look: 'account' }, ...kinds, { title: texts.page.total, numeric: true }],
    rows: account.filter(({ name, isRare }) => isRare !== true || report.overall[name] > 0).map(row),
  });
}

function sumLine(addsUp: boolean, { addsUp: right, doesNotAddUp: wrong }: Page['texts']): Markup {
  return addsUp ? html`<p class="check good">✓ ${right}</p>` : html`<p class="check bad">✕ ${wrong}</p>`;
}

function bars({ report, texts, figures, kind }: Page): Markup {
  const { columns } = texts;
  const parts = ['planned', 'merged', 'rejected', 'filtered'] as const;
  const rows = report.funnel.map((line, index) => {
    const segments: Segment[] = parts.map((name) => ({ tone: name, label: columns[name], value: line[name] }));
    return [kind(line.kind), bar(segments, line.read), figures.count('funnel', index, 'read')];
  });
  return html`${table({
    label: texts.page.funnelChart,
    columns: [
      { title: texts.kind },
      { title: texts.page.shares, look: 'wide' },
      { title: columns.read, numeric: true },
    ],
    rows,
  })}${legend(parts.map((name) => ({ tone: name, label: columns[name] })))}`;
}

function loaded({ report, texts, figures, kind }: Page): Markup {
  const cellsOf = (name: keyof typeof texts.loadedColumns) => [
    ...report.result.map((_, index) => figures.count('result', index, name)),
    report.result_overall === null ? '' : figures.count('result_overall', name),
  ];
  const row = (name: (typeof resultNumbers)[number]): TableRow => ({
    cells: [html`<span class="op" aria-hidden="true"></span>${texts.loadedColumns[name]}`, ...cellsOf(name)],
    look: 'part',
  });
  const rows = table({
    label: texts.loaded,
    columns: [
      { title: texts.kind, look: 'account' },
      ...report.result.map((line) => ({ title: kind(line.kind), numeric: true })),
      { title: texts.page.total, numeric: true },
    ],
    rows: [{ cells: [texts.loadedColumns.planned, ...cellsOf('planned')], look: 'sum' }, ...resultNumbers.map(row)],
  });
  const addsUp = report.result.every((line) => line.adds_up);
  const sums = addsUp
    ? html`<p class="check good">✓ ${texts.resultAddsUp}</p>`
    : html`<p class="check bad">✕ ${texts.doesNotAddUp}</p>`;
  return html`<h3 id="loaded">${texts.loaded}</h3>
    ${rows} ${sums}`;
}
