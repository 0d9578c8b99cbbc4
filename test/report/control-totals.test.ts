import { expect, test } from 'vitest';
import { loadLocale } from '../../src/locales/language.ts';
import type { ControlTotal } from '../../src/model/report.ts';
import { hasDifference, totalSentence } from '../../src/report/control-totals.ts';
import { renderText } from '../../src/report/text.ts';
import { painter } from '../../src/terminal.ts';
import { sampleReport } from './reports.ts';

const [ru, en] = await Promise.all([loadLocale('ru'), loadLocale('en')]);
/** `Intl` parts numbers by spaces that do not break. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/gu, ' ');

const total: ControlTotal = {
  kind: 'deal',
  field: 'amount',
  by: [{ field: 'stage', value: 'Новая' }],
  currency: 'RUB',
  source: { count: 3, sum: '100.30' },
  gone: { count: 1, sum: '0.10' },
  plan: { count: 2, sum: '100.20' },
  diff: '0',
};

test('a total is a sentence that adds up, exact to the last digit', () => {
  expect(plain(totalSentence(total, ru))).toBe(
    'сделки · сумма · Новая: прочитано 100,30 ₽ (3) − ушло 0,10 ₽ (1) = в плане 100,20 ₽ (2)',
  );
  const large = { ...total, plan: { count: 2, sum: '9007199254740993.01' } };
  expect(plain(totalSentence(large, en))).toContain('planned RUB 9,007,199,254,740,993.01 (2)');
});

test('what was loaded stands beside the plan, and a difference is named', () => {
  const loaded = { ...total, target: { count: 1, sum: '50' }, diff: '-12.5' };
  expect(plain(totalSentence(loaded, ru))).toMatch(/; загружено 50,00 ₽ \(1\); разница -12,50 ₽$/u);
  expect(plain(totalSentence(loaded, en))).toMatch(/; loaded RUB 50\.00 \(1\); difference -RUB 12\.50$/u);
});

test('records without an amount are counted, as the page does, and not summed up to a nought', () => {
  const nothing = (count: number) => ({ count, sum: '0' });
  const without = { ...total, currency: '', source: nothing(8), gone: nothing(1), plan: nothing(7) };
  expect(plain(totalSentence(without, ru))).toBe(
    'сделки · сумма · Новая · без суммы: прочитано 8 − ушло 1 = в плане 7',
  );
  expect(plain(totalSentence({ ...without, target: nothing(6) }, en))).toMatch(/no amount: .*; loaded 6$/u);
});

test('a count without a sum has no money in it', () => {
  const count = { ...total, field: '', currency: '' };
  expect(plain(totalSentence(count, ru))).toBe('сделки · Новая: прочитано 3 − ушло 1 = в плане 2');
});

test.each([
  ['nothing', {}, false],
  ['a sum', { diff: '0.01' }, true],
  ['a number of records', { plan: { count: 1, sum: '100.20' } }, true],
  ['a loaded sum', { target: { count: 2, sum: '100.19' } }, true],
  ['a loaded number of records', { target: { count: 1, sum: '100.20' } }, true],
])('a difference in %s is seen as such', (_name, change, expected) => {
  expect(hasDifference({ ...total, ...change })).toBe(expected);
});

test('the summary begins with the totals that differ and shows every one of them', () => {
  const even = Array.from({ length: 20 }, (_, at) => ({ ...total, by: [{ field: 'stage', value: `even ${at}` }] }));
  const odd = Array.from({ length: 14 }, (_, at) => ({
    ...total,
    by: [{ field: 'stage', value: `odd ${at}` }],
    diff: '1',
  }));
  const text = renderText({ ...sampleReport(1), totals: [...even, ...odd] }, en, { width: 200, paint: painter(false) });
  const lines = text.split('\n').filter((line) => line.includes('deals · amount'));
  expect(lines).toHaveLength(14);
  expect(lines.every((line) => line.includes('odd'))).toBe(true);
  expect(text).toContain('… and 20 more');
});
