import { describe, expect, test } from 'vitest';
import { loadLocale } from '../../../src/locales/language.ts';
import { loadProfileTexts } from '../../../src/locales/profile-texts.ts';
import type { Language } from '../../../src/model/language.ts';
import { renderProfileHtml } from '../../../src/report/profile/html.ts';
import { oddPeople, profileOf } from '../../pipeline/profiles.ts';
import { workdir } from '../../workdir.ts';
import { browserOfSuite, hasBrowser, inBrowser, printed, quiet, sheet, violations } from '../browser.ts';
import { hostile } from '../reports.ts';

async function pageOf(language: Language, text = oddPeople): Promise<string> {
  const [locale, texts] = await Promise.all([loadLocale(language), loadProfileTexts(language)]);
  return renderProfileHtml(await profileOf(text, 'partial'), locale, texts);
}

/** A table whose headings and cells would do harm if they were obeyed. */
const hostileTable = [
  hostile.map((text) => `"${text.replaceAll('"', '""').replaceAll('\u0000', '')}"`).join(';'),
  ...[1, 2, 3].map(() => hostile.map((text) => `"${text.replaceAll('"', '""').replaceAll('\u0000', '')}"`).join(';')),
].join('\n');

test('every number of the page is that of the JSON inside', async () => {
  const page = await pageOf('ru');
  const [, json = ''] = /<script type="application\/json" id="report">([\s\S]*?)<\/script>/.exec(page)!;
  const profile = JSON.parse(json) as unknown;
  const shown = [...page.matchAll(/<data\s+value="([^"]*)"\s+data-at="([^"]*)"/g)];
  expect(shown.length).toBeGreaterThan(100);
  for (const [, value, pointer = ''] of shown) {
    const found = pointer
      .split('/')
      .slice(1)
      .reduce<unknown>((inner, step) => (inner as Record<string, unknown>)[step], profile);
    expect([pointer, String(found)]).toEqual([pointer, value]);
  }
});

test('every anchor leads to a place of the page, and no place is named twice', async () => {
  const page = await pageOf('en');
  const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
  expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
});

test('equal data give equal bytes', async () => {
  expect(await pageOf('ru')).toBe(await pageOf('ru'));
});

describe.skipIf(!hasBrowser)(inBrowser('the profile in a browser'), () => {
  const open = browserOfSuite();

  test('asks for nothing and shows no dialog with hostile data', async () => {
    const file = workdir().write('hostile.html', await pageOf('ru', hostileTable));
    const { found, behaviour } = await open(file, {}, async (page) => {
      for (const summary of await page.locator('summary').all()) await summary.click({ force: true });
      return page.locator('section').count();
    });
    expect(found).toBe(6);
    expect(behaviour).toEqual(quiet);
  });

  test.each([
    ['ru', 'light', 360],
    ['ru', 'dark', 1280],
    ['en', 'dark', 768],
    ['en', 'light', 1280],
  ] as const)('is accessible in %s, %s, at %i px, and never wider than the screen', async (language, scheme, width) => {
    const file = workdir().write('profile.html', await pageOf(language));
    const options = { colorScheme: scheme, viewport: { width, height: 900 }, bypassCSP: true };
    const { found } = await open(file, options, async (page) => {
      await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
      return { violations: await violations(page), width: await page.evaluate('document.documentElement.scrollWidth') };
    });
    expect(found).toEqual({ violations: [], width });
  });

  test('prints every detail with no table cut, accessible as it is printed', async () => {
    const file = workdir().write('profile.html', await pageOf('ru'));
    const { found } = await open(file, { viewport: sheet, bypassCSP: true }, async (page) => ({
      ...(await printed(page)),
      violations: await violations(page),
    }));
    expect(found).toMatchObject({ hidden: 0, cut: 0, violations: [] });
  });

  test('reads the same without JavaScript', async () => {
    const file = workdir().write('profile.html', await pageOf('ru'));
    const { found } = await open(file, { javaScriptEnabled: false }, (page) => page.locator('main').innerText());
    expect(found).toContain('буквы потеряны'.replace('б', 'Б'));
    expect(found.length).toBeGreaterThan(1500);
  });
});
