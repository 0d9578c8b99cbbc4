import type { Cell, Row, Table } from '../../model/row.ts';
import { labelsOf, memberIds, type Board } from './board.ts';
import { objects, textOf, type Document, type TreeObject } from './tree.ts';

const cardColumns = [
  'Key',
  'Number',
  'Title',
  'Description',
  'Board',
  'List',
  'Archived',
  'Created',
  'Updated',
  'Start',
  'Due',
  'Done',
  'Member',
  'Other members',
  'Labels',
  'Amount',
  'Fields',
  'Attachments',
  'Link',
] as const;
const textColumns = ['Checklists', 'Comments'] as const;

/** Names of a number field that is a deal's amount when a board has several number fields. */
const amountName = /сумм|бюджет|стоимост|цена|выручк|amount|budget|price|value|revenue|cost/i;

interface Made {
  readonly document: Document;
  readonly board: Board;
  readonly file: string;
  /** Custom field that holds the amount, when the options name it. */
  readonly amountField: string | undefined;
  /** Custom fields in columns of their own. */
  readonly hasFieldColumns: boolean;
  /** Check items and comments as texts of the card instead of tables. */
  readonly isOneTable: boolean;
}

/** The rows of a board by table: cards, check items, comments, members. */
export function* boardRows(made: Made): Generator<Row> {
  yield* cardRows(made);
  if (!made.isOneTable) {
    yield* checkItemRows(made);
    yield* commentRows(made);
  }
  yield* memberRows(made);
}

function row(table: Table, at: TreeObject, cells: readonly Cell[], { document }: Made): Row {
  return { table, line: document.lineOf(at), cells: cells.map((cell) => (cell === '' ? null : cell)) };
}

function list(values: readonly string[]): Cell {
  return values.length > 1 ? values : (values[0] ?? null);
}

function* cardRows(made: Made): Generator<Row> {
  const { board, file } = made;
  const fieldNames = made.hasFieldColumns ? [...new Set([...board.fields.values()].map(({ name }) => name))] : [];
  const extra = made.isOneTable ? textColumns : [];
  const columns = [...cardColumns, ...extra, ...fieldNames.map((name) => `Field: ${name}`)];
  const table = { file, name: 'card', columns };
  const amountField = made.amountField ?? amountFieldOf(board);
  const checklists = groupBy(board.checkItems, ({ card }) => card);
  const comments = groupBy(board.comments, ({ card }) => card);
  for (const card of board.cards) {
    const id = textOf(card['id']);
    const values = board.valuesOf(card);
    const [member = '', ...others] = memberIds(card);
    const where = board.listOf(card);
    const archived = card['closed'] === true ? 'card' : where.isClosed ? 'list' : board.isClosed ? 'board' : '';
    const checklist = list((checklists.get(id) ?? []).map(({ isDone, name }) => `[${isDone ? 'x' : ' '}] ${name}`));
    const remarks = list((comments.get(id) ?? []).map((one) => commentLine(one, board)).toReversed());
    yield row(
      table,
      card,
      [
        id,
        textOf(card['idShort']),
        textOf(card['name']),
        textOf(card['desc']),
        board.name,
        where.name,
        archived,
        board.createdAt(id),
        textOf(card['dateLastActivity']),
        textOf(card['start']),
        textOf(card['due']),
        card['dueComplete'] === true ? 'true' : null,
        member,
        list(others.map((other) => board.members.get(other)?.name ?? other)),
        list(labelsOf(card)),
        amountField === undefined ? null : (values.get(amountField)?.value ?? null),
        list([...values].map(([name, { value }]) => `${name}: ${value}`)),
        list(objects(card['attachments']).map((one) => `${textOf(one['name'])} ${textOf(one['url'])}`.trim())),
        textOf(card['shortUrl']) || textOf(card['url']),
        ...(made.isOneTable ? [checklist, remarks] : []),
        ...fieldNames.map((name) => values.get(name)?.value ?? null),
      ],
      made,
    );
  }
}

function commentLine({ author, date, text }: Board['comments'][number], board: Board): string {
  const name = board.members.get(author)?.name ?? author;
  return `${date.slice(0, 10)} ${name}: ${text}`;
}

/** The number field that is the amount: the only one of the board, or the only one whose name says so. */
export function amountFieldOf(board: Board): string | undefined {
  const numbers = [...board.fields.values()].filter(({ type }) => type === 'number').map(({ name }) => name);
  if (numbers.length === 1) return numbers[0];
  const named = numbers.filter((name) => amountName.test(name));
  return named.length === 1 ? named[0] : undefined;
}

function* checkItemRows(made: Made): Generator<Row> {
  const { board, file } = made;
  const columns = ['Key', 'Card', 'Checklist', 'Title', 'Done', 'Due', 'Member', 'Created'];
  const table = { file, name: 'checkitem', columns };
  for (const { at, id, card, checklist, name, isDone, due, member } of board.checkItems) {
    const created = board.createdAt(id);
    yield row(table, at, [id, card, checklist, name, String(isDone), due, member, created], made);
  }
}

function* commentRows(made: Made): Generator<Row> {
  const { board, file } = made;
  const table = { file, name: 'comment', columns: ['Key', 'Card', 'Text', 'Author', 'Created'] };
  for (const { at, id, card, text, author, date } of board.comments)
    yield row(table, at, [id, card, text, author, date], made);
}

function* memberRows(made: Made): Generator<Row> {
  const { board, file } = made;
  const table = { file, name: 'member', columns: ['Key', 'Name', 'User name', 'Active'] };
  for (const { at, id, name, username, isActive } of board.members.values())
    yield row(table, at, [id, name, username, String(isActive)], made);
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const known = groups.get(keyOf(item));
    if (known === undefined) groups.set(keyOf(item), [item]);
    else known.push(item);
  }
  return groups;
}
