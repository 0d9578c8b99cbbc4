import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf, isTimeZone, localOf } from '../../src/text/time-zones.ts';

const utc = (text: string) => Date.parse(`${text}Z`);
const at = (local: string, zone: string) => {
  const instant = instantOf(utc(local), zone);
  return instant && `${new Date(instant.at).toISOString().slice(0, 19)} ${instant.kind}`;
};

describe('instantOf', () => {
  it.each([
    ['2009-07-01T12:00:00', 'Europe/Moscow', '2009-07-01T08:00:00 plain'],
    ['2010-01-15T12:00:00', 'Europe/Moscow', '2010-01-15T09:00:00 plain'],
    ['2012-01-15T12:00:00', 'Europe/Moscow', '2012-01-15T08:00:00 plain'],
    ['2014-10-26T00:59:59', 'Europe/Moscow', '2014-10-25T20:59:59 plain'],
    ['2014-10-26T01:00:00', 'Europe/Moscow', '2014-10-25T21:00:00 repeated'],
    ['2014-10-26T02:00:00', 'Europe/Moscow', '2014-10-25T23:00:00 plain'],
    ['2011-03-27T01:59:59', 'Europe/Moscow', '2011-03-26T22:59:59 plain'],
    ['2011-03-27T02:30:00', 'Europe/Moscow', '2011-03-26T23:30:00 skipped'],
    ['2011-03-27T03:00:00', 'Europe/Moscow', '2011-03-26T23:00:00 plain'],
    ['2024-02-29T12:00:00', 'Asia/Almaty', '2024-02-29T06:00:00 plain'],
    ['2024-03-01T12:00:00', 'Asia/Almaty', '2024-03-01T07:00:00 plain'],
    ['2024-12-31T23:59:59', 'Asia/Vladivostok', '2024-12-31T13:59:59 plain'],
    ['2024-07-01T12:00:00', 'Europe/Kyiv', '2024-07-01T09:00:00 plain'],
  ])('puts %s in %s at %s', (local, zone, expected) => {
    expect(at(local, zone)).toBe(expected);
  });

  it('is the inverse of the wall clock, whatever the day', () => {
    const zones = fc.constantFrom(
      'Europe/Moscow',
      'Asia/Yekaterinburg',
      'Asia/Kathmandu',
      'Africa/Casablanca',
      'America/New_York',
    );
    const times = fc.integer({ min: utc('1950-01-01T00:00:00') / 1000, max: utc('2060-01-01T00:00:00') / 1000 });
    fc.assert(
      fc.property(zones, times, (zone, seconds) => {
        const local = localOf(seconds * 1000, zone);
        const instant = instantOf(local ?? 0, zone);
        if (instant?.kind === 'plain') expect(instant.at).toBe(seconds * 1000);
        else expect(instant?.kind).toBe('repeated');
      }),
    );
  });

  it('knows no zones that are none', () => {
    expect(isTimeZone('Europe/Moscow')).toBe(true);
    expect(isTimeZone('Москва')).toBe(false);
    expect(instantOf(0, 'Nowhere/City')).toBeUndefined();
  });
});
