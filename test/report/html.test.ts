import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { loadLocale } from '../../src/locales/language.ts';
import type { Report } from '../../src/model/report.ts';
import { renderHtml } from '../../src/report/html.ts';
import { hostile, sampleReport } from './reports.ts';

const [ru, en] = await Promise.all([loadLocale('ru'), loadLocale('en')]);
const seeds = Array.from({ length: 12 }, (_, index) => index + 1);

/** Every number of a page by the pointer it was written with. */
function shownNumbers(page: string): Map<string, Set<string>> {
  const shown = new Map<string, Set<string>>();
  for (const [, value = '', pointer = ''] of page.matchAll(/<data\s+value="([^"]*)"\s+data-at="([^"]*)"/g)) {
    shown.set(pointer, (shown.get(pointer) ?? new Set()).add(value));
  }
  for (const { value, pointer } of drawnNumbers(page)) {
    shown.set(pointer, (shown.get(pointer) ?? new Set()).add(value));
  }
  return shown;
}

/** Numbers beside the nodes of a picture. */
function drawnNumbers(page: string): readonly { readonly value: string; readonly pointer: string }[] {
  return [...page.matchAll(/<tspan\s+class="figure"\s+data-value="([^"]*)"\s+data-at="([^"]*)"/g)].map(
    ([, value = '', pointer = '']) => ({ value, pointer }),
  );
}

/** Numbers and amounts of a report that a reader is to see, by pointer. */
function numbersOf(value: unknown, pointer = ''): [string, string][] {
  if (typeof value === 'number') return [[pointer, String(value)]];
  if (typeof value === 'string') return /\/(sum|diff)$/.test(pointer) ? [[pointer, value]] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    numbersOf(inner, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  );
}

/** Arguments are worded inside messages, the records of a kind are said once, and a whole file has no line. */
function isShownElsewhere(pointer: string, value: string): boolean {
  return (
    /\/args(\/|$)/.test(pointer) ||
    /^\/fields\/\d+\/records$/.test(pointer) ||
    (/^\/maps\/\d+\/rest$/.test(pointer) && value === '0') ||
    (/^\/(funnel\/\d+|overall|changes)\/delete$/.test(pointer) && value === '0') ||
    (/^\/issues\/\d+\/samples\/\d+\/line$/.test(pointer) && value === '0')
  );
}

function textOf(page: string): string {
  return page.replace(/<script[\s\S]*<\/script>/, '').replace(/<style>[\s\S]*?<\/style>/, '');
}

describe.each([
  ['ru', ru],
  ['en', en],
] as const)('the page in %s', (language, locale) => {
  test.each(seeds)('shows the numbers of the JSON and no others, report %i', (seed) => {
    const report = sampleReport(seed, { since: seed % 2 === 0 });
    const shown = shownNumbers(renderHtml(report, locale));
    const numbers = new Map(numbersOf(report));
    for (const [pointer, values] of shown) expect([pointer, [...values]]).toEqual([pointer, [numbers.get(pointer)]]);
    const missing = [...numbers].filter(([pointer, value]) => !shown.has(pointer) && !isShownElsewhere(pointer, value));
    expect(missing).toEqual([]);
  });

  test('has its fourteen sections in order, with one line for those without data', () => {
    const page = renderHtml(emptied(sampleReport(3)), locale);
    const ids = [...page.matchAll(/<(?:header|section)\s+id="([a-z-]+)"/g)].map(([, id]) => id);
    expect(ids).toEqual([
      'verdict',
      'funnel',
      'totals',
      'changes',
      'problems',
      'fields',
      'duplicates',
      'maps',
      'relations',
      'existing',
      'left-behind',
      'since',
      'sign-off',
      'appendix',
    ]);
    for (const part of textOf(page).split('<section').slice(1)) {
      expect(
        part
          .replace(/<h2[\s\S]*?<\/h2>/, '')
          .replace(/<[^>]*>/g, '')
          .trim(),
      ).not.toBe('');
    }
  });

  test('names its language', () => {
    expect(renderHtml(sampleReport(1), locale)).toContain(`<html lang="${language}">`);
  });

  test('gives equal bytes for equal reports', () => {
    expect(renderHtml(sampleReport(5, { since: true }), locale)).toBe(
      renderHtml(sampleReport(5, { since: true }), locale),
    );
  });
});

test.each(seeds)(
  'the picture of the records holds the numbers of the funnel, both sides the same sum, report %i',
  (seed) => {
    const report = sampleReport(seed);
    const page = renderHtml(report, ru);
    const flow = /<svg\s+viewBox[\s\S]*?<\/svg>/.exec(page)?.[0] ?? '';
    const sum = (side: RegExp) =>
      drawnNumbers(flow)
        .filter(({ pointer }) => side.test(pointer))
        .reduce((total, { value }) => total + Number(value), 0);
    expect(sum(/^\/funnel/)).toBe(report.overall.read);
    expect(sum(/^\/(overall|result_overall)/)).toBe(report.overall.read);
    const words = /aria-label="([^"]*)"/.exec(flow)?.[1] ?? '';
    for (const { read } of report.funnel.filter((line) => line.read > 0)) {
      expect(words).toContain(read.toLocaleString('ru'));
    }
  },
);

test('a sentence leads to the sections it names, by their numbers', () => {
  for (const kind of ['plan', 'result'] as const) {
    for (const level of ['ready', 'remarks', 'not-ready'] as const) {
      const page = renderHtml({ ...sampleReport(1), kind, verdict: { level, reasons: [] } }, en);
      expect(textOf(page)).not.toMatch(/\{[a-z-]+\|/);
      const headings = new Map(
        [...page.matchAll(/<section\s+id="([a-z-]+)"[\s\S]*?<span class="number">(\d+)</g)].map(([, id, number]) => [
          id,
          number,
        ]),
      );
      for (const [, id, number] of page.matchAll(/<a href="#([a-z-]+)">(?:sections?\u00a0)?(\d+)<\/a>/g)) {
        expect([id, number]).toEqual([id, headings.get(id)]);
      }
    }
  }
});

test('nothing of the data becomes markup', () => {
  for (const seed of seeds) {
    const page = renderHtml(sampleReport(seed, { hostile: true }), ru);
    const calm = renderHtml(sampleReport(seed), ru);
    const tags = (text: string) =>
      [...textOf(text).matchAll(/<\/?([a-z0-9!-]+)/gi)].map(([, name]) => name!.toLowerCase());
    // Sorting and emptiness are the same in both reports, so their elements are too.
    expect(tags(page)).toEqual(tags(calm));
    expect(page.match(/<script/gi)).toHaveLength(1);
    expect(page.match(/<\/script/gi)).toHaveLength(1);
    const attributes = (text: string) =>
      [...textOf(text).matchAll(/<[a-z][^>]*>/gi)].flatMap(([tag]) =>
        [...tag.matchAll(/\s([a-z-]+)="/gi)].map(([, name]) => name),
      );
    expect(new Set(attributes(page))).toEqual(new Set(attributes(calm)));
  }
});

test('control and direction characters of the data are shown as replaced', () => {
  const page = renderHtml(sampleReport(2, { hostile: true }), ru);
  // oxlint-disable-next-line no-control-regex
  expect(textOf(page)).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200e\u200f]/);
});

test('the embedded JSON is the report, whatever the data holds', () => {
  const report = sampleReport(4, { hostile: true });
  const [, json = ''] = /<script type="application\/json" id="report">([\s\S]*?)<\/script>/.exec(
    renderHtml(report, en),
  )!;
  expect(json).not.toMatch(/[<\u2028\u2029]/);
  expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(report)));
});

test('nothing is allowed but the style sheet, which is known by its hash', () => {
  const page = renderHtml(sampleReport(1), ru);
  const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(page)!;
  const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(page)!;
  const digest = createHash('sha256').update(style).digest('base64');
  expect(policy.replaceAll('&#39;', "'")).toBe(
    `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`,
  );
  expect(page).not.toMatch(/\sstyle=|<script(?! type="application\/json")|\ssrc=|url\(|@import/);
});

test('every anchor leads to a place of the page, and no place is named twice', () => {
  for (const seed of seeds) {
    const page = renderHtml(sampleReport(seed, { since: true }), ru);
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
  }
});

test('a page of a hundred problems with all their samples stays under two megabytes', () => {
  const report = sampleReport(7);
  const [group] = sampleReport(9).issues;
  const full = group!.samples[0] ?? sampleReport(11).issues.flatMap(({ samples }) => samples)[0]!;
  const issues = Array.from({ length: 100 }, (_, index) => ({
    ...group!,
    id: `${group!.id}${index}`,
    samples: Array.from({ length: 5 }, () => ({ ...full, value: hostile.join(' ').slice(0, 300) })),
  }));
  const page = renderHtml({ ...report, issues }, ru);
  expect(Buffer.byteLength(page)).toBeLessThan(2 * 1024 * 1024);
});

function emptied(report: Report): Report {
  return {
    ...report,
    inputs: [],
    funnel: [],
    result: [],
    checks: [],
    totals: [],
    changes: { ...report.changes, update: 0, by_field: [], links: [], custom_fields: [], updates: [] },
    existing: [],
    issues: [],
    fields: [],
    duplicates: [],
    maps: [],
    unmapped: [],
    relations: [],
    left_behind: [],
    target: { ...report.target, unsupported: [] },
    run: { ...report.run, mapping: [] },
    verdict: { level: 'ready', reasons: [] },
  };
}
