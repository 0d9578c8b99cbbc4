import { expect, test } from 'vitest';
import { idOfTable, operation } from '../bitrix24/portal.ts';
import { connected } from './account.ts';

const nobody = idOfTable({});

test('records, notes and tasks that a list leaves out are read by their ids', async () => {
  const { connection, emulator } = await connected();
  const [made] = await connection.write([operation('contact', { full_name: 'Анна' }, { key: '5' })], nobody);
  const targetId = made?.status === 'done' ? made.targetId : '';
  const idOf = idOfTable({ 'contact:5': targetId });
  const links = [{ kind: 'contact', ref: { system: 'csv', key: '5' } }];
  const [note] = await connection.write([operation('note', { text: 'Раз', links })], idOf);
  const task = { type: 'task', subject: 'Дело', status: 'open', due_at: '2027-01-01T09:00:00Z', links };
  const [todo] = await connection.write([operation('activity', task)], idOf);
  emulator.faults.set([
    { method: 'GET /api/v4/contacts', kind: 'missing' },
    { method: 'GET /api/v4/contacts/notes', kind: 'missing' },
    { method: 'GET /api/v4/tasks', kind: 'missing' },
  ]);
  const idsOf = (outcome: typeof made) => (outcome?.status === 'done' ? [outcome.targetId] : []);
  expect(await connection.read('contact', [targetId])).toMatchObject([{ full_name: 'Анна' }]);
  expect(await connection.read('note', idsOf(note))).toMatchObject([{ text: 'Раз' }]);
  expect(await connection.read('activity', idsOf(todo))).toMatchObject([{ subject: 'Дело' }]);
  const absent = idsOf(note).map((id) => id.replace(/\d+$/, '999999'));
  expect(await connection.read('note', absent)).toEqual([undefined]);
  expect(emulator.faults.counts().missing).toBeGreaterThanOrEqual(3);
});
