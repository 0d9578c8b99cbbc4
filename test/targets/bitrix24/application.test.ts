import { describe, expect, onTestFinished, test } from 'vitest';
import { createBitrix24Emulator } from '../../../src/emulators/bitrix24.ts';
import { rehearsalApplication } from '../../../src/emulators/bitrix24/settings.ts';
import { AccessError } from '../../../src/errors.ts';
import { bitrix24 } from '../../../src/targets/bitrix24.ts';
import { testContext } from '../../context.ts';
import { accessTo, idOfTable, operation, startOfTime } from './portal.ts';

const nobody = idOfTable({});

/** A portal that is entered with a local application; `kept` is what a project keeps of its secret, in order. */
async function application(more: object = {}) {
  const settings = { clock: 'virtual', startAt: startOfTime, plan: 'box', costFactor: 0 } as const;
  const emulator = await createBitrix24Emulator(settings);
  onTestFinished(() => emulator.close());
  const { clientId, clientSecret, accessToken, refreshToken } = rehearsalApplication;
  const document = {
    client_id: clientId,
    client_secret: clientSecret,
    access_token: accessToken,
    refresh_token: refreshToken,
    base: emulator.url,
    oauth: emulator.url,
    ...more,
  };
  const kept: string[] = [];
  const context = {
    ...testContext().context,
    now: () => new Date(emulator.clock.now()),
    wait: async (milliseconds: number) => emulator.clock.advanceTo(emulator.clock.now() + milliseconds),
  };
  const connect = async (secret = JSON.stringify(document)) => {
    const access = { ...accessTo(secret), keepSecret: (_name: string, value: string) => void kept.push(value) };
    const connection = await bitrix24.connect({ project: 'test', plan: 'box' }, context, access);
    onTestFinished(() => connection.close());
    return connection;
  };
  return { emulator, connect, kept, document };
}

const person = (key: string) => operation('contact', { full_name: `Человек ${key}` }, { key });

describe('a local application', () => {
  test('writes with its token, as the user that the portal tells', async () => {
    const { emulator, connect, kept } = await application();
    const connection = await connect();
    expect(connection.identity.account).toBe(`${new URL(emulator.url).host}/1`);
    expect(await connection.write([person('1'), person('2')], nobody)).toMatchObject([
      { status: 'done' },
      { status: 'done' },
    ]);
    expect(emulator.state.items.contact.size).toBe(2);
    expect(kept).toEqual([]);
  });

  test('renews an expired token once, keeps the new pair before it is used, and loses and doubles nothing', async () => {
    const { emulator, connect, kept } = await application();
    const connection = await connect();
    emulator.clock.advanceTo(emulator.clock.now() + 2 * 3_600_000);
    expect(await connection.write([person('1')], nobody)).toMatchObject([{ status: 'done' }]);
    expect(emulator.state.items.contact.size).toBe(1);
    expect(kept).toHaveLength(1);
    expect(JSON.parse(kept[0] ?? '')).toMatchObject({
      access_token: 'rehearsal-access-2',
      refresh_token: 'rehearsal-refresh-2',
    });
    // The next process goes on with what was kept.
    emulator.clock.advanceTo(emulator.clock.now() + 2 * 3_600_000);
    const next = await connect(kept[0]);
    expect(await next.write([person('2')], nobody)).toMatchObject([{ status: 'done' }]);
    expect(kept).toHaveLength(2);
    expect(emulator.state.items.contact.size).toBe(2);
  });

  test('stops where the pair was used up by somebody else; the reason holds no secret', async () => {
    const { emulator, connect } = await application({ refresh_token: 'rehearsal-refresh-0' });
    const connection = await connect();
    emulator.clock.advanceTo(emulator.clock.now() + 2 * 3_600_000);
    const refused: unknown = await connection.write([person('1')], nobody).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(AccessError);
    expect(refused).toMatchObject({ code: 'target.denied', args: { reason: '400 invalid_grant' } });
    expect(emulator.state.items.contact.size).toBe(0);
  });

  test.each([
    ['{"client_id":"x"}', 'bitrix24.application'],
    ['{broken', 'bitrix24.application'],
  ])('is refused when the document is %s', async (secret, code) => {
    const { connect } = await application();
    await expect(connect(secret)).rejects.toMatchObject({ code });
  });
});
