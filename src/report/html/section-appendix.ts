import type { ReportInput } from '../../model/report.ts';
import { html, type Content, type Markup } from './markup.ts';
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
  return table({
    label: texts.page.inputs,
    columns: [
      { title: texts.page.file },
      { title: texts.page.format },
      { title: texts.page.tables },
      { title: texts.page.bytes, numeric: true },
      { title: texts.page.facts },
      { title: 'SHA-256' },
    ],
    rows: report.inputs.map((input, index) => [
      html`${input.file}<br /><span class="where">${texts.page.source} ${input.source}</span>`,
      input.format,
      tables(page, input, index),
      figures.count('inputs', index, 'bytes'),
      facts(page, input, index),
      html`<code class="digest">${input.sha256}</code>`,
    ]),
  });
}

function tables({ texts, figures }: Page, input: ReportInput, index: number): Content {
  return input.tables.map(
    ({ name }, place) =>
      html`<div>
        ${name === '' ? null : html`${name}: `}${texts.page.rows}
        ${figures.count('inputs', index, 'tables', place, 'rows')}, ${texts.page.columns}
        ${figures.count('inputs', index, 'tables', place, 'columns')}
      </div>`,
  );
}

function facts({ texts, figures }: Page, input: ReportInput, index: number): Content {
  return Object.entries(input.facts)
    .filter(([name]) => name !== 'format')
    .map(([name, value]) => {
      const shown =
        typeof value === 'number'
          ? figures.count('inputs', index, 'facts', name)
          : String(value).replaceAll('\t', 'TAB');
      const [word = '', ...rest] = name.split(/(?=[ .])/u);
      return html`<div>${texts.facts[word] ?? word}${rest.join('')}: ${shown}</div>`;
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
