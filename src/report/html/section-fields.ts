import type { EntityKind } from '../../model/entity.ts';
import type { FieldQuality } from '../../model/report.ts';
import { capital } from '../names.ts';
import { bar, legend } from './charts.ts';
import { html, type Markup } from './markup.ts';
import type { Page } from './page.ts';
import { table } from './table.ts';

interface Line {
  readonly quality: FieldQuality;
  readonly index: number;
}

/** How well each field of the planned records is filled, what was repaired, with examples. */
export function fieldsSection(page: Page): Markup {
  const { report, texts } = page;
  if (report.fields.length === 0) return html`<p class="none">${texts.page.noRecords}</p>`;
  const lines = report.fields.map((quality, index) => ({ quality, index }));
  const kinds = [...new Set(report.fields.map(({ kind }) => kind))];
  return html`<p>${texts.page.fieldsIntro}</p>
    ${legend([
      { tone: 'planned', label: texts.page.asInSource },
      { tone: 'fixed', label: texts.page.fixed },
    ])}
    ${kinds.map((kind) =>
      ofKind(
        page,
        kind,
        lines.filter(({ quality }) => quality.kind === kind),
      ),
    )}`;
}

function ofKind(page: Page, kind: EntityKind, lines: readonly Line[]): Markup {
  const { texts, figures } = page;
  const [first] = lines;
  if (first === undefined) return html``;
  const rows = lines.map(({ quality: { field, filled, fixed, records }, index }) => [
    capital(page.field(field)),
    figures.count('fields', index, 'filled'),
    bar(
      [
        { tone: 'planned', label: texts.page.asInSource, value: filled - fixed },
        { tone: 'fixed', label: texts.page.fixed, value: fixed },
      ],
      records,
    ),
    figures.count('fields', index, 'fixed'),
    figures.count('fields', index, 'errors'),
    figures.count('fields', index, 'warnings'),
    figures.count('fields', index, 'notices'),
  ]);
  const examples = lines.filter(({ quality }) => quality.examples.length > 0);
  return html`<h3>${page.kind(kind)}: ${texts.page.ofRecords} ${figures.count('fields', first.index, 'records')}</h3>
    ${table({
      label: `${texts.page.fieldQuality}: ${page.kind(kind)}`,
      columns: [
        { title: texts.page.field },
        { title: texts.page.filled, numeric: true },
        { title: texts.page.shares },
        { title: texts.page.fixed, numeric: true },
        { title: texts.page.errors, numeric: true },
        { title: texts.page.warnings, numeric: true },
        { title: texts.page.notices, numeric: true },
      ],
      rows,
    })}
    ${examples.length === 0 ? null : repairs(page, kind, examples)}`;
}

function repairs(page: Page, kind: EntityKind, lines: readonly Line[]): Markup {
  const { texts } = page;
  const label = `${texts.page.repairs}: ${page.kind(kind)}`;
  return html`<h4>${label}</h4>
    ${table({
      label,
      columns: [{ title: texts.page.field }, { title: texts.page.before }, { title: texts.page.after }],
      rows: lines.flatMap(({ quality: { field, examples } }) =>
        examples.map(({ before, after }) => [
          capital(page.field(field)),
          html`<code>${before}</code>`,
          html`<code>${after}</code>`,
        ]),
      ),
    })}`;
}
