import { describe, expect, test } from 'vitest';
import { groupsOf, severalLoads, type List } from './loads.ts';

const head = 'Код,ФИО,Телефон,Почта,Рождён,Город,Компания,Должность,Заметка,Ответственный\n';
const contacts = (name: string, ...rows: readonly string[]): List => ({
  name,
  kind: 'contact',
  text: head + rows.map((row) => `${row}${','.repeat(Math.max(0, 9 - row.split(',').length + 1))}`).join('\n'),
});

const first = contacts(
  'a',
  '1,Иванов Иван Иванович,+79161112233,ivanov@mail.ru,,Москва',
  '2,Петрова Анна Сергеевна,+79162223344,,,Казань',
  '3,Сидоров Пётр Ильич,+79163334455,sid@romashka.ru,,Тверь',
);
const second = contacts(
  'b',
  '77,Иванов И.И.,89161112233,ivanov@mail.ru,,,,директор,звонить утром',
  '78,Кузнецов Олег Павлович,+79169994455,,,,,менеджер',
  '79,Петрова Анна Сергеевна,+79162223344,anna@mail.ru,,,,,любит чай',
);
const modes = [['full', '{mode: full}'] as const, ['exact', '{mode: exact}'] as const];

describe.each(modes)('a list loaded after another, matched in mode %s', (_, dedupe) => {
  test('adds to the people that are there, and makes only those who are new', async () => {
    const own = severalLoads(dedupe);
    await own.load(first);
    const { sums } = await own.load(second);
    expect(own.column('SELECT full_name FROM contact ORDER BY id')).toEqual([
      'Иванов Иван Иванович',
      'Петрова Анна Сергеевна',
      'Сидоров Пётр Ильич',
      'Кузнецов Олег Павлович',
    ]);
    expect(own.column("SELECT coalesce(position, '-') || coalesce(comment, '-') FROM contact ORDER BY id")).toEqual([
      'директорзвонить утром',
      '-любит чай',
      '--',
      'менеджер-',
    ]);
    expect(own.column(groupsOf('contact'))).toEqual(['a:1 b:77', 'a:2 b:79', 'a:3', 'b:78']);
    expect(sums.find(({ kind }) => kind === 'contact')).toMatchObject({
      read: 3,
      merged: 0,
      planned: 3,
      joined: 2,
      actions: { create: 1, update: 2, unchanged: 0, skip: 0 },
    });
  });

  test('makes the same groups in whatever order, and in one run', async () => {
    const inOrder = async (...runs: readonly (readonly List[])[]) => {
      const own = severalLoads(dedupe);
      for (const lists of runs) await own.load(...lists);
      return own.column(groupsOf('contact'));
    };
    const together = await inOrder([first, second]);
    expect(await inOrder([first], [second])).toEqual(together);
    expect(await inOrder([second], [first])).toEqual(together);
    expect(together).toHaveLength(4);
  });

  test.each([
    ['the second list', [second]],
    ['the first list', [first]],
  ])('changes nothing when %s comes again', async (_again, lists) => {
    const own = severalLoads(dedupe);
    await own.load(first);
    await own.load(second);
    const before = own.column('SELECT * FROM contact_flat ORDER BY id');
    for (const _time of [1, 2]) {
      const { sums } = await own.load(...lists);
      expect(sums.find(({ kind }) => kind === 'contact')?.actions).toMatchObject({ create: 0, update: 0, skip: 0 });
    }
    expect(own.column('SELECT * FROM contact_flat ORDER BY id')).toEqual(before);
  });

  test('is what both say together when both come again, and stays so', async () => {
    const own = severalLoads(dedupe);
    await own.load(first);
    await own.load(second);
    const before = own.column('SELECT * FROM contact_flat ORDER BY id');
    await own.load(first, second);
    const { sums } = await own.load(first, second);
    expect(sums.find(({ kind }) => kind === 'contact')?.actions).toMatchObject({ create: 0, update: 0, skip: 0 });
    expect(own.column('SELECT * FROM contact_flat ORDER BY id')).toEqual(before);
    expect(own.column(groupsOf('contact'))).toEqual(['a:1 b:77', 'a:2 b:79', 'a:3', 'b:78']);
  });

  test('and taken back leaves what the first list made, so that it can be loaded again', async () => {
    const own = severalLoads(dedupe);
    await own.load(first);
    const before = own.column(
      "SELECT full_name || coalesce(position, '') || coalesce(comment, '') FROM contact ORDER BY id",
    );
    const run = await own.load(second);
    await own.undo(run);
    expect(
      own.column("SELECT full_name || coalesce(position, '') || coalesce(comment, '') FROM contact ORDER BY id"),
    ).toEqual(before);
    expect(own.column('SELECT value FROM contact_email ORDER BY 1')).toEqual(['ivanov@mail.ru', 'sid@romashka.ru']);
    await own.load(second);
    expect(own.column(groupsOf('contact'))).toEqual(['a:1 b:77', 'a:2 b:79', 'a:3', 'b:78']);
  });

  test('finds them again when the state is lost', async () => {
    const own = severalLoads(dedupe);
    await own.load(first);
    own.forget();
    await own.load(second);
    const { sums } = await own.load(second);
    expect(own.column(groupsOf('contact'))).toEqual(['a:1 b:77', 'a:2 b:79', 'a:3', 'b:78']);
    expect(sums.find(({ kind }) => kind === 'contact')?.actions).toMatchObject({ create: 0, update: 0 });
  });
});
