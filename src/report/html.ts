import { createHash } from 'node:crypto';
import type { Locale } from '../locales/language.ts';
import type { Report } from '../model/report.ts';
import { html, toHtml, trusted, type Markup } from './html/markup.ts';
import { openPage, type Section } from './html/page.ts';
import { verdictSection } from './html/section-verdict.ts';
import { sections } from './html/sections.ts';
import { style } from './html/style.ts';

/**
 * The report as one self-contained page: no network, no script, one style sheet admitted by its hash, the report itself as JSON
 * inside. Equal reports give equal bytes.
 */
export function renderHtml(report: Report, locale: Locale): string {
  const page = openPage(report, locale);
  const { texts } = page;
  const parts = sections(page);
  const title = `${texts.verdict[report.verdict.level]} · ${report.title ?? report.project}`;
  const document = html`<html lang="${locale.language}">
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content="${policy}" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="referrer" content="no-referrer" />
      <title>${title}</title>
      ${trusted(`<style>${style}</style>`)}
    </head>
    <body>
      <a class="skip" href="#funnel">${texts.page.skipToContent}</a>
      <main>
        ${verdictSection(page)} ${contents(parts, texts.page.contents)}
        ${parts.map((part, index) => section(part, index + 2))}
      </main>
      <footer><p>${texts.page.footer} ${report.run.tool_version}</p></footer>
      ${trusted(`<script type="application/json" id="report">${embeddedJson(report)}</script>`)}
    </body>
  </html> `;
  return `<!doctype html>\n${toHtml(document)}`;
}

/** Nothing may be loaded or run; the style sheet of the page is known by its hash. */
const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'`;

function section({ id, title, body }: Section, number: number): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title"><span class="number">${number}</span> ${title}</h2>
    ${body}
  </section> `;
}

function contents(parts: readonly Section[], label: string): Markup {
  const items = parts.map(
    ({ id, title }, index) =>
      html`<li>
        <a href="#${id}"><span class="number">${index + 2}</span> ${title}</a>
      </li>`,
  );
  return html`<nav class="contents" aria-label="${label}">
    <ol>
      ${items}
    </ol>
  </nav> `;
}

/** JSON that cannot end its script element, nor break the lines of old readers. */
export function embeddedJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}
