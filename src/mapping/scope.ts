import { issueAt, severityOf, type Issue } from '../model/issue.ts';
import type { Reference } from '../model/reference.ts';
import type { Cell, Origin, Row, Value } from '../model/row.ts';
import { cellText } from '../text/cell-text.ts';
import type { Note } from '../transforms/transform.ts';
import type { ExpressionScope } from './cel.ts';
import type { OnError } from './schema/value.ts';

/** The row being mapped. One scope lives as long as a bound block and is set anew for every record. */
export interface RowScope {
  cells: readonly Cell[];
  joined: readonly (readonly Row[])[];
  /** Position in list cells while the parts of one entry are read; -1 otherwise. */
  index: number;
  origin: Origin;
  isRejected: boolean;
  issues: Issue[];
  references: Reference[];
  /** Raw texts that on_error: keep puts into the comment, with their headings. */
  kept: string[];
  fields: Record<string, Value>;
  readonly expression: ExpressionScope;
  /** The expression's view of the row is that of this record. */
  hasRowView: boolean;
  /** Brings the expression's view up to date. */
  viewRow: () => void;
}

const nowhere: Origin = { table: { file: '', name: '' }, line: 0 };

export function rowScope(): RowScope {
  return {
    cells: [],
    joined: [],
    index: -1,
    origin: nowhere,
    isRejected: false,
    issues: [],
    references: [],
    kept: [],
    fields: {},
    hasRowView: false,
    viewRow: () => undefined,
    expression: { row: new Map(), src: new Map(), value: '', rownum: 0n, file: '' },
  };
}

/** Where one value of a field is being made: collects what goes wrong with it. */
export interface Slot {
  readonly field: string;
  readonly policy: OnError;
  /** Heading the value came from. */
  column: string | undefined;
  /** The value as read. */
  raw: Value;
  hasFailed: boolean;
  /** A raw text is a possible value of the field: on_error: keep leaves it there instead of in the comment. */
  keepsRaw: boolean;
  /** The pieces of the cell that the items of a list were made of, in the order of the items. */
  pieces: readonly Value[];
  /** The headings of the pieces, in their order, when they come from several columns; otherwise empty. */
  columns: readonly (string | undefined)[];
  readonly note: Note;
}

/** A slot that reports into a scope: findings of severity error follow the field's policy. */
export function slotOf(scope: RowScope, field: string, policy: OnError): Slot {
  const slot: Slot = {
    field,
    policy,
    column: undefined,
    raw: null,
    hasFailed: false,
    keepsRaw: false,
    pieces: [],
    columns: [],
    note: (code, args, suggestion) => {
      const value = rawText(slot.raw);
      const place = { field, ...(slot.column === undefined ? {} : { column: slot.column }) };
      const issue = issueAt(scope.origin, { code, args } as never, value === '' ? place : { ...place, value });
      const isError = severityOf(code) === 'error';
      const severity = isError && policy !== 'reject' ? ('warning' as const) : issue.severity;
      scope.issues.push({ ...issue, severity, ...(suggestion === undefined ? {} : { suggestion }) });
      if (!isError) return;
      slot.hasFailed = true;
      if (policy === 'reject') scope.isRejected = true;
    },
  };
  return slot;
}

/** Notes an error that rejects the record whatever the field's policy is. */
export function rejectRecord(scope: RowScope, slot: Slot, issue: Issue): void {
  if (slot.column === undefined) scope.issues.push(issue);
  else scope.issues.push({ ...issue, column: slot.column });
  scope.isRejected = true;
}

/** Puts a value that failed into the comment, under its heading. */
export function keepInComment(scope: RowScope, slot: Slot, value: Value): void {
  const text = rawText(value);
  if (text === '') return;
  const line = slot.column === undefined ? text : `${slot.column}: ${text}`;
  if (!scope.kept.includes(line)) scope.kept.push(line);
}

/** A value as people should see it. */
export function rawText(value: Value): string {
  if (typeof value === 'string') return value;
  if (value === null) return '';
  if (Array.isArray(value))
    return value
      .map((item: Value) => rawText(item))
      .filter((text) => text !== '')
      .join(', ');
  return cellText(value) ?? JSON.stringify(value);
}

/** Nothing, or nothing but white space. */
export function isEmpty(value: Value | undefined): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === 'string') {
    const code = value.charCodeAt(0);
    return value === '' || ((code <= 32 || code === 0xa0 || code > 0x1fff) && value.trim() === '');
  }
  return Array.isArray(value) && value.every((item: Value) => isEmpty(item));
}
