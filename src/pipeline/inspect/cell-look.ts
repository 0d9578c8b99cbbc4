import type { Cell } from '../../model/row.ts';
import type { CellLook } from '../../model/profile.ts';

/** A cell as one text, without what a reader does not see at its ends. */
export function textOf(cell: Cell): string {
  if (cell === null) return '';
  if (cell instanceof Date) return cell.toISOString().replace(/T00:00:00\.000Z$/, '');
  if (Array.isArray(cell))
    return cell
      .map((item) => textOf(item as Cell))
      .filter((text) => text !== '')
      .join(', ');
  return String(cell).trim();
}

const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const writtenDate = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?=\s|$)/;
const isoDate = /^\d{4}-\d{2}-\d{2}/;
const phoneStart = /^[+78(]/;
const phoneSigns = /^[+\d\s().-]+$/;
const number = /^-?[\d\s\u00a0\u202f]+([.,]\d+)?$/;
const flag = /^(да|нет|yes|no|true|false|истина|ложь)$/i;

/** A glance, for a person who has not seen the file: what a value really is, transforms decide. */
export function lookOf(cell: Cell, text: string): CellLook {
  if (cell instanceof Date) return 'date';
  if (typeof cell === 'boolean') return 'flag';
  const first = text.charCodeAt(0);
  // Most text begins with a letter and holds no @: nothing but text or a flag.
  const isLetter = first > 0x39 && first !== 0x40;
  if (text.includes('@') && email.test(text)) return 'email';
  if (isLetter) return text.length < 7 && flag.test(text) ? 'flag' : 'text';
  if (writtenDate.test(text) || isoDate.test(text)) return 'date';
  if (phoneStart.test(text) && phoneSigns.test(text)) {
    const digits = text.replace(/\D/g, '').length;
    if (digits >= 10 && digits <= 15) return 'phone';
  }
  return typeof cell === 'number' || number.test(text) ? 'number' : 'text';
}

/** The day of a text that looks like a date, as `YYYY-MM-DD`; two-digit years are left out. */
export function dayOf(text: string): string | undefined {
  if (isoDate.test(text)) return text.slice(0, 10);
  const [, day = '', month = '', year = ''] = writtenDate.exec(text) ?? [];
  return year.length === 4 ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : undefined;
}

/** The number of a text that looks like one. */
export function numberOf(text: string): number {
  return Number(text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.'));
}

/** How a value is written: letters as `a`, digits as `9`, everything else as it stands. */
export function shapeOf(text: string): string {
  return text.replace(/\p{L}+/gu, 'a').replace(/\d/g, '9');
}
