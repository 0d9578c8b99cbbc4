import { expect, test } from 'vitest';
import { places } from './already-there-places.ts';
import { rehearsal, type Rehearsal } from './rehearsal.ts';

const mapping = (target: string) => `perenos: 1
project: rehearsal
target: {type: ${target}, limits: {max_reject_share: 100%}}
sources:
  contacts: {file: contacts.csv, key: Код, system: old}
  deals: {file: deals.csv, key: Код, system: old}
load:
  contacts:
    entity: contact
    from: contacts
    key: Код
    fields:
      last_name: {from: Фамилия, required: true}
      first_name: Имя
      phones: [{from: Телефон, type: mobile, do: [phone]}]
  deals:
    entity: deal
    from: deals
    key: Код
    fields:
      title: {from: Название, required: true}
      contacts:
        - {ref: contacts, by: Первый}
        - {ref: contacts, by: Второй}
`;

const contacts = `Код;Фамилия;Имя;Телефон
1;Лунин;Иван;+79161000001
2;Дроздов;Олег;+79161000002
`;

/** What a plan does with deals, and what was said of lost links while it was applied. */
async function load(project: Rehearsal) {
  const made = await project.plan();
  made.plan.close();
  await project.applyUntilDone(made.plan);
  const { create, update, unchanged } = made.sums.find(({ kind }) => kind === 'deal')?.actions ?? {};
  return { create, update, unchanged };
}

test.each([
  ['bitrix24', 'its only person', '2;'],
  ['bitrix24', 'one of its people', '1;2'],
  ['amocrm', 'its only person', '2;'],
  ['amocrm', 'one of its people', '1;2'],
] as const)('%s: a deal gets the link to %s once it is known who that is', async (target, _title, people) => {
  const place = await places[target]();
  const twin = { name: 'Дроздов Олег', phone: '+79161000002' };
  const [kept, removed] = [await place.person(twin), await place.person(twin)];
  const project = await rehearsal(place.stage, {
    'contacts.csv': contacts,
    'deals.csv': `Код;Название;Первый;Второй\n7;Монтаж;${people}\n`,
    'perenos.yaml': mapping(target),
  });
  expect(await load(project)).toEqual({ create: 1, update: 0, unchanged: 0 });
  const before = await place.peopleOfDeal();
  expect(before).toHaveLength(people === '1;2' ? 1 : 0);
  // Nothing is decided yet: nothing is to be written, and nothing is forgotten.
  expect(await load(project)).toEqual({ create: 0, update: 0, unchanged: 1 });
  await place.removePerson(removed);
  expect(await load(project)).toEqual({ create: 0, update: 1, unchanged: 0 });
  expect(await place.peopleOfDeal()).toEqual([...new Set([kept, ...before])].toSorted((a, b) => Number(a) - Number(b)));
  expect(await load(project)).toEqual({ create: 0, update: 0, unchanged: 1 });
});
