import { describe, expect, test } from 'vitest';
import { tableMapping } from '../../bench/loading/table-mapping.ts';
import { portalStage } from './portal-stage.ts';
import { rehearsal, tables } from './rehearsal.ts';

const head = 'Код;Фамилия;Имя;Телефон;Почта;Компания\n';
const none = { ...tables(1, 4), 'deals.csv': 'Код;Название;Сумма;Контакт;Компания\n' };

describe('people who were one when they were loaded and are two by now', () => {
  test('do not overwrite each other in the one record that stands for both', async () => {
    const { emulator, stage } = await portalStage();
    const one = `${head}1;Петров;Иван;+79161000001;ivan@example.com;1\n2;Петров;Иван;+79161000001;ivan@example.com;1\n`;
    const project = await rehearsal(stage, {
      ...none,
      'contacts.csv': one,
      'perenos.yaml': tableMapping('bitrix24'),
    });
    const first = await project.plan();
    first.plan.close();
    await project.applyUntilDone(first.plan);
    expect(emulator.state.items.contact.size).toBe(1);
    const two = `${head}1;Петров;Иван;+79161000001;ivan@example.com;1\n2;Орлова;Мария;+79161000002;maria@example.com;1\n`;
    project.rewrite({ 'contacts.csv': two });
    const second = await project.plan();
    const contacts = second.sums.find(({ kind }) => kind === 'contact');
    second.plan.close();
    expect(contacts?.actions).toMatchObject({ create: 0, update: 0, unchanged: 1, skip: 1 });
    await project.applyUntilDone(second.plan);
    const [contact] = [...emulator.state.items.contact.all()];
    expect([contact?.values['LAST_NAME'], contact?.multi.map(({ value }) => value)]).toEqual([
      'Петров',
      ['+79161000001', 'ivan@example.com'],
    ]);
  });
});
