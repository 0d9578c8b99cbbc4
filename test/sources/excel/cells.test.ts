import { describe, expect, it } from 'vitest';
import { compileFormat } from '../../../src/sources/excel/number-format.ts';
import { numberCell } from '../../../src/sources/excel/cell-value.ts';
import { clockText, isoDate, serialDate } from '../../../src/sources/excel/serial-date.ts';
import { cellName, columnName, parseAddress } from '../../../src/sources/excel/address.ts';
import { excel } from '../../../src/sources/excel.ts';
import { bytesInput } from '../../bytes-input.ts';
import { collectRows } from '../../collect-rows.ts';
import { codesOf } from '../../row-view.ts';
import { textRow, workbook } from '../../workbook.ts';

const cell = (raw: string, code: string, date1904 = false) =>
  numberCell(raw, compileFormat(code), date1904, () => 'B2');
const value = (raw: string, code: string) => cell(raw, code).value;
const utc = (text: string): Date => new Date(`${text}Z`);

describe('dates', () => {
  it.each([
    ['45366', 'dd.mm.yyyy', '2024-03-15T00:00:00'],
    ['45366.395833333336', 'dd.mm.yyyy hh:mm', '2024-03-15T09:30:00'],
    ['45366.39583', 'dd.mm.yyyy\\ h:mm;@', '2024-03-15T09:30:00'],
    ['45366', '[$-419]d mmmm yyyy" г.";@', '2024-03-15T00:00:00'],
    ['45366', '[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy', '2024-03-15T00:00:00'],
    ['45366', 'mmm-yy', '2024-03-15T00:00:00'],
    ['45366', 'ДД.ММ.ГГГГ', '2024-03-15T00:00:00'],
    ['1', 'dd.mm.yyyy', '1900-01-01T00:00:00'],
    ['59', 'dd.mm.yyyy', '1900-02-28T00:00:00'],
    ['61', 'dd.mm.yyyy', '1900-03-01T00:00:00'],
    ['2958465', 'dd.mm.yyyy', '9999-12-31T00:00:00'],
    ['45366.5', 'h:mm', '2024-03-15T12:00:00'],
  ])('%s as %s is %s', (raw, code, expected) => {
    expect(value(raw, code)).toEqual(utc(expected));
  });

  it('do not shift, whatever the time zone of the machine', () => {
    for (let serial = 40_000; serial < 46_000; serial += 7) {
      const date = serialDate(serial, false, false);
      expect(date?.getTime()).toBe((serial - 25_569) * 86_400_000);
    }
  });

  it('of the 1904 system are four years and a day later', () => {
    expect(cell('43904', 'dd.mm.yyyy', true).value).toEqual(utc('2024-03-15T00:00:00'));
    expect(cell('0', 'dd.mm.yyyy', true).value).toEqual(utc('1904-01-01T00:00:00'));
  });

  it('keep parts of a second only where the format shows them', () => {
    const serial = String(45366 + 0.1234 / 86400);
    expect(value(serial, 'hh:mm:ss.000')).toEqual(utc('2024-03-15T00:00:00.123'));
    expect(value(serial, 'dd.mm.yyyy hh:mm:ss')).toEqual(utc('2024-03-15T00:00:00'));
  });

  it('of an empty cell seen through a formula are no value', () => {
    expect(cell('0', 'dd.mm.yyyy')).toEqual({
      value: null,
      finding: { code: 'excel.bad-date', args: { cell: 'B2', serial: '0' } },
    });
  });

  it.each([['60'], ['-1'], ['2958466'], ['1e10']])('that do not exist stay numbers with an issue: %s', (raw) => {
    expect(cell(raw, 'dd.mm.yyyy')).toEqual({
      value: Number(raw),
      finding: { code: 'excel.bad-date', args: { cell: 'B2', serial: String(Number(raw)) } },
    });
  });
});

describe('clock times', () => {
  it.each([
    ['0.5', 'h:mm', '12:00'],
    ['0.395833333333333', 'hh:mm:ss', '09:30'],
    ['0.39600694444', 'hh:mm:ss AM/PM', '09:30:15'],
    ['1.25', '[h]:mm:ss', '30:00'],
    ['0.0416666666666667', '[mm]:ss', '01:00'],
    ['100.5', '[h]:mm', '2412:00'],
    ['-0.25', '[h]:mm', '-06:00'],
    ['0', 'h:mm', '00:00'],
    ['0.5', 'dd.mm.yyyy hh:mm', '12:00'],
  ])('%s as %s is the text %s', (raw, code, expected) => {
    expect(value(raw, code)).toBe(expected);
  });

  it('have seconds and their parts only when there are some', () => {
    expect([clockText(0.000011574, false), clockText(0.0000012, true), clockText(0.75, true)]).toEqual([
      '00:00:01',
      '00:00:00.104',
      '18:00',
    ]);
  });
});

describe('numbers', () => {
  it.each([
    ['79161234567', 'General', 79161234567],
    ['7.9161234567E10', 'General', 79161234567],
    ['0.10000000000000001', '0.00', 0.1],
    ['1250000.505', '#,##0.00', 1250000.505],
    ['3.3000000000000003', 'General', 3.3],
    ['12345678.123456789', 'General', 12345678.1234568],
    ['0.15', '0%', 0.15],
    ['12500', '#\\ ##0', 12500],
    ['12500', '#,##0" ₽"', 12500],
    ['12500', '#,##0.00 USD', 12500],
    ['12500', '# ##0 [$₽-419]', 12500],
    ['5', '0', 5],
    ['5', '0" шт."', 5],
    ['5', '+0;-0;0', 5],
    ['-5', '0000', -5],
    ['1.5', '0000', 1.5],
    ['3', '# ?/?', 3],
    ['1234567', '0.00E+00', 1234567],
    ['77', '@', 77],
  ])('%s as %s is the number %d', (raw, code, expected) => {
    expect(cell(raw, code)).toEqual({ value: expected });
  });

  it.each([
    ['123', '0000000000', '0000000123'],
    ['56106948630', '000000000000', '056106948630'],
    ['0', '0000', '0000'],
    ['79161234567', '+0\\ (000)\\ 000\\-00\\-00', '+7 (916) 123-45-67'],
    ['9161234567', '[<=9999999]###\\-####;\\(###\\)\\ ###\\-####', '(916) 123-4567'],
    ['1234567', '[<=9999999]###\\-####;\\(###\\)\\ ###\\-####', '123-4567'],
    ['79161234567', '"+"0" "(000)" "000-00-00', '+7 (916) 123-45-67'],
    ['101000', '000000', '101000'],
    ['123456789', '000\\-00\\-0000', '123-45-6789'],
    ['12345678', '"№ "0000', '№ 12345678'],
  ])('%s laid out as %s is the text %s', (raw, code, expected) => {
    expect(value(raw, code)).toBe(expected);
  });

  it.each([
    ['4276380012345678', '4276380012345678', 16],
    ['4.27638001234567E15', '4276380012345670', 16],
    ['40702810900000000000', '40702810900000000000', 20],
    ['1000000000000000', '1000000000000000', 16],
  ])('of more than 15 digits are text with an issue: %s', (raw, expected, digits) => {
    expect(cell(raw, 'General')).toEqual({
      value: expected,
      finding: { code: 'excel.precision-lost', args: { cell: 'B2', digits } },
    });
    expect(cell('999999999999999', 'General')).toEqual({ value: 999999999999999 });
  });

  it('that are no numbers stay as written', () => {
    expect(value('не число', 'General')).toBe('не число');
  });
});

describe('a sheet with styles', () => {
  it('applies the style of each cell and reports percentages once a column', async () => {
    const formats = ['dd.mm.yyyy', '0000000000', '0.0%', '[h]:mm'];
    const rows =
      textRow(1, ['Дата', 'ИНН', 'Доля', 'Время', 'Номер']) +
      [2, 3]
        .map(
          (line) =>
            `<row r="${line}"><c r="A${line}" s="1"><v>45366</v></c><c r="B${line}" s="2"><v>277012345</v></c><c r="C${line}" s="3"><v>0.155</v></c><c r="D${line}" s="4"><v>1.5</v></c><c r="E${line}"><v>12345678901234567</v></c></row>`,
        )
        .join('');
    const book = workbook({ sheets: [{ name: 'Лист', rows }], formats });
    const reading = await collectRows(excel, bytesInput('a.xlsx', book));
    expect(reading.rows[1]?.cells).toEqual([
      utc('2024-03-15T00:00:00'),
      '0277012345',
      0.155,
      '36:00',
      '12345678901234567',
    ]);
    expect(codesOf(reading)).toEqual({ 'excel.percent': 1, 'excel.precision-lost': 2 });
    expect(reading.issues.find(({ code }) => code === 'excel.precision-lost')).toMatchObject({
      column: 'Номер',
      value: '12345678901234567',
      args: { cell: 'E2', digits: 17 },
    });
  });

  it('reads booleans, ISO dates and the 1904 system', async () => {
    const rows =
      textRow(1, ['a', 'b', 'c', 'd']) +
      '<row r="2"><c r="A2" t="b"><v>1</v></c><c r="B2" t="b"><v>0</v></c><c r="C2" t="d"><v>2024-03-15T09:30:00</v></c><c r="D2" s="1"><v>43904</v></c></row>';
    const book = workbook({ sheets: [{ name: 'Лист', rows }], formats: ['dd.mm.yyyy'], date1904: true });
    const reading = await collectRows(excel, bytesInput('a.xlsx', book));
    expect(reading.rows[0]?.cells).toEqual([true, false, utc('2024-03-15T09:30:00'), utc('2024-03-15T00:00:00')]);
  });
});

describe('addresses and ISO dates', () => {
  it('go both ways', () => {
    expect(parseAddress('AB12')).toEqual({ column: 27, row: 12 });
    expect(parseAddress('xfd1048576')).toEqual({ column: 16383, row: 1048576 });
    expect(parseAddress('')).toEqual({ column: -1, row: -1 });
    expect([columnName(0), columnName(25), columnName(26), columnName(701), columnName(702)]).toEqual([
      'A',
      'Z',
      'AA',
      'ZZ',
      'AAA',
    ]);
    expect(cellName(27, 12)).toBe('AB12');
  });

  it('take a date without a zone as UTC', () => {
    expect(isoDate('2024-03-15')).toEqual(utc('2024-03-15T00:00:00'));
    expect(isoDate('2024-03-15T09:30:00.5')).toEqual(utc('2024-03-15T09:30:00.500'));
    expect(isoDate('2024-03-15T09:30:00+03:00')).toEqual(utc('2024-03-15T06:30:00'));
    expect(isoDate('15.03.2024')).toBeUndefined();
    expect(isoDate('2024-13-45')).toBeUndefined();
  });
});
