import { describe, expect, test } from 'vitest';
import type { EntityKind } from '../../../src/model/entity.ts';
import { connected, idOfTable, operation } from './portal.ts';
import { company, contact, deal, ids, lead } from './records.ts';

const idOf = idOfTable(ids);

describe.each([
  { api: 'universal', mode: 'quiet' },
  { api: 'universal', mode: 'normal' },
  { api: 'classic', mode: 'quiet' },
] as const)('through the $api methods, $mode', (options) => {
  test('what was written is read back as expected, every field', async () => {
    const { connection } = await connected({}, options);
    const write = async (kind: EntityKind, data: object, key: string) => {
      const [outcome] = await connection.write([operation(kind, data, { key })], idOf);
      expect(outcome).toMatchObject({ status: 'done' });
      expect(outcome?.status === 'done' ? (outcome.findings ?? []) : []).toEqual([]);
      if (outcome?.status !== 'done') throw new Error('not done');
      const [read] = await connection.read(kind, [outcome.targetId]);
      const expected = connection.expected?.(kind, data as never, idOf) ?? {};
      const common = Object.fromEntries(Object.keys(expected).map((field) => [field, read?.[field]]));
      expect(common).toEqual(expected);
      return Object.keys(data)
        .filter((field) => !(field in expected))
        .toSorted();
    };
    const noHistory = options.api === 'universal' && options.mode === 'quiet' ? [] : ['created_at'];
    expect(await write('company', company, '17')).toEqual([...noHistory, 'employees']);
    await write('company', { name: 'Вторая' }, '18');
    expect(await write('contact', contact, '5')).toEqual([...noHistory, 'updated_at']);
    expect(await write('lead', lead, '9')).toEqual([...noHistory]);
    expect(await write('deal', deal, '88')).toEqual([...noHistory, 'opened_at']);
    const note = {
      text: 'Согласовано',
      links: [{ kind: 'deal', ref: { system: 'csv', key: '88' } }],
      created_at: '2021-04-15T09:00:00Z',
    };
    expect(await write('note', note, '1')).toEqual(['created_at']);
    const task = {
      ...note,
      text: undefined,
      type: 'task',
      subject: 'Позвонить',
      due_at: '2026-05-01T09:00:00Z',
      status: 'open',
      owner: { system: 'x', key: 'boss' },
    };
    expect(await write('activity', task, '1')).toEqual(['created_at', 'text', 'type']);
    const call = {
      ...note,
      text: undefined,
      type: 'call',
      direction: 'out',
      subject: 'Звонок клиенту',
      body: 'Договорились',
      status: 'done',
      completed_at: '2021-04-16T09:00:00Z',
    };
    expect(await write('activity', call, '2')).toEqual(['completed_at', 'created_at', 'status', 'text']);
  });
});
