import { resolve } from 'node:path';
import { InputError } from '../errors.ts';
import { fileInput } from '../input.ts';
import { bookFormat, hiddenName } from '../report/workbook/hidden-sheet.ts';
import { type KnownBook, readHidden } from '../report/workbook/read-rejects.ts';
import { containerOf } from '../sources/excel/container.ts';
import { openOds } from '../sources/excel/ods.ts';
import { openXlsx } from '../sources/excel/xlsx.ts';
import type { Workbook } from '../sources/excel/sheet.ts';
import type { Invocation } from './command.ts';
import type { ReadRow } from './rejects-changes.ts';

/** A workbook that came back, with the cells whose values formulas gave. */
export interface ReturnedBook {
  readonly known: KnownBook;
  rows(): AsyncGenerator<ReadRow>;
}

/**
 * Opens a workbook of rejected rows, whichever program saved it.
 * @throws InputError when it is none, or of another format version
 */
export async function openReturned(file: string, { config }: Invocation): Promise<ReturnedBook> {
  const input = await fileInput(resolve(file), config.limits);
  const formulas = new Map<string, Set<number>>();
  const onFormula = (sheet: string, line: number, column: number): void => {
    const place = `${sheet}\u001f${line}`;
    formulas.set(place, (formulas.get(place) ?? new Set()).add(column));
  };
  const container = await containerOf(input);
  const isOds = container === 'ods' || container === 'fods';
  if (!isOds && container !== 'xlsx') throw new InputError('workbook.not-ours', { file });
  const workbook = isOds ? await openOds(input, container) : await openXlsx(input, { onFormula });
  const hidden = workbook.sheets.find(({ name }) => name === hiddenName);
  const known = hidden === undefined ? undefined : await readHidden(hidden.rows());
  if (known === undefined) throw new InputError('workbook.not-ours', { file });
  if (known.format !== bookFormat) {
    throw new InputError('workbook.newer', { file, found: known.format, known: bookFormat });
  }
  return { known, rows: () => visibleRows(workbook, formulas) };
}

async function* visibleRows({ sheets }: Workbook, formulas: ReadonlyMap<string, Set<number>>): AsyncGenerator<ReadRow> {
  const none: ReadonlySet<number> = new Set();
  for (const sheet of sheets) {
    if (sheet.name === hiddenName) continue;
    for await (const page of sheet.rows()) {
      for (const { line, cells, findings } of page) {
        const computed = formulas.get(`${sheet.name}\u001f${line}`) ?? none;
        yield { line, cells, problems: findings, sheet: sheet.name, formulas: computed };
      }
    }
  }
}
