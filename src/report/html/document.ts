import { createHash } from 'node:crypto';
import type { Language } from '../../model/language.ts';
import { html, toHtml, trusted, type Markup } from './markup.ts';
import type { Section } from './page.ts';
import { style } from './style.ts';

/** What a self-contained page is made of. */
export interface PageParts {
  readonly language: Language;
  readonly title: string;
  /** Words of the link that skips to the first section, of the table of contents, and of the foot. */
  readonly words: { readonly skip: string; readonly contents: string; readonly footer: string };
  readonly head: Markup;
  /** Sections after the head, which is the first. */
  readonly sections: readonly Section[];
  /** What the page shows, for programs. */
  readonly data: unknown;
}

/**
 * One self-contained page: no network, no script, one style sheet admitted by its hash, the data as JSON inside. Equal parts give
 * equal bytes.
 */
export function pageDocument({ language, title, words, head, sections, data }: PageParts): string {
  const [first] = sections;
  const document = html`<html lang="${language}">
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
      <a class="skip" href="#${first?.id}">${words.skip}</a>
      <main>
        ${head} ${contents(sections, words.contents)} ${sections.map((part, index) => section(part, index + 2))}
      </main>
      <footer><p>${words.footer}</p></footer>
      ${trusted(`<script type="application/json" id="report">${embeddedJson(data)}</script>`)}
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
