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

/** One row a table of the source: a long list of columns says less than where they stand together. */
function columnsLeft({ report, texts, figures }: Page): Markup {
  if (report.left_behind.length === 0) return html`<p class="check good">✓ ${texts.page.nothingLeft}</p>`;
  // Columns of one table stand together in the report.
  const places: { readonly place: string; readonly columns: Markup[] }[] = [];
  for (const [index, { file, table: sheet, column }] of report.left_behind.entries()) {
    const place = [file, sheet].filter((part) => part !== '').join(' › ');
    if (places.at(-1)?.place !== place) places.push({ place, columns: [] });
    const name = column === '' ? texts.page.unnamedColumn : column;
    places
      .at(-1)
      ?.columns.push(
        html`<li>${name} <span class="where">${figures.count('left_behind', index, 'filled')}</span></li>`,
      );
  }
  return table({
    label: texts.page.leftColumns,
    columns: [{ title: texts.page.file }, { title: texts.page.leftCells }],
    rows: places.map(({ place, columns }) => [
      place,
      html`<ul class="words">
        ${columns}
      </ul>`,
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
