import { describe, expect, onTestFinished, test } from 'vitest';
import type { FaultRule } from '../../src/emulators/faults.ts';
import type { Emulator } from '../../src/emulators/emulator.ts';
import { serveEcho, startOfTime } from './echo-system.ts';

async function started(rules: readonly FaultRule[] = [], costMs = 0) {
  const { system, emulator } = await serveEcho(rules, {}, costMs);
  onTestFinished(() => emulator.close());
  const tell = (text: string, signal?: AbortSignal): Promise<Response> =>
    fetch(`${emulator.url}/say`, {
      method: 'POST',
      body: text,
      redirect: 'manual',
      ...(signal === undefined ? {} : { signal }),
    });
  const admin = async (name: string, body?: unknown): Promise<unknown> => {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    return (await fetch(`${emulator.url}/admin/${name}`, init)).json();
  };
  return { system, emulator, tell, admin };
}

/** A client that hangs up as soon as the emulator has met the fault: `met` resolves with that. */
function hangingUp({ log }: Emulator, kind: string): { readonly signal: AbortSignal; readonly met: Promise<void> } {
  const controller = new AbortController();
  const met = new Promise<void>((resolve) => {
    const stop = log.listen(({ fault }) => {
      if (fault !== kind) return;
      stop();
      controller.abort(new Error('hung up'));
      resolve();
    });
  });
  return { signal: controller.signal, met };
}

const body = '{"told":1,"text":"Привет"}';

describe('the wire of an emulator', () => {
  test('answers with UTF-8 JSON of a stated length', async () => {
    const { tell, emulator } = await started();
    const answer = await tell('one');
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(answer.headers.get('content-length')).toBe(String(Buffer.byteLength(body)));
    expect(await answer.text()).toBe(body);
    expect(emulator.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  test.each([
    ['503-html', 503, '<center><h1>503 Service Temporarily Unavailable</h1></center>'],
    ['502-html-before', 502, '502 Bad Gateway'],
    ['504-html-before', 504, '504 Gateway Time-out'],
    ['login-page', 200, 'USER_PASSWORD'],
    ['429', 429, '{"error":"429"}'],
    ['empty-error', 400, '{"error":"empty-error"}'],
  ])('%s answers %i and performs nothing', async (kind, status, text) => {
    const { tell, system } = await started([{ kind }]);
    const answer = await tell('one');
    expect(answer.status).toBe(status);
    expect(await answer.text()).toContain(text);
    expect(system.told).toEqual([]);
  });

  test.each([
    ['500-after', 500, '<html>'],
    ['502-html', 502, '502 Bad Gateway'],
    ['504-html-after', 504, '504 Gateway Time-out'],
    ['login-page-after', 200, 'USER_PASSWORD'],
    ['slow:90000', 200, body],
    ['trickle', 200, body],
    ['clock-jump:1000', 200, body],
  ])('%s answers %i after the work', async (kind, status, text) => {
    const { tell, system } = await started([{ kind }]);
    const answer = await tell('one');
    expect(answer.status).toBe(status);
    expect(await answer.text()).toContain(text);
    expect(system.told).toEqual(['one']);
  });

  test.each([
    ['reset-before', []],
    ['reset-after', ['one']],
    ['truncated-json', ['one']],
    ['bad-gzip', ['one']],
  ])('%s leaves the client without an answer', async (kind, told) => {
    const { tell, system } = await started([{ kind, times: 1 }]);
    await expect(tell('one').then((answer) => answer.text())).rejects.toThrow();
    expect(system.told).toEqual(told);
  });

  test('timeout-after does the work and never answers', async () => {
    const { tell, system, emulator } = await started([{ kind: 'timeout-after' }]);
    const { signal, met } = hangingUp(emulator, 'timeout-after');
    await expect(tell('one', signal)).rejects.toThrow(/hung up/);
    await met;
    expect(system.told).toEqual(['one']);
  });

  test('late does the work when its time has come, long after the client has given up', async () => {
    const { tell, system, admin } = await started([{ kind: 'late:20000', times: 1 }]);
    await expect(tell('one')).rejects.toThrow();
    await admin('clock', { advanceMs: 19_999 });
    expect(system.told).toEqual([]);
    await admin('clock', { advanceMs: 1 });
    expect(system.told).toEqual(['one']);
  });

  test('late-timeout counts from the moment at which the client hung up', async () => {
    const { tell, system, emulator } = await started([{ kind: 'late-timeout:1000', times: 1 }]);
    const { signal, met } = hangingUp(emulator, 'late-timeout');
    await expect(tell('one', signal)).rejects.toThrow(/hung up/);
    await met;
    // Another exchange: by its end the server has noticed that the first client is gone.
    await tell('two');
    expect(system.told).toEqual(['two']);
    emulator.clock.advanceTo(startOfTime + 1000);
    expect(system.told).toEqual(['two', 'one']);
  });

  test('duplicate does the work twice and answers as the first time', async () => {
    const { tell, system } = await started([{ kind: 'duplicate' }]);
    expect(await (await tell('one')).text()).toBe(body);
    expect(system.told).toEqual(['one', 'one']);
  });

  test('redirect points at another host with the same path', async () => {
    const { tell, system } = await started([{ kind: 'redirect:other.example', status: 307 }]);
    const answer = await tell('one');
    expect(answer.status).toBe(307);
    expect(answer.headers.get('location')).toBe('https://other.example/say');
    expect(system.told).toEqual([]);
  });

  test('bom and wrong-type spoil the answer, not the work', async () => {
    const { tell, system } = await started([
      { kind: 'bom', nth: 1 },
      { kind: 'wrong-type', nth: 2 },
    ]);
    expect([...Buffer.from(await (await tell('one')).arrayBuffer()).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect((await tell('two')).headers.get('content-type')).toBe('text/html');
    expect(system.told).toEqual(['one', 'two']);
  });

  test('refused closes the port for a while', async () => {
    const { tell, system } = await started([{ kind: 'refused:3000', times: 1 }]);
    await expect(tell('one')).rejects.toThrow();
    await expect(tell('two')).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    await expect
      .poll(() =>
        tell('three').then(
          ({ status }) => status,
          () => 0,
        ),
      )
      .toBe(200);
    expect(system.told).toEqual(['three']);
  });
});

describe('the control of an emulator', () => {
  test('the clock goes on by the cost of calls and by what it is told', async () => {
    const { tell, admin, emulator } = await started([], 400);
    await tell('one');
    expect(emulator.clock.now() - startOfTime).toBe(400);
    await admin('clock', { until: startOfTime + 60_000 });
    await admin('clock', { until: startOfTime + 1000 });
    expect(await admin('clock')).toEqual({
      mode: 'virtual',
      now: startOfTime + 60_000,
      time: '2026-03-01T12:01:00.000Z',
    });
  });

  test('logs requests by operation, size, status and cost', async () => {
    const { tell, admin, emulator } = await started([{ kind: '503', nth: 2 }], 5);
    await tell('Привет');
    await tell('two');
    expect(await admin('log')).toEqual([
      expect.objectContaining({ number: 1, operation: 'say', method: 'POST', size: 12, status: 200, costMs: 5 }),
      expect.objectContaining({ number: 2, size: 3, status: 503, costMs: 0, fault: '503' }),
    ]);
    expect(await admin('counters')).toEqual({
      requests: 2,
      refused: 1,
      unanswered: 0,
      faults: { 503: 1 },
      told: 1,
    });
    expect(emulator.log.entries).toHaveLength(2);
  });

  test('takes new faults, snapshots and a reset while it runs', async () => {
    const { tell, admin, system } = await started();
    await admin('state', { told: ['before'] });
    await admin('faults', [{ kind: '500', times: 1 }]);
    expect((await tell('one')).status).toBe(500);
    await tell('two');
    expect(await admin('state')).toEqual({ told: ['before', 'two'] });
    await admin('reset', {});
    expect(system.told).toEqual([]);
  });

  test('refuses rules it does not know, a page in a browser and an unknown address', async () => {
    const { admin, emulator } = await started();
    expect(await admin('faults', [{ kind: 'nonsense' }])).toMatchObject({ error: expect.stringContaining('unknown') });
    const foreign = await fetch(`${emulator.url}/admin/state`, { headers: { origin: 'https://evil.example' } });
    expect(foreign.status).toBe(403);
    expect((await fetch(`${emulator.url}/admin/nothing`)).status).toBe(404);
  });

  test('people act at their time or after a call', async () => {
    const { tell, admin, system } = await started();
    await admin('people', [
      { after: { operation: 'say', nth: 2 }, action: 'edits' },
      { afterMs: 5000, action: 'deletes' },
    ]);
    await tell('one');
    await tell('two');
    await admin('clock', { advanceMs: 5000 });
    expect(system.told).toEqual(['one', 'two', 'person: edits', 'person: deletes']);
  });
});
