import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';

const usualPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
const executablePath = process.env['PERENOS_CHROMIUM'] ?? usualPaths.find((path) => existsSync(path));
export const hasBrowser = executablePath !== undefined;

/** The title of a suite, saying so when it is skipped. */
export function inBrowser(what: string): string {
  return hasBrowser ? what : `${what} (skipped: no Chromium found, name one by PERENOS_CHROMIUM)`;
}

/** What a page did that a report must never do. */
interface Behaviour {
  readonly requests: string[];
  readonly dialogs: string[];
  readonly errors: string[];
}

export const quiet: Behaviour = { requests: [], dialogs: [], errors: [] };

/** Opens files of the suite in one browser, without a network; call it inside `describe`. */
export function browserOfSuite() {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath!, args: ['--no-sandbox'] });
  });
  afterAll(() => browser?.close());

  return async function open<T>(file: string, options: BrowserContextOptions, look: (page: Page) => Promise<T>) {
    const context = await browser.newContext({ offline: true, ...options });
    // A busy machine may need long for a page.
    context.setDefaultTimeout(120_000);
    const page = await context.newPage();
    const behaviour: Behaviour = { requests: [], dialogs: [], errors: [] };
    const address = pathToFileURL(file).href;
    page.on('request', (request) => request.url() !== address && behaviour.requests.push(request.url()));
    page.on('pageerror', (error) => behaviour.errors.push(error.message));
    page.on('console', (message) => behaviour.errors.push(message.text()));
    page.on('dialog', (dialog) => {
      behaviour.dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    try {
      await page.goto(address);
      return { found: await look(page), behaviour };
    } finally {
      await context.close();
    }
  };
}

/** Rules of axe that a page breaks, with the elements. */
export async function violations(page: Page): Promise<unknown> {
  await page.evaluate(axe.source);
  return page.evaluate(`axe.run(document).then(({ violations }) =>
    violations.map(({ id, nodes }) => ({ id, nodes: nodes.slice(0, 3).map(({ html }) => html) })))`);
}

/** How a page comes out on A4: its sheets, closed details that would not be printed, tables wider than the paper. */
export async function printed(page: Page) {
  await page.emulateMedia({ media: 'print' });
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  return {
    pages: pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0,
    // A closed detail is printed all the same.
    hidden: await page.locator('details dl').evaluateAll((all) => all.filter((one) => !one.checkVisibility()).length),
    // Nothing inside a table may stick out of the sheet.
    cut: await page.evaluate(
      `[...document.querySelectorAll('.scroll, .scroll *')].filter((one) => one.getBoundingClientRect().right > document.body.clientWidth + 1).length`,
    ),
  };
}

/** Width of A4 less the margins of the style sheet, in CSS pixels. */
export const sheet = { width: 703, height: 1017 };
