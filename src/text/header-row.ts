/** Rows looked at when a header is searched. */
export const headerSampleRows = 50;

/** Where a table starts under its titles. */
export interface HeaderGuess {
  /** Position in the rows given, from 0. */
  readonly index: number;
  /** 0 to 1. */
  readonly confidence: number;
}

/**
 * Finds the header under title lines (`Список контрагентов`, `Отбор: ...`): the first row that is about as wide as the widest
 * rows and holds names, not data.
 * @param rows the first rows of a sheet or file, empty ones included
 */
export function findHeaderRow(rows: readonly (readonly unknown[])[]): HeaderGuess {
  const sample = rows.slice(0, headerSampleRows);
  const filled = sample.map((row) => row.filter((cell) => !isEmpty(cell)).length);
  const width = usualWidth(filled);
  const firstFilled = Math.max(
    filled.findIndex((count) => count > 0),
    0,
  );
  if (width < 2) return { index: firstFilled, confidence: 0.5 };
  for (const [index, row] of sample.entries()) {
    if ((filled[index] ?? 0) < Math.max(2, width * 0.6)) continue;
    const nameShare = shareOfNames(row);
    if (nameShare >= 0.7)
      return { index, confidence: Math.round(nameShare * (index === firstFilled ? 1 : 0.95) * 100) / 100 };
  }
  // No row of names: the first wide row is taken, and the confidence says that it may be data.
  const wide = filled.findIndex((count) => count >= Math.max(2, width * 0.6));
  return { index: wide === -1 ? firstFilled : wide, confidence: 0.3 };
}

/** Filled cells of the wider rows: the upper fifth, so that neither titles nor one long line decide. */
function usualWidth(filled: readonly number[]): number {
  const wide = filled.filter((count) => count > 0).sort((left, right) => right - left);
  const [widest = 0] = wide;
  return wide[Math.floor((wide.length - 1) / 5)] ?? widest;
}

function shareOfNames(row: readonly unknown[]): number {
  let names = 0;
  let cells = 0;
  for (const cell of row) {
    if (isEmpty(cell)) continue;
    cells += 1;
    if (typeof cell === 'string' && !looksLikeData(cell)) names += 1;
  }
  return cells === 0 ? 0 : names / cells;
}

function isEmpty(cell: unknown): boolean {
  return cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');
}

const number = /^[+(-]?[\d\s\u00A0.,()'%+-]*\d[\d\s\u00A0.,()'%-]*[₽$€]?$/;
const date = /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}([ T]\d{1,2}:\d{2}.*)?$/;
const address = /^[^\s@]+@[^\s@]+\.[^\s@]+$|^https?:\/\//i;

/** Numbers, phones, dates, e-mail and web addresses: what stands in rows, not in headings. */
export function looksLikeData(text: string): boolean {
  const trimmed = text.trim();
  return trimmed.length > 200 || number.test(trimmed) || date.test(trimmed) || address.test(trimmed);
}
