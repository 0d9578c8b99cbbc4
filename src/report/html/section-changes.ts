import { capital } from '../names.ts';
import { html, type Markup } from './markup.ts';
import type { Page } from './page.ts';
import { table } from './table.ts';

/** What a load writes: counts, how automation and later changes are treated, updates field by field, custom fields. */
export function changesSection(page: Page): Markup {
  const { report, texts, figures } = page;
  const all = ['create', 'update', 'delete', 'unchanged', 'skip'] as const;
  const names = all.filter((name) => name !== 'delete' || report.changes.delete > 0);
  return html`<ul class="tiles small" aria-label="${texts.page.actions}">
      ${names.map((name) => html`<li><b>${figures.count('changes', name)}</b><span>${texts.columns[name]}</span></li>`)}
    </ul>
    <ul>
      <li>${texts.mode[report.target.mode]}</li>
      <li>${texts.conflict[report.target.conflict]}</li>
    </ul>
    ${report.changes.update === 0 ? html`<p class="none">${texts.page.noUpdates}</p>` : updates(page)}
    ${report.changes.custom_fields.length === 0 ? html`<p class="none">${texts.page.noCustomFields}</p>` : customFields(page)}
    ${report.eta.length === 0 ? null : eta(page)} ${limits(page)}`;
}

function updates(page: Page): Markup {
  const { report, texts, figures } = page;
  const { by_field: byField, updates: samples } = report.changes;
  return html`<h3>${texts.page.updatesByField}</h3>
    ${table({
      label: texts.page.updatesByField,
      columns: [{ title: texts.page.field }, { title: texts.kind }, { title: texts.page.records, numeric: true }],
      rows: byField.map(({ kind, field }, index) => [
        capital(page.field(field)),
        page.kind(kind),
        figures.count('changes', 'by_field', index, 'count'),
      ]),
    })}
    <h3>${texts.page.updateSamples}</h3>
    ${table({
      label: texts.page.updateSamples,
      columns: [
        { title: texts.page.key },
        { title: texts.kind },
        { title: texts.page.field },
        { title: texts.page.before },
        { title: texts.page.after },
      ],
      rows: samples.map(({ kind, key, field, before, after }) => [
        key,
        page.kind(kind),
        page.field(field),
        before === '' ? html`<span class="zero">${texts.page.empty}</span>` : html`<del>${before}</del>`,
        after === '' ? html`<span class="zero">${texts.page.empty}</span>` : html`<ins>${after}</ins>`,
      ]),
    })}`;
}

function customFields({ report, texts }: Page): Markup {
  return html`<h3>${texts.page.customFields}</h3>
    ${table({
      label: texts.page.customFields,
      columns: [
        { title: texts.page.field },
        { title: texts.page.nameInMapping },
        { title: texts.page.type },
        { title: texts.page.options },
      ],
      rows: report.changes.custom_fields.map(({ name, label, type, options }) => [
        label,
        html`<code>${name}</code>`,
        type,
        options.length === 0 ? '—' : options.join(', '),
      ]),
    })}`;
}

function eta(page: Page): Markup {
  const { report, texts, figures, locale } = page;
  const { forecastColumns, boundBy, lengthOfTime } = locale.loadingTexts;
  const [, operations = '', requests = '', time = '', bound = ''] = forecastColumns;
  return html`<h3 id="eta">${texts.page.eta}</h3>
    <p>${texts.page.etaIntro}</p>
    ${table({
      label: texts.page.eta,
      columns: [
        { title: texts.kind },
        { title: operations, numeric: true },
        { title: requests, numeric: true },
        { title: time, numeric: true },
        { title: bound },
      ],
      rows: report.eta.map(({ kind, seconds, bound_by: by }, index) => [
        page.kind(kind),
        figures.count('eta', index, 'operations'),
        figures.count('eta', index, 'requests'),
        figures.worded(lengthOfTime(seconds), 'eta', index, 'seconds'),
        boundBy[by],
      ]),
    })}`;
}

function limits({ report, texts, figures }: Page): Markup {
  const limit = (name: 'max_creates' | 'max_updates' | 'max_replaced') =>
    report.limits[name] === null ? texts.page.noLimit : figures.count('limits', name);
  return html`<h3>${texts.page.limits}</h3>
    ${table({
      label: texts.page.limits,
      columns: [{ title: texts.page.limit }, { title: texts.page.allowed, numeric: true }],
      rows: [
        [capital(texts.page.maxCreates), limit('max_creates')],
        [capital(texts.page.maxUpdates), limit('max_updates')],
        [capital(texts.page.maxDeletes), figures.count('limits', 'max_deletes')],
        [
          capital(texts.page.maxReplaced),
          report.limits.max_replaced === null ? texts.page.usualReplaced : limit('max_replaced'),
        ],
        [capital(texts.page.maxRejectShare), figures.share('limits', 'max_reject_share')],
      ],
    })}`;
}
