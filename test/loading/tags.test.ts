import { expect, test } from 'vitest';
import { portalStage } from './portal-stage.ts';
import { rehearsal } from './rehearsal.ts';

const mapping = `perenos: 1
project: rehearsal
target: {type: bitrix24, limits: {max_reject_share: 100%}}
sources:
  contacts: {file: contacts.csv, key: Код, system: old}
load:
  contacts:
    entity: contact
    from: contacts
    key: Код
    fields:
      last_name: {from: Фамилия, required: true}
      phones: [{from: Телефон, type: mobile, do: [phone]}]
      tags: [{from: Группа}, {from: Отрасль}]
`;

const rows = (...lines: readonly string[]) => `Код;Фамилия;Телефон;Группа;Отрасль\n${lines.join('\n')}\n`;

test('tags of a plan are loaded into the field made for them, verified, and changed when the source changes them', async () => {
  const { emulator, stage } = await portalStage({}, { filled: ['contact.tags'] });
  const files = { 'contacts.csv': rows('1;Лунин;+79161000001;опт;мебель', '2;Совина;+79161000002;розница;') };
  const project = await rehearsal(stage, { ...files, 'perenos.yaml': mapping });
  const connection = await stage.connect(project.context);
  for (const one of (await connection.preparations?.()) ?? []) await one.make();
  await connection.close();
  const load = async () => {
    const made = await project.plan();
    made.plan.close();
    await project.applyUntilDone(made.plan);
    expect(await project.verified(made.plan)).toMatchObject({ isGood: true, examples: [] });
    const { create, update } = made.sums[0]?.actions ?? {};
    return { create, update };
  };
  const tags = () => [...emulator.state.items.contact.all()].map(({ values }) => values['UF_CRM_PERENOS_TAGS']);
  expect(await load()).toEqual({ create: 2, update: 0 });
  expect(tags()).toEqual([['опт', 'мебель'], ['розница']]);
  expect(await load()).toEqual({ create: 0, update: 0 });
  project.rewrite({ 'contacts.csv': rows('1;Лунин;+79161000001;опт;мебель', '2;Совина;+79161000002;опт;кафе') });
  expect(await load()).toEqual({ create: 0, update: 1 });
  expect(tags()).toEqual([
    ['опт', 'мебель'],
    ['опт', 'кафе'],
  ]);
});
