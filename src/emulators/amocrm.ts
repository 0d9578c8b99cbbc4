import { demoAccount } from './amocrm/demo.ts';
import { AmocrmSystem } from './amocrm/system.ts';
import type { Limits } from './amocrm/limits.ts';
import type { AmocrmSettings } from './amocrm/settings.ts';
import { checkedSnapshot, emptyAccount, type AmocrmSnapshot } from './amocrm/snapshot.ts';
import { AmocrmState } from './amocrm/state.ts';
import type { Emulator } from './emulator.ts';
import { seededRandom } from './seeded-random.ts';
import { faultsOf, serve } from './serve.ts';
import { RealClock, VirtualClock } from './virtual-clock.ts';

export interface AmocrmEmulator extends Emulator<AmocrmState> {
  readonly limits: Limits;
}

/**
 * Starts a stand-in of an amoCRM account on this computer.
 * @throws LocalError when the port is taken, Error for a state that is no snapshot
 */
export async function createAmocrmEmulator(settings: AmocrmSettings = {}): Promise<AmocrmEmulator> {
  const { seed = 1 } = settings;
  const clock = settings.clock === 'virtual' ? new VirtualClock(settings.startAt ?? Date.now()) : new RealClock();
  const state = new AmocrmState(startState(settings.state), seededRandom(seed));
  const system = new AmocrmSystem(state, settings, clock);
  const faults = faultsOf(settings.faults, seed);
  const emulator = await serve(system, state, { clock, faults }, settings);
  return { ...emulator, limits: system.limits };
}

function startState(state: unknown): AmocrmSnapshot {
  if (state === undefined || state === 'empty') return emptyAccount();
  return state === 'demo' ? demoAccount() : checkedSnapshot(state);
}
