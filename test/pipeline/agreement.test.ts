import { describe, expect, test } from 'vitest';
import { tableMapping } from '../../bench/loading/table-mapping.ts';
import { fieldHash } from '../../src/pipeline/field-hashes.ts';
import { threeWay } from '../../src/pipeline/three-way.ts';
import { portalStage } from '../loading/portal-stage.ts';
import { rehearsal, tables } from '../loading/rehearsal.ts';

const deals = (title: string) => `Код;Название;Сумма;Контакт;Компания\n1;${title};100.00;1;1\n`;

/** A deal that was loaded once; `round` runs a delta with another title in the export, and gives the title in the portal. */
async function loadedDeal(title: string) {
  const portal = await portalStage();
  const base = { ...tables(1, 4), 'perenos.yaml': tableMapping('bitrix24') };
  const project = await rehearsal(portal.stage, { ...base, 'deals.csv': deals(title) });
  const stored = () => [...portal.emulator.state.items.deal.all()][0];
  const round = async (next?: string) => {
    if (next !== undefined) project.rewrite({ 'deals.csv': deals(next) });
    const made = await project.plan();
    const sums = made.sums.find(({ kind }) => kind === 'deal')?.actions;
    made.plan.close();
    await project.applyUntilDone(made.plan);
    return { sums, title: stored()?.values['TITLE'] };
  };
  await round();
  const edit = (TITLE: string) => portal.edit('deal', stored()?.id ?? 0, { TITLE });
  return { round, edit };
}

describe('a field that the file and the portal changed to the same value', () => {
  test('needs nothing, and the next change of the file alone is written', async () => {
    const { round, edit } = await loadedDeal('Первое');
    edit('Второе');
    expect(await round('Второе')).toMatchObject({ sums: { unchanged: 1 }, title: 'Второе' });
    expect(await round('Третье')).toMatchObject({ sums: { update: 1 }, title: 'Третье' });
  });

  test('needs nothing, and the next change of the portal alone stays', async () => {
    const { round, edit } = await loadedDeal('Первое');
    edit('Второе');
    await round('Второе');
    edit('Рукой');
    expect(await round()).toMatchObject({ title: 'Рукой' });
    expect(await round('Второе')).toMatchObject({ title: 'Рукой' });
  });

  test('is remembered with what is written of the same record', () => {
    const hashes = { title: [fieldHash('а'), fieldHash('а')], comment: [fieldHash('к'), fieldHash('к')] } as const;
    const wanted = { title: 'б', comment: 'новый' };
    const compared = threeWay({ wanted, expected: wanted, current: { title: 'б', comment: 'к' }, hashes });
    expect(compared.changes).toEqual([{ field: 'comment', before: 'к', after: 'новый' }]);
    expect(compared.conflicts).toEqual([]);
    expect(compared.agreed).toEqual({ title: [fieldHash('б'), fieldHash('б')] });
  });

  test('is not said of what is as it was written', () => {
    const hashes = { title: [fieldHash('а'), fieldHash('а')] } as const;
    expect(
      threeWay({ wanted: { title: 'а' }, expected: { title: 'а' }, current: { title: 'а' }, hashes }).agreed,
    ).toEqual({});
  });
});
