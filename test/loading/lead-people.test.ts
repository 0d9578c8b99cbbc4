import { describe, expect, test } from 'vitest';
import { phones, tableMapping } from '../../bench/loading/table-mapping.ts';
import type { AmocrmSettings } from '../../src/emulators/amocrm/settings.ts';
import { defaultToken } from '../../src/emulators/amocrm/settings.ts';
import type { Loose } from '../emulators/amocrm-client.ts';
import { valueOf } from '../targets/amocrm/account.ts';
import { accountStage } from './account-stage.ts';
import { portalStage } from './portal-stage.ts';
import { randomCrashes, rehearsal } from './rehearsal.ts';

const mapping = (target: string) =>
  tableMapping(target, {
    tables: {
      companies: [],
      contacts: [],
      leads: ['last_name: Фамилия', 'first_name: Имя', phones, 'company_name: Компания', 'comment: Заметка'],
    },
  });

const files = {
  'companies.csv': 'Код;Название\n1;ООО «Ромашка»\n',
  'contacts.csv': 'Код;Фамилия;Имя;Телефон\n1;Лунин;Иван;+79161000001\n',
  'leads.csv': `Код;Название;Фамилия;Имя;Телефон;Компания;Заметка
1;Новый человек;Совина;Вера;+79161000002;ООО «Ромашка»;
2;Он же в списке;Лунин;Иван;+79161000001;;
3;Второй раз она;Совина;Вера;+79161000002;ООО «Лютик»;перезвонить
4;Есть в аккаунте;Дроздов;Олег;+79161000003;;
5;Без имени;;;+79161000004;;
6;Без имени, но есть в аккаунте;;;+79161000005;;
7;Никого;;;;;
`,
};

async function account(settings: AmocrmSettings = {}, options: object = {}) {
  const opened = await accountStage({}, { batch: 3, ...options });
  const { emulator, rows } = opened;
  const person = async (name: string, phone: string): Promise<number> => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${defaultToken}` };
    const values = [{ field_code: 'PHONE', values: [{ value: phone, enum_code: 'MOB' }] }];
    const body = JSON.stringify([{ name, custom_fields_values: values }]);
    const answer = await fetch(`${emulator.url}/api/v4/contacts`, { method: 'POST', headers, body });
    return ((await answer.json()) as Loose)._embedded.contacts[0].id;
  };
  const standing = [await person('Дроздов Олег', '8 916 100-00-03'), await person('Гусев Пётр', '+79161000005')];
  /** By title of the lead: names of its people and of its company. */
  const links = async () => {
    const nameOf = new Map(
      [...(await rows('contacts')), ...(await rows('companies'))].map(({ id, name }) => [id, name]),
    );
    const leads = await rows('leads?with=contacts');
    const named = (list: readonly { readonly id: number }[]) => list.map(({ id }) => nameOf.get(id)).join();
    return Object.fromEntries(
      leads.map(({ name, _embedded: { contacts, companies } }) => [name, [named(contacts), named(companies)]]),
    );
  };
  emulator.faults.set(settings.faults ?? []);
  return { ...opened, standing, links };
}

const expectedLinks = {
  'Новый человек': ['Совина Вера', 'ООО «Ромашка»'],
  'Он же в списке': ['Лунин Иван', ''],
  'Второй раз она': ['Совина Вера', 'ООО «Лютик»'],
  'Есть в аккаунте': ['Дроздов Олег', ''],
  'Без имени': ['+79161000004', ''],
  'Без имени, но есть в аккаунте': ['Гусев Пётр', ''],
  Никого: ['', ''],
};

describe('people of leads in amoCRM', () => {
  test('are contacts of the leads, each made once or matched, with the company that the lead names', async () => {
    const { stage, rows, links, standing } = await account();
    const project = await rehearsal(stage, { ...files, 'perenos.yaml': mapping('amocrm') });
    const made = await project.plan();
    const of = (kind: string) => made.sums.find((line) => line.kind === kind);
    // A row of the list and six people of leads: two of them are one, one is in the list.
    expect(of('contact')).toMatchObject({ rows: 1, exploded: 6, read: 7, merged: 2, planned: 5 });
    expect(of('contact')?.actions).toMatchObject({ create: 3, update: 1, unchanged: 1 });
    expect(of('company')).toMatchObject({ rows: 1, stubs: 1, planned: 2 });
    expect(of('lead')).toMatchObject({ rows: 7, exploded: 0, planned: 7 });
    const said = made.plan.database
      .prepare<unknown[], { code: string; count: number }>(
        "SELECT code, count(*) AS count FROM issue WHERE code LIKE '%lead-person%' GROUP BY code ORDER BY code",
      )
      .all();
    expect(said).toEqual([
      { code: 'plan.lead-person', count: 4 },
      { code: 'plan.lead-person-unnamed', count: 2 },
    ]);
    made.plan.close();
    await project.applyUntilDone(made.plan);
    expect(await links()).toEqual(expectedLinks);
    expect(await rows('contacts')).toHaveLength(5);
    expect((await rows('contacts')).map(({ id }) => id)).toEqual(expect.arrayContaining(standing));
    const sovina = (await rows('contacts')).find(({ name }) => name === 'Совина Вера');
    expect(valueOf(sovina, 'PHONE')).toBe('+79161000002');
    expect(sovina._embedded.companies).toHaveLength(1);
    expect(await project.verified(made.plan)).toMatchObject({ isGood: true, examples: [] });
    const second = await project.plan();
    second.plan.close();
    expect(second.sums.map(({ actions }) => actions.create + actions.update)).toEqual([0, 0, 0]);
  });

  test('that changed in the source are changed in their contacts, and taken back with their leads', async () => {
    const { stage, rows } = await account();
    const project = await rehearsal(stage, { ...files, 'perenos.yaml': mapping('amocrm') });
    const made = await project.plan();
    made.plan.close();
    await project.applyUntilDone(made.plan);
    project.rewrite({ 'leads.csv': files['leads.csv'].replace(';;;+79161000004', ';Чижова;Мария;+79161000004') });
    const changed = await project.plan();
    changed.plan.close();
    expect(changed.sums.map(({ kind, actions }) => [kind, actions.create, actions.update])).toEqual([
      ['company', 0, 0],
      ['contact', 0, 1],
      ['lead', 0, 0],
    ]);
    await project.applyUntilDone(changed.plan);
    expect((await rows('contacts')).map(({ name }) => name)).toContain('Чижова Мария');
    const undone = await project.undo(changed.plan);
    undone.plan.close();
    await project.applyUntilDone(undone.plan);
    expect((await rows('contacts')).map(({ name }) => name)).toContain('+79161000004');
  });

  test('stay in notes where that is asked for', async () => {
    const { stage, rows, links } = await account({}, { lead_persons: 'note' });
    const project = await rehearsal(stage, { ...files, 'perenos.yaml': mapping('amocrm') });
    const made = await project.plan();
    made.plan.close();
    await project.applyUntilDone(made.plan);
    expect(new Set(Object.values(await links()).flat())).toEqual(new Set(['']));
    const notes = (await rows('leads/notes')).map(({ params }) => params.text).join('\n');
    expect(notes).toContain('Совина Вера');
    expect(notes).toContain('+79161000004');
  });

  test.each([1, 2, 3])('are there exactly once under faults and crashes, seed %i', async (seed) => {
    const kinds = ['500-after', '504-html-after', 'reset-after', 'reset-before', 'late:20000', 'truncated-json', '429'];
    const faults = kinds.map((kind) => ({ probability: 0.03, kind }));
    const { emulator, stage, rows, links } = await account({ faults });
    const project = await rehearsal(stage, { ...files, 'perenos.yaml': mapping('amocrm') });
    const made = await project.plan();
    made.plan.close();
    await project.applyUntilDone(made.plan, randomCrashes(seed, 0.15));
    emulator.faults.set([]);
    emulator.clock.advanceTo(emulator.clock.now() + 120_000);
    expect(await links()).toEqual(expectedLinks);
    expect(await rows('contacts')).toHaveLength(5);
    expect(await rows('companies')).toHaveLength(2);
    expect(await rows('leads')).toHaveLength(7);
  });
});

test('people of leads stay in the leads of a target that has them there', async () => {
  const { emulator, stage } = await portalStage();
  const project = await rehearsal(stage, { ...files, 'perenos.yaml': mapping('bitrix24') });
  const made = await project.plan();
  made.plan.close();
  expect(made.sums.map(({ kind, read }) => [kind, read])).toEqual([
    ['company', 1],
    ['contact', 1],
    ['lead', 7],
  ]);
  await project.applyUntilDone(made.plan);
  expect(emulator.state.items.lead.size).toBe(7);
});
