import type { CellObject, WorkBook, WorkSheet } from '@e965/xlsx';
import { checkLimit, isZip, openArchive, readWhole } from '../../archive.ts';
import { InputError } from '../../errors.ts';
import type { Input } from '../../input.ts';
import type { Scalar } from '../../model/row.ts';
import { cellName } from './address.ts';
import { numberCell, textCell } from './cell-value.ts';
import { compileFormat, type NumberFormat, plainNumber } from './number-format.ts';
import type { CellFinding, Sheet, SheetRow, Workbook } from './sheet.ts';

/**
 * Opens an `.xls` (BIFF 2 to 8) or `.xlsb`. These formats cannot be streamed: the workbook is held in memory, within `limits.heldBytes`.
 * @throws InputError for a workbook that has a password or is damaged
 */
export async function openLegacy(input: Input, kind: string): Promise<Workbook> {
  if (isZip(await input.head())) await checkParts(input);
  const content = await readWhole(input);
  if (content.includes(Buffer.from('EncryptedPackage', 'utf16le'))) throw encrypted(input);
  const workbook = await parse(input, content);
  const date1904 = workbook.Workbook?.WBProps?.date1904 === true;
  const sheets = workbook.SheetNames.flatMap((name, index) => {
    const sheet = workbook.Sheets[name];
    const hidden = (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0;
    return sheet === undefined || sheet['!type'] === 'chart' ? [] : [legacySheet(sheet, { name, hidden, date1904 })];
  });
  return { kind, sheets };
}

/** The parser inflates by itself; so every part is unpacked within the limits before it gets them. */
async function checkParts(input: Input): Promise<void> {
  const { entries } = await openArchive(input, { backslash: 'separator' });
  checkLimit(
    input,
    'heldBytes',
    entries.reduce((sum, { bytes }) => sum + bytes, 0),
  );
  for (const entry of entries) for await (const _ of entry.input.open());
}

async function parse(input: Input, content: Buffer): Promise<WorkBook> {
  const xlsx = await import('@e965/xlsx');
  // Code pages of workbooks older than Excel 97.
  xlsx.set_cptable(await import('@e965/xlsx/dist/cpexcel.full.mjs'));
  try {
    return xlsx.read(content, {
      type: 'buffer',
      dense: true,
      cellDates: false,
      cellNF: true,
      cellText: false,
      cellHTML: false,
      cellStyles: true,
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    if (/password|encrypt/i.test(reason)) throw encrypted(input, cause);
    throw new InputError('excel.unreadable', { file: input.file, reason }, { cause });
  }
}

function encrypted(input: Input, cause?: unknown): InputError {
  return new InputError('excel.encrypted', { file: input.file }, { cause });
}

interface LegacySheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly date1904: boolean;
}

function legacySheet(sheet: WorkSheet, { name, hidden, date1904 }: LegacySheet): Sheet {
  const percentColumns = new Set<number>();
  const cells = new CellReader(date1904, percentColumns);
  const details = sheet['!rows'] ?? [];
  return {
    name,
    hidden,
    async *rows() {
      let batch: SheetRow[] = [];
      for (const [index, row] of (sheet['!data'] ?? []).entries()) {
        if (row === undefined) continue;
        const read = cells.readRow(row, index + 1, details[index]?.level ?? 0);
        if (read.cells.length > 0 || read.findings.length > 0) batch.push(read);
        if (batch.length < 500) continue;
        yield batch;
        batch = [];
      }
      if (batch.length > 0) yield batch;
    },
    merges: () =>
      Promise.resolve(
        (sheet['!merges'] ?? []).map(({ s, e }) => ({ top: s.r + 1, bottom: e.r + 1, left: s.c, right: e.c })),
      ),
    hiddenRows: () => details.filter((row) => row?.hidden === true).length,
    percentColumns: () => percentColumns,
  };
}

/** Error values by their number (MS-XLS 2.5.10). */
const errors: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
};

class CellReader {
  readonly #date1904: boolean;
  readonly #percentColumns: Set<number>;
  readonly #formats = new Map<string, NumberFormat>();

  constructor(date1904: boolean, percentColumns: Set<number>) {
    this.#date1904 = date1904;
    this.#percentColumns = percentColumns;
  }

  readRow(row: readonly (CellObject | undefined)[], line: number, level: number): SheetRow {
    const cells: Scalar[] = [];
    const findings: CellFinding[] = [];
    for (let column = 0; column < row.length; column += 1) {
      const cell = row[column];
      if (cell === undefined || cell === null) continue;
      const value = this.#value(cell, { line, column, findings });
      if (value === null) continue;
      while (cells.length < column) cells.push(null);
      cells[column] = value;
    }
    return { line, level, cells, findings };
  }

  #value(cell: CellObject, at: { line: number; column: number; findings: CellFinding[] }): Scalar {
    const address = (): string => cellName(at.column, at.line);
    switch (cell.t) {
      case 'n': {
        if (cell.v === undefined && cell.f === undefined) return null;
        const format = this.#format(cell.z);
        if (format.kind === 'percent') this.#percentColumns.add(at.column);
        const { value, finding } = numberCell(String(cell.v), format, this.#date1904, address);
        if (finding !== undefined) at.findings.push({ column: at.column, finding, value: String(cell.v) });
        return value;
      }
      case 'b':
        return cell.v === true;
      case 'e': {
        const error = errors[Number(cell.v)] ?? `#${String(cell.v)}`;
        at.findings.push({
          column: at.column,
          finding: { code: 'excel.error-value', args: { cell: address(), error } },
        });
        return null;
      }
      case 'd':
        return cell.v instanceof Date ? cell.v : null;
      case 's':
      case 'z': {
        const text = typeof cell.v === 'string' ? textCell(cell.v) : null;
        const link = /^(?:mailto|tel):([^?]+)/i.exec(cell.l?.Target ?? '')?.[1];
        return text ?? link ?? null;
      }
    }
  }

  #format(code: string | number | undefined): NumberFormat {
    if (code === undefined || code === 'General' || typeof code === 'number') return plainNumber;
    let format = this.#formats.get(code);
    if (format === undefined) this.#formats.set(code, (format = compileFormat(code)));
    return format;
  }
}
