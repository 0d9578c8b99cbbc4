import type { PhpMap, PhpValue } from '../php-parameters.ts';
import { isYes, phpInteger } from './field-value.ts';
import type { Stored } from './item-table.ts';
import type { Column, FilterSetup } from './list-filter.ts';
import type { PortalTime } from './portal-time.ts';
import type { DataRow } from './row-table.ts';

/** A column of side data: its type, what fits, and whether clients may write it. */
export interface RowField {
  readonly type: 'integer' | 'string' | 'char' | 'double' | 'datetime';
  readonly length?: number;
  readonly isReadOnly?: boolean;
  readonly isRequired?: boolean;
}

export type RowFields = Readonly<Record<string, RowField>>;

/** Known columns of what was given; others and those that are read-only are passed over. */
export function rowValues(fields: RowFields, given: PhpMap): Record<string, Stored> {
  const values: Record<string, Stored> = {};
  for (const [name, value] of Object.entries(given)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field === undefined || field.isReadOnly) continue;
    const stored = storedCell(field, value);
    if (stored !== undefined) values[name] = stored;
  }
  return values;
}

function storedCell({ type, length }: RowField, value: PhpValue): Stored | undefined {
  if (type === 'integer') return phpInteger(value);
  if (typeof value === 'object' && value !== null) return undefined;
  if (type === 'char') return isYes(value) ? 'Y' : 'N';
  if (type === 'double') return Number.parseFloat(String(value ?? '')) || 0;
  return String(value ?? '').slice(0, length ?? Infinity);
}

/** A row as classic methods print it: texts, `null` for what was never set. */
export function printedRow(
  fields: RowFields,
  { id, values }: DataRow,
  wanted: (name: string) => boolean = () => true,
): Record<string, unknown> {
  const entries = Object.keys(fields).filter(wanted);
  return Object.fromEntries(
    entries.map((name) => {
      const value = name === 'ID' ? id : values[name];
      return [name, value === undefined || value === null ? null : String(value)];
    }),
  );
}

/** How rows are filtered and ordered. Unknown names are passed over. */
export function rowFilter(fields: RowFields, time: PortalTime): FilterSetup<DataRow> {
  return {
    time,
    column: (name): Column<DataRow> | undefined => {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (field === undefined) return undefined;
      const kind =
        field.type === 'datetime' ? 'time' : field.type === 'integer' || field.type === 'double' ? 'number' : 'text';
      return { kind, value: (row) => (name === 'ID' ? row.id : row.values[name]) };
    },
    unknown: () => {},
  };
}

/** Descriptions as `crm.requisite.fields` and its like give them. */
export function describedRow(fields: RowFields): unknown {
  return Object.fromEntries(
    Object.entries(fields).map(([name, { type, isReadOnly = false, isRequired = false }]) => [
      name,
      { type, isRequired, isReadOnly, isImmutable: false, isMultiple: false, isDynamic: false, title: name },
    ]),
  );
}
