import type { Cell, Row } from '../../model/row.ts';

/** Takes a row that was found to be no record. */
export type TakeGroup = (row: Row, label: string) => void;

/**
 * Leaves out the group rows of a list that 1C saved as text: the names of its members are indented below the name of the group,
 * which has nothing else but subtotals. A row that says anything more is a record, however the next one is indented.
 */
export async function* withoutGroups(
  batches: AsyncIterable<readonly Row[]>,
  take: TakeGroup,
): AsyncGenerator<readonly Row[]> {
  let held: Row | undefined;
  for await (const batch of batches) {
    const passed: Row[] = [];
    for (const row of batch) {
      if (held !== undefined) {
        if (isGroup(held, row)) take(held, named(held).trim());
        else passed.push(held);
      }
      held = row;
    }
    if (passed.length > 0) yield passed;
  }
  if (held !== undefined) yield [held];
}

function isGroup(row: Row, next: Row): boolean {
  const deeper = indent(named(next)) - indent(named(row));
  return deeper >= smallestStep && row.cells.slice(1).every(isSubtotal);
}

/** 1C indents by four spaces; two are seen where the list was saved by other programs. */
const smallestStep = 2;
const subtotal = /^[\s\d.,\u00a0\u202f\u2212-]*$/;

function isSubtotal(cell: Cell): boolean {
  return cell === null || (typeof cell === 'string' && subtotal.test(cell));
}

function named({ cells: [first] }: Row): string {
  return typeof first === 'string' ? first : '';
}

function indent(text: string): number {
  return text.length - text.trimStart().length;
}
