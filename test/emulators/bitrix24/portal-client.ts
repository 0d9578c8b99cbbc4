import { onTestFinished } from 'vitest';
import { createBitrix24Emulator, type Bitrix24Emulator } from '../../../src/emulators/bitrix24.ts';
import type { Bitrix24Settings } from '../../../src/emulators/bitrix24/settings.ts';

export const startOfTime = Date.UTC(2026, 2, 1, 9);

export interface PortalClient {
  readonly emulator: Bitrix24Emulator;
  /** Posts JSON; returns status and body. */
  readonly post: (method: string, body?: unknown) => Promise<{ status: number; body: Record<string, unknown> }>;
  /** The result of a call that must succeed. */
  readonly result: <T = unknown>(method: string, body?: unknown) => Promise<T>;
}

/** A portal in virtual time, without limits unless the test asks for them, closed when the test ends. */
export async function startPortal(settings: Bitrix24Settings = {}): Promise<PortalClient> {
  const emulator = await createBitrix24Emulator({
    clock: 'virtual',
    startAt: startOfTime,
    plan: 'box',
    costFactor: 0,
    ...settings,
  });
  onTestFinished(() => emulator.close());
  const post: PortalClient['post'] = async (method, body = {}) => {
    const answer = await fetch(`${emulator.webhook}${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const result = async <T>(method: string, body: unknown = {}): Promise<T> => {
    const answer = await post(method, body);
    if (answer.status !== 200) throw new Error(`${method}: ${JSON.stringify(answer)}`);
    return answer.body['result'] as T;
  };
  return { emulator, post, result };
}
