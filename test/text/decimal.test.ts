import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainNumber, readDecimal, roundDecimal, shift, withoutNoise } from '../../src/text/decimal.ts';

const read = (text: string, rules = {}) => {
  const reading = readDecimal(text, rules);
  return reading.status === 'ok' ? reading.value : reading.status;
};

describe('readDecimal', () => {
  it.each([
    ['1 234 567,89', '1234567.89'],
    ['1\u00A0234,5', '1234.5'],
    ['1\u202F234', '1234'],
    ["1'234.50", '1234.50'],
    ['1.234.567', '1234567'],
    ['1,234,567.8', '1234567.8'],
    ['1 234,567', '1234.567'],
    ['1234,567', '1234.567'],
    ['0,125', '0.125'],
    ['007', '7'],
    ['-0', '0'],
    ['−5,5', '-5.5'],
    ['(1 000,00)', '-1000.00'],
    ['+3', '3'],
    ['.5', '0.5'],
    ['5,', '5'],
    ['1.25E7', '12500000'],
    ['1,5e-3', '0.0015'],
    ['84.00', '84.00'],
    ['99999999999999999999.99', '99999999999999999999.99'],
  ])('reads %s as %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each(['12 34', '1 2345', '1.23.4', '1,234,5', '1.234,5,6', 'x', '', '1-2', '--1', '1 234 5', '٣'])(
    'refuses %s',
    (text) => {
      expect(read(text)).toBe('unreadable');
    },
  );

  it('does not choose between a fraction and thousands', () => {
    expect(readDecimal('1,234')).toEqual({ status: 'ambiguous', asFraction: '1.234', asThousands: '1234' });
    expect(readDecimal('-12.345')).toEqual({ status: 'ambiguous', asFraction: '-12.345', asThousands: '-12345' });
    expect(read('1,234', { sign: ',' })).toBe('1.234');
    expect(read('1,234', { sign: '.' })).toBe('1234');
    expect(read('1.234', { dotIsFraction: true })).toBe('1.234');
  });

  it('refuses what contradicts the decimal sign of the column', () => {
    expect(read('1.234,5', { sign: '.' })).toBe('unreadable');
    expect(read('1,5', { sign: '.' })).toBe('unreadable');
  });

  it('reads back any grouped number exactly', () => {
    const parts = fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 17n }), fc.integer({ min: 0, max: 99 }), fc.boolean());
    fc.assert(
      fc.property(parts, ([whole, cents, negative]) => {
        const grouped = whole.toString().replace(/\B(?=(\d{3})+$)/g, '\u00A0');
        const fraction = String(cents).padStart(2, '0');
        const minus = negative && (whole > 0n || cents > 0) ? '-' : '';
        expect(read(`${minus}${grouped},${fraction}`)).toBe(`${minus}${whole}.${fraction}`);
      }),
    );
  });
});

describe('plainNumber', () => {
  it('names every finite number without an exponent and without loss', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        const text = plainNumber(number);
        expect(text).toMatch(/^-?\d+(?:\.\d+)?$/);
        expect(Number(text)).toBe(number === 0 ? 0 : number);
      }),
    );
  });
});

describe('withoutNoise', () => {
  it('cuts binary noise at fifteen digits and leaves the rest alone', () => {
    expect(withoutNoise(0.1 + 0.2)).toBe('0.3');
    expect(withoutNoise(1234.5600000000002)).toBe('1234.56');
    expect(withoutNoise(1234.56)).toBeUndefined();
    expect(withoutNoise(9007199254740991)).toBeUndefined();
  });
});

describe('roundDecimal and shift', () => {
  it('round half away from zero', () => {
    expect(roundDecimal('1.005', 2)).toBe('1.01');
    expect(roundDecimal('-1.005', 2)).toBe('-1.01');
    expect(roundDecimal('0.999', 2)).toBe('1.00');
    expect(roundDecimal('-0.4', 0)).toBe('0');
    expect(roundDecimal('99999999999999999.95', 1)).toBe('100000000000000000.0');
  });

  it('move the point exactly', () => {
    expect(shift('1.5', 6)).toBe('1500000');
    expect(shift('0.15', 2)).toBe('15');
    expect(shift('12.345', -3)).toBe('0.012345');
  });
});
