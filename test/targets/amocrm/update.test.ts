import { describe, expect, test } from 'vitest';
import type { EntityKind } from '../../../src/model/entity.ts';
import type { Connection, IdOf } from '../../../src/targets/target.ts';
import { idOfTable, operation } from '../bitrix24/portal.ts';
import { connected, valueOf } from './account.ts';

const nobody = idOfTable({});

async function made(connection: Connection, kind: EntityKind, given: { data: object; key: string; idOf?: IdOf }) {
  const [outcome] = await connection.write([operation(kind, given.data, { key: given.key })], given.idOf ?? nobody);
  if (outcome?.status !== 'done') throw new Error(JSON.stringify(outcome));
  return outcome.targetId;
}

describe('changing records of an account', () => {
  test('writes the named fields only, phones as a whole list', async () => {
    const { connection, rows } = await connected();
    const phones = [{ value: '+79160000001', type: 'mobile', raw: '1', primary: true }];
    const targetId = await made(connection, 'contact', {
      key: '1',
      data: { full_name: 'Анна', position: 'Директор', phones },
    });
    const more = [...phones, { value: '+79160000002', type: 'work', raw: '2', primary: false }];
    const data = { full_name: 'Другая', position: 'Другое', phones: more };
    const change = operation('contact', data, {
      action: 'update',
      targetId,
      changes: [{ field: 'phones', before: null, after: more }],
    });
    expect(await connection.write([change, change].slice(0, 1), nobody)).toMatchObject([{ status: 'done' }]);
    expect(await connection.write([change], nobody)).toMatchObject([{ status: 'done' }]);
    const [row] = await rows('contacts');
    expect(row.name).toBe('Анна');
    expect(valueOf(row, 'POSITION')).toBe('Директор');
    expect(valueOf(row, 'PHONE')).toEqual(['+79160000001', '+79160000002']);
  });

  test('changes the note of a comment in its place and binds another company', async () => {
    const { connection, rows } = await connected();
    const one = await made(connection, 'company', { key: 'c1', data: { name: 'Первая' } });
    const two = await made(connection, 'company', { key: 'c2', data: { name: 'Вторая' } });
    const idOf = idOfTable({ 'company:c1': one, 'company:c2': two });
    const of = (key: string) => [{ ref: { system: 'csv', key }, primary: true }];
    const targetId = await made(connection, 'contact', {
      key: '1',
      data: { full_name: 'Анна', companies: of('c1'), comment: 'Раз' },
      idOf,
    });
    const data = { full_name: 'Анна', companies: of('c2'), comment: 'Два' };
    const changes = ['companies', 'comment'].map((field) => ({ field, before: null, after: null }));
    await connection.write([operation('contact', data, { action: 'update', targetId, changes })], idOf);
    const notes = await rows(`contacts/${targetId}/notes`);
    expect(notes.map((note) => note.params.text)).toEqual(['💬 Два']);
    const [row] = await rows('contacts');
    expect(row._embedded.companies.map(({ id }: { id: number }) => String(id))).toEqual([two]);
    expect(await connection.read('contact', [targetId])).toMatchObject([{ comment: 'Два' }]);
  });

  test('a create that was found again gets what is missing of it, and nothing twice', async () => {
    const { connection, rows } = await connected();
    const company = await made(connection, 'company', { key: 'c1', data: { name: 'Первая' } });
    const idOf = idOfTable({ 'company:c1': company });
    const plain = { full_name: 'Анна' };
    const targetId = await made(connection, 'contact', { key: '1', data: plain });
    const data = { ...plain, comment: 'Раз', companies: [{ ref: { system: 'csv', key: 'c1' }, primary: true }] };
    for (let time = 0; time < 2; time += 1)
      expect(await connection.write([operation('contact', data, { targetId, key: '1' })], idOf)).toMatchObject([
        { status: 'done', targetId },
      ]);
    expect(await rows('contacts')).toHaveLength(1);
    expect(await rows(`contacts/${targetId}/notes`)).toHaveLength(1);
    expect((await rows('contacts'))[0]._embedded.companies).toHaveLength(1);
  });

  test('cannot delete: the record is tagged, loses its marker, and a lead is lost', async () => {
    const { connection, rows } = await connected();
    const targetId = await made(connection, 'deal', { key: '1', data: { title: 'Монтаж', tags: ['важно'] } });
    await connection.runStarted?.({ runId: 'r1', planHash: '', startedAt: '', toolVersion: '' });
    const [outcome] = await connection.write(
      [operation('deal', { title: 'Монтаж' }, { action: 'delete', targetId })],
      nobody,
    );
    expect(outcome).toMatchObject({ status: 'done', findings: [{ code: 'amocrm.tagged' }] });
    const [row] = await rows('leads');
    expect(row.status_id).toBe(143);
    expect(row.custom_fields_values).toBe(null);
    expect(row._embedded.tags.map(({ name }: { name: string }) => name).toSorted()).toEqual([
      'perenos-test',
      'perenos-undo-r1',
      'важно',
    ]);
    expect(await connection.find('deal', [{ system: 'csv', key: '1' }])).toEqual([undefined]);
    expect((await connection.describe()).irreversible.map(({ code }) => code)).toContain('amocrm.no-deletion');
  });

  test('prices are whole: the exact sum is kept in the note, and is said', async () => {
    const { connection, rows } = await connected();
    const data = {
      title: 'Монтаж',
      amount: { amount: '1500.50', currency: 'RUB' },
      outcome: 'won',
      closed_at: '2021-05-01T10:00:00Z',
    };
    expect(connection.check?.('deal', data, nobody).map(({ code }) => code)).toEqual(['amocrm.rounded']);
    const targetId = await made(connection, 'deal', { key: '1', data });
    const [row] = await rows('leads');
    expect(row).toMatchObject({ price: 1501, status_id: 142, closed_at: Date.parse('2021-05-01T10:00:00Z') / 1000 });
    expect((await rows(`leads/${targetId}/notes`)).map((note) => note.params.text)).toEqual(['💬 1500.5 RUB']);
  });
});

describe('notes and tasks', () => {
  test('a note stands at each of its records, an open activity is a task; both are found by what they say', async () => {
    const { connection, rows } = await connected();
    const contact = await made(connection, 'contact', { key: '1', data: { full_name: 'Анна' } });
    const deal = await made(connection, 'deal', { key: '2', data: { title: 'Монтаж' } });
    const idOf = idOfTable({ 'contact:1': contact, 'deal:2': deal });
    const links = [
      { kind: 'contact', ref: { system: 'csv', key: '1' } },
      { kind: 'deal', ref: { system: 'csv', key: '2' } },
    ];
    const note = operation('note', { text: 'Звонил', links, created_at: '2021-03-01T07:00:00Z' });
    const task = operation('activity', {
      type: 'meeting',
      subject: 'Встреча',
      due_date: '2027-01-15',
      status: 'open',
      links,
    });
    const [noted] = await connection.write([note], idOf);
    const [tasked] = await connection.write([task], idOf);
    expect([noted?.status, tasked?.status]).toEqual(['done', 'done']);
    expect((await rows(`leads/${deal}/notes`)).map(({ created_at: at }) => at)).toEqual([
      Date.parse('2021-03-01T07:00:00Z') / 1000,
    ]);
    expect(await rows(`contacts/${contact}/notes`)).toHaveLength(1);
    const [row] = await rows('tasks');
    expect(row).toMatchObject({ text: '👥 Встреча', task_type_id: 2, entity_type: 'leads', entity_id: Number(deal) });
    const search = { idOf, since: undefined, isTaken: () => false };
    const noteId = noted?.status === 'done' ? noted.targetId : '';
    const taskId = tasked?.status === 'done' ? tasked.targetId : '';
    expect(await connection.findContent?.('note', [note], search)).toEqual([noteId]);
    expect(await connection.findContent?.('activity', [task], search)).toEqual([taskId]);
    expect(await connection.read('activity', [taskId])).toMatchObject([
      { type: 'meeting', subject: 'Встреча', due_date: '2027-01-15', status: 'open' },
    ]);
    expect(await connection.read('note', [noteId])).toMatchObject([{ text: 'Звонил' }]);
    const again = await connection.write([operation('note', note.data, { targetId: noteId })], idOf);
    expect(again).toMatchObject([{ status: 'done' }]);
    expect(await rows(`contacts/${contact}/notes`)).toHaveLength(1);
  });
});

describe('looking for notes', () => {
  test('gives away no note that belongs to another operation, also one that stands at two records', async () => {
    const { connection } = await connected();
    const contact = await made(connection, 'contact', { key: '1', data: { full_name: 'Анна' } });
    const deal = await made(connection, 'deal', { key: '2', data: { title: 'Монтаж' } });
    const idOf = idOfTable({ 'contact:1': contact, 'deal:2': deal });
    const links = [
      { kind: 'contact', ref: { system: 'csv', key: '1' } },
      { kind: 'deal', ref: { system: 'csv', key: '2' } },
    ];
    const [first, second] = [1, 2].map(() => operation('note', { text: 'Звонил', links }));
    if (first === undefined || second === undefined) throw new Error('two operations');
    const [outcome] = await connection.write([first], idOf);
    const targetId = outcome?.status === 'done' ? outcome.targetId : '';
    const search = { idOf, since: undefined, isTaken: (id: string) => id === targetId };
    expect(await connection.findContent?.('note', [second], search)).toEqual([undefined]);
    const free = { ...search, isTaken: () => false };
    expect(await connection.findContent?.('note', [first, second], free)).toEqual([targetId, undefined]);
  });
});

describe('looking for markers', () => {
  test.each(['on', 'ignored', 'refused'] as const)('finds them where filtering is %s', async (filtering) => {
    const { connection } = await connected({ filtering });
    const ids: string[] = [];
    for (const key of ['1', '2', '3']) ids.push(await made(connection, 'contact', { key, data: { full_name: key } }));
    const markers = ['3', '9', '1'].map((key) => ({ system: 'csv', key }));
    expect(await connection.find('contact', markers)).toEqual([ids[2], undefined, ids[0]]);
    expect(await connection.find('contact', markers, ids[1])).toEqual([ids[2], undefined, undefined]);
  });
});
