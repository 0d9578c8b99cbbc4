import { describe, expect, test } from 'vitest';
import { connected, idOfTable, operation } from './portal.ts';
import { company, contact, phone } from './records.ts';

const nobody = idOfTable({});

describe.each([{ api: 'universal' }, { api: 'classic' }] as const)(
  'lists that lack a row ($api methods)',
  (options) => {
    const list = options.api === 'classic' ? 'crm.contact.list' : 'crm.item.list';

    test('a record that a list leaves out is read by its id before it is said to be gone', async () => {
      const { connection, emulator } = await connected({}, options);
      const outcomes = await connection.write(
        [1, 2, 3].map((key) =>
          operation('contact', { full_name: `Анна ${key}`, phones: [phone] }, { key: String(key) }),
        ),
        nobody,
      );
      const ids = outcomes.flatMap((outcome) => (outcome.status === 'done' ? outcome.targetId : []));
      emulator.faults.set([{ method: list, kind: 'missing' }]);
      const phones = [{ ...phone, value: '+79160000077' }];
      const changed = ids.map((targetId, index) =>
        operation(
          'contact',
          { full_name: 'Анна', phones },
          {
            action: 'update',
            targetId,
            key: String(index + 1),
            changes: [{ field: 'phones', before: [phone], after: phones }],
          },
        ),
      );
      expect(await connection.write(changed, nobody)).toMatchObject(
        ids.map((targetId) => ({ status: 'done', targetId })),
      );
      const read = await connection.read('contact', ids);
      expect(read.map((one) => one?.['phones'])).toMatchObject(
        [phones, phones, phones].map(([one]) => [{ value: one?.value }]),
      );
    });

    test('requisites that a list leaves out once are not made a second time', async () => {
      const { connection, emulator, result } = await connected({}, options);
      const [made] = await connection.write([operation('company', company, { key: '17' })], nobody);
      const targetId = made?.status === 'done' ? made.targetId : '';
      emulator.faults.set([{ method: 'crm.requisite.list', nth: 1, kind: 'missing' }]);
      const changes = [{ field: 'kpp', before: company.kpp, after: '770001999' }];
      const change = operation(
        'company',
        { ...company, kpp: '770001999' },
        { action: 'update', targetId, key: '17', changes },
      );
      expect(await connection.write([change], nobody)).toMatchObject([{ status: 'done' }]);
      emulator.faults.set([]);
      expect(await result<unknown[]>('crm.requisite.list', { filter: {} })).toMatchObject([{ RQ_KPP: '770001999' }]);
    });
  },
);

test('activities and notes that a list leaves out are read by their ids, those that are gone are not', async () => {
  const { connection, emulator, result } = await connected();
  const [parent] = await connection.write([operation('contact', contact, { key: '5' })], nobody);
  const idOf = idOfTable({ 'contact:5': parent?.status === 'done' ? parent.targetId : '' });
  const links = [{ kind: 'contact', ref: { system: 'csv', key: '5' } }];
  const tasks = [1, 2].map((at) =>
    operation('activity', {
      type: 'task',
      subject: `Дело ${at}`,
      status: 'open',
      due_at: '2027-01-01T09:00:00Z',
      links,
    }),
  );
  const outcomes = await connection.write(tasks, idOf);
  const ids = outcomes.flatMap((outcome) => (outcome.status === 'done' ? outcome.targetId : []));
  expect(ids).toEqual(['todo:1', 'todo:2']);
  emulator.faults.set([{ method: 'crm.activity.list', kind: 'missing' }]);
  expect(await connection.read('activity', ids)).toMatchObject([{ subject: 'Дело 1' }, { subject: 'Дело 2' }]);
  await result('crm.activity.delete', { id: 2 });
  expect(await connection.read('activity', ids)).toMatchObject([{ subject: 'Дело 1' }, undefined]);
});
