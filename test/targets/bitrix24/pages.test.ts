import { expect, test } from 'vitest';
import { connected } from './portal.ts';

test.each(['universal', 'classic'])(
  'everything is read once in few requests, whatever comes behind the last page (%s)',
  async (api) => {
    for (const count of [0, 1, 50, 51, 550, 600]) {
      const { connect, emulator } = await connected({}, { api });
      const connection = await connect();
      for (let done = 0; done < count; done += 50) {
        const cmd = Object.fromEntries(
          Array.from({ length: Math.min(50, count - done) }, (_, index) => [
            `c${index}`,
            `crm.company.add?fields%5BTITLE%5D=${done + index}`,
          ]),
        );
        await fetch(`${emulator.webhook}batch`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ halt: 0, cmd }),
        });
      }
      const before = emulator.log.counts().requests;
      const names: unknown[] = [];
      for await (const page of connection.existing?.('company') ?? [])
        names.push(...page.map(({ data }) => data['name']));
      expect(names).toEqual(Array.from({ length: count }, (_, index) => String(index)));
      expect(emulator.log.counts().requests - before).toBeLessThanOrEqual(4);
    }
  },
);
