import type { MapSummary } from '../../model/report.ts';
import { bar } from './charts.ts';
import type { Path } from './figures.ts';
import { flowChart } from './flow.ts';
import { html, type Content, type Markup } from './markup.ts';
import type { Page } from './page.ts';
import { table } from './table.ts';

/** Values without an entry first, then what the others become and how many rows each value of the target gets. */
export function mapsSection(page: Page): Markup {
  const { report, texts } = page;
  return html`${unmapped(page)}
  ${
    report.maps.length === 0
      ? html`<p class="none">${texts.page.noMaps}</p>`
      : html`<p>${texts.page.mapIntro}</p>
          ${report.maps.map((map, index) => mapTables(page, map, ['maps', index]))}`
  }`;
}

function unmapped({ report, texts, figures }: Page): Markup {
  if (report.unmapped.length === 0) return html`<p class="check good">✓ ${texts.page.noUnmapped}</p>`;
  return html`<h3>${texts.page.unmapped}</h3>
    <p>${texts.page.unmappedIntro}</p>
    ${table({
      label: texts.page.unmapped,
      columns: [{ title: texts.page.value }, { title: texts.page.map }, { title: texts.page.records, numeric: true }],
      rows: report.unmapped.map(({ dismissed, map, value }, index) => [
        dismissed === true
          ? html`${valueOf(value, texts.page.empty)} — ${texts.page.dismissed}`
          : valueOf(value, texts.page.empty),
        html`<code>${map}</code>`,
        figures.count('unmapped', index, 'count'),
      ]),
    })}`;
}

function valueOf(value: string, empty: string): Content {
  return value === '' ? html`<span class="zero">${empty}</span>` : html`<code>${value}</code>`;
}

function mapTables(page: Page, map: MapSummary, path: Path): Markup {
  const { texts, figures } = page;
  const title = html`${texts.page.map} <code>${map.map}</code>`;
  const most = Math.max(1, ...map.targets.map(({ count }) => count));
  return html`<h3>${title}: ${texts.page.rows} ${figures.count(...path, 'rows')}</h3>
    ${stageFlow(page, map, path)}
    ${table({
      label: `${map.map}: ${texts.page.mapEntries}`,
      columns: [
        { title: texts.page.value },
        { title: texts.page.becomes },
        { title: texts.page.rows, numeric: true },
        { title: texts.page.shares },
      ],
      rows: [
        ...map.entries.map(({ value, target, count }, index): Content[] => [
          valueOf(value, texts.page.empty),
          valueOf(target, texts.page.empty),
          figures.count(...path, 'entries', index, 'count'),
          bar([{ tone: 'planned', label: texts.page.rows, value: count }], map.rows),
        ]),
        ...(map.rest === 0 ? [] : [[texts.page.mapRest, '—', figures.count(...path, 'rest'), ''] as Content[]]),
      ],
    })}
    ${
      map.targets.length === 0
        ? null
        : html`<h4>${texts.page.mapTargets}</h4>
            ${table({
              label: `${map.map}: ${texts.page.mapTargets}`,
              columns: [
                { title: texts.page.becomes },
                { title: texts.page.rows, numeric: true },
                { title: texts.page.frequency },
              ],
              rows: map.targets.map(({ target, count }, index) => [
                valueOf(target, texts.page.empty),
                figures.count(...path, 'targets', index, 'count'),
                bar([{ tone: 'fixed', label: texts.page.rows, value: count }], most),
              ]),
            })}`
    }`;
}

/** More stages than this make a picture nobody can follow. */
const mostInFlow = 24;

/** Stages decide what a sales funnel will show, so they are drawn as well; the tables below hold the same numbers. */
function stageFlow({ texts, figures, locale }: Page, map: MapSummary, path: Path): Markup | null {
  const { entries, targets, rest } = map;
  if (map.kind !== 'stage' || rest > 0 || entries.length < 2 || entries.length > mostInFlow) return null;
  const numbers = new Intl.NumberFormat(locale.language);
  const used = targets.map((one, index) => ({ ...one, index })).filter(({ count }) => count > 0);
  const words = entries.map(({ value, target, count }) =>
    texts.page.flowOf(`${value} ${numbers.format(count)}`, target),
  );
  return flowChart({
    label: `${texts.page.stageFlow}: ${words.join(' ')}`,
    left: entries.map(({ value }, index) => ({
      id: value,
      label: value === '' ? texts.page.empty : value,
      tone: 'filtered',
      figure: figures.drawn(...path, 'entries', index, 'count'),
    })),
    right: used.map(({ target, index }) => ({
      id: target,
      label: target === '' ? texts.page.empty : target,
      tone: 'planned',
      figure: figures.drawn(...path, 'targets', index, 'count'),
    })),
    links: entries.map(({ value, target, count }) => ({ from: value, to: target, value: count })),
  });
}
