import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { environment, perenos, program } from '../cli/perenos.ts';
import { recordedTraffic, trafficProblems } from '../emulators/schema.ts';
import { temporaryFolder } from '../temporary-folder.ts';

interface Running {
  readonly child: ChildProcess;
  readonly address: string;
  readonly told: () => string;
  /** Presses Ctrl-C and waits for the end. */
  readonly stop: () => Promise<{ readonly code: number | null; readonly out: string }>;
}

/** Starts `perenos emulate ...` and waits for its address. */
async function emulate(folder: string, ...args: readonly string[]): Promise<Running> {
  const child = spawn(process.execPath, [program, 'emulate', ...args], { cwd: folder, env: environment });
  onTestFinished(() => void child.kill('SIGKILL'));
  let [out, err] = ['', ''];
  const address = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${err}`)));
    // The address and the hints come by two streams, in any order.
    const look = (): void => {
      const found = /https?:\/\/\S+/.exec(out)?.[0];
      if (found !== undefined && err.includes('Ctrl-C')) resolve(found);
    };
    child.stdout.on('data', (part: Buffer) => {
      out += part.toString();
      look();
    });
    child.stderr.on('data', (part: Buffer) => {
      err += part.toString();
      look();
    });
  });
  const stop: Running['stop'] = async () => {
    child.removeAllListeners('exit');
    // Not `exit`: what was printed last may still be on its way then.
    const ended = once(child, 'close');
    child.kill('SIGINT');
    const [code] = (await ended) as [number | null];
    return { code, out };
  };
  return { child, address, told: () => err, stop };
}

const folder = temporaryFolder('perenos-emulate-');

describe('perenos emulate', () => {
  test('serves a portal until Ctrl-C, records its traffic and ends with 0', async () => {
    const running = await emulate(
      folder,
      'bitrix24',
      '--state',
      'demo',
      '--speed',
      'max',
      '--record',
      'traffic.ndjson',
      '--secret-file',
      'portal.secret',
    );
    expect(running.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/rest\/1\/rehearsal0public\/$/);
    const ask = (method: string, parameters: unknown) =>
      fetch(`${running.address}${method}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(parameters),
      });
    const answer = (await (await ask('crm.deal.list', { order: { ID: 'ASC' }, start: -1 })).json()) as {
      result: unknown[];
    };
    expect(answer.result).toHaveLength(6);
    await ask('crm.item.add', { entityTypeId: 2, fields: { TITLE: 'wrong name' } });
    expect(running.told()).toContain('Ctrl-C');
    const { code, out } = await running.stop();
    expect([code, out.split('\n').at(-2)]).toEqual([
      0,
      'The rehearsal is over. Requests: 2, of which refused by limits: 0.',
    ]);
    expect(readFileSync(join(folder, 'portal.secret'), 'utf8').trim()).toBe(running.address);
    const file = join(folder, 'traffic.ndjson');
    expect(statSync(file).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o600);
    expect(readFileSync(file, 'utf8')).not.toContain('rehearsal0public');
    expect(trafficProblems(recordedTraffic(file))).toEqual(['#2 crm.item.add: fields.TITLE: no such field']);
  });

  test('serves an amoCRM account with a public token', async () => {
    const running = await emulate(folder, 'amocrm', '--speed', 'max', '--secret-file', 'account.secret');
    const token = readFileSync(join(folder, 'account.secret'), 'utf8').trim();
    const answer = await fetch(`${running.address}api/v4/account`, { headers: { authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(200);
    expect((await running.stop()).code).toBe(0);
  });

  test('refuses a port that is taken, faults it does not know and a foreign snapshot', async () => {
    const running = await emulate(folder, 'bitrix24');
    const port = new URL(running.address).port;
    expect(perenos(folder, 'emulate', 'bitrix24', '--port', port)).toMatchObject({
      code: 11,
      err: expect.stringContaining(port),
    });
    writeFileSync(join(folder, 'faults.json'), '[{"kind": "nonsense"}]');
    expect(perenos(folder, 'emulate', 'bitrix24', '--faults', 'faults.json')).toMatchObject({
      code: 2,
      err: expect.stringContaining('0.kind'),
    });
    writeFileSync(join(folder, 'state.json'), '{"system": "amocrm", "items": {}}');
    expect(perenos(folder, 'emulate', 'bitrix24', '--state', 'state.json')).toMatchObject({
      code: 3,
      err: expect.stringContaining('state.json'),
    });
    expect(perenos(folder, 'emulate', 'bitrix24', '--speed', '0').code).toBe(2);
    expect(perenos(folder, 'emulate', 'bitrix24', '--state', 'missing.json').code).toBe(3);
    await running.stop();
  });
});
