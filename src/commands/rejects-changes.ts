import type { Finding } from '../model/issue.ts';
import { shownHash } from '../report/workbook/hidden-sheet.ts';
import type { FormHead, FormRow, KnownRow } from '../report/workbook/read-rejects.ts';
import { editText } from '../text/edit-text.ts';

export type Choice = 'fixed' | 'as-is' | 'skip';

/** What a person did to one row. */
export interface RowChange {
  readonly row: KnownRow;
  readonly decision: Choice | undefined;
  /** New texts by place of the source column. */
  readonly cells: ReadonlyMap<number, string>;
  readonly sheet: string;
  readonly line: number;
}

export interface CellProblem {
  readonly column: number;
  readonly finding: Finding;
}

/** A row of the workbook with what its reader found out about the cells. */
export interface ReadRow extends FormRow {
  readonly sheet: string;
  readonly formulas: ReadonlySet<number>;
  readonly problems: readonly CellProblem[];
}

/** All words for the decisions, in every language, by their lower case. */
export type DecisionWords = ReadonlyMap<string, Choice>;

/**
 * Compares a row of the workbook with what was exported.
 * @returns the change, or what is wrong with the row; neither when nothing was touched
 */
export function readChange(
  read: ReadRow,
  { row, head, words }: { readonly row: KnownRow; readonly head: FormHead; readonly words: DecisionWords },
): { readonly change?: RowChange; readonly findings: readonly Finding[] } {
  const said = editText(read.cells[head.at.get(row.sheet.decisionHeading) ?? -1]).trim();
  const decision = said === '' ? undefined : words.get(said.toLowerCase());
  if (said !== '' && decision === undefined) {
    const known = [...new Set(words.keys())].join(', ');
    return { findings: [{ code: 'workbook.bad-decision', args: { decision: said, known } }] };
  }
  const { cells, findings } = editedCells(read, row, head);
  const change: RowChange = { row, decision, cells, sheet: read.sheet, line: read.line };
  if (decision === 'skip') return { change: { ...change, cells: new Map() }, findings: [] };
  if (decision === undefined && cells.size === 0) return { findings };
  // Whoever edits or confirms a row has seen the values proposed beside.
  const accepted = decision === 'as-is' ? cells : withProposals(change, read, head);
  if (decision === 'fixed' && accepted.size === 0 && findings.length === 0) {
    return { findings: [{ code: 'workbook.nothing-changed', args: { number: row.number } }] };
  }
  return { change: { ...change, cells: accepted }, findings };
}

function editedCells(read: ReadRow, { sheet, marks }: KnownRow, { at }: FormHead) {
  const cells = new Map<number, string>();
  const findings: Finding[] = [];
  for (const [index, heading] of sheet.shown.entries()) {
    const place = at.get(heading);
    const mark = marks[index];
    if (place === undefined || mark === undefined) continue;
    const text = editText(read.cells[place]).trim();
    if (shownHash(text) === mark.shown && !read.problems.some(({ column }) => column === place)) continue;
    const refusal = refusalOf(read, { place, heading, isCut: mark.isCut });
    if (refusal !== undefined) {
      findings.push(refusal);
      continue;
    }
    if (read.formulas.has(place)) findings.push({ code: 'workbook.formula', args: { column: heading } });
    cells.set(index, text);
  }
  return { cells, findings };
}

function refusalOf(
  { problems }: ReadRow,
  { place, heading, isCut }: { readonly place: number; readonly heading: string; readonly isCut: boolean },
): Finding | undefined {
  if (isCut) return { code: 'workbook.too-long', args: { column: heading } };
  const found = problems.find(({ column }) => column === place)?.finding;
  if (found === undefined) return undefined;
  if (found.code === 'excel.precision-lost') {
    return { code: 'workbook.precision-lost', args: { column: heading, digits: found.args.digits } };
  }
  const error = found.code === 'excel.error-value' ? found.args.error : '?';
  return { code: 'workbook.cell-error', args: { column: heading, error } };
}

function withProposals({ row, cells }: RowChange, read: ReadRow, { at }: FormHead): ReadonlyMap<number, string> {
  const all = new Map(cells);
  for (const [index, { old, shown }] of row.marks.entries()) {
    const place = at.get(row.sheet.shown[index] ?? '');
    if (all.has(index) || old === shown || place === undefined) continue;
    const text = editText(read.cells[place]).trim();
    // Only outer spaces make them differ: that is no proposal.
    if (shownHash(text) === shown && row.wrong.concat(Object.keys(row.fields).map(Number)).includes(index))
      all.set(index, text);
  }
  return all;
}

/** Two copies of a row that say the same. */
export function isSameChange(a: RowChange, b: RowChange): boolean {
  return a.decision === b.decision && JSON.stringify([...a.cells]) === JSON.stringify([...b.cells]);
}

/** A change as one text, to be held many times over; its row is known by its number. */
export function packChange({ decision, cells, sheet, line }: RowChange): string {
  return JSON.stringify([decision ?? null, sheet, line, ...cells]);
}

/** The change that `packChange` made a text of. */
export function unpackChange(packed: string, row: KnownRow): RowChange {
  // Written by `packChange` only.
  const [decision, sheet, line, ...cells] = JSON.parse(packed) as [
    Choice | null,
    string,
    number,
    ...[number, string][],
  ];
  return { row, decision: decision ?? undefined, cells: new Map(cells), sheet, line };
}
