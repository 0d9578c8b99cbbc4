import { createAmocrmEmulator } from './amocrm.ts';
import { defaultToken } from './amocrm/settings.ts';
import { createBitrix24Emulator } from './bitrix24.ts';
import type { Emulator } from './emulator.ts';
import type { FaultRule } from './faults.ts';
import type { TlsFiles } from './http-server.ts';

/** What a rehearsal may be asked for, whatever the CRM. */
export interface RehearsalSettings {
  readonly port: number;
  readonly tls?: TlsFiles;
  readonly seed: number;
  readonly faults: readonly FaultRule[];
  /** `empty`, `demo` or a snapshot. */
  readonly state: unknown;
  readonly clock: 'real' | 'virtual';
  /** How many times faster than the real thing it works; Infinity for at once. */
  readonly times: number;
  readonly hasLimits: boolean;
  /** Of the plans of the CRM. */
  readonly plan: string | undefined;
}

/** A running rehearsal. */
export interface Rehearsal {
  readonly emulator: Emulator;
  /** Where a loader connects. */
  readonly address: string;
  /** What it shows there, where the address alone is not enough. The same in every rehearsal, and no secret. */
  readonly token?: string;
}

export interface RehearsalDefinition {
  readonly name: string;
  readonly plans: readonly string[];
  /** @throws LocalError when the port is taken, Error for a state that is no snapshot */
  start(settings: RehearsalSettings): Promise<Rehearsal>;
}

const bitrix24Plans = ['standard', 'enterprise', 'box'] as const;

const bitrix24: RehearsalDefinition = {
  name: 'bitrix24',
  plans: bitrix24Plans,
  start: async ({ times, hasLimits, plan, ...settings }) => {
    const emulator = await createBitrix24Emulator({
      ...settings,
      plan: hasLimits ? (bitrix24Plans.find((one) => one === plan) ?? 'standard') : 'box',
      costFactor: 1 / times,
    });
    return { emulator, address: emulator.webhook };
  },
};

const amocrm: RehearsalDefinition = {
  name: 'amocrm',
  plans: [],
  start: async ({ times, hasLimits, plan: _plan, ...settings }) => {
    const emulator = await createAmocrmEmulator({
      ...settings,
      speed: 1 / times,
      ...(hasLimits ? {} : { limits: false }),
    });
    return { emulator, address: `${emulator.url}/`, token: defaultToken };
  },
};

/** Every CRM that can be rehearsed with. */
export const rehearsals: readonly RehearsalDefinition[] = [bitrix24, amocrm];
