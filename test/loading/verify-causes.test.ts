import { expect, test } from 'vitest';
import { tableMapping } from '../../bench/loading/table-mapping.ts';
import { openDatabase } from '../../src/store/database.ts';
import { accountStage } from './account-stage.ts';
import { portalStage } from './portal-stage.ts';
import { rehearsal, tables, type Stage } from './rehearsal.ts';

async function loaded(stage: Stage, target: 'bitrix24' | 'amocrm') {
  const project = await rehearsal(stage, { ...tables(8, 12), 'perenos.yaml': tableMapping(target) });
  const { plan } = await project.plan();
  plan.close();
  await project.applyUntilDone(plan);
  expect((await project.verified(plan)).isGood).toBe(true);
  const told = async (): Promise<readonly string[]> => {
    const { examples } = await project.verified(plan);
    return examples.map(({ kind, id, found, field }) => `${kind} ${id} ${found} ${field ?? ''}`.trim()).toSorted();
  };
  const totals = async () => {
    const { totals: found } = await project.verified(plan);
    return found.map(({ kind, field, group, written, found: there }) => [kind, field, group, written, there].join(' '));
  };
  return { project, told, totals };
}

test('in Bitrix24 verify tells what a colleague changed from what the portal or the user of the load changed', async () => {
  const portal = await portalStage();
  const { told } = await loaded(portal.stage, 'bitrix24');
  portal.edit('company', 2, { TITLE: 'Переименована коллегой' }, 5);
  portal.edit('company', 3, { TITLE: 'Переименована загрузкой' });
  portal.edit('deal', 3, { OPPORTUNITY: 0 }, 5);
  expect(await told()).toEqual([
    'company 2 changed-by-person name',
    'company 3 changed name',
    'deal 3 changed-by-person amount',
  ]);
});

test('in amoCRM verify tells who changed a record last', async () => {
  const account = await accountStage();
  const { told } = await loaded(account.stage, 'amocrm');
  const rows = account.emulator.state.entities.companies.rows;
  const [first, second] = rows;
  if (first === undefined || second === undefined) throw new Error('no companies were loaded');
  Object.assign(first, { name: 'Переименована коллегой', updated_by: 999 });
  Object.assign(second, { name: 'Переименована загрузкой' });
  expect(await told()).toEqual([`company ${first.id} changed-by-person name`, `company ${second.id} changed name`]);
});

test('a record that was refused by the word of the target, yet stands there, is named', async () => {
  const portal = await portalStage();
  const { project, told } = await loaded(portal.stage, 'bitrix24');
  const state = openDatabase(project.state().file);
  state
    .prepare("UPDATE op_single SET state = 'rejected', target_id = NULL WHERE kind = 'company' AND target_id = '2'")
    .run();
  state.close();
  expect(await told()).toEqual(['company 2 extra-record']);
});

test('control totals count money, stages and links as written and as found', async () => {
  const portal = await portalStage();
  const { totals } = await loaded(portal.stage, 'bitrix24');
  const clean = await totals();
  expect(clean.length).toBeGreaterThan(2);
  for (const line of clean) expect(line).toMatch(/ (\S+) \1$/u);
  portal.edit('deal', 2, { OPPORTUNITY: 0 }, 5);
  portal.edit('contact', 2, { COMPANY_IDS: [] }, 5);
  const differing = (await totals()).filter((line) => !/ (\S+) \1$/u.test(line));
  expect(differing.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual(['contact companies', 'deal amount']);
});
