import { onTestFinished } from 'vitest';
import { createBitrix24Emulator, type Bitrix24Emulator } from '../../src/emulators/bitrix24.ts';
import { personActs } from '../../src/emulators/bitrix24/people-actions.ts';
import type { Bitrix24Settings } from '../../src/emulators/bitrix24/settings.ts';
import type { StageContext } from '../../src/pipeline/progress.ts';
import { bitrix24 } from '../../src/targets/bitrix24.ts';
import { accessTo } from '../targets/bitrix24/portal.ts';
import { judged } from './judged.ts';
import type { Stage } from './rehearsal.ts';

export interface PortalStage {
  readonly emulator: Bitrix24Emulator;
  readonly stage: Stage;
  /** Somebody changes a record in the portal, by the names of the classic methods; the user of the load where no other is named. */
  readonly edit: (entity: string, id: number, fields: object, userId?: number) => void;
  readonly remove: (entity: string, id: number) => void;
  readonly add: (entity: string, fields: object) => void;
}

/** A portal in virtual time, in this process. */
export async function portalStage(settings: Bitrix24Settings = {}, options: object = {}): Promise<PortalStage> {
  const startAt = Date.UTC(2026, 2, 1, 9);
  const emulator = await createBitrix24Emulator({ clock: 'virtual', startAt, plan: 'box', costFactor: 0, ...settings });
  onTestFinished(() => emulator.close());
  judged(emulator);
  const connect = (context: StageContext) =>
    bitrix24.connect({ project: 'rehearsal', plan: 'box', ...options }, context, accessTo(emulator.webhook));
  const act = (action: object) => void personActs(emulator.state, action, emulator.clock.now());
  return {
    emulator,
    stage: { target: bitrix24, clock: emulator.clock, connect },
    edit: (entity, id, fields, userId = 1) => act({ do: 'update', entity, id, fields, userId }),
    remove: (entity, id) => act({ do: 'delete', entity, id }),
    add: (entity, fields) => act({ do: 'add', entity, fields }),
  };
}
