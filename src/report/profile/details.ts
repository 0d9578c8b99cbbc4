import type { CellLook, ColumnProfile, ValueCount } from '../../model/profile.ts';
import { bar } from '../html/charts.ts';
import type { Path } from '../html/figures.ts';
import { html, type Content, type Markup } from '../html/markup.ts';
import { table } from '../html/table.ts';
import { findingsTable, placedTables, type PlacedTable, type ProfilePage } from './page.ts';

/** One card a column: what it looks like, frequent values, ways of writing, ends, all that is odd. */
export function detailsSection(page: ProfilePage): Markup {
  const { texts } = page;
  const tables = placedTables(page);
  if (tables.length === 0) return html`<p class="none">${texts.noTables}</p>`;
  return html`<p>${texts.detailsIntro}</p>
    ${tables.map(
      (one) =>
        html`${tables.length > 1 ? html`<h3>${one.name}</h3>` : null}
        ${one.table.columns.map((column, index) => card(page, one, column, [...one.path, 'columns', index]))}`,
    )}`;
}

function card(page: ProfilePage, { table: one }: PlacedTable, column: ColumnProfile, path: Path): Markup {
  const { texts, figures, locale } = page;
  const words = locale.reportTexts.page;
  const heading = column.heading.trim() === '' ? words.unnamedColumn : column.heading;
  const level = column.oddities[0]?.severity ?? '';
  return html`<details id="column-${path.join('-')}" class="problem ${level}">
    <summary>
      <b>${heading}</b> <span class="where">${texts.types[column.type]}</span>
      <span class="n">${figures.count(...path, 'filled')} / ${figures.count(...path.slice(0, -2), 'rows')}</span>
    </summary>
    ${facts(page, column, path)}
    <div class="pairs">
      ${counts(page, texts.top, column.top, { path: [...path, 'top'], whole: column.filled })}
      ${counts(page, texts.shapes, one.rows === 0 ? [] : column.shapes, { path: [...path, 'shapes'], whole: column.filled })}
    </div>
    ${
      column.oddities.length === 0
        ? html`<p class="none">${texts.nothingFound}</p>`
        : findingsTable(page, column.oddities, [...path, 'oddities'], `${heading}: ${texts.oddities}`)
    }
  </details> `;
}

function facts(page: ProfilePage, column: ColumnProfile, path: Path): Markup {
  const { texts, figures } = page;
  const { length, range, looks, distinct } = column;
  const seen = (Object.keys(looks) as CellLook[]).filter((look) => looks[look] > 0);
  const lines: readonly (readonly [string, Content])[] = [
    [texts.field, page.field(column.field)],
    [
      texts.distinct,
      html`${distinct.exact ? null : html`${texts.about} `}${figures.count(...path, 'distinct', 'count')}`,
    ],
    ...(length === null
      ? []
      : [
          [
            texts.length,
            html`${figures.count(...path, 'length', 'min')} … ${figures.count(...path, 'length', 'max')}`,
          ] as const,
        ]),
    ...(range === null ? [] : [[texts.range, `${range.min} … ${range.max}`] as const]),
    ...(seen.length === 0
      ? []
      : [
          [
            texts.looks,
            seen.map(
              (look, index) =>
                html`${index === 0 ? null : ', '}${texts.types[look]} ${figures.count(...path, 'looks', look)}`,
            ),
          ] as const,
        ]),
  ];
  return html`<dl class="about">
    ${lines.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

function counts(
  { texts, figures }: ProfilePage,
  label: string,
  values: readonly ValueCount[],
  { path, whole }: { readonly path: Path; readonly whole: number },
): Markup | null {
  if (values.length === 0) return null;
  return table({
    label,
    columns: [{ title: label }, { title: texts.count, numeric: true }, { title: texts.share }],
    rows: values.map(({ value, count }, index) => [
      html`<code>${value === '…' ? texts.otherShape : value}</code>`,
      figures.count(...path, index, 'count'),
      bar([{ tone: 'planned', label: texts.count, value: count }], whole),
    ]),
  });
}
