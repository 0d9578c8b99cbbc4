import { expect, onTestFinished } from 'vitest';
import { createBitrix24Emulator, type Bitrix24Emulator } from '../../../src/emulators/bitrix24.ts';
import type { Bitrix24Settings } from '../../../src/emulators/bitrix24/settings.ts';
import type { EntityKind } from '../../../src/model/entity.ts';
import type { Ref } from '../../../src/model/field.ts';
import { bitrix24 } from '../../../src/targets/bitrix24.ts';
import { openTransport } from '../../../src/http/transport.ts';
import type { Connection, FieldChange, IdOf, Operation, TargetAccess } from '../../../src/targets/target.ts';
import { testContext } from '../../context.ts';
import { bitrix24Problems } from '../../emulators/schema/bitrix24.ts';

export const startOfTime = Date.UTC(2026, 2, 1, 9);

export interface Connected {
  readonly emulator: Bitrix24Emulator;
  readonly connection: Connection;
  /** The result of a call of a method, past the target. */
  readonly result: <T = unknown>(method: string, body?: unknown) => Promise<T>;
  readonly connect: (options?: object) => Promise<Connection>;
}

/** A portal in virtual time and the target connected to it; waiting moves the portal's clock. */
export async function connected(settings: Bitrix24Settings = {}, options: object = {}): Promise<Connected> {
  const emulator = await createBitrix24Emulator({
    clock: 'virtual',
    startAt: startOfTime,
    plan: 'box',
    costFactor: 0,
    ...settings,
  });
  const problems = new Set<string>();
  const stop = emulator.log.listen((traffic) => {
    // What a test itself asks of the portal goes by another way.
    if (isOwn) return;
    for (const problem of bitrix24Problems(traffic)) problems.add(problem);
  });
  let isOwn = false;
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
  const connect = async (more: object = {}): Promise<Connection> => {
    const connection = await bitrix24.connect(
      { project: 'test', plan: 'box', ...options, ...more },
      context,
      accessTo(emulator.webhook),
    );
    onTestFinished(() => connection.close());
    return connection;
  };
  const result = async <T>(method: string, body: unknown = {}): Promise<T> => {
    isOwn = true;
    const answer = await fetch(`${emulator.webhook}${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const { result: found } = (await answer.json()) as { readonly result: T };
    isOwn = false;
    return found;
  };
  return { emulator, connection: await connect(), result, connect };
}

/** What a target is given beside its options. */
export function accessTo(webhook: string): TargetAccess {
  const transport = openTransport();
  onTestFinished(() => transport.close());
  return {
    secret: async () => webhook,
    keepSecret: () => {},
    transport,
    maxWaitMs: 30 * 60_000,
  };
}

let lastId = 0;

/** An operation as the engine gives it. */
export function operation(
  kind: EntityKind,
  data: object,
  more: {
    readonly action?: Operation['action'];
    readonly targetId?: string;
    readonly key?: string;
    readonly changes?: readonly FieldChange[];
  } = {},
): Operation {
  lastId += 1;
  const marker: Ref = { system: 'csv', key: more.key ?? String(lastId) };
  return {
    id: lastId,
    kind,
    action: more.action ?? 'create',
    targetId: more.targetId,
    marker,
    data,
    origins: [],
    changes: more.changes ?? [],
    payloadHash: '',
  } as unknown as Operation;
}

/** Resolves references by a table `kind:key`. */
export function idOfTable(table: Readonly<Record<string, string>>): IdOf {
  return (kind, { key }) => table[`${kind}:${key}`];
}
