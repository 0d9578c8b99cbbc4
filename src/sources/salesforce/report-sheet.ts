import type { Context } from '../../context.ts';
import { issueAt } from '../../model/issue.ts';
import { fieldOfLabel, isReportFooter, isTotal } from './report-labels.ts';
import type { RawRecord, Sheet } from './sheet.ts';

/**
 * A report as records: labels become names of the API where they are known; totals and the signature below the table are set aside.
 * @param rows the table with the furniture of the report
 */
export function reportSheet(rows: Sheet): Sheet {
  const columns = rows.columns.map((label) => fieldOfLabel(label, rows.object));
  const idAt = columns.indexOf('Id');
  return {
    ...rows,
    columns,
    async *records(context) {
      const furniture = new Furniture();
      const grouped: string[] = [];
      for await (const records of rows.records(context)) {
        const taken = records.filter((record) => furniture.passes(record, idAt));
        if (rows.shape === 'workbook') for (const { cells } of taken) fillDown(cells, grouped);
        yield taken;
      }
      furniture.say(rows, context);
      if (idAt < 0) say(rows, context, 1);
    },
  };
}

function say({ input, object }: Sheet, context: Context, line: number): void {
  const origin = { table: { file: input.file, name: object }, line };
  context.report(issueAt(origin, { code: 'salesforce.report-no-ids', args: { object } }));
}

/** Formatted reports name a group in its first row only: leading empty cells take the value above. */
function fillDown(cells: string[], above: string[]): void {
  let isLeading = true;
  for (const [index, cell] of cells.entries()) {
    if (cell !== '') {
      isLeading = false;
      above[index] = cell;
    } else if (isLeading && above[index] !== undefined) cells[index] = above[index];
  }
}

class Furniture {
  #ended = false;
  #lastLine = 0;
  #count = 0;
  readonly #samples: string[] = [];

  passes({ cells, line }: RawRecord, idAt: number): boolean {
    const filled = cells.filter((cell) => cell !== '').length;
    const isLone = filled === 1 && cells.length > 1;
    const afterGap = this.#lastLine > 0 && line > this.#lastLine + 1;
    this.#lastLine = line;
    if (isReportFooter(cells) || (isLone && afterGap && (cells[idAt] ?? '') === '')) this.#ended = true;
    const isFurniture =
      this.#ended || filled === 0 || ((cells[idAt] ?? '') === '' && (isTotal(cells) || (idAt >= 0 && isLone)));
    if (!isFurniture) return true;
    if (filled === 0) return false;
    this.#count += 1;
    if (this.#samples.length < 3) this.#samples.push(cells.filter((cell) => cell !== '').join(' '));
    return false;
  }

  say({ input, object }: Sheet, context: Context): void {
    if (this.#count === 0) return;
    const args = { rows: this.#count, sample: this.#samples.join(' / ') };
    const origin = { table: { file: input.file, name: object }, line: this.#lastLine };
    context.report(issueAt(origin, { code: 'salesforce.report-furniture', args }));
  }
}
