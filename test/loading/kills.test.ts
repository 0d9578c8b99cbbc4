import { describe, expect, test } from 'vitest';
import { loadUnderKills } from './kills/load.ts';
import type { TargetName } from './kills/mapping.ts';
import { faultSeeds, replayable } from './seeds.ts';

/**
 * Real processes, killed with SIGKILL while they prepare, plan and load into a stand-in that fails: at any moment, and shortly after any
 * request. The long run is `npm run test:kills`.
 */
describe('a load whose process is killed again and again', () => {
  const targets: readonly TargetName[] = ['bitrix24', 'amocrm'];
  test.each(targets.flatMap((target) => faultSeeds(1, 1).map((seed) => [target, seed] as const)))(
    'leaves in %s every record once, with its id and its links, seed %i',
    async (target, seed) => {
      replayable(seed);
      const isWhole = process.env['PERENOS_SEEDS'] !== undefined;
      const { records, kills } = await loadUnderKills({ target, seed, records: 100, kills: 2, isWhole });
      expect(records).toBe(100);
      expect(Object.values(kills).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
    },
  );
});
