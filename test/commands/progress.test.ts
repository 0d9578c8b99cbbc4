import { describe, expect, test } from 'vitest';
import { pace } from '../../src/commands/pace.ts';
import { progressBlock, progressText } from '../../src/commands/progress-text.ts';
import { loadLocale } from '../../src/locales/language.ts';
import { displayWidth } from '../../src/report/text-table.ts';

const now = new Date(2026, 10, 22, 21, 15);

/** A pace after ten seconds at an even speed. */
function steady(perSecond: number) {
  const speed = pace();
  for (let second = 0; second <= 10; second++) speed.mark(second * 1000, second * perSecond);
  return speed;
}

describe('the pace', () => {
  test('is unknown for a second, then what it was', () => {
    const speed = pace();
    speed.mark(0, 0);
    speed.mark(500, 100);
    expect(speed.perSecond()).toBeUndefined();
    speed.mark(2000, 400);
    expect(speed.perSecond()).toBe(200);
    expect(speed.secondsLeft(1000)).toBe(3);
    expect(speed.secondsLeft(undefined)).toBeUndefined();
  });

  test('forgets what is older than half a minute: a limit that sets in is seen', () => {
    const speed = pace();
    for (let second = 0; second <= 60; second++) speed.mark(second * 1000, second * 1000);
    for (let second = 61; second <= 95; second++) speed.mark(second * 1000, 60_000 + (second - 60) * 2);
    expect(speed.perSecond()).toBeCloseTo(2, 5);
  });

  test('that stands still has no end', () => {
    expect(steady(0).secondsLeft(10)).toBeUndefined();
  });
});

const plainSpaces = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('the words of progress', () => {
  test('in Russian: numbers grouped, speed, time left, clock', async () => {
    const locale = await loadLocale('ru');
    const speed = steady(1.44);
    const text = progressText({ phase: 'apply', subject: 'company', done: 12_400, total: 48_210 }, speed, {
      locale,
      now,
    });
    expect(plainSpaces(text)).toBe(
      'загрузка · компании · 12 400 / 48 210 · 5 184/ч · осталось ≈ 9 ч 18 мин · до 06:32',
    );
  });

  test('in English, without a total', async () => {
    const locale = await loadLocale('en');
    const text = progressText({ phase: 'read', subject: 'a.csv', done: 12_400 }, steady(500), { locale, now });
    expect(text).toBe('reading · a.csv · 12,400 · 500/s');
  });

  test.each([20, 40, 60, 80, 200])('a block of the load stays within %i columns', async (width) => {
    const locale = await loadLocale('ru');
    const parts = [
      { phase: 'apply', subject: 'company', done: 12_400, total: 48_210 },
      { phase: 'apply', subject: 'contact', done: 0, total: 9_000 },
    ] as const;
    const lines = progressBlock(parts, steady(100), { locale, now, width });
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(displayWidth(line)).toBeLessThan(width);
    if (width >= 80) {
      expect(plainSpaces(lines[0] ?? '')).toMatch(/^компании {2}█{7}░{23} {2}12 400 \/ 48 210$/);
      expect(plainSpaces(lines[2] ?? '')).toContain('12 400 / 57 210');
    }
  });
});
