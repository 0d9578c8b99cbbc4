import { describe, expect, test } from 'vitest';
import type { EntityKind } from '../../../src/model/entity.ts';
import { connected, idOfTable, operation } from './portal.ts';

const idOf = idOfTable({});

async function load(kind: EntityKind, count: number, settings: object, options: object = {}) {
  const { connection, emulator } = await connected({ plan: 'standard', costFactor: 1, ...settings }, { plan: 'standard', ...options });
  const from = emulator.clock.now();
  let done = 0;
  let writes = 0;
  while (done < count) {
    const size = Math.min(connection.nextBatchSize?.(kind) ?? 1, count - done);
    const operations = Array.from({ length: size }, (_, index) => operation(kind, { title: `№ ${done + index}` }));
    const outcomes = await connection.write(operations, idOf);
    expect(outcomes.every(({ status }) => status === 'done')).toBe(true);
    done += size;
    writes += 1;
  }
  const log = emulator.log.counts();
  return { seconds: (emulator.clock.now() - from) / 1000, writes, log };
}

describe('pace', () => {
  test('x', async () => {
    const { seconds, writes, log } = await load("deal", 3000, {});
    const refused = log.refused;
    console.log({ seconds, writes, requests: log.requests, refused, perSecond: 3000 / seconds, ideal: 480 + (3000 * 1.2 - 480) * 600 / 480 });
  }, 120_000);
});
