import type { Finding } from '../../model/issue.ts';
import type { Scalar } from '../../model/row.ts';

/** A finding about one cell, before the headings are known. */
export interface CellFinding {
  /** 0-based column of the sheet; -1 for the row as a whole. */
  readonly column: number;
  readonly finding: Finding;
  readonly value?: string;
}

/** One row of a sheet with at least one filled cell. */
export interface SheetRow {
  /** 1-based row number as the spreadsheet shows it. */
  readonly line: number;
  /** Depth in the outline; 0 outside of groups. */
  readonly level: number;
  /** By column of the sheet, `null` for an empty cell; no `null` at the end. */
  readonly cells: readonly Scalar[];
  readonly findings: readonly CellFinding[];
}

/** A block of merged cells: 1-based rows, 0-based columns, all inclusive. The value stands in its top left cell. */
export interface Merge {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Headings stand within the first rows; merges further down say nothing about them. */
const headRows = 200;
/** No heading has more, or wider ones. */
const maxMerges = 10_000;
const maxMergedColumns = 1000;

/** Keeps a block that may be part of a heading. */
export function keepMerge(merges: Merge[], merge: Merge): void {
  const isWellFormed = merge.top > 0 && merge.left >= 0 && merge.bottom >= merge.top && merge.right >= merge.left;
  if (!isWellFormed || merge.top > headRows || merges.length >= maxMerges) return;
  merges.push({ ...merge, right: Math.min(merge.right, merge.left + maxMergedColumns) });
}

/** One sheet, however its workbook is stored. */
export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  /** Filled rows in file order, in batches. Each call starts anew. */
  rows(): AsyncIterable<readonly SheetRow[]>;
  /** Merged blocks, wanted only where the header may be merged. */
  merges(): Promise<readonly Merge[]>;
  /** Rows that the spreadsheet hides and the reader gives all the same; known after `rows` has ended. */
  hiddenRows(): number;
  /** 0-based columns with cells shown as percent; known after `rows` has ended. */
  percentColumns(): ReadonlySet<number>;
}

/** A workbook of any kind. */
export interface Workbook {
  /** In the vendor's words, such as `Excel workbook`. */
  readonly kind: string;
  readonly sheets: readonly Sheet[];
}
