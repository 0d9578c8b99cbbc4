import { expect, onTestFinished, test } from 'vitest';
import { createBitrix24Emulator } from '../../src/emulators/bitrix24.ts';
import { bitrix24 } from '../../src/targets/bitrix24.ts';
import { accessTo } from '../targets/bitrix24/portal.ts';
import { rehearsal, type Stage } from './rehearsal.ts';

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
      first_name: Имя
      position: Должность
      phones: [{from: Телефон, type: mobile, do: [phone]}]
`;

const contacts = `Код;Фамилия;Имя;Должность;Телефон
1;Лунин;Иван;директор;+79161000001
2;Совина;Вера;бухгалтер;+79161000002
3;Дроздов;Олег;мастер;+79161000003
`;

test('people who are in the portal already are completed, those who share a phone are told apart, several are left to a person', async () => {
  const startAt = Date.UTC(2026, 2, 1, 9);
  const emulator = await createBitrix24Emulator({ clock: 'virtual', startAt, plan: 'box', costFactor: 0 });
  onTestFinished(() => emulator.close());
  const call = async <T>(method: string, body: object): Promise<T> => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${emulator.webhook}${method}`, { method: 'POST', headers, body: JSON.stringify(body) });
    return ((await answer.json()) as { readonly result: T }).result;
  };
  const person = (LAST_NAME: string, NAME: string, phone: string) =>
    call<number>('crm.contact.add', { fields: { LAST_NAME, NAME, PHONE: [{ VALUE: phone, VALUE_TYPE: 'MOBILE' }] } });
  const same = await person('Лунин', 'Иван', '8 (916) 100-00-01');
  await person('Гусев', 'Пётр', '+79161000002');
  await person('Дроздов', 'Олег', '+79161000003');
  await person('Дроздов', 'Олег', '+79161000003');
  const stage: Stage = {
    target: bitrix24,
    clock: emulator.clock,
    connect: (context) => bitrix24.connect({ project: 'rehearsal', plan: 'box' }, context, accessTo(emulator.webhook)),
  };
  const { plan, applyUntilDone } = await rehearsal(stage, { 'contacts.csv': contacts, 'perenos.yaml': mapping });
  const made = await plan();
  expect(made.sums.map(({ actions }) => actions)).toMatchObject([{ create: 1, update: 1, skip: 1 }]);
  await applyUntilDone(made.plan);
  made.plan.close();
  expect(await call('crm.contact.get', { id: same })).toMatchObject({ LAST_NAME: 'Лунин', POST: 'директор' });
  expect(await call<readonly unknown[]>('crm.contact.list', {})).toHaveLength(5);
});
