import type { CompiledMapping } from '../mapping/compiled.ts';
import { entitySchemas, type EntityKind } from '../model/entity.ts';
import { issueAt, type Issue } from '../model/issue.ts';
import type { Cell, Row } from '../model/row.ts';
import type { OverrideBook, RowOverride } from '../store/overrides.ts';
import { editHash, editText, rowHash } from '../text/edit-text.ts';

/** A row with the cells that a person corrected. */
export interface FixedRow {
  readonly row: Row;
  /** What is said about it in the report. */
  readonly issues: readonly Issue[];
  /** Keys of records that a person decided not to load; null: of those without a key. */
  readonly skipped: ReadonlySet<string | null>;
  /** Raw texts that go to the comment, one a line. */
  readonly kept: string;
}

/** The kind and namespace under which corrections of a row are kept. */
export interface FixPlace {
  readonly kind: EntityKind;
  readonly system: string;
}

/** The corrections of a row that is what it was when they were made. */
export function fixedByHand(
  book: OverrideBook | undefined,
  { kind, system }: FixPlace,
  row: Row,
): FixedRow | undefined {
  if (book === undefined) return undefined;
  const override = book.ofRow(kind, system, rowHash(row.cells));
  return override === undefined ? undefined : fix(row, override);
}

/** The corrections of a record whose row has changed: those of cells that have not changed still count. */
export function fixedByKey(
  book: OverrideBook | undefined,
  { kind, system, key }: FixPlace & { readonly key: string | undefined },
  row: Row,
): FixedRow | undefined {
  if (book === undefined || key === undefined) return undefined;
  const override = book.ofKey(kind, system, key);
  if (override === undefined) return undefined;
  // That a record is not wanted is said of the record, not of its values.
  return fix(row, override);
}

function fix(row: Row, { skipped, cells: lines }: RowOverride): FixedRow {
  const cells: Cell[] = [...row.cells];
  const issues: Issue[] = [];
  const kept: string[] = [];
  for (const [given, { column, field, old_hash, new_value, decision }] of lines) {
    const heading = column ?? '';
    const index = row.table.columns[given] === heading ? given : row.table.columns.indexOf(heading);
    const before = editText(row.cells[index] ?? null);
    const args = { column: heading };
    const place = { column: heading, ...(field === null ? {} : { field, value: before }) };
    if (index === -1 || (old_hash !== null && editHash(before) !== old_hash)) {
      if (before !== (new_value ?? '')) issues.push(issueAt(row, { code: 'workbook.override-stale', args }, place));
      continue;
    }
    while (cells.length <= index) cells.push(null);
    if (decision === 'as-is') {
      cells[index] = null;
      if (before !== '') kept.push(`${heading}: ${before}`);
      issues.push(issueAt(row, { code: 'workbook.loaded-as-is', args }, place));
    } else {
      cells[index] = cellLike(row.cells[index] ?? null, new_value ?? '');
      issues.push(issueAt(row, { code: 'workbook.fixed-by-hand', args }, place));
    }
  }
  return { row: { ...row, cells }, issues, skipped, kept: kept.join('\n') };
}

/** A list stays a list: one value a line. */
function cellLike(cell: Cell, text: string): Cell {
  if (text === '') return null;
  return Array.isArray(cell) ? text.split('\n').filter((value) => value.trim() !== '') : text;
}

/** Adds raw texts to the comment of a record; data without room for a comment is left as it is. */
export function withComment<T extends object>(kind: EntityKind, data: T, kept: string): T {
  if (kept === '' || !('comment' in entitySchemas[kind].shape)) return data;
  const before = 'comment' in data && typeof data.comment === 'string' ? `${data.comment}\n` : '';
  return { ...data, comment: before + kept };
}

/** Findings after which a person may want to look at the row as it was read. */
export function isWorthShowing({ severity, value }: Issue): boolean {
  return severity !== 'notice' || value !== undefined;
}

/** Entries that people gave to value maps after an earlier run missed them. */
export function fillMapsByHand({ maps }: Pick<CompiledMapping, 'maps'>, book: OverrideBook | undefined): void {
  for (const { map, from, to } of book?.mapEntries() ?? []) maps.find(({ name }) => name === map)?.fill(from, to);
}
