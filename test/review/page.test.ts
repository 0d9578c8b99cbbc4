import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { perenosJson } from '../cli/perenos.ts';
import { reviewProject } from './project.ts';
import { copyOf, decisionLines, serve } from './serving.ts';

const executable = [
  process.env['PERENOS_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((file) => file !== undefined && existsSync(file));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// The walks race with the page on a busy machine: a walk that fails three times has failed.
describe.skipIf(executable === undefined)(
  'the review page in a browser (skipped: no Chromium found)',
  { retry: 2 },
  () => {
    let project: ReturnType<typeof reviewProject>;
    let browser: Browser;
    beforeAll(async () => {
      project = reviewProject();
      browser = await chromium.launch({ executablePath: executable ?? '', args: ['--no-sandbox'] });
    });
    afterAll(async () => {
      await browser.close();
      project.remove();
    });

    /** Opens the page of a project; whatever the browser complains about, or asks of another host, fails the test. */
    async function opened(
      folder: string,
      options: Parameters<Browser['newContext']>[0] & { language?: 'ru' | 'en' } = {},
    ) {
      const { language = 'ru', ...rest } = options;
      const { address } = await serve(folder, language);
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...rest });
      onTestFinished(() => context.close());
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('dialog', (dialog) => (complaints.push(`dialog ${dialog.message()}`), void dialog.dismiss()));
      page.on(
        'request',
        (request) =>
          request.url().startsWith(address.split('#')[0] ?? '') ||
          request.url().startsWith('data:') ||
          complaints.push(request.url()),
      );
      await page.goto(address);
      await page.waitForSelector('table');
      return { page, complaints, address };
    }

    const progress = (page: Page) => page.textContent('#progress');
    const left = async (page: Page) => Number(/\d+/.exec((await progress(page)) ?? '')?.[0]);
    const settled = (page: Page, count: number) =>
      page.locator('#progress', { hasText: new RegExp(`(^|\\s)${count}\\s`) }).waitFor();

    /** Keys pressed one after the other, with the decisions they must leave on disk. */
    const walks: readonly (readonly [string, readonly string[], readonly string[]])[] = [
      ['M merges', ['m'], ['same 2']],
      ['N says that they differ', ['n'], ['different 2']],
      ['S puts off', ['s'], ['unsure 2']],
      ['U takes the last answer back', ['m', 'u'], ['same 2', 'open 2']],
      ['U twice takes two back', ['m', 'n', 'u', 'u'], ['same 2', 'different 2', 'open 2', 'open 2']],
      ['Russian letters of the same keys', ['ь', 'т', 'ы'], ['same 2', 'different 2', 'unsure 2']],
      ['J and K move, then M merges', ['j', 'k', 'j', 'm'], ['same 2']],
      ['arrows move', ['ArrowDown', 'ArrowDown', 'ArrowUp', 'n'], ['different 2']],
      ['M with one record ticked does nothing', ['1', 'm'], []],
      ['a record unticked and ticked again', ['1', '1', 'm'], ['same 2']],
      ['three answers in a row', ['m', 'n', 'm'], ['same 2', 'different 2', 'same 2']],
      ['Ctrl with a letter is left to the browser', ['Control+m'], []],
    ];

    test.each(walks)('by keys alone: %s', async (_name, keys, wanted) => {
      const folder = copyOf(project.folder);
      const { page, complaints } = await opened(folder);
      await page.selectOption('#filter-status', 'open');
      // The group of three is judged in a test of its own.
      await page.fill('#search', 'Ильич');
      await page.locator('#search').blur();
      await page.locator('#group:not([aria-busy=true])').waitFor();
      await page.keyboard.press('j');
      await page.locator('#group:not([aria-busy=true])').waitFor();
      const before = await left(page);
      for (const key of keys) {
        await page.waitForSelector('table');
        if (/[а-я]/.test(key)) {
          await page.evaluate(`document.dispatchEvent(new KeyboardEvent('keydown', { key: '${key}' }))`);
        } else await page.keyboard.press(key);
        await page.locator('#group:not([aria-busy=true])').waitFor();
      }
      const lines = decisionLines(folder).filter(({ members }) => (members as unknown[]).length === 2);
      expect(lines.map(({ decision }) => `${String(decision)} 2`)).toEqual(wanted);
      const kept =
        wanted.filter((line) => !line.startsWith('open')).length -
        wanted.filter((line) => line.startsWith('open')).length;
      expect(await left(page)).toBe(before - kept);
      expect(complaints).toEqual([]);
    });

    test('a chosen value, a typed value and a dropped phone go into the decision and into the next plan', async () => {
      const folder = copyOf(project.folder);
      const { page, complaints } = await opened(folder);
      await page.fill('#search', 'Щукинменко');
      await page.click('.question');
      await page.locator('#group h2', { hasText: 'Щукин' }).waitFor();
      await page.click('tr:has(th:text-is("Должность")) td:nth-of-type(2) .value');
      await page.locator('tr:has([aria-label*="Должность"]) td.result', { hasText: 'директор' }).waitFor();
      await page.click('tr:has(th:text-is("E-mail")) td:nth-of-type(2) input');
      await page.click('[aria-label$="ФИО"].edit');
      await page.keyboard.type('Щукин Вписанный');
      await page.keyboard.press('Enter');
      await page.locator('tr:has([aria-label*="ФИО"]) td.result', { hasText: 'Вписанный' }).waitFor();
      await page.click('button.primary');
      await page.locator('#status', { hasText: 'Объединено' }).waitFor();
      const [line] = decisionLines(folder);
      expect(line).toMatchObject({ decision: 'same', values: { full_name: 'Щукин Вписанный', position: 'директор' } });
      const values = line?.['values'] as { emails: { value: string }[] };
      expect(values.emails.map(({ value }) => value)).toEqual(['a1@firma.ru']);
      expect(complaints).toEqual([]);
      perenosJson(folder, 'run', '--mapping', 'perenos.yaml', '--to', 'crm.db');
      const { openDatabase } = await import('../../src/store/database.ts');
      const database = openDatabase(join(folder, 'crm.db'), { readonly: true });
      const found = database
        .prepare("SELECT full_name, position, email FROM contact_flat WHERE full_name LIKE 'Щукин Вписан%'")
        .all();
      database.close();
      expect(found).toEqual([{ full_name: 'Щукин Вписанный', position: 'директор', email: 'a1@firma.ru' }]);
    });

    test('of three records two are merged and the third set apart', async () => {
      const folder = copyOf(project.folder);
      const { page } = await opened(folder);
      await page.locator('#group:not([aria-busy=true])').waitFor();
      const three = page.locator('.question', { hasText: '· 3 ·' }).first();
      await three.click();
      await page.waitForSelector('thead th:nth-of-type(4)');
      await page.locator('#group:not([aria-busy=true])').waitFor();
      await page.keyboard.press('3');
      await page.locator('button.primary', { hasText: 'остальные' }).waitFor();
      const before = await left(page);
      await page.keyboard.press('m');
      await settled(page, before - 1);
      expect(decisionLines(folder).map(({ decision, members }) => [decision, (members as unknown[]).length])).toEqual([
        ['same', 2],
        ['different', 2],
        ['different', 2],
      ]);
    });

    test('one answer for all that are alike shows how many first, and is undone at once', async () => {
      const folder = copyOf(project.folder);
      const { page } = await opened(folder);
      const before = await left(page);
      await page.click('text=Так же со всеми похожими…');
      const count = Number(/\d+/.exec((await page.textContent('#alike-text')) ?? '')?.[0]);
      expect(count).toBeGreaterThan(1);
      expect(decisionLines(folder)).toEqual([]);
      await page.click('#alike-different');
      await settled(page, before - count);
      await page.keyboard.press('u');
      await settled(page, before);
    });

    test('filters and search narrow the list, and say when nothing is left', async () => {
      const { page } = await opened(copyOf(project.folder));
      await page.fill('#search', 'щукин');
      expect(await page.locator('.question').count()).toBeGreaterThan(0);
      await page.fill('#search', 'такого нет');
      expect(await page.isVisible('#empty')).toBe(true);
      await page.fill('#search', '');
      await page.selectOption('#filter-status', 'same');
      expect(await page.locator('.question').count()).toBe(0);
    });

    test('what is decided stays decided when the page is opened again, and the link works only once', async () => {
      const folder = copyOf(project.folder);
      const first = await opened(folder);
      const before = await left(first.page);
      await first.page.keyboard.press('n');
      await settled(first.page, before - 1);
      await first.page.reload();
      await first.page.waitForSelector('table');
      expect(await left(first.page)).toBe(before - 1);
      const stranger = await browser.newContext();
      onTestFinished(() => stranger.close());
      const page = await stranger.newPage();
      await page.goto(first.address);
      await page.waitForSelector('#status.bad');
      expect(await page.locator('.question').count()).toBe(0);
    });

    test('the single file decides without a server, and its answers equal those of the page', async () => {
      const online = copyOf(project.folder);
      const served = await opened(online);
      const before = await left(served.page);
      await served.page.keyboard.press('m');
      await settled(served.page, before - 1);
      await served.page.keyboard.press('n');
      await settled(served.page, before - 2);
      const folder = copyOf(project.folder);
      perenosJson(folder, 'review', 'export', '-o', 'review.html', '--lang', 'ru');
      const context = await browser.newContext({ offline: true });
      onTestFinished(() => context.close());
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(`file://${join(folder, 'review.html')}`);
      await page.waitForSelector('table');
      await page.keyboard.press('m');
      await settled(page, before - 1);
      await page.keyboard.press('n');
      await settled(page, before - 2);
      const [download] = await Promise.all([page.waitForEvent('download'), page.click('#download')]);
      await download.saveAs(join(folder, 'decisions.json'));
      expect(complaints).toEqual([]);
      const { document } = perenosJson(folder, 'review', 'import', 'decisions.json');
      expect(document.summary).toMatchObject({ taken: 2, unclear: 0 });
      const said = (where: string) => decisionLines(where).map(({ decision, members }) => [decision, members]);
      expect(said(folder)).toEqual(said(online));
      expect(perenosJson(folder, 'review', 'import', 'decisions.json').document.summary).toMatchObject({
        taken: 0,
        unclear: 0,
      });
    });

    test.each(
      [360, 768, 1280].flatMap((width) =>
        (['light', 'dark'] as const).flatMap((colorScheme) =>
          (['ru', 'en'] as const).map((language) => ({ width, colorScheme, language })),
        ),
      ),
    )('has nothing axe objects to at $width px, $colorScheme, $language', async ({ width, colorScheme, language }) => {
      const { page, complaints } = await opened(copyOf(project.folder), {
        viewport: { width, height: 800 },
        colorScheme,
        language,
        bypassCSP: true,
      });
      await page.evaluate(axe);
      const violations = await page.evaluate(
        'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes[0].html))',
      );
      expect(violations).toEqual([]);
      expect(complaints).toEqual([]);
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect(overflow).toBeLessThanOrEqual(0);
    });
  },
);
