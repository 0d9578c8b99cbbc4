import { issueName } from '../names.ts';
import { html, type Markup } from './markup.ts';
import type { Page } from './page.ts';
import { table } from './table.ts';

/** References between records, and those that lead nowhere. */
export function relationsSection(page: Page): Markup {
  const { report, texts, figures, locale } = page;
  const { links } = report.changes;
  const linkTable =
    links.length === 0
      ? html`<p class="none">${texts.page.noLinks}</p>`
      : table({
          label: texts.page.links,
          columns: [
            { title: texts.kind },
            { title: texts.page.field },
            { title: texts.page.leadsTo },
            { title: texts.page.linkCount, numeric: true },
          ],
          rows: links.map(({ kind, field, to }, index) => [
            page.kind(kind),
            page.field(field),
            page.kind(to),
            figures.count('changes', 'links', index, 'count'),
          ]),
        });
  const problems =
    report.relations.length === 0
      ? html`<p class="check good">✓ ${texts.page.noOrphans}</p>`
      : table({
          label: texts.page.orphans,
          columns: [
            { title: texts.page.problem },
            { title: texts.kind },
            { title: texts.page.field },
            { title: texts.page.findings, numeric: true },
          ],
          rows: report.relations.map(({ code, kind, field }, index) => [
            issueName(locale, code),
            page.kind(kind),
            page.field(field),
            figures.count('relations', index, 'count'),
          ]),
        });
  return html`${linkTable}
    <h3>${texts.page.orphans}</h3>
    ${problems}`;
}

/** Records that the target holds already, and the policy that decides about them. */
export function existingSection(page: Page): Markup {
  const { report, texts, figures } = page;
  if (report.existing.length === 0) return html`<p class="none">${texts.page.noExisting}</p>`;
  const names = ['matched', 'update', 'unchanged', 'skip'] as const;
  const titles = { ...texts.columns, matched: texts.page.matched };
  return table({
    label: texts.page.existing,
    columns: [
      { title: texts.kind },
      ...names.map((name) => ({ title: titles[name], numeric: true })),
      { title: texts.page.policy },
    ],
    rows: report.existing.map(({ kind, on_match: policy }, index) => [
      page.kind(kind),
      ...names.map((name) => figures.count('existing', index, name)),
      texts.policies[policy],
    ]),
  });
}
