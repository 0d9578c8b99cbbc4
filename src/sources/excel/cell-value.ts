import type { Finding } from '../../model/issue.ts';
import type { Scalar } from '../../model/row.ts';
import type { NumberFormat } from './number-format.ts';
import { renderMask } from './number-mask.ts';
import { clockText, serialDate } from './serial-date.ts';

/** A number of a cell, with what has to be said about it. */
export interface NumberCell {
  readonly value: Scalar;
  readonly finding?: Finding;
}

/** Spreadsheets keep 15 significant digits; the 16th and later are zeros or noise. */
const exactLimit = 1e15;

/**
 * What a number with a format is: a number, a date (midnight UTC for a day), a clock text `09:30`, or the text shown where the
 * format lays out digits. A percentage stays a fraction: 15 % is 0.15.
 * @param raw the number as the file has it
 * @param cell for findings, such as `C12`
 */
export function numberCell(raw: string, format: NumberFormat, date1904: boolean, cell: () => string): NumberCell {
  const number = Number(raw);
  if (!Number.isFinite(number) || raw.trim() === '') return { value: raw };
  if (format.kind === 'date' || format.kind === 'time' || format.kind === 'elapsed') {
    return dateCell(number, format, date1904, cell);
  }
  if (Math.abs(number) >= exactLimit && Number.isInteger(number)) return longNumber(raw, number, format, cell);
  if (format.kind === 'mask' && number >= 0 && Number.isInteger(number)) {
    return { value: renderMask(format.mask, number, String(number)) ?? number };
  }
  // Longer fractions are noise of binary arithmetic, which spreadsheets do not show: 3.3000000000000003.
  return { value: raw.length > 16 ? Number(number.toPrecision(15)) : number };
}

function dateCell(
  serial: number,
  format: NumberFormat & { readonly fine: boolean },
  date1904: boolean,
  cell: () => string,
): NumberCell {
  if (format.kind === 'elapsed') return { value: clockText(serial, format.fine) };
  if (format.kind === 'time' && serial >= 0 && serial < 1) return { value: clockText(serial, format.fine) };
  // `00.01.1900` is how a formula over an empty cell shows: no date, and no number either.
  const isEmptyDate = serial === 0 && !date1904 && format.kind === 'date';
  if (isEmptyDate) return { value: null, finding: { code: 'excel.bad-date', args: { cell: cell(), serial: '0' } } };
  const date = serialDate(serial, date1904, format.fine);
  if (date !== undefined) return { value: date };
  if (serial >= 0 && serial < 1) return { value: clockText(serial, format.fine) };
  return { value: serial, finding: { code: 'excel.bad-date', args: { cell: cell(), serial: String(serial) } } };
}

function longNumber(raw: string, number: number, format: NumberFormat, cell: () => string): NumberCell {
  const plain = /^[+-]?\d+$/.test(raw);
  if (!plain && Math.abs(number) >= 1e30) return { value: number };
  const digits = plain ? raw : BigInt(number).toString();
  const shown = format.kind === 'mask' && number > 0 ? renderMask(format.mask, number, digits) : undefined;
  return {
    value: shown ?? digits,
    finding: { code: 'excel.precision-lost', args: { cell: cell(), digits: digits.replace(/\D/g, '').length } },
  };
}

const escapes = /_x([0-9A-Fa-f]{4})_/g;

/** Text of a cell: `_x000D_` and its like decoded (ECMA-376 part 1, 22.9.2.19), line breaks as `\n`; empty text is no value. */
export function textCell(text: string): string | null {
  let value = text;
  if (value.includes('_x')) {
    value = value.replace(escapes, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  }
  if (value.includes('\r')) value = value.replace(/\r\n?/g, '\n');
  return value === '' ? null : value;
}
