import { describe, expect, test } from 'vitest';
import { tableMapping } from '../../bench/loading/table-mapping.ts';
import { seededRandom } from '../../src/emulators/seeded-random.ts';
import { portalStage, type PortalStage } from './portal-stage.ts';
import { randomCrashes, rehearsal, tables } from './rehearsal.ts';
import { faultSeeds, replayable } from './seeds.ts';

/** One value of a deal: as the source has it, as it was last written, as the portal has it. */
interface Cell {
  source: string;
  written: string;
  /** What the portal gave back right after that. */
  read: string;
  target: string;
}

type Deal = Record<'title' | 'amount', Cell>;

const fields = ['title', 'amount'] as const;
const cell = (value: string): Cell => ({ source: value, written: value, read: value, target: value });

/** The rule of a delta run in a few lines: what only the source changed is written, everything else in the portal stays. */
function carryOver(deal: Deal): void {
  for (const field of fields) {
    const { source, written, read, target } = deal[field];
    if (source === target || source === written || target !== read) continue;
    deal[field] = { source, written: source, read: source, target: source };
  }
}

const csv = (deals: ReadonlyMap<string, Deal>) =>
  `Код;Название;Сумма;Контакт;Компания\n${[...deals].map(([key, { title, amount }]) => `${key};${title.source};${amount.source};1;1\n`).join('')}`;

function dealsOf({ emulator }: PortalStage): Readonly<Record<string, readonly unknown[]>> {
  const rows = [...emulator.state.items.deal.all()].map(({ values }) => [
    String(values['ORIGIN_ID']).split(':').at(-1) ?? '',
    [values['TITLE'], Number(values['OPPORTUNITY'])],
  ]);
  return Object.fromEntries(rows);
}

describe('running again with fresh exports', () => {
  test.each(faultSeeds(1, 4))('follows a small model of who changed what, seed %i', async (seed) => {
    replayable(seed);
    const random = seededRandom(seed);
    const portal = await portalStage({ seed });
    const deals = new Map<string, Deal>();
    const add = (key: number) => deals.set(String(key), { title: cell(`Сделка ${key}`), amount: cell(`${key}.00`) });
    for (let key = 1; key <= 12; key += 1) add(key);
    const base = { ...tables(1, 4), 'perenos.yaml': tableMapping('bitrix24') };
    const project = await rehearsal(portal.stage, { ...base, 'deals.csv': csv(deals) });
    let next = 1000;
    for (let round = 1; round <= 5; round += 1) {
      const made = await project.plan();
      made.plan.close();
      await project.applyUntilDone(made.plan, randomCrashes(seed * 10 + round, 0.1));
      for (const deal of deals.values()) carryOver(deal);
      const wanted = Object.fromEntries(
        [...deals].map(([key, { title, amount }]) => [key, [title.target, Number(amount.target)]]),
      );
      expect(dealsOf(portal), `round ${round}`).toEqual(wanted);
      for (const [key, deal] of deals) {
        const field = fields[Math.floor(random() * 2)] ?? 'title';
        const value = () => ((next += 1), field === 'title' ? `Новое ${next}` : `${next}.00`);
        if (random() < 0.3) deal[field].source = value();
        if (random() < 0.3) {
          deal[field].target = value();
          const id = [...portal.emulator.state.items.deal.all()].find(({ values }) =>
            String(values['ORIGIN_ID']).endsWith(`:${key}`),
          )?.id;
          const name = field === 'title' ? 'TITLE' : 'OPPORTUNITY';
          portal.edit('deal', id ?? 0, { [name]: deal[field].target });
        }
      }
      add(100 + round);
      project.rewrite({ 'deals.csv': csv(deals) });
    }
  });

  test('asks nothing to be written when nothing changed', async () => {
    const { emulator, stage } = await portalStage();
    const project = await rehearsal(stage, { ...tables(2, 40), 'perenos.yaml': tableMapping('bitrix24') });
    const first = await project.plan();
    first.plan.close();
    await project.applyUntilDone(first.plan);
    const second = await project.plan();
    second.plan.close();
    const writes: string[] = [];
    const stop = emulator.log.listen(({ operation, parameters }) => {
      if (
        /crm\.[a-z.]+\.(import|batchimport|add|update|delete|set)\b/i.test(`${operation} ${JSON.stringify(parameters)}`)
      )
        writes.push(operation);
    });
    await project.applyUntilDone(second.plan);
    stop();
    expect(writes).toEqual([]);
  });
});
