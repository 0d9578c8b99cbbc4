import { createHash } from 'node:crypto';
import type { Locale } from '../locales/language.ts';
import type { ReviewTexts } from '../locales/review-texts.ts';
import { html, toHtml, trusted, type Markup } from '../report/html/markup.ts';
import { actionScript } from './page-actions.ts';
import { groupScript } from './page-group.ts';
import { listScript } from './page-list.ts';
import { offlineScript } from './page-offline.ts';
import { pageStyle } from './page-style.ts';
import type { FieldView } from './views.ts';
import type { GroupView } from './queue.ts';

/** A group of the single file: everything the page would ask the server for. */
export interface OfflineGroup extends GroupView {
  /** What all its records would become. */
  readonly merged: readonly (Pick<FieldView, 'field'> & {
    readonly texts: readonly string[];
    readonly value: unknown;
  })[];
  /** Key and fingerprint of each record, by its number. */
  readonly keys: Readonly<
    Record<number, { readonly system: string; readonly key: string; readonly fingerprint: string }>
  >;
}

export interface OfflineData {
  readonly run: string;
  readonly groups: readonly OfflineGroup[];
}

const script = [listScript, offlineScript, groupScript, actionScript].join('\n');

/** What a browser may do with the page: run this one script, talk to where it came from, nothing else. */
export function contentPolicy(isOffline: boolean): string {
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const rules = [
    "default-src 'none'",
    `script-src ${hash(script)}`,
    `style-src ${hash(pageStyle)}`,
    'img-src data:',
    `connect-src ${isOffline ? "'none'" : "'self'"}`,
    "base-uri 'none'",
    "form-action 'none'",
    ...(isOffline ? [] : ["frame-ancestors 'none'"]),
  ];
  return rules.join('; ');
}

/** The review page as one file; with `offline` data it needs no server. */
export function reviewPage(locale: Locale, texts: ReviewTexts, offline?: OfflineData): string {
  const { fields, evidence, rules } = locale.reportTexts;
  const plain = Object.fromEntries(Object.entries(texts).filter(([, value]) => typeof value !== 'function'));
  const config = {
    language: locale.language,
    texts: plain,
    fields,
    evidence,
    rules,
    ...(offline === undefined ? {} : { offline }),
  };
  const policy = contentPolicy(offline !== undefined);
  return `<!doctype html>\n${toHtml(
    html`<html lang="${locale.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        ${offline === undefined ? null : html`<meta http-equiv="Content-Security-Policy" content="${policy}" />`}
        <link rel="icon" href="data:," />
        <title>${texts.title}</title>
        ${trusted(`<style>${pageStyle}</style>`)}
      </head>
      <body>
        ${body(texts, offline !== undefined)}
        ${trusted(`<script type="application/json" id="config">${safeJson(config)}</script>`)}
        ${trusted(`<script>${script}</script>`)}
      </body>
    </html>`,
  )}\n`;
}

function body(texts: ReviewTexts, isOffline: boolean): Markup {
  return html`<div class="page">
      <header>
        <h1>${texts.title}</h1>
        <span id="progress"></span><progress id="bar" aria-label="${texts.title}" max="1" value="0"></progress>
        <span class="grow"><span id="status" role="status"></span></span>
        ${isOffline ? html`<button type="button" id="download" class="primary">${texts.download}</button>` : null}
        <button type="button" id="help-open">${texts.help} <kbd>?</kbd></button>
      </header>
      <aside aria-label="${texts.title}">
        <div class="filters">
          <label class="wide">${texts.search} <kbd>/</kbd><input type="search" id="search" autocomplete="off" /></label>
          ${filter('status', texts.status)}${filter('band', texts.band)}${filter('kind', texts.kind)}${filter('source', texts.source)}${filter('rule', texts.rule)}${filter('owner', texts.owner)}
          <label class="wide check"><input type="checkbox" id="filter-conflict" /> ${texts.onlyConflicts}</label>
        </div>
        <div id="list">
          <ul id="rows"></ul>
          <p id="empty" class="hint" hidden>${texts.nothing}</p>
        </div>
      </aside>
      <main>
        ${isOffline ? html`<p class="hint">${texts.offline}</p>` : null}
        <div id="group"><p class="hint">${texts.pick}</p></div>
        <noscript>${texts.noScript}</noscript>
      </main>
    </div>
    <dialog id="help" aria-labelledby="help-title">
      <h2 id="help-title">${texts.help}</h2>
      <ul>
        ${texts.helpLines.map((line) => html`<li>${line}</li>`)}
      </ul>
      <button type="button" class="close">${texts.close}</button>
    </dialog>
    <dialog id="alike" aria-labelledby="alike-title">
      <h2 id="alike-title">${texts.alike}</h2>
      <p id="alike-text"></p>
      <div class="actions">
        <button type="button" id="alike-same">${texts.merge}</button
        ><button type="button" id="alike-different">${texts.different}</button
        ><button type="button" id="alike-later">${texts.later}</button>
        <button type="button" class="close">${texts.cancel}</button>
      </div>
    </dialog>`;
}

function filter(name: string, label: string): Markup {
  return html`<label>${label}<select id="filter-${name}"></select></label>`;
}

/** JSON that cannot end the element it stands in. */
function safeJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
