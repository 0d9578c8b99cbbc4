import { demoPortal } from './bitrix24/demo.ts';
import { Bitrix24System, checkedSnapshot } from './bitrix24/system.ts';
import type { Portal, PortalSnapshot } from './bitrix24/portal.ts';
import { portalSettings, rehearsalWebhook, type Bitrix24Settings } from './bitrix24/settings.ts';
import type { Emulator } from './emulator.ts';
import { faultsOf, serve } from './serve.ts';
import { RealClock, VirtualClock } from './virtual-clock.ts';

export interface Bitrix24Emulator extends Emulator<Portal> {
  /** Address of the rehearsal's webhook, with a slash at the end. Its secret is public. */
  readonly webhook: string;
}

/**
 * Starts an emulated Bitrix24 portal on the loopback interface.
 * @throws LocalError when the port is taken, Error for a state that is no snapshot
 */
export async function createBitrix24Emulator(given: Bitrix24Settings = {}): Promise<Bitrix24Emulator> {
  const clock = given.clock === 'virtual' ? new VirtualClock(given.startAt ?? Date.now()) : new RealClock();
  const faults = faultsOf(given.faults, given.seed);
  const settings = portalSettings(given);
  const system = new Bitrix24System(settings, startState(given.state), { clock, faults });
  const emulator = await serve(system, system.portal, { clock, faults }, given);
  const { userId, secret } = settings.webhooks[0] ?? rehearsalWebhook;
  return { ...emulator, webhook: `${emulator.url}/rest/${userId}/${secret}/` };
}

function startState(state: unknown): PortalSnapshot | undefined {
  if (state === undefined || state === 'empty') return undefined;
  return state === 'demo' ? demoPortal() : checkedSnapshot(state);
}
