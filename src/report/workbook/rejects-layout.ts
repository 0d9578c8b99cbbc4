import type { WorkbookTexts } from '../../locales/workbook-texts.ts';
import type { EntityKind } from '../../model/entity.ts';
import { columnLetters } from './sheet.ts';

/** What is wrong with a row, worded. */
export interface RowProblem {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
  /** Place of the source column; -1: of none. */
  readonly index: number;
  readonly field: string | null;
  /** An error keeps the record from being loaded; its cell is what "as it is" sends to the comment. */
  readonly isError: boolean;
}

/** A row to be corrected. */
export interface RejectRow {
  /** Unique in the workbook: what the row is found by. */
  readonly number: string;
  readonly kind: EntityKind;
  readonly system: string;
  readonly key: string | null;
  readonly line: number;
  /** Null: the values are not known or not to be shown. */
  readonly cells: readonly unknown[] | null;
  readonly hash: string | null;
  readonly problems: readonly RowProblem[];
  /** Values a person may accept, by place of the column. */
  readonly proposals: ReadonlyMap<number, string>;
}

/** Rows of one entity and one source table. */
export interface RejectSheet {
  readonly title: string;
  readonly file: string;
  readonly columns: readonly string[];
  /** Places of the columns whose original values are shown beside. */
  readonly found: readonly number[];
  /** Lists to choose from, by place of the column. */
  readonly lists: ReadonlyMap<number, readonly string[]>;
  readonly count: number;
  /** May be called more than once. */
  readonly rows: () => Iterable<RejectRow>;
}

/** A value that a value map has no entry for. */
export interface MissingEntry {
  readonly number: string;
  readonly map: string;
  readonly value: string;
  readonly count: number;
  /** Values the map can give. */
  readonly results: readonly string[];
}

export interface RejectsBook {
  readonly texts: WorkbookTexts;
  readonly project: string;
  readonly run: string;
  readonly mapping: string;
  readonly exportedAt: string;
  readonly hasValues: boolean;
  readonly sheets: readonly RejectSheet[];
  readonly missing: readonly MissingEntry[];
}

/** Columns before the values: number, file, row, code, problem, remedy, decision. */
export const leadingColumns = 7;

/** Headings of a data sheet; repeated ones are told apart by a number, so that a column is found by its heading. */
export function headings({ columns, found }: Pick<RejectSheet, 'columns' | 'found'>, texts: WorkbookTexts): string[] {
  const { number, file, line, code, problem, remedy, decision, original } = texts;
  const leading = [number, file, line, code, problem, remedy, decision];
  const taken = new Set(leading);
  const names = columns.map((column, at) => {
    const plain = column.trim() === '' ? columnLetters(at) : column;
    let name = plain;
    for (let count = 2; taken.has(name); count += 1) name = `${plain} #${count}`;
    taken.add(name);
    return name;
  });
  return [...leading, ...names, ...found.map((index) => original(names[index] ?? ''))];
}
