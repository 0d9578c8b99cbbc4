import { describe, expect, test } from 'vitest';
import { loadLocale } from '../../src/locales/language.ts';
import { displayWidth, textTable, wrapText } from '../../src/report/text-table.ts';
import { renderText } from '../../src/report/text.ts';
import { painter } from '../../src/terminal.ts';
import { sampleReport } from './reports.ts';

const [ru, en] = await Promise.all([loadLocale('ru'), loadLocale('en')]);

describe('the width of text', () => {
  test.each([
    ['', 0],
    ['abc', 3],
    ['Ёжик', 4],
    ['и\u0306', 1],
    ['名前', 4],
    ['ｶﾅ', 2],
    ['👍', 2],
    ['👩‍👩‍👧', 2],
    ['a\u200bb', 2],
    ['\u001b[31mred\u001b[0m', 3],
    ['«Ромашка» — ООО', 15],
  ])('of %j is %i', (text, width) => expect(displayWidth(text)).toBe(width));
});

test('columns line up whatever the letters', () => {
  const rows = [
    ['имя', 'count'],
    ['名前', 5],
    ['Ёлка', 12_345],
    ['👍', 7],
  ];
  const lines = textTable(rows, String);
  expect(lines).toEqual(['имя   count', '名前      5', 'Ёлка  12345', '👍        7']);
  expect(new Set(lines.map(displayWidth))).toEqual(new Set([11]));
});

test('text is broken between words, and inside a word that is too long', () => {
  expect(wrapText('один два три', 8)).toEqual(['один два', 'три']);
  expect(wrapText('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij']);
  expect(wrapText('名前名前', 4)).toEqual(['名前', '名前']);
  expect(wrapText('', 4)).toEqual(['']);
});

const seeds = Array.from({ length: 12 }, (_, index) => index + 1);

describe.each([
  ['ru', ru],
  ['en', en],
] as const)('the summary in %s', (_language, locale) => {
  test.each([40, 80, 200])('fits a terminal of %i columns', (width) => {
    for (const seed of seeds) {
      for (const isHostile of [false, true]) {
        const text = renderText(sampleReport(seed, { hostile: isHostile }), locale, { width, paint: painter(true) });
        const tooLong = text.split('\n').filter((line) => displayWidth(line) > width);
        expect(tooLong).toEqual([]);
      }
    }
  });

  test('lets no control character of the data reach the terminal', () => {
    for (const seed of seeds) {
      const text = renderText(sampleReport(seed, { hostile: true }), locale, { width: 80, paint: painter(false) });
      // oxlint-disable-next-line no-control-regex
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200e\u200f]/);
    }
  });
});

test('the account is read from top to bottom and says that it adds up', () => {
  const base = sampleReport(1);
  const line = { rows: 16, exploded: 0, stubs: 0, read: 16, filtered: 2, rejected: 1, merged: 3, planned: 10 };
  const sums = { ...line, joined: 0, create: 7, update: 3, delete: 0, unchanged: 0, skip: 0, adds_up: true };
  const empty = { result: [], totals: [], issues: [], duplicates: [], left_behind: [] };
  const report = { ...base, ...empty, kind: 'plan' as const };
  const text = renderText(
    { ...report, verdict: { level: 'ready', reasons: [] }, funnel: [{ kind: 'contact', ...sums }], overall: sums },
    en,
    { width: 80, paint: painter(false) },
  );
  expect(text.split('\n').slice(text.split('\n').indexOf('') + 1)).toEqual([
    'What became of the records',
    '             contacts',
    '  read             16',
    '− filtered          2',
    '− rejected          1',
    '− merged            3',
    '= planned          10',
    '  create            7',
    '  update            3',
    '  unchanged         0',
    '  skip              0',
    'The sums add up: read = filtered + rejected + merged + planned.',
    '',
    'No findings.',
  ]);
});

test('records that go into those of earlier runs stand in the account, and only there where there are any', () => {
  const base = sampleReport(1);
  const part = { rows: 5, exploded: 0, stubs: 0, read: 5, filtered: 0, rejected: 0, merged: 0, planned: 5 };
  const sums = { ...part, joined: 3, create: 1, update: 4, delete: 0, unchanged: 0, skip: 0, adds_up: true };
  const report = { ...base, funnel: [{ kind: 'contact' as const, ...sums }], overall: sums };
  expect(renderText(report, en, { width: 80, paint: painter(false) })).toMatch(/skip +0\n +into existing +3\n/);
  const none = { ...sums, joined: 0 };
  const without = { ...base, funnel: [{ kind: 'contact' as const, ...none }], overall: none };
  expect(renderText(without, en, { width: 80, paint: painter(false) })).not.toMatch(/into existing/);
});

test('records that a plan removes stand in the account, and only there where there are any', () => {
  const base = sampleReport(1);
  const part = { rows: 5, exploded: 0, stubs: 0, read: 5, filtered: 0, rejected: 0, merged: 0, planned: 5 };
  const sums = { ...part, joined: 0, create: 0, update: 2, delete: 3, unchanged: 0, skip: 0, adds_up: true };
  const report = { ...base, funnel: [{ kind: 'contact' as const, ...sums }], overall: sums };
  const text = renderText(report, en, { width: 80, paint: painter(false) });
  expect(text).toMatch(/update +2\n +remove +3\n/);
  const none = { ...sums, update: 5, delete: 0 };
  const without = { ...base, funnel: [{ kind: 'contact' as const, ...none }], overall: none };
  expect(renderText(without, en, { width: 80, paint: painter(false) })).not.toMatch(/^ +remove /m);
});

test('records that a load skipped stand apart from those it wrote', () => {
  const sums = { planned: 9, done: 5, skipped: 3, rejected: 1, in_doubt: 0, blocked: 0, adds_up: true };
  const report = { ...sampleReport(1), kind: 'result' as const, result: [{ kind: 'contact' as const, ...sums }] };
  const text = renderText({ ...report, result_overall: sums }, en, { width: 120, paint: painter(false) });
  expect(text).toMatch(/loaded +5\n +skipped +3\n +refused by the new system +1\n/);
  expect(text).toContain('planned = loaded + skipped + refused by the new system + outcome unknown + not sent.');
});

test('sums that do not add up are said to be wrong', () => {
  const report = sampleReport(1);
  const broken = { ...report, overall: { ...report.overall, adds_up: false } };
  expect(renderText(broken, en, { width: 80, paint: painter(false) })).toContain('THE SUMS DO NOT ADD UP.');
});

test('Russian counts take their form', () => {
  const { filledCells, mergedRecords } = ru.reportTexts;
  expect([1, 2, 5, 11, 21, 1000].map(filledCells)).toEqual([
    '1 заполненная ячейка',
    '2 заполненные ячейки',
    '5 заполненных ячеек',
    '11 заполненных ячеек',
    '21 заполненная ячейка',
    '1\u00a0000 заполненных ячеек',
  ]);
  expect(mergedRecords(4, 22)).toBe('4 группы, убрано 22 повтора');
});
