import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import { reviewProject } from './project.ts';
import { serve } from './serving.ts';

const executable = [
  process.env['PERENOS_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((file) => file !== undefined && existsSync(file));
export const hasBrowser = executable !== undefined;

/** A browser and a project for all tests of a suite; call it inside `describe`. */
export function reviewSuite() {
  let project: ReturnType<typeof reviewProject>;
  let browser: Browser;
  beforeAll(async () => {
    project = reviewProject();
    browser = await chromium.launch({ executablePath: executable ?? '', args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser?.close();
    project?.remove();
  });

  /** A browser of its own for one test, closed at its end; it waits as long as a busy machine needs. */
  async function visitor(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext(options);
    onTestFinished(() => context.close());
    context.setDefaultTimeout(120_000);
    return context.newPage();
  }

  /** Opens the page of a project; whatever the browser complains about, or asks of another host, fails the test. */
  async function opened(folder: string, options: BrowserContextOptions & { language?: 'ru' | 'en' } = {}) {
    const { language = 'ru', ...rest } = options;
    const { address } = await serve(folder, language);
    const page = await visitor({ viewport: { width: 1280, height: 800 }, ...rest });
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

  return { opened, visitor, project: () => project };
}

const progress = (page: Page, wanted: RegExp) => page.locator('#progress', { hasText: wanted });

/** How many questions are open. */
export async function left(page: Page): Promise<number> {
  const said = await progress(page, /\d/).textContent();
  return Number(/\d+/.exec(said ?? '')?.[0]);
}

/**
 * Nothing that concerns the group shown is under way. What a click, a key or a typed text sets going is under way when it returns,
 * and what an answer sets going begins before a browser does anything else: between the two there is no moment that looks ready.
 */
export function ready(page: Page): Promise<void> {
  return page.locator('#group:not([aria-busy=true])').waitFor();
}

/** So many questions are open, and the page takes the next answer: the number changes before the next question is there. */
export async function settled(page: Page, count: number): Promise<void> {
  await progress(page, new RegExp(`^\\D*${count}\\D`)).waitFor();
  await ready(page);
}

/** So many questions are in the list. Only those near the view exist. */
export async function listed(page: Page, wanted: number, questions = '.question'): Promise<void> {
  await expect.poll(() => page.locator(questions).count()).toBe(wanted);
}

/** Looks for a question by a name and shows it, ready to be answered. */
export async function shown(page: Page, name: string): Promise<void> {
  await page.fill('#search', name);
  await page.locator('.question', { hasText: name }).first().click();
  await page.locator('#group h2', { hasText: name }).waitFor();
  await ready(page);
}
