import { z } from 'zod';
import type { Context } from '../context.ts';
import { InputError } from '../errors.ts';
import type { Input } from '../input.ts';
import { issueAt } from '../model/issue.ts';
import { flag, option } from '../model/option.ts';
import type { Row } from '../model/row.ts';
import { defineSource, type Detection } from './source.ts';
import { Board, mostActions } from './trello/board.ts';
import { boardRows } from './trello/rows.ts';
import { isObject, readDocument } from './trello/tree.ts';

const batchRows = 500;

const trelloOptions = z.strictObject({
  amount_field: option(z.string().optional(), {
    en: 'Custom field that holds the amount; by default the only number field, or the only one whose name says so',
    ru: 'Поле карточки с суммой; по умолчанию единственное числовое или единственное с подходящим названием',
  }),
  field_columns: option(flag.default(false), {
    en: 'Give every custom field a column of its own beside the list of all of them',
    ru: 'Дать каждому полю карточки свой столбец, а не только общий перечень',
  }),
  one_table: option(flag.default(false), {
    en: 'Give check items and comments as texts of the card instead of tables of their own',
    ru: 'Отдать пункты чек-листов и комментарии текстом карточки, а не отдельными таблицами',
  }),
});

/**
 * A Trello board saved as JSON, or one card of it: tables `card`, `checkitem`, `comment`, `member`. The document is held whole, because
 * what cards refer to may stand after them.
 */
export const trello = defineSource({
  name: 'trello',
  summary: 'Trello boards saved as JSON: cards, checklists, comments, members',
  extensions: ['.json'],
  options: trelloOptions,
  preset: 'trello',
  detect: detectTrello,
  read: readTrello,
});

async function detectTrello(input: Input): Promise<Detection | undefined> {
  const head = Buffer.from(await input.head()).toString('latin1');
  if (!/^(?:\xef\xbb\xbf)?\s*\{/.test(head)) return undefined;
  if (!/"(?:url|shortUrl)"\s*:\s*"https:\\?\/\\?\/trello\.com\\?\/[bc]\\?\//.test(head)) return undefined;
  const isBoard = /"(?:labelNames|memberships|lists|cards)"\s*:/.test(head);
  const isCard = /"idBoard"\s*:/.test(head) && /"idList"\s*:/.test(head);
  return isBoard || isCard ? { confidence: 0.95, kind: isBoard ? 'Trello board' : 'Trello card' } : undefined;
}

async function* readTrello(
  input: Input,
  options: z.output<typeof trelloOptions>,
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
