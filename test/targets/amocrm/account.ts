import { expect, onTestFinished } from 'vitest';
import { createAmocrmEmulator, type AmocrmEmulator } from '../../../src/emulators/amocrm.ts';
import { defaultToken, type AmocrmSettings } from '../../../src/emulators/amocrm/settings.ts';
import { openTransport } from '../../../src/http/transport.ts';
import { amocrm } from '../../../src/targets/amocrm.ts';
import type { Connection, TargetAccess } from '../../../src/targets/target.ts';
import { testContext } from '../../context.ts';
import { problemsOf } from '../../emulators/amocrm-schema.ts';
import type { Loose } from '../../emulators/amocrm-client.ts';

export const startOfTime = Date.UTC(2026, 2, 1, 9);
const atOnce = { readMs: 0, writeMs: 0, elementMs: 0 };

export interface Connected {
  readonly emulator: AmocrmEmulator;
  readonly connection: Connection;
  readonly connect: (options?: object, access?: Partial<TargetAccess>) => Promise<Connection>;
  /** What the account holds, past the target. */
  readonly get: (path: string) => Promise<Loose>;
  readonly rows: (collection: string) => Promise<readonly Loose[]>;
}

export interface Setup {
  /** Makes the fields of markers first. */
  readonly isPrepared?: boolean;
  readonly options?: object;
}

/** An account in virtual time and the target connected to it; waiting moves the account's clock. */
export async function connected(settings: AmocrmSettings = {}, setup: Setup = {}): Promise<Connected> {
  const { faults = [], ...others } = settings;
  const emulator = await createAmocrmEmulator({
    clock: 'virtual',
    startAt: startOfTime,
    limits: false,
    latency: atOnce,
    ...others,
  });
  const problems = new Set<string>();
  let isOwn = false;
  const stop = emulator.log.listen((traffic) => {
    // What a test itself asks of the account goes by another way.
    if (!isOwn) for (const problem of problemsOf(traffic)) problems.add(problem);
  });
  onTestFinished(async () => {
    stop();
    await emulator.close();
    expect([...problems]).toEqual([]);
  });
  const context = {
    ...testContext().context,
    now: () => new Date(emulator.clock.now()),
    wait: async (milliseconds: number) => emulator.clock.advanceTo(emulator.clock.now() + milliseconds),
  };
  const connect = async (more: object = {}, access: Partial<TargetAccess> = {}): Promise<Connection> => {
    const connection = await amocrm.connect(
      { project: 'test', portal: emulator.url, ...setup.options, ...more },
      context,
      { ...accessTo(defaultToken), ...access },
    );
    onTestFinished(() => connection.close());
    return connection;
  };
  const get = async (path: string): Promise<Loose> => {
    isOwn = true;
    const answer = await fetch(`${emulator.url}/api/v4${path}`, {
      headers: { authorization: `Bearer ${defaultToken}` },
    });
    const text = await answer.text();
    isOwn = false;
    return text === '' ? undefined : JSON.parse(text);
  };
  const rows = async (collection: string): Promise<readonly Loose[]> => {
    const name = collection.split('?')[0]?.split('/').at(-1) ?? '';
    const found: Loose[] = [];
    for (let page = 1; ; page += 1) {
      const body = await get(`/${collection}${collection.includes('?') ? '&' : '?'}limit=250&page=${page}`);
      found.push(...(body?._embedded[name] ?? []));
      if (body?._links.next === undefined) return found;
    }
  };
  if (setup.isPrepared !== false) await prepare(await connect());
  const connection = await connect();
  emulator.faults.set(faults);
  return { emulator, connection, connect, get, rows };
}

export async function prepare(connection: Connection): Promise<void> {
  for (const one of (await connection.preparations?.()) ?? []) await one.make();
}

/** What a target is given beside its options. */
export function accessTo(secret: string): TargetAccess {
  const transport = openTransport();
  onTestFinished(() => transport.close());
  return { secret: async () => secret, keepSecret: () => {}, transport, maxWaitMs: 30 * 60_000 };
}

/** Value of a field by its code or name, as it is stored. */
export function valueOf(row: Loose, name: string): Loose {
  const found = (row.custom_fields_values ?? []).find(
    (field: Loose) => field.field_code === name || field.field_name === name,
  );
  return found?.values.length === 1 ? found.values[0].value : found?.values.map((value: Loose) => value.value);
}
