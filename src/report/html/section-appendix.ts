import type { ReportInput } from '../../model/report.ts';
import { html, type Markup } from './markup.ts';
import type { Page } from './page.ts';
import { table } from './table.ts';

/** What was read, with which mapping and version, and what the target guarantees. */
export function appendixSection(page: Page): Markup {
  const { report, texts } = page;
  return html`<h3>${texts.page.inputs}</h3>
    ${report.inputs.length === 0 ? html`<p class="none">${texts.page.noInputs}</p>` : inputs(page)}
    <h3>${texts.page.mapping}</h3>
    ${hashes(page)}
    <h3>${texts.page.guarantees}</h3>
    ${guarantees(page)}
    <h3>${texts.page.versions}</h3>
    <dl class="about">
      <div>
        <dt>${texts.page.tool}</dt>
        <dd>${report.run.tool_version}</dd>
      </div>
      <div>
        <dt>${texts.page.reportFormat}</dt>
        <dd>${report.format_version}</dd>
      </div>
      <div>
        <dt>${texts.page.planId}</dt>
        <dd><code>${report.run.id}</code></dd>
      </div>
    </dl>`;
}

function inputs(page: Page): Markup {
  const { report, texts, figures } = page;
  return html`${report.inputs.map((input, index) => {
    const found = [...tables(page, input, index), ...facts(page, input, index)];
    return html`<div class="input">
      <h4>${input.file}</h4>
      <p class="where">
        ${texts.page.format} ${input.format} · ${figures.count('inputs', index, 'bytes')} ${texts.page.bytes} ·
        ${texts.page.source} ${input.source}
      </p>
      <ul class="words">
        ${found.map((one) => html`<li>${one}</li>`)}
      </ul>
      <p class="where">SHA-256 <code class="digest">${input.sha256}</code></p>
    </div> `;
  })}`;
}

function tables({ texts, figures }: Page, input: ReportInput, index: number): readonly Markup[] {
  return input.tables.map(
    ({ name }, place) =>
      html`${name === '' ? null : html`<b>${name}</b>: `}${texts.page.rows}
      ${figures.count('inputs', index, 'tables', place, 'rows')}, ${texts.page.columns}
      ${figures.count('inputs', index, 'tables', place, 'columns')}`,
  );
}

function facts({ texts, figures }: Page, input: ReportInput, index: number): readonly Markup[] {
  return Object.entries(input.facts)
    .filter(([name]) => name !== 'format')
    .map(([name, value]) => {
      const shown =
        typeof value === 'number'
          ? figures.count('inputs', index, 'facts', name)
          : String(value).replaceAll('\t', 'TAB');
      const [word = '', ...rest] = name.split(/(?=[ .])/u);
      return html`${texts.facts[word] ?? word}${rest.join('')}: ${shown}`;
    });
}

function hashes({ report, texts }: Page): Markup {
  return table({
    label: texts.page.mapping,
    columns: [{ title: texts.page.file }, { title: 'SHA-256' }],
    rows: report.run.mapping.map(({ file, sha256 }) => [file, html`<code class="digest">${sha256}</code>`]),
  });
}

function guarantees(page: Page): Markup {
  const { report, texts } = page;
  const rows = report.funnel.map(({ kind }) => {
    const guarantee = report.target.guarantees[kind] ?? '';
    return [page.kind(kind), texts.guarantees[guarantee] ?? guarantee];
  });
  if (rows.length === 0) return html`<p class="none">${texts.page.noRecords}</p>`;
  return table({
    label: texts.page.guarantees,
    columns: [{ title: texts.kind }, { title: texts.page.guarantee }],
    rows,
  });
}
