import { describe, expect, test } from 'vitest';
import { connected, idOfTable, operation } from './portal.ts';

/** Server seconds of a record, of a method in ten minutes. */
const cost = 1.2;
const allowance = 480;

describe('pace', () => {
  test('uses what the server time of a method allows and meets no refusal', async () => {
    const count = 1200;
    const { connection, emulator } = await connected({ plan: 'standard', costFactor: 1 }, { plan: 'standard' });
    const from = emulator.clock.now();
    for (let done = 0; done < count;) {
      const size = Math.min(connection.nextBatchSize?.('deal') ?? 1, count - done);
      const operations = Array.from({ length: size }, (_, index) => operation('deal', { title: `№ ${done + index}` }));
      const outcomes = await connection.write(operations, idOfTable({}));
      expect(outcomes.every(({ status }) => status === 'done')).toBe(true);
      done += size;
    }
    const seconds = (emulator.clock.now() - from) / 1000;
    const least = allowance + (count * cost - allowance) / 0.8;
    expect(least / seconds).toBeGreaterThan(0.95);
    expect(emulator.log.counts().refused).toBe(0);
    const [line] = connection.forecast?.({ deal: count }) ?? [];
    expect(line).toMatchObject({ kind: 'deal', operations: count, boundBy: 'server-time' });
    expect((line?.seconds ?? 0) / seconds).toBeGreaterThan(0.95);
    expect((line?.seconds ?? 0) / seconds).toBeLessThan(1.05);
  });

  test('a fast portal gets many records in one request', async () => {
    const { connection } = await connected();
    expect(connection.nextBatchSize?.('contact')).toBe(60);
    const people = Array.from({ length: 60 }, (_, index) => operation('contact', { full_name: `А${index}` }));
    await connection.write(people, idOfTable({}));
    expect(connection.nextBatchSize?.('contact')).toBe(3000);
  });
});
