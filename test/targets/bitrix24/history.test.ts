import { describe, expect, test } from 'vitest';
import { History } from '../../../src/targets/bitrix24/history.ts';
import { connected, idOfTable, operation, startOfTime } from './portal.ts';

const at = (date: string) => `${date}T00:00:00+00:00`;

describe('creation dates', () => {
  test('ascend: a missing one is that of the record before, one that is too old goes without', () => {
    const history = new History(Date.parse('2021-01-01T00:00:00Z'), () => startOfTime);
    expect(history.place({ createdTime: at('2021-02-01') })).toEqual({
      fields: { createdTime: at('2021-02-01') },
      finding: undefined,
    });
    expect(history.place({ title: 'x' }).fields).toEqual({ title: 'x', createdTime: at('2021-02-01') });
    const old = history.place({ createdTime: at('2020-12-31'), updatedTime: at('2021-01-01'), createdBy: 1 });
    expect(old.fields).toEqual({ createdBy: 1 });
    expect(old.finding).toEqual({
      code: 'target.date-not-kept',
      args: { date: at('2020-12-31'), newest: '2021-02-01' },
    });
    expect(history.place({ createdTime: at('2025-01-01') }).finding?.code).toBe('target.date-not-kept');
  });

  test('in the future are not sent', () => {
    const history = new History(0, () => startOfTime);
    expect(history.place({ createdTime: at('2027-01-01') })).toMatchObject({
      fields: {},
      finding: { code: 'bitrix24.future-date' },
    });
  });

  test('older than a record that somebody made meanwhile are left out, the record is written', async () => {
    const { connection, result } = await connected();
    const write = async (key: string, date: string) =>
      (
        await connection.write(
          [operation('deal', { title: key, created_at: `${date}T00:00:00Z` }, { key })],
          idOfTable({}),
        )
      )[0];
    expect(await write('1', '2021-01-01')).toEqual({ status: 'done', targetId: '1', findings: [] });
    await result('crm.deal.add', { fields: { TITLE: 'человек' } });
    expect(await write('2', '2021-02-01')).toMatchObject({
      status: 'done',
      targetId: '3',
      findings: [{ code: 'target.date-not-kept' }],
    });
    expect(await write('3', '2021-03-01')).toMatchObject({
      status: 'done',
      targetId: '4',
      findings: [{ code: 'target.date-not-kept' }],
    });
  });
});
