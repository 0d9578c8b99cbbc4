import type { RowGrouping } from '../mapping/compiled.ts';
import { headingsOf } from '../mapping/headings.ts';
import { isEmpty, rawText } from '../mapping/scope.ts';
import type { Cell, Row, Scalar, Table } from '../model/row.ts';
import { tidyName } from '../text/nearest-name.ts';

/** More rows than this are not one record; what follows becomes another record of the same key. */
const mostRows = 10_000;

/**
 * Joins neighbouring rows that are one record: exports write a deal once for each of its products, and a company's further
 * addresses on lines without a number. Listed columns become lists with one value a row, so they run in parallel; of the others,
 * equal values stay one and different ones become a list.
 */
export async function* groupRows(
  batches: AsyncIterable<readonly Row[]>,
  grouping: RowGrouping | undefined,
): AsyncGenerator<readonly Row[]> {
  if (grouping === undefined) {
    yield* batches;
    return;
  }
  let held: Row[] = [];
  let places: Places | undefined;
  for await (const batch of batches) {
    const done: Row[] = [];
    for (const row of batch) {
      const [last] = held;
      if (places === undefined || last?.table !== row.table) {
        if (last !== undefined && places !== undefined) yield [joined(held, places)];
        held = [];
        places = placesOf(row.table, grouping);
      }
      if (held.length > 0 && !isSameRecord(held, row, places)) {
        done.push(joined(held, places));
        held = [];
      }
      held.push(row);
    }
    if (done.length > 0) yield done;
  }
  if (held.length > 0 && places !== undefined) yield [joined(held, places)];
}

interface Places {
  /** Index of the column that tells records apart; -1: the table has none, and every row is a record. */
  readonly by: number;
  readonly isList: readonly boolean[];
}

function placesOf(table: Table, { by, lists }: RowGrouping): Places {
  const exact = new Set(lists.filter((name) => !name.endsWith('*')).map(tidyName));
  const starts = lists.filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1));
  const isList = table.columns.map((column) => {
    const name = tidyName(column);
    return exact.has(name) || starts.some((start) => name.startsWith(start));
  });
  return { by: headingsOf(table).findAlike(by)[0] ?? -1, isList };
}

function isSameRecord(held: readonly Row[], row: Row, { by }: Places): boolean {
  if (by < 0 || held.length >= mostRows) return false;
  const key = row.cells[by];
  if (key === undefined || isEmpty(key)) return true;
  const own = held[0]?.cells[by];
  return own !== undefined && !isEmpty(own) && rawText(own) === rawText(key);
}

function joined(rows: readonly Row[], { isList }: Places): Row {
  const [first] = rows;
  if (first === undefined || rows.length === 1) return first as Row;
  const width = Math.max(...rows.map((row) => row.cells.length));
  const cells = Array.from({ length: width }, (_, index): Cell => {
    const values = rows.map((row) => row.cells[index] ?? null);
    if (isList[index] === true) return values.map(scalarOf);
    const filled = values.filter((value) => !isEmpty(value)).map(scalarOf);
    const distinct = filled.filter((value, at) => filled.findIndex((other) => isSame(other, value)) === at);
    return distinct.length > 1 ? distinct : (distinct[0] ?? null);
  });
  return { table: first.table, line: first.line, cells };
}

function isSame(one: Scalar, other: Scalar): boolean {
  return one === other || rawText(one) === rawText(other);
}

/** A list inside a list is no cell: it becomes text. */
function scalarOf(cell: Cell): Scalar {
  return Array.isArray(cell) ? rawText(cell) : (cell as Scalar);
}
