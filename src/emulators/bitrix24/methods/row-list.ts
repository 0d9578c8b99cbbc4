import { asList } from '../../php-parameters.ts';
import { listPage, mapParameter, startOf } from '../list-page.ts';
import { mangledRows } from './mangled-rows.ts';
import { parameter, type MethodCall, type MethodResult } from '../method.ts';
import { mustBeArray } from '../rest-error.ts';
import { printedRow, rowFilter, type RowFields } from '../row-fields.ts';
import type { DataRow, RowTable } from '../row-table.ts';

/** A classic list of side data: filter, order, select, pages of fifty. */
export function rowList(call: MethodCall, table: RowTable, fields: RowFields): MethodResult {
  const { portal, params, actor, fault } = call;
  const filter = mapParameter(parameter(params, 'filter'));
  if (filter === undefined) throw mustBeArray('filter');
  const order = mapParameter(parameter(params, 'order')) ?? {};
  const rows = { after: (id: number) => listed(table.after(id), actor.now), id: ({ id }: DataRow) => id };
  const page = listPage(
    rows,
    { filter, order, start: startOf(parameter(params, 'start')) },
    rowFilter(fields, portal.time),
  );
  const select = new Set((asList(parameter(params, 'select')) ?? []).map(String));
  const isWhole = select.size === 0 || select.has('*');
  const rowsShown = page.rows.map((row) =>
    printedRow(fields, row, (name) => isWhole || name === 'ID' || select.has(name)),
  );
  const result = mangledRows(rowsShown, fault);
  return { result, total: page.total, ...(page.next === undefined ? {} : { next: page.next }) };
}

function* listed(rows: Iterable<DataRow>, now: number): Generator<DataRow> {
  for (const row of rows) if (row.listedFrom <= now) yield row;
}
