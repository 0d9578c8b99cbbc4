import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { loadLocale } from '../../src/locales/language.ts';
import type { Language } from '../../src/model/language.ts';
import { renderHtml } from '../../src/report/html.ts';
import { workdir } from '../workdir.ts';
import { browserOfSuite, hasBrowser, inBrowser, printed, quiet, sheet, violations } from './browser.ts';
import { sampleReport } from './reports.ts';

describe.skipIf(!hasBrowser)(inBrowser('the page in a browser'), () => {
  const open = browserOfSuite();

  async function pageFile(name: string, language: Language, report: ReturnType<typeof sampleReport>): Promise<string> {
    return workdir().write(name, renderHtml(report, await loadLocale(language)));
  }

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

  test.each([1, 2, 3])(
    'prints on A4 with every detail and no table cut, in at most 30 pages, report %i',
    async (seed) => {
      const file = await pageFile('print.html', 'ru', sampleReport(seed, { since: true }));
      const { found } = await open(file, { viewport: sheet }, printed);
      expect(found.pages).toBeGreaterThan(1);
      expect(found.pages).toBeLessThanOrEqual(30);
      expect(found).toMatchObject({ hidden: 0, cut: 0 });
    },
  );

  test.each(['ru', 'en'] as const)('is accessible as it is printed, %s', async (language) => {
    const file = await pageFile('print.html', language, sampleReport(2, { since: true }));
    const { found } = await open(file, { viewport: sheet, bypassCSP: true }, async (page) => {
      await page.emulateMedia({ media: 'print' });
      return violations(page);
    });
    expect(found).toEqual([]);
  });
});
