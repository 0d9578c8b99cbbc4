import { describe, expect, test } from 'vitest';
import { tableMapping } from '../../bench/loading/table-mapping.ts';
import type { Portal } from '../../src/emulators/bitrix24/portal.ts';
import { seededRandom } from '../../src/emulators/seeded-random.ts';
import { findingGroups } from '../../src/store/plan-findings.ts';
import { portalStage } from './portal-stage.ts';
import { randomCrashes, rehearsal, tables } from './rehearsal.ts';
import { faultSeeds, replayable } from './seeds.ts';

/** What people see of a portal: no ids of values, no times of changes. */
function shown({ items, bindings }: Portal) {
  return (['company', 'contact', 'deal'] as const).map((kind) =>
    [...items[kind].all()].map(({ id, values, multi }) => ({
      id,
      title: values['TITLE'] ?? `${String(values['LAST_NAME'])} ${String(values['NAME'])}`,
      amount: values['OPPORTUNITY'],
      company: values['COMPANY_ID'],
      multi: multi.map(({ kind: of, value }) => `${of} ${value}`).toSorted(),
      links: (kind === 'deal' ? bindings.dealContacts : bindings.contactCompanies).of(id).map(({ id: to }) => to),
    })),
  );
}

const more = (text: string) => text.replaceAll('ООО Фирма', 'АО Фирма').replaceAll('.50;', '.75;');

describe('taking a run back', () => {
  test.each(faultSeeds(1, 4))('leaves the portal as it was before, seed %i', async (seed) => {
    replayable(seed);
    const { emulator, stage } = await portalStage({ seed });
    const few = tables(seed, 24);
    const project = await rehearsal(stage, { ...few, 'perenos.yaml': tableMapping('bitrix24') });
    const first = await project.plan();
    first.plan.close();
    await project.applyUntilDone(first.plan);
    const before = shown(emulator.state);
    const many = tables(seed, 60);
    project.rewrite({
      'companies.csv': more(many['companies.csv']),
      'contacts.csv': many['contacts.csv'].replaceAll('person2', 'somebody2'),
      'deals.csv': more(many['deals.csv']),
    });
    const second = await project.plan();
    second.plan.close();
    await project.applyUntilDone(second.plan, randomCrashes(seed, 0.2));
    expect(shown(emulator.state)).not.toEqual(before);
    const undo = await project.undo(second.plan);
    undo.plan.close();
    await project.applyUntilDone(undo.plan, randomCrashes(seed + 1, 0.2));
    expect(shown(emulator.state)).toEqual(before);
  });

  test.each(faultSeeds(1, 4))('keeps and lists what people edited since, seed %i', async (seed) => {
    replayable(seed);
    const random = seededRandom(seed);
    const { emulator, stage, edit } = await portalStage({ seed });
    const project = await rehearsal(stage, { ...tables(seed, 30), 'perenos.yaml': tableMapping('bitrix24') });
    const made = await project.plan();
    made.plan.close();
    await project.applyUntilDone(made.plan);
    const deals = [...emulator.state.items.deal.all()].filter(() => random() < 0.3);
    for (const { id } of deals) edit('deal', id, { TITLE: `Изменено ${id}` });
    const undo = await project.undo(made.plan);
    undo.plan.close();
    expect(undo.sums.find(({ kind }) => kind === 'deal')?.kept).toBe(deals.length);
    await project.applyUntilDone(undo.plan);
    const { company, contact, deal } = emulator.state.items;
    expect([company.size, contact.size]).toEqual([0, 0]);
    expect([...deal.all()].map(({ id, values }) => [id, values['TITLE']])).toEqual(
      deals.map(({ id }) => [id, `Изменено ${id}`]),
    );
  });

  test('writes nothing where nobody knows any more what stood there, and says so', async () => {
    const { emulator, stage } = await portalStage();
    const few = tables(1, 8);
    const project = await rehearsal(stage, { ...few, 'perenos.yaml': tableMapping('bitrix24') });
    const first = await project.plan();
    first.plan.close();
    await project.applyUntilDone(first.plan);
    project.rewrite({ 'companies.csv': more(few['companies.csv']), 'deals.csv': more(few['deals.csv']) });
    const second = await project.plan();
    second.plan.close();
    await project.applyUntilDone(second.plan);
    const loaded = shown(emulator.state);
    expect(project.state().forgetImages(undefined)).toBe(4);
    const undo = await project.undo(second.plan);
    expect(undo.sums.map(({ restore, kept }) => [restore, kept])).toEqual([
      [0, 2],
      [0, 2],
    ]);
    expect(findingGroups(undo.plan).map(({ code, count }) => [code, count])).toEqual([
      ['plan.no-before-image', 2],
      ['plan.no-before-image', 2],
    ]);
    undo.plan.close();
    await project.applyUntilDone(undo.plan);
    expect(shown(emulator.state)).toEqual(loaded);
  });
});
