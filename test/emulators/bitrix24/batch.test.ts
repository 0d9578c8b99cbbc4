import { describe, expect, test } from 'vitest';
import { startPortal } from './portal-client.ts';

interface BatchResult {
  readonly result: Readonly<Record<string, unknown>> | readonly unknown[];
  readonly result_error: Readonly<Record<string, { readonly error: string }>> | readonly unknown[];
  readonly result_total: unknown;
  readonly result_next: unknown;
  readonly result_time: Readonly<Record<string, Record<string, unknown>>>;
}

describe('batch', () => {
  test('answers by key, with errors apart and empty maps as lists', async () => {
    const { post } = await startPortal();
    const cmd = {
      c1: 'crm.company.add?fields%5BTITLE%5D=%D0%9E%D0%9E%D0%9E+%22A%26B%22&fields%5BORIGIN_ID%5D=17',
      c2: 'crm.company.add?fields%5BREVENUE%5D=1',
      c3: 'crm.company.list?select[]=TITLE&',
    };
    const { body } = await post('batch', { halt: 0, cmd });
    expect(body['result']).toEqual({
      result: { c1: 1, c3: [{ ID: '1', TITLE: 'ООО "A&B"' }] },
      result_error: { c2: { error: '', error_description: 'Не заполнено поле "Название компании".<br>' } },
      result_total: { c3: 1 },
      result_next: [],
      result_time: { c1: expect.objectContaining({ duration: 0 }), c3: expect.anything() },
    });
    expect(Object.keys(body['time'] as object)).not.toContain('operating');
  });

  test('stops at the first failure when told to; the text false counts as true', async () => {
    const { result } = await startPortal();
    const cmd = { a: 'crm.deal.get?id=1', b: 'profile' };
    expect(await result<BatchResult>('batch', { halt: 1, cmd })).toMatchObject({ result: [] });
    expect(await result<BatchResult>('batch', { halt: 'false', cmd })).toMatchObject({ result: [] });
    expect(await result<BatchResult>('batch', { halt: '0', cmd })).toMatchObject({ result: { b: { ID: '1' } } });
  });

  test('a list of commands is answered as a list until one fails', async () => {
    const { result } = await startPortal();
    expect((await result<BatchResult>('batch', { cmd: ['server.time', 'server.time'] })).result).toHaveLength(2);
    const gapped = await result<BatchResult>('batch', { cmd: ['server.time', 'crm.deal.get?id=9', 'server.time'] });
    expect(Object.keys(gapped.result)).toEqual(['0', '2']);
  });

  test('does not perform the fifty-first command, nor a batch inside', async () => {
    const { result, emulator } = await startPortal();
    const cmd = Object.fromEntries(
      Array.from({ length: 52 }, (_, at) => [`c${at}`, 'crm.company.add?fields[TITLE]=x']),
    );
    const answer = await result<BatchResult>('batch', { cmd });
    expect(Object.keys(answer.result)).toHaveLength(50);
    expect(answer.result_error).toMatchObject({
      c50: { error: 'ERROR_BATCH_LENGTH_EXCEEDED' },
      c51: { error: 'ERROR_BATCH_LENGTH_EXCEEDED' },
    });
    expect(emulator.state.items.company.size).toBe(50);
    const nested = await result<BatchResult>('batch', { cmd: { a: 'batch?cmd[x]=profile' } });
    expect(nested.result_error).toMatchObject({ a: { error: 'ERROR_BATCH_METHOD_NOT_ALLOWED' } });
  });

  test('puts earlier answers into later commands with all the traps', async () => {
    const { result, emulator } = await startPortal();
    await result('batch', {
      cmd: {
        a: 'crm.company.add?fields[TITLE]=First',
        bad: 'crm.company.add?fields[REVENUE]=1',
        good: 'crm.contact.add?fields[NAME]=A&fields[COMPANY_ID]=$result[a]',
        trap: 'crm.contact.add?fields[NAME]=B&fields[COMPANY_ID]=$result[bad]',
        text: 'crm.contact.add?fields[NAME]=USD%20$total[0]',
        plain: 'crm.contact.add?fields[NAME]=$resultless',
      },
    });
    const names = [...emulator.state.items.contact.all()].map(({ values }) => values['NAME']);
    expect(names).toEqual(['A', 'B', 'USD Array', '$resultless']);
    // A failed predecessor is an array, which PHP casts to 1: the contact hangs on a company it has nothing to do with.
    expect(emulator.state.bindings.contactCompanies.primary(2)).toBe(1);
  });

  test('reads pages that hang on the page before', async () => {
    const { result } = await startPortal();
    for (let at = 0; at < 3; at += 1) {
      const data = Array.from({ length: 20 }, () => ({ title: 'x' }));
      await result('crm.item.batchImport', { entityTypeId: 4, data });
    }
    const page = 'crm.company.list?order[ID]=ASC&select[]=ID&start=-1&filter[%3EID]=';
    const answer = await result<{ result: { p1: { ID: string }[]; p2: { ID: string }[] } }>('batch', {
      cmd: { p1: `${page}0`, p2: `${page}$result[p1][49][ID]` },
    });
    expect([answer.result.p1.length, answer.result.p2.length, answer.result.p2[0]?.ID]).toEqual([50, 10, '51']);
  });

  test('drops values beyond a thousand in silence', async () => {
    const { result, emulator } = await startPortal();
    const many = Array.from({ length: 1000 }, (_, at) => `fields[X${at}]=1`).join('&');
    await result('batch', { cmd: { a: `crm.company.add?fields[TITLE]=x&${many}&fields[COMMENTS]=lost` } });
    expect(emulator.state.items.company.get(1)?.values['COMMENTS']).toBeUndefined();
  });

  test('is cut off after a minute; what was done stays done', async () => {
    const { emulator } = await startPortal({ costFactor: 1, costs: { 'crm.company.add': 7 } });
    const cmd = Object.fromEntries(
      Array.from({ length: 20 }, (_, at) => [`c${at}`, 'crm.company.add?fields[TITLE]=x']),
    );
    const answer = await fetch(`${emulator.webhook}batch`, { method: 'POST', body: JSON.stringify({ cmd }) });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([504, 'text/html; charset=utf-8']);
    expect(emulator.state.items.company.size).toBe(9);
  });

  test('faults named for a method reach single commands', async () => {
    const { result, emulator } = await startPortal({
      faults: [
        { kind: 'item-error', method: 'crm.company.add', nth: 2 },
        { kind: '429', method: 'crm.company.add', nth: 3 },
        { kind: 'duplicate', method: 'crm.company.add', nth: 4 },
      ],
    });
    const cmd = Object.fromEntries(Array.from({ length: 5 }, (_, at) => [`c${at}`, 'crm.company.add?fields[TITLE]=x']));
    const answer = await result<BatchResult>('batch', { cmd });
    expect(answer.result_error).toMatchObject({ c1: { error: 'ERROR_CORE' }, c2: { error: 'OPERATION_TIME_LIMIT' } });
    expect(answer.result).toEqual({ c0: 1, c3: 2, c4: 4 });
    expect(emulator.state.items.company.size).toBe(4);
  });

  test('a partial batch does so many commands and breaks the connection', async () => {
    const { post, emulator } = await startPortal({ faults: [{ kind: 'partial:2', method: 'batch', times: 1 }] });
    const cmd = Object.fromEntries(Array.from({ length: 5 }, (_, at) => [`c${at}`, 'crm.company.add?fields[TITLE]=x']));
    await expect(post('batch', { cmd })).rejects.toThrow();
    expect(emulator.state.items.company.size).toBe(2);
    expect(emulator.log.entries.at(-1)).toMatchObject({ status: 0, fault: 'partial' });
  });

  test.each([
    ['reorder', ['c2', 'c1', 'c0']],
    ['missing', ['c0', 'c2']],
  ])('%s changes what comes back, not what was done', async (kind, keys) => {
    const { result, emulator } = await startPortal({ faults: [{ kind, method: 'batch' }] });
    const cmd = Object.fromEntries(Array.from({ length: 3 }, (_, at) => [`c${at}`, 'crm.company.add?fields[TITLE]=x']));
    expect(Object.keys((await result<BatchResult>('batch', { cmd })).result)).toEqual(keys);
    expect(emulator.state.items.company.size).toBe(3);
  });
});
