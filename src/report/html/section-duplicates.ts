import type { DuplicateSummary, MergeExample } from '../../model/report.ts';
import { bar } from './charts.ts';
import type { Path } from './figures.ts';
import { html, type Markup } from './markup.ts';
import type { Page } from './page.ts';
import { table } from './table.ts';

/** What was merged, why, and what waits for a person. */
export function duplicatesSection(page: Page): Markup {
  const { report, texts, figures } = page;
  if (report.duplicates.length === 0) return html`<p class="none">${texts.page.noMatching}</p>`;
  const overview = table({
    label: texts.duplicates,
    columns: [
      { title: texts.kind },
      { title: texts.page.clusters, numeric: true },
      { title: texts.page.mergedAway, numeric: true },
      { title: texts.page.waiting, numeric: true },
    ],
    rows: report.duplicates.map((summary, index) => [
      page.kind(summary.kind),
      figures.count('duplicates', index, 'clusters'),
      figures.count('duplicates', index, 'merged'),
      figures.count('duplicates', index, 'review'),
    ]),
  });
  return html`<p>${texts.page.duplicatesIntro} ${texts.page.evidenceIntro}</p>
    ${overview} ${report.duplicates.map((summary, index) => ofKind(page, summary, index))}`;
}

function ofKind(page: Page, summary: DuplicateSummary, index: number): Markup {
  const { texts } = page;
  const name = page.kind(summary.kind);
  const list = (title: string, key: 'examples' | 'waiting') =>
    summary[key].length === 0
      ? null
      : html`<h3>${name}: ${title}</h3>
          <div class="pairs">
            ${summary[key].map((example, place) => pair(page, example, ['duplicates', index, key, place]))}
          </div> `;
  return html`${matching(page, summary, index)} ${summary.sizes.length === 0 ? null : sizes(page, summary, index)}
  ${summary.bands.length === 0 ? null : bands(page, summary, index)}
  ${summary.conflicts.length === 0 ? null : conflicts(page, summary, index)}
  ${list(texts.page.mergeExamples, 'examples')} ${list(texts.page.waitingExamples, 'waiting')}
  ${summary.skipped.length === 0 ? null : skipped(page, summary, index)}`;
}

const figureNames = ['records', 'repeats', 'compared', 'expected_pairs', 'expected_sure'] as const;

function matching(page: Page, { kind, matching: found }: DuplicateSummary, index: number): Markup | null {
  const { texts, figures } = page;
  if (found === null) return null;
  return html`<h3>${page.kind(kind)}: ${texts.page.matchingFigures}</h3>
    <dl class="about">
      ${figureNames.map(
        (name) =>
          html`<div>
            <dt>${texts.matching[name]}</dt>
            <dd>${figures.count('duplicates', index, 'matching', name)}</dd>
          </div>`,
      )}
    </dl>`;
}

/** How sure merges were, with some picked at random behind each line. */
function bands(page: Page, { kind, bands: found }: DuplicateSummary, index: number): Markup {
  const { texts, figures } = page;
  return html`<h3>${page.kind(kind)}: ${texts.page.mergeBands}</h3>
    <p>${texts.page.mergeBandsIntro}</p>
    ${found.map(
      ({ band, examples }, place) =>
        html`<details class="problem">
          <summary>
            ${texts.bands[band]} <span class="n">${figures.count('duplicates', index, 'bands', place, 'merges')}</span>
          </summary>
          <div class="pairs">
            ${examples.map((example, at) => pair(page, example, ['duplicates', index, 'bands', place, 'examples', at]))}
          </div>
        </details> `,
    )}`;
}

function conflicts(page: Page, { kind, conflicts: lost }: DuplicateSummary, index: number): Markup {
  const { texts, figures } = page;
  const label = `${page.kind(kind)}: ${texts.page.mergeConflicts}`;
  return html`<h3>${label}</h3>
    ${table({
      label,
      columns: [{ title: texts.page.field }, { title: texts.page.records, numeric: true }],
      rows: lost.map(({ field }, line) => [
        page.field(field),
        figures.count('duplicates', index, 'conflicts', line, 'count'),
      ]),
    })}`;
}

function sizes(page: Page, { kind, sizes: lines }: DuplicateSummary, index: number): Markup {
  const { texts, figures } = page;
  const most = Math.max(...lines.map(({ clusters }) => clusters));
  const label = `${page.kind(kind)}: ${texts.page.sizes}`;
  return html`<h3>${label}</h3>
    ${table({
      label,
      columns: [
        { title: texts.page.size },
        { title: texts.page.clusters, numeric: true },
        { title: texts.page.frequency },
      ],
      rows: lines.map(({ clusters }, line) => [
        figures.count('duplicates', index, 'sizes', line, 'size'),
        figures.count('duplicates', index, 'sizes', line, 'clusters'),
        bar([{ tone: 'merged', label: texts.page.clusters, value: clusters }], most),
      ]),
    })}`;
}

function pair(page: Page, example: MergeExample, path: Path): Markup {
  const { texts, figures } = page;
  const records = example.records.map(({ name, file, sheet }, index) => {
    const place = [file, sheet].filter((part) => part !== '').join(' › ');
    return html`<li>
      <b>${name === '' ? texts.page.empty : name}</b>
      <span class="where">${place}, ${texts.page.line} ${figures.count(...path, 'records', index, 'line')}</span>
    </li>`;
  });
  const evidence = example.evidence.map(
    ({ field, level, weight }, index) =>
      html`<li class="${weight < 0 ? 'against' : weight > 0 ? 'for' : 'neutral'}">
        ${page.field(field)}: ${texts.evidence[level] ?? level}
        <span class="weight">${weight > 0 ? '+' : ''}${figures.decimal(...path, 'evidence', index, 'weight')}</span>
      </li>`,
  );
  return html`<div class="pair">
    <ul class="records">
      ${records}
    </ul>
    <p class="why">
      ${texts.rules[example.rule] ?? example.rule} · ${texts.page.score} ${figures.decimal(...path, 'score')}
    </p>
    <ul class="evidence">
      ${evidence}
    </ul>
  </div> `;
}

function skipped(page: Page, { kind, skipped: values }: DuplicateSummary, index: number): Markup {
  const { texts, figures } = page;
  const label = `${page.kind(kind)}: ${texts.page.skippedValues}`;
  return html`<h3>${label}</h3>
    <p>${texts.page.skippedIntro}</p>
    ${table({
      label,
      columns: [
        { title: texts.page.value },
        { title: texts.page.type },
        { title: texts.page.reason },
        { title: texts.page.records, numeric: true },
      ],
      rows: values.map(({ reason, key_type: type, value }, line) => [
        html`<code>${value}</code>`,
        keyName(page, type),
        texts.skipReasons[reason] ?? reason,
        figures.count('duplicates', index, 'skipped', line, 'records'),
      ]),
    })}`;
}

/** A key may be made of several things: `birth+city`. */
function keyName({ texts }: Page, type: string): string {
  return type
    .split('+')
    .map((part) => texts.keyTypes[part] ?? part)
    .join(' + ');
}
