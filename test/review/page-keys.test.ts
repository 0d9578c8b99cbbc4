import { describe, expect, test } from 'vitest';
import { hasBrowser, left, ready, reviewSuite, settled } from './opened.ts';
import { copyOf, decisionLines } from './serving.ts';

describe.skipIf(!hasBrowser)('the review page in a browser (skipped: no Chromium found)', () => {
  const { opened, project } = reviewSuite();

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
    ['Alt with a letter is left to the browser', ['Alt+n'], []],
    ['capital letters', ['Shift+M'], ['same 2']],
    ['U with nothing to take back', ['u'], []],
    ['a question put off is taken back', ['s', 'u'], ['unsure 2', 'open 2']],
    ['an answer taken back is given anew', ['m', 'u', 'n'], ['same 2', 'open 2', 'different 2']],
    ['a question answered before is answered otherwise', ['n', 'k', 'm'], ['different 2', 'same 2']],
    ['Russian letters move and undo', ['о', 'л', 'т', 'г'], ['different 2', 'open 2']],
    ['a digit of no record does nothing', ['7', 'm'], ['same 2']],
    ['with no record ticked they can still differ', ['1', '2', 'm', 'n'], ['different 2']],
    ['? shows help, Escape hides it, N answers', ['?', 'Escape', 'n'], ['different 2']],
    ['a letter typed into the search is no answer', ['/', 'n', 'm'], []],
    [
      'four answers, two taken back',
      ['n', 'm', 's', 'n', 'u', 'u'],
      ['different 2', 'same 2', 'unsure 2', 'different 2', 'open 2', 'open 2'],
    ],
    ['K before the first stays at the first', ['k', 'k', 'k', 'm'], ['same 2']],
  ];

  test.each(walks)('by keys alone: %s', async (name, keys, wanted) => {
    const folder = copyOf(project().folder);
    const { page, complaints } = await opened(folder);
    await page.selectOption('#filter-status', 'open');
    // The group of three is judged in a test of its own.
    await page.fill('#search', 'Ильич');
    await page.locator('#search').blur();
    await ready(page);
    await page.keyboard.press('j');
    await ready(page);
    const before = await left(page);
    for (const key of keys) {
      await page.waitForSelector('table');
      if (/[а-я]/.test(key)) {
        await page.evaluate(`document.dispatchEvent(new KeyboardEvent('keydown', { key: '${key}' }))`);
      } else await page.keyboard.press(key);
      await ready(page);
    }
    const lines = decisionLines(folder).filter(({ members }) => (members as unknown[]).length === 2);
    expect(lines.map(({ decision }) => `${String(decision)} 2`)).toEqual(wanted);
    const withdrawn = wanted.filter((line) => line.startsWith('open')).length;
    await settled(page, before - (name.includes('otherwise') ? 1 : wanted.length - 2 * withdrawn));
    expect(complaints).toEqual([]);
  });
});
