import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadLocale } from '../../src/locales/language.ts';
import type { Language } from '../../src/model/language.ts';
import { renderHtml } from '../../src/report/html.ts';
import { workdir } from '../workdir.ts';
import { sampleReport } from './reports.ts';

const usualPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
const executablePath = process.env['PERENOS_CHROMIUM'] ?? usualPaths.find((path) => existsSync(path));

const title =
  executablePath === undefined
    ? 'the page in a browser (skipped: no Chromium found, name one by PERENOS_CHROMIUM)'
    : 'the page in a browser';

/** What a page did that a report must never do. */
interface Behaviour {
  readonly requests: string[];
  readonly dialogs: string[];
  readonly errors: string[];
}

describe.skipIf(executablePath === undefined)(title, () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath!, args: ['--no-sandbox'] });
  });
  afterAll(() => browser?.close());

  async function open<T>(file: string, options: BrowserContextOptions, look: (page: Page) => Promise<T>) {
    const context = await browser.newContext({ offline: true, ...options });
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
  }

  async function pageFile(name: string, language: Language, report: ReturnType<typeof sampleReport>): Promise<string> {
    return workdir().write(name, renderHtml(report, await loadLocale(language)));
  }

  const quiet: Behaviour = { requests: [], dialogs: [], errors: [] };

  test.each([1, 2, 3, 4])('asks for nothing, says nothing and shows no dialog, hostile report %i', async (seed) => {
    const file = await pageFile(`hostile-${seed}.html`, 'ru', sampleReport(seed, { hostile: true, since: true }));
    const { found, behaviour } = await open(file, {}, async (page) => {
      await page.waitForLoadState('load');
      for (const summary of await page.locator('summary').all()) await summary.click({ force: true });
      return page.locator('section').count();
    });
    expect(found).toBe(13);
    expect(behaviour).toEqual(quiet);
  });

  const looks = (['ru', 'en'] as const).flatMap((language) =>
    (['light', 'dark'] as const).flatMap((scheme) =>
      [360, 768, 1280].map((width) => [language, scheme, width] as const),
    ),
  );

  test.each(looks)(
    'is accessible to all in %s, %s, at %i px, and never wider than the screen',
    async (language, scheme, width) => {
      const file = await pageFile(`${language}.html`, language, sampleReport(2, { since: true }));
      const options = { colorScheme: scheme, viewport: { width, height: 900 }, bypassCSP: true };
      const { found, behaviour } = await open(file, options, async (page) => ({
        violations: await violations(page),
        width: await page.evaluate('document.documentElement.scrollWidth'),
      }));
      expect(found).toEqual({ violations: [], width });
      expect(behaviour).toEqual(quiet);
    },
  );

  test('is accessible with its details open', async () => {
    const file = await pageFile('open.html', 'ru', sampleReport(3, { since: true }));
    const { found } = await open(file, { bypassCSP: true }, async (page) => {
      await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
      return violations(page);
    });
    expect(found).toEqual([]);
  });

  test('reads the same without JavaScript', async () => {
    const file = await pageFile('plain.html', 'ru', sampleReport(3));
    const text = (page: Page) => page.locator('main').innerText();
    const [withScripts, without] = [await open(file, {}, text), await open(file, { javaScriptEnabled: false }, text)];
    expect(without.found).toBe(withScripts.found);
    expect(without.found.length).toBeGreaterThan(2000);
  });

  test('prints on A4 with every section and every detail, in at most 30 pages', async () => {
    const file = await pageFile('print.html', 'ru', sampleReport(2, { since: true }));
    const { found } = await open(file, { viewport: { width: 794, height: 1123 } }, async (page) => {
      await page.emulateMedia({ media: 'print' });
      const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
      return {
        pages: pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0,
        // A closed detail is printed all the same.
        hidden: await page
          .locator('details dl')
          .evaluateAll((all) => all.filter((one) => !one.checkVisibility()).length),
        cut: await page.locator('.scroll').evaluateAll((all) => all.filter((one) => one.scrollWidth > 794).length),
      };
    });
    expect(found.pages).toBeGreaterThan(1);
    expect(found.pages).toBeLessThanOrEqual(30);
    expect(found).toMatchObject({ hidden: 0, cut: 0 });
  });
});

/** Rules of axe that a page breaks, with the elements. */
async function violations(page: Page): Promise<unknown> {
  await page.evaluate(axe.source);
  return page.evaluate(`axe.run(document).then(({ violations }) =>
    violations.map(({ id, nodes }) => ({ id, nodes: nodes.slice(0, 3).map(({ html }) => html) })))`);
}
