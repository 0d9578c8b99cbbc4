import { describe, expect, test } from 'vitest';
import { portalStage } from '../../loading/portal-stage.ts';
import { randomCrashes, rehearsal } from '../../loading/rehearsal.ts';
import { faultSeeds, replayable } from '../../loading/seeds.ts';
import { wholeRecords } from '../../loading/whole-records.ts';

const faults = [
  '503',
  '429',
  '500',
  '500-after',
  '502-html',
  '504-html-before',
  '504-html-after',
  'reset-before',
  'reset-after',
  'late:20000',
  'truncated-json',
  'login-page',
  'bad-gzip',
].map((kind) => ({ probability: 0.015, kind }));

describe('records with everything that hangs on them', () => {
  test.each(faultSeeds(1, 2))(
    'stand in the portal once, whole and tied to the right ones, whatever happens on the way, seed %i',
    async (seed) => {
      replayable(seed);
      const count = 60;
      const { emulator, stage } = await portalStage({ faults, seed });
      const { plan, applyUntilDone } = await rehearsal(
        stage,
        wholeRecords({ target: 'bitrix24', count, seed, note: (i) => [`Запись ${i % 3}`, 1 + (i % 5)] }),
      );
      const made = await plan();
      expect(made.sums.map(({ planned }) => planned)).toEqual([count, count, count, count]);
      const { sums } = await applyUntilDone(made.plan, randomCrashes(seed, 0.05));
      made.plan.close();
      emulator.faults.set([]);
      // What was abandoned has been executed by now in any case.
      emulator.clock.advanceTo(emulator.clock.now() + 120_000);
      expect(sums.map(({ done }) => done)).toEqual([count, count, count, count]);
      const { items, rows } = await dump(emulator.url);
      expect(items['company']?.items).toHaveLength(count);
      expect(items['contact']?.items).toHaveLength(count);
      expect(items['deal']?.items).toHaveLength(count);
      for (const table of ['requisites', 'addresses', 'bankDetails', 'comments'])
        expect(rows[table]?.rows, table).toHaveLength(count);
      // Twelve notes on each of five deals: four times the same three.
      const text = JSON.stringify(rows['comments']?.rows ?? []);
      const notes = text.match(/"ENTITY_ID":\d+[^{}]*?"COMMENT":"[^"]+"/g) ?? [];
      const counts = [...new Set(notes)].map((note) => notes.filter((other) => other === note).length);
      expect(counts).toEqual(Array.from({ length: 15 }, () => 4));
    },
  );
});

interface Dump {
  readonly items: Readonly<Record<string, { readonly items: readonly unknown[] }>>;
  readonly rows: Readonly<Record<string, { readonly rows: readonly Readonly<Record<string, unknown>>[] }>>;
}

async function dump(url: string): Promise<Dump> {
  return (await (await fetch(`${url}/admin/state`)).json()) as Dump;
}
