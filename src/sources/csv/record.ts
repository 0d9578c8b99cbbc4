import { InputError } from '../../errors.ts';
import type { InputLimits } from '../../input.ts';
import type { Finding } from '../../model/issue.ts';

/** A record as it stands in the file: not yet a row, may be a title, the header or empty. */
export interface CsvRecord {
  /** 1-based line where the record starts. */
  readonly line: number;
  readonly cells: string[];
}

/** What a reader of records is given. */
export interface RecordSetting {
  readonly file: string;
  readonly limits: InputLimits;
  /** Number of the first line of the text, 1-based. */
  readonly firstLine: number;
  /** Cells of a full row; 0 when it is not known. */
  readonly width: number;
  /** Takes what was noticed about a cell; `index` is its position from 0. */
  readonly notice: (line: number, finding: Finding, cell: { readonly index: number; readonly value: string }) => void;
}

/** Refuses a record that no honest export holds. Text is measured in bytes of UTF-8. */
export function checkRecord(record: CsvRecord, length: number, { file, limits }: RecordSetting): void {
  const { cells, line } = record;
  if (cells.length > limits.columns) throw limitError({ file, line }, 'columns', cells.length, limits.columns);
  // A character takes three bytes at most, so most records need no count.
  if (length * 3 <= limits.fieldBytes && length * 3 <= limits.rowBytes) return;
  let row = 0;
  for (const cell of cells) {
    const bytes = Buffer.byteLength(cell);
    if (bytes > limits.fieldBytes) throw limitError({ file, line }, 'fieldBytes', bytes, limits.fieldBytes);
    row += bytes;
  }
  if (row > limits.rowBytes) throw limitError({ file, line }, 'rowBytes', row, limits.rowBytes);
}

export function limitError(
  place: { readonly file: string; readonly line: number },
  limit: keyof InputLimits,
  value: number,
  allowed: number,
): InputError {
  return new InputError(
    'input.limit',
    { file: place.file, limit, value: String(value), allowed: String(allowed) },
    { place },
  );
}

/** Line breaks of any kind in a text: CR LF counts once. */
export function lineBreaks(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 10 || (code === 13 && text.charCodeAt(index + 1) !== 10)) count += 1;
  }
  return count;
}
