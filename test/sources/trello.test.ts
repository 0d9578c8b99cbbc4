import { describe, expect, it } from 'vitest';
import { trello } from '../../src/sources/trello.ts';
import { bytesInput } from '../bytes-input.ts';
import { collectRows } from '../collect-rows.ts';

const board = (more: object): Buffer =>
  Buffer.from(JSON.stringify({ id: 'b', name: 'Доска', url: 'https://trello.com/b/x', lists: [], cards: [], ...more }));

async function read(more: object, options: unknown = {}) {
  const { rows, issues } = await collectRows(trello, bytesInput('b.json', board(more)), options);
  const records = rows.map(({ table, cells }) => ({
    table: table.name,
    ...Object.fromEntries(table.columns.flatMap((name, at) => (cells[at] == null ? [] : [[name, cells[at]]]))),
  }));
  return { records, codes: issues.map(({ code }) => code) };
}

const id = (seconds: number, rest = '0000000000000001'): string => seconds.toString(16).padStart(8, '0') + rest;
const number = (name: string, key: string) => ({ id: key, name, type: 'number' });
const item = (key: string, value: string) => ({ idCustomField: key, value: { number: value } });

describe('a board', () => {
  it('gives the day a card was made by its id', async () => {
    const { records } = await read({
      cards: [
        { id: id(1_704_067_200), name: 'А' },
        { id: 'short', name: 'Б' },
      ],
    });
    expect(records.map((one) => ('Created' in one ? one.Created : undefined))).toEqual([
      '2024-01-01T00:00:00.000Z',
      undefined,
    ]);
  });

  it('tells archived cards from cards of archived lists and boards', async () => {
    const cards = [
      { id: '1', name: 'А', closed: true, idList: 'l' },
      { id: '2', name: 'Б', idList: 'l' },
      { id: '3', name: 'В', idList: 'o' },
    ];
    const lists = [
      { id: 'l', name: 'Архив', closed: true },
      { id: 'o', name: 'Новые', closed: false },
    ];
    const of = async (closed: boolean) =>
      (await read({ cards, lists, closed })).records.map((one) => ('Archived' in one ? one.Archived : ''));
    expect(await of(false)).toEqual(['card', 'list', '']);
    expect(await of(true)).toEqual(['card', 'list', 'board']);
  });

  it('says when the history is cut at a thousand actions', async () => {
    const actions = (count: number) =>
      Array.from({ length: count }, (_, at) => ({ id: String(at), type: 'updateCard' }));
    const cards = [{ id: '1', name: 'А' }];
    expect((await read({ cards, actions: actions(999) })).codes).toEqual([]);
    expect((await read({ cards, actions: actions(1000) })).codes).toEqual(['trello.actions-cut']);
  });

  it.each([
    [['Сумма'], 'Сумма'],
    [['Сумма', 'Этаж'], 'Сумма'],
    [['Этаж'], 'Этаж'],
    [['Этаж', 'Окна'], undefined],
    [['Бюджет', 'Сумма'], undefined],
  ])('of the number fields %j takes %s for the amount', async (names, amount) => {
    const customFields = names.map((name) => number(name, name));
    const customFieldItems = names.map((name, at) => item(name, String(at + 1)));
    const { records } = await read({ customFields, cards: [{ id: '1', name: 'А', customFieldItems }] });
    const expected = amount === undefined ? undefined : String(names.indexOf(amount) + 1);
    expect((records[0] as { Amount?: string }).Amount).toBe(expected);
  });

  it('takes the amount from the field that the options name', async () => {
    const customFields = [number('Этаж', 'a'), number('Окна', 'b')];
    const cards = [{ id: '1', name: 'А', customFieldItems: [item('a', '5'), item('b', '7')] }];
    expect((await read({ customFields, cards }, { amount_field: 'Окна' })).records[0]).toMatchObject({ Amount: '7' });
  });

  it('of 2015 has its labels on the cards; one without a name goes by its colour', async () => {
    const labels = [
      { id: 'a', name: 'VIP', color: 'green' },
      { id: 'b', name: '', color: 'red' },
    ];
    const { records } = await read({ cards: [{ id: '1', name: 'А', labels }] });
    expect(records[0]).toMatchObject({ Labels: ['VIP', 'red'] });
  });

  it('knows people who left by what they did', async () => {
    const actions = [
      {
        id: 'x',
        type: 'commentCard',
        date: '2024-01-01',
        data: { text: 'т', card: { id: '1' } },
        idMemberCreator: 'm',
        memberCreator: { id: 'm', fullName: 'Олег' },
      },
    ];
    const { records } = await read({ cards: [{ id: '1', name: 'А', idMembers: ['m'] }], actions });
    expect(records).toMatchObject([
      { table: 'card', Member: 'm' },
      { table: 'comment', Card: '1', Text: 'т', Author: 'm' },
      { table: 'member', Key: 'm', Name: 'Олег', Active: 'false' },
    ]);
  });

  it('without cards is said to be empty', async () => {
    expect((await read({})).codes).toEqual(['input.no-rows']);
  });

  it('larger than what may be held in memory is refused before it is read', async () => {
    const input = bytesInput('b.json', board({}), { heldBytes: 10 });
    await expect(collectRows(trello, input)).rejects.toMatchObject({
      code: 'input.limit',
      args: { limit: 'heldBytes' },
    });
  });
});
