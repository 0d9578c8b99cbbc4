import type { CompiledMapping } from '../mapping/compiled.ts';
import { validateDraft } from '../mapping/validate.ts';
import type { Locale } from '../locales/language.ts';
import type { Issue } from '../model/issue.ts';
import type { Cell } from '../model/row.ts';
import { wordingOf } from '../report/errors.ts';
import { rowFinder, type StoredRow } from '../store/plan-rows.ts';
import type { Plan } from '../store/plan.ts';
import { editHash, editText, rowHash } from '../text/edit-text.ts';
import type { RowChange } from './rejects-changes.ts';

/** What corrections are checked against. */
export interface CheckSetup {
  /** The plan that the workbook was made from. */
  readonly exported: Plan | undefined;
  /** A later plan: what the source holds now. */
  readonly newest: Plan | undefined;
  readonly mapping: CompiledMapping | undefined;
  readonly locale: Locale;
}

/** Whether a correction still fits the source, and whether the row would be taken with it. */
export function rejectsChecker({ exported, newest, mapping, locale }: CheckSetup) {
  const before = exported === undefined ? undefined : rowFinder(exported);
  const now = newest === undefined ? undefined : rowFinder(newest);
  const find = ({ row }: RowChange) => before?.bySeq(Number(row.number));
  return {
    /** The row is not the one that was exported, or one of the corrected cells has changed since. */
    isChanged(change: RowChange): boolean {
      const { row } = change;
      const stored = find(change);
      if (stored !== undefined && row.hash !== null && stored.cells !== null && rowHash(stored.cells) !== row.hash)
        return true;
      const later = row.key === null ? undefined : now?.byKey(row.kind, row.system, row.key);
      if (later === undefined || later.cells === null) return false;
      const { cells, columns } = later;
      const { sheet, marks } = row;
      return [...change.cells.keys()].some((index) => {
        const at = columns.indexOf(sheet.columns[index] ?? '');
        return at !== -1 && editHash(editText(cells[at])) !== marks[index]?.old;
      });
    },
    /** Why the row would still be rejected; empty: it would be taken. Undefined: nobody can tell before the next plan. */
    reasonsLeft(change: RowChange): readonly string[] | undefined {
      const stored = find(change);
      if (mapping === undefined || stored === undefined || stored.cells === null) return undefined;
      return reasons(mapping, stored, corrected(stored.cells, change))?.map(({ code, args }) =>
        wordingOf(locale, code).message(args),
      );
    },
  };
}

function corrected(cells: readonly unknown[], { row, decision, cells: changes }: RowChange): readonly Cell[] {
  // Written by `Staging.addReject` from the cells of a row.
  const all = [...cells] as Cell[];
  for (const [index, text] of changes) all[index] = text === '' ? null : text;
  if (decision === 'as-is') for (const index of row.wrong) if (!changes.has(index)) all[index] = null;
  return all;
}

function reasons(mapping: CompiledMapping, row: StoredRow, cells: readonly Cell[]): readonly Issue[] | undefined {
  const block = mapping.blocks.find(({ name }) => name === row.block);
  // What is joined from other tables is not at hand here.
  if (block === undefined || block.joins.length > 0) return undefined;
  const table = { file: row.file, name: row.sheet, columns: row.columns };
  const mapped = block.bind(table).map({ table, line: row.line, cells }, []);
  return mapped.flatMap((one) => {
    if (one.status === 'filtered') return [];
    if (one.status === 'rejected') return one.issues.filter(({ severity }) => severity === 'error');
    const { entity, issues } = validateDraft(one.draft);
    return entity === undefined ? issues : [];
  });
}
