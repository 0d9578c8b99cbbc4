import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { perenosJson } from '../cli/perenos.ts';
import { hasBrowser, left, listed, ready, reviewSuite, settled, shown } from './opened.ts';
import { copyOf, decisionLines } from './serving.ts';

describe.skipIf(!hasBrowser)('the review page in a browser (skipped: no Chromium found)', () => {
  const { opened, visitor, project } = reviewSuite();

  test('a chosen value, a typed value and a dropped phone go into the decision and into the next plan', async () => {
    const folder = copyOf(project().folder);
    const { page, complaints } = await opened(folder);
    await shown(page, 'Щукинменко');
    await page.click('tr:has(th:text-is("Должность")) td:nth-of-type(2) .value');
    await page.locator('tr:has([aria-label*="Должность"]) td.result', { hasText: 'директор' }).waitFor();
    await page.click('tr:has(th:text-is("E-mail")) td:nth-of-type(2) input');
    // The table is drawn anew: a click in between would meet nothing.
    await ready(page);
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
    const folder = copyOf(project().folder);
    const { page } = await opened(folder);
    await ready(page);
    const three = page.locator('.question', { hasText: '· 3 ·' }).first();
    await three.click();
    // A field, three records and the result: the pair shown first has one column less.
    await page.waitForSelector('thead th:nth-of-type(5)');
    await ready(page);
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
    const folder = copyOf(project().folder);
    const { page } = await opened(folder);
    const before = await left(page);
    await page.click('text=Так же со всеми похожими…');
    // The number is asked of the server: until it has come the dialog is shut and its text empty.
    const question = page.locator('#alike[open] #alike-text', { hasText: /\d/ });
    await question.waitFor();
    const count = Number(/\d+/.exec((await question.textContent()) ?? '')?.[0]);
    expect(count).toBeGreaterThan(1);
    expect(decisionLines(folder)).toEqual([]);
    await page.click('#alike-different');
    await settled(page, before - count);
    await page.keyboard.press('u');
    await settled(page, before);
  });

  test('filters and search narrow the list, and say when nothing is left', async () => {
    const { page } = await opened(copyOf(project().folder));
    await ready(page);
    const all = await page.locator('.question').count();
    expect(all).toBeGreaterThan(2);
    await page.fill('#search', 'щукин');
    await listed(page, 2);
    await page.fill('#search', 'такого нет');
    await page.locator('#empty').waitFor();
    await listed(page, 0);
    await page.fill('#search', '');
    await listed(page, all);
    await page.selectOption('#filter-status', 'same');
    await listed(page, 0);
  });

  test('only questions with a conflict; what is decided stays in view until the list is filtered again', async () => {
    const { page } = await opened(copyOf(project().folder));
    await page.check('#filter-conflict');
    await ready(page);
    await page.selectOption('#filter-status', 'open');
    const before = await left(page);
    await ready(page);
    expect(await page.locator('.question').count()).toBeGreaterThan(5);
    await page.locator('.question').first().click();
    await ready(page);
    await page.click('button.primary');
    await settled(page, before - 1);
    await listed(page, 1, '.question.same');
    await page.selectOption('#filter-status', '');
    await ready(page);
    await page.selectOption('#filter-status', 'open');
    await listed(page, 0, '.question.same');
  });

  test('Tab and Enter alone reach a question and answer it', async () => {
    const folder = copyOf(project().folder);
    const { page } = await opened(folder);
    await ready(page);
    const before = await left(page);
    await page.locator('.question').nth(2).focus();
    await page.keyboard.press('Enter');
    await ready(page);
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press('Tab');
      if ((await page.evaluate('document.activeElement.className')) === 'primary') break;
    }
    await page.keyboard.press('Enter');
    await settled(page, before - 1);
    expect(decisionLines(folder).at(0)).toMatchObject({ decision: 'same' });
  });

  test('a typed value is dropped with Escape, and an emptied one is no value', async () => {
    const folder = copyOf(project().folder);
    const { page } = await opened(folder);
    await shown(page, 'Щукинменко');
    await page.click('[aria-label$="Должность"].edit');
    await page.keyboard.type('сторож');
    await page.keyboard.press('Escape');
    // Only the table that is drawn anew has the button again.
    await page.locator('[aria-label$="Должность"].edit').waitFor();
    expect(await page.locator('td.result', { hasText: 'сторож' }).count()).toBe(0);
    await page.click('[aria-label$="Должность"].edit');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await page.keyboard.press('Enter');
    await page.locator('tr:has([aria-label$="Должность"]) td.result .empty').waitFor();
    await page.click('button.primary');
    await page.locator('#status', { hasText: 'Объединено' }).waitFor();
    expect(decisionLines(folder).at(0)).toMatchObject({ decision: 'same', values: { position: null } });
  });

  test('an answer of the server that comes while a value is typed takes no letter of it for a key', async () => {
    const folder = copyOf(project().folder);
    const { page } = await opened(folder);
    await shown(page, 'Щукинменко');
    let letGo = (): void => {};
    const held = new Promise<void>((resolve) => (letGo = resolve));
    await page.route('**/api/preview', (route) => held.then(() => route.continue()));
    await page.click('tr:has(th:text-is("E-mail")) td:nth-of-type(2) input');
    await page.click('[aria-label$="ФИО"].edit');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Щукин');
    letGo();
    await ready(page);
    await page.keyboard.type(' Мышь');
    await page.keyboard.press('Enter');
    await page.locator('tr:has([aria-label*="ФИО"]) td.result', { hasText: 'Щукин Мышь' }).waitFor();
    expect(decisionLines(folder)).toEqual([]);
  });

  test('a value that does not fit is named, and nothing can be merged with it', async () => {
    const { page } = await opened(copyOf(project().folder));
    await ready(page);
    await page.locator('.edit[aria-label$="ФИО"]').click();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await page.keyboard.press('Enter');
    await page.locator('.wrong').waitFor();
    await page.locator('button.primary:disabled').waitFor();
  });

  test('equal fields are folded and can be unfolded; help opens and closes by mouse', async () => {
    const { page } = await opened(copyOf(project().folder));
    await ready(page);
    await page.locator('#equal').waitFor({ state: 'hidden' });
    await page.click('.fold button');
    await page.locator('#equal').waitFor();
    await page.click('#help-open');
    await page.locator('#help').waitFor();
    await page.click('#help .close');
    await page.locator('#help').waitFor({ state: 'hidden' });
  });

  test('on a telephone, in English, questions are answered by touch', async () => {
    const folder = copyOf(project().folder);
    const { page, complaints } = await opened(folder, {
      language: 'en',
      viewport: { width: 360, height: 740 },
      hasTouch: true,
    });
    await ready(page);
    const before = await left(page);
    await page.locator('#group .actions button', { hasText: 'Not duplicates' }).tap();
    await settled(page, before - 1);
    expect(decisionLines(folder).map(({ decision }) => decision)).toEqual(['different']);
    expect(complaints).toEqual([]);
  });

  test('what is decided stays decided when the page is opened again, and the link works only once', async () => {
    const folder = copyOf(project().folder);
    const first = await opened(folder);
    const before = await left(first.page);
    await first.page.keyboard.press('n');
    await settled(first.page, before - 1);
    await first.page.reload();
    await first.page.waitForSelector('table');
    await settled(first.page, before - 1);
    const page = await visitor();
    await page.goto(first.address);
    await page.waitForSelector('#status.bad');
    expect(await page.locator('.question').count()).toBe(0);
  });

  test('the single file decides without a server, and its answers equal those of the page', async () => {
    const online = copyOf(project().folder);
    const served = await opened(online);
    const before = await left(served.page);
    await served.page.keyboard.press('m');
    await settled(served.page, before - 1);
    await served.page.keyboard.press('n');
    await settled(served.page, before - 2);
    const folder = copyOf(project().folder);
    perenosJson(folder, 'review', 'export', '-o', 'review.html', '--lang', 'ru');
    const page = await visitor({ offline: true });
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
});
