import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { hasBrowser, listed, reviewSuite } from './opened.ts';
import { copyOf } from './serving.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(!hasBrowser)('the review page in a browser (skipped: no Chromium found)', () => {
  const { opened, project } = reviewSuite();

  test.each(
    [360, 768, 1280].flatMap((width) =>
      (['light', 'dark'] as const).flatMap((colorScheme) =>
        (['ru', 'en'] as const).map((language) => ({ width, colorScheme, language })),
      ),
    ),
  )('has nothing axe objects to at $width px, $colorScheme, $language', async ({ width, colorScheme, language }) => {
    const { page, complaints } = await opened(copyOf(project().folder), {
      viewport: { width, height: 800 },
      colorScheme,
      language,
      bypassCSP: true,
    });
    // Names come into the list after the question is shown.
    await listed(page, 0, '.question .names:text-is("…")');
    await page.evaluate(axe);
    const violations = await page.evaluate(
      'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes[0].html))',
    );
    expect(violations).toEqual([]);
    expect(complaints).toEqual([]);
    const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
