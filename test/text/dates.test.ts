import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileDatePattern } from '../../src/text/date-pattern.ts';
import { compileDatePatterns } from '../../src/text/date-reader.ts';
import { isoDate, readDate, readSerial } from '../../src/text/dates.ts';

function read(text: string, ...sources: string[]) {
  const patterns = compileDatePatterns(sources);
  if ('problem' in patterns) throw new Error(patterns.problem);
  const reading = readDate(text, patterns);
  return reading.status === 'ok' ? isoDate(reading.parts) : reading.status;
}

describe('readDate without patterns', () => {
  it.each([
    ['2024-03-14', '2024-03-14'],
    ['2024/3/4', '2024-03-04'],
    ['20240314', '2024-03-14'],
    ['14.03.2024', '2024-03-14'],
    ['3.4.2024', '2024-04-03'],
    ['25/12/2024', '2024-12-25'],
    ['12/25/2024', '2024-12-25'],
    ['02/23/26 08:55 PM', '2026-02-23'],
    ['05/05/2024', '2024-05-05'],
    ['14 марта 2024 года', '2024-03-14'],
    ['1-го мая 2024', '2024-05-01'],
    ['14-Mar-2024', '2024-03-14'],
    ['Mar 14, 2024', '2024-03-14'],
    ['Thu, 14 Mar 2024 12:00:00 +0300', '2024-03-14'],
    ['2024-03-14T12:00:00.000+0000', '2024-03-14'],
    ['29.02.2024', '2024-02-29'],
  ])('reads %s as %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each(['03/04/2024', '09-06-2026', '01-02-03', '3/4/2024 10:00', '24-03-14'])('finds %s ambiguous', (text) => {
    expect(read(text)).toBe('ambiguous');
  });

  it.each([
    '0001-01-01',
    '0001-01-01T00:00:00',
    '01.01.0001',
    '00.00.0000',
    '0000-00-00 00:00:00',
    '  .  .    ',
    '-',
    '30.12.1899',
  ])('takes %s for no date', (text) => {
    expect(read(text)).toBe('empty');
  });

  it.each([
    ['31.02.2024', 'impossible'],
    ['29.02.2023', 'impossible'],
    ['13/13/2024', 'impossible'],
    ['14.03.2024 24:30', 'impossible'],
    ['14.03.0224', 'range'],
    ['14.03.2204', 'range'],
    ['март 2024', 'unreadable'],
    ['2024', 'unreadable'],
    ['14 мартобря 2024', 'unreadable'],
    ['14.03.2024 и 15.03.2024', 'unreadable'],
  ])('finds %s %s', (text, status) => {
    expect(read(text)).toBe(status);
  });
});

describe('date patterns', () => {
  it.each([
    ['MM/dd/yyyy', '03/04/2024', '2024-03-04'],
    ['dd/MM/yyyy', '3/4/2024', '2024-04-03'],
    ['yy-MM-dd', '24-03-14', '2024-03-14'],
    ['d MMMM yyyy', '14 Марта 2024 г.', '2024-03-14'],
    ['dd-MMM-yy', '14-мар-24', '2024-03-14'],
    ['EEEE, d MMMM yyyy', 'четверг, 14 марта 2024', '2024-03-14'],
    ['ddMMyyyy', '03042024', '2024-04-03'],
    ["yyyy'г' MM dd", '2024г 03 14', '2024-03-14'],
    ['DD.MM.YYYY', '14.03.2024', '2024-03-14'],
    ['dd/MM/yyyy', '03/04/2024 10:15', '2024-04-03'],
  ])('%s reads %s', (pattern, text, expected) => {
    expect(read(text, pattern)).toBe(expected);
  });

  it.each(['dd.MM', 'yyyy-QQ-dd', 'dd.MM.yyyy dd', "dd.MM.yyyy '", 'yyyyy-MM-dd', 'HH:mm'])('refuse %s', (source) => {
    expect(compileDatePattern(source)).toHaveProperty('problem');
  });

  it('write and read any day alike', () => {
    const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2100-12-31T23:59:59Z'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (day) => {
        const iso = day.toISOString().slice(0, 10);
        const [year, month, date] = iso.split('-');
        expect(read(iso)).toBe(iso);
        expect(read(`${date}.${month}.${year}`, 'dd.MM.yyyy')).toBe(iso);
        expect(read(`${month}/${date}/${year}`, 'MM/dd/yyyy')).toBe(iso);
      }),
    );
  });
});

describe('readSerial', () => {
  it('follows the calendar of spreadsheets with its false leap day', () => {
    const day = (serial: number) => {
      const reading = readSerial(serial);
      return reading.status === 'ok' ? isoDate(reading.parts) : reading.status;
    };
    expect([1, 59, 60, 61, 45365, 73050].map(day)).toEqual([
      '1900-01-01',
      '1900-02-28',
      'impossible',
      '1900-03-01',
      '2024-03-14',
      '2099-12-31',
    ]);
  });
});
