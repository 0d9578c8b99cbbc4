import type { EntityKind } from '../../../src/model/entity.ts';
import { usualRow } from './table.ts';
import type { Stage } from '../rehearsal.ts';

export type MatrixKind = Exclude<EntityKind, 'user' | 'product'>;
export type Row = Readonly<Record<string, string>>;

/** One column of one kind, and what may be done to it on either side. */
export interface Cell {
  readonly kind: MatrixKind;
  readonly column: string;
  /** The canonical field it becomes. */
  readonly field: string;
  /** What the source says the second time. */
  readonly second: (number: number) => string;
  /** Somebody changes it in the CRM. Absent where nobody can. */
  readonly change?: Deed | undefined;
  /** Somebody empties it in the CRM. */
  readonly empty?: Deed | undefined;
  /** A record need not have it: it may be filled by a later load. */
  readonly isOptional?: boolean;
}

/**
 * A cell in one line: what the source says the second time, who changes it, who empties it. What can be emptied, or is said to be
 * `optional`, may also be filled by a later load.
 */
type Line = readonly [
  column: string,
  field: string,
  second: string | ((number: number) => string),
  change?: Deed | undefined,
  empty?: Deed | 'optional',
];

export function cellsOf(kind: MatrixKind, lines: readonly Line[]): readonly Cell[] {
  return lines.map(([column, field, second, change, empty]) => ({
    kind,
    column,
    field,
    second: typeof second === 'string' ? () => second : second,
    change,
    empty: empty === 'optional' ? undefined : empty,
    isOptional: empty !== undefined,
  }));
}

/** `id`: of the record in the CRM. */
export type Deed = (id: string) => Promise<void>;

/** A CRM with everything that the matrix does to it. */
export interface World {
  readonly name: string;
  readonly stage: Stage;
  readonly mapping: string;
  readonly cells: readonly Cell[];
  readonly words: Words;
  /** Everything that people see in the CRM, without its own numbers and times. */
  readonly shown: () => unknown;
  /** Does a record stand there as one that nobody took back? */
  readonly isThere: (kind: MatrixKind, id: string) => Promise<boolean>;
}

/** What the CRM has in its lists. */
export interface Words {
  readonly owner: string;
  readonly stage: string;
  readonly status: string;
  /** What stands behind whole amounts. */
  readonly cents: string;
}

/** What becomes of a record of a cell: who changes it after the first load. */
export const variants = ['nobody', 'source', 'person', 'both', 'filled', 'emptied'] as const;
export type Variant = (typeof variants)[number];

/** A record of the matrix. */
export interface Case {
  readonly cell: Cell;
  readonly variant: Variant;
  readonly key: string;
  readonly number: number;
}

export function casesOf(cells: readonly Cell[]): readonly Case[] {
  const all = cells.flatMap((cell) =>
    variants
      .filter((variant) => isPossible(cell, variant))
      .map((variant) => ({ cell, variant, key: `${cell.kind}-${cell.column}-${variant}`.replaceAll(' ', '_') })),
  );
  return all.map((one, at) => ({ ...one, number: at + 1 }));
}

function isPossible({ change, empty, isOptional }: Cell, variant: Variant): boolean {
  if (variant === 'person' || variant === 'both') return change !== undefined;
  if (variant === 'emptied') return empty !== undefined;
  return variant !== 'filled' || isOptional === true;
}

/** The tables of the source: as they were at first, or as they are the second time. */
export function tablesOf({ cells, words }: World, time: 'first' | 'second'): Readonly<Record<string, string>> {
  const cases = casesOf(cells);
  const row: Rows = (kind, number) => usualRow(kind, number, words);
  const kinds = [...new Set(cells.map(({ kind }) => kind))];
  return Object.fromEntries(
    kinds.map((kind) => {
      const rows = cases.filter(({ cell }) => cell.kind === kind).map((one) => rowOf(row, one, time));
      return [`${kind}.csv`, csv([...rows, ...parentsOf(row, kind)])];
    }),
  );
}

type Rows = (kind: MatrixKind, number: number) => Row;

/** Records that others belong to and nobody touches. */
function parentsOf(row: Rows, kind: MatrixKind): readonly Row[] {
  return ['A', 'B'].map((key, at) => ({ Код: key, ...row(kind, 9001 + at) }));
}

function rowOf(row: Rows, { cell, variant, key, number }: Case, time: 'first' | 'second'): Row {
  const usual = { Код: key, ...row(cell.kind, number) };
  const first = variant === 'filled' ? '' : (usual[cell.column as keyof typeof usual] ?? '');
  const isNew = time === 'second' && (variant === 'source' || variant === 'both' || variant === 'filled');
  return { ...usual, [cell.column]: isNew ? cell.second(number) : first };
}

function csv(rows: readonly Row[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const line = (cells: readonly string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';');
  return [line(columns), ...rows.map((row) => line(columns.map((column) => row[column] ?? '')))].join('\n') + '\n';
}
