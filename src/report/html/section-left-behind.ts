import { wordingOf } from '../errors.ts';
import { capital } from '../names.ts';
import { html, type Markup } from './markup.ts';
import type { Page } from './page.ts';
import { table } from './table.ts';

/** What is not transferred and what cannot be taken back. */
export function leftBehindSection(page: Page): Markup {
  const { texts } = page;
  return html`<h3>${texts.page.leftColumns}</h3>
    ${columnsLeft(page)}
    <h3>${texts.page.unsupported}</h3>
    ${unsupported(page)}
    <h3>${texts.page.irreversible}</h3>
    ${irreversible(page)}`;
}

function columnsLeft({ report, texts, figures }: Page): Markup {
  if (report.left_behind.length === 0) return html`<p class="check good">✓ ${texts.page.nothingLeft}</p>`;
  return table({
    label: texts.page.leftColumns,
    columns: [
      { title: texts.page.column },
      { title: texts.page.file },
      { title: texts.page.filledCells, numeric: true },
    ],
    rows: report.left_behind.map(({ file, table: sheet, column }, index) => [
      column === '' ? texts.page.unnamedColumn : column,
      [file, sheet].filter((part) => part !== '').join(' › '),
      figures.count('left_behind', index, 'filled'),
    ]),
  });
}

function unsupported(page: Page): Markup {
  const { report, texts, figures } = page;
  const lines = report.target.unsupported;
  if (lines.length === 0) return html`<p class="check good">✓ ${texts.page.allSupported}</p>`;
  return table({
    label: texts.page.unsupported,
    columns: [{ title: texts.page.field }, { title: texts.kind }, { title: texts.page.records, numeric: true }],
    rows: lines.map(({ kind, field }, index) => [
      capital(page.field(field)),
      page.kind(kind),
      figures.count('target', 'unsupported', index, 'filled'),
    ]),
  });
}

function irreversible({ report, texts, locale }: Page): Markup {
  const lines = report.target.irreversible;
  if (lines.length === 0) return html`<p class="none">${texts.page.allReversible}</p>`;
  return html`<ul>
    ${lines.map(({ code, args }) => html`<li>${wordingOf(locale, code).message(args)}</li>`)}
  </ul>`;
}
