import type { Context } from '../../context.ts';
import { InputError } from '../../errors.ts';
import type { Input } from '../../input.ts';
import { issueAt } from '../../model/issue.ts';
import type { Row } from '../../model/row.ts';
import { Board, mostActions } from './board.ts';
import { boardRows } from './rows.ts';
import { isObject, readDocument } from './tree.ts';

const batchRows = 500;

/** What a board is read with; the options of the source. */
export interface TrelloOptions {
  readonly amount_field?: string | undefined;
  readonly field_columns: boolean;
  readonly one_table: boolean;
}

/** The rows of a board, table after table. @throws InputError when the document is no board or too large */
export async function* readTrello(
  input: Input,
  options: TrelloOptions,
  context: Context,
): AsyncGenerator<readonly Row[]> {
  const { file, limits } = input;
  context.signal.throwIfAborted();
  if (input.bytes > limits.heldBytes) {
    const args = { file, limit: 'heldBytes', value: String(input.bytes), allowed: String(limits.heldBytes) };
    throw new InputError('input.limit', args);
  }
  const document = await readDocument(input, () => context.signal.throwIfAborted());
  if (!isObject(document.root)) throw new InputError('input.wrong-format', { file, expected: 'Trello', found: 'JSON' });
  const board = new Board(document.root);
  const place = { table: { file, name: 'card' }, line: 1 };
  if (board.actions >= mostActions)
    context.report(issueAt(place, { code: 'trello.actions-cut', args: { count: board.actions } }));
  if (board.cards.length === 0)
    context.report(issueAt(place, { code: 'input.no-rows', args: { file, table: 'card' } }));
  context.fact({ file, name: 'format', value: board.name === '' ? 'Trello card' : 'Trello board' });
  if (board.name !== '') context.fact({ file, name: 'board', value: board.name });
  let batch: Row[] = [];
  const { amount_field: amountField, field_columns: hasFieldColumns, one_table: isOneTable } = options;
  for (const row of boardRows({ document, board, file, amountField, hasFieldColumns, isOneTable })) {
    if (batch.length === batchRows || (batch.length > 0 && batch[0]?.table !== row.table)) {
      context.signal.throwIfAborted();
      yield batch;
      batch = [];
    }
    batch.push(row);
  }
  if (batch.length > 0) yield batch;
}
