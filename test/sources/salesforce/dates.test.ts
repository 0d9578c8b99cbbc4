import { describe, expect, it } from 'vitest';
import { isLocalDate, isoOf, OrderEvidence } from '../../../src/sources/salesforce/dates.ts';

function orderOf(...dates: readonly string[]): string | undefined {
  const evidence = new OrderEvidence();
  for (const date of dates) evidence.look(date);
  return evidence.order;
}

describe('dates that were rewritten in a local form', () => {
  it('show their order by a number that is no month', () => {
    expect(orderOf('02/03/26', '02/23/26')).toBe('month-first');
    expect(orderOf('02-03-2026', '23-02-2026 16:14')).toBe('day-first');
    expect(orderOf('03.02.2026')).toBe('day-first');
    expect(orderOf('02/03/26')).toBeUndefined();
    expect(orderOf('02/23/26', '23/02/26')).toBeUndefined();
  });

  it.each([
    ['02/23/26 08:55 PM', 'month-first', '2026-02-23T20:55:00'],
    ['12/31/99 12:05 AM', 'month-first', '1999-12-31T00:05:00'],
    ['09-06-2026 16:14', 'day-first', '2026-06-09T16:14:00'],
    ['31.12.2024', 'day-first', '2024-12-31'],
    ['07/13/2009 22:14:45-0800', 'month-first', '2009-07-14T06:14:45Z'],
    ['2009-07-14 14:14:45+0200', undefined, '2009-07-14T12:14:45Z'],
  ] as const)('%s is read', (text, order, iso) => {
    expect(isoOf(text, order)).toBe(iso);
  });

  it('stay as they are when the order is not known or the day does not exist', () => {
    expect(isoOf('02/03/26', undefined)).toBe('02/03/26');
    expect(isoOf('13/13/2026', 'day-first')).toBe('13/13/2026');
    expect(isoOf('soon', 'day-first')).toBe('soon');
  });

  it('are told from the forms of the API', () => {
    expect(isLocalDate('2026-02-23')).toBe(false);
    expect(isLocalDate('2006-04-15T03:23:15.000Z')).toBe(false);
    expect(isLocalDate('02/23/26')).toBe(true);
  });
});
