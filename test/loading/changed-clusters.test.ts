import { describe, expect, test } from 'vitest';
import { decide } from '../../src/matching/decisions.ts';
import { lineages } from '../../src/store/plan-lineage.ts';
import { recordsAsRead } from '../../src/store/plan-records.ts';
import type { Plan } from '../../src/store/plan.ts';
import { groupsOf, severalLoads, type List } from './loads.ts';

const head = 'Код,ФИО,Телефон,Почта,Рождён,Город,Компания,Должность,Заметка,Ответственный\n';
const contacts = (name: string, ...rows: readonly string[]): List => ({
  name,
  kind: 'contact',
  text: head + rows.map((row) => `${row}${','.repeat(Math.max(0, 9 - row.split(',').length + 1))}`).join('\n'),
});

describe('what was loaded as one record', () => {
  const three = contacts(
    'a',
    '1,Орлова Анна Сергеевна,+79161112233,,,,,директор',
    '2,Орлова Анна Сергеевна,+79161112233,orlova@mail.ru',
    '3,Орлова Анна Сергеевна,+79161112233,orlova@mail.ru',
  );
  const by = { who: 'test', when: new Date('2026-03-01'), tool: 'test' };
  const say = (own: ReturnType<typeof severalLoads>, plan: Plan, pairs: readonly (readonly [string, string])[]) => {
    const seqs = plan.database
      .prepare<unknown[], number>("SELECT seq FROM record WHERE kind = 'contact'")
      .pluck()
      .all();
    const records = recordsAsRead(plan, 'contact', seqs);
    const named = (name: string) => records.filter(({ system, key }) => `${system}:${key}` === name).slice(0, 1);
    own.decisions.push(...pairs.map(([left, right]) => decide([...named(left), ...named(right)], 'different', by)));
  };
  const said = (own: ReturnType<typeof severalLoads>, wanted: string) =>
    own.issues.filter(({ code }) => code === wanted).map(({ args }) => args);

  test('stays with the larger part when a person sets it apart; the next run creates the other, and none is doubled', async () => {
    const own = severalLoads();
    const { plan } = await own.load(three);
    const before = own.column('SELECT * FROM contact_flat');
    say(own, plan, [
      ['a:1', 'a:2'],
      ['a:1', 'a:3'],
    ]);
    const made = await own.load(three);
    expect(made.sums.find(({ kind }) => kind === 'contact')).toMatchObject({
      planned: 2,
      actions: { create: 0, update: 1, unchanged: 0, skip: 1 },
    });
    expect(said(own, 'plan.loaded-split')).toEqual([{ id: '1', own: 'a:1', kept: 'a:2, a:3' }]);
    expect(own.column('SELECT * FROM contact_flat')).toEqual(before);
    const places = [...lineages(made.plan)].flatMap(({ goldenId, members }) =>
      members.map(({ key, earlierId }) => `${key} ${goldenId === 'target:1' ? 'stays' : 'left'} ${earlierId ?? '-'}`),
    );
    expect(places.toSorted()).toEqual(['1 left target:1', '2 stays -', '3 stays -']);
    const next = await own.load(three);
    expect(next.sums.find(({ kind }) => kind === 'contact')?.actions).toMatchObject({ create: 1, skip: 0 });
    expect(own.column(groupsOf('contact'))).toEqual(['a:1', 'a:2 a:3']);
    const last = await own.load(three);
    expect(last.sums.find(({ kind }) => kind === 'contact')?.actions).toMatchObject({ create: 0, update: 0, skip: 0 });
    expect(said(own, 'plan.loaded-split')).toHaveLength(1);
  });

  test('from two lists stays with the list that is not read, and the other part is named', async () => {
    const own = severalLoads();
    const one = contacts('a', '1,Орлова Анна Сергеевна,+79161112233,orlova@mail.ru');
    const two = contacts('b', '7,Орлова Анна,+79161112233,orlova@mail.ru,,,,бухгалтер');
    await own.load(one);
    const { plan } = await own.load(two);
    expect(own.column(groupsOf('contact'))).toEqual(['a:1 b:7']);
    say(own, plan, [['a:1', 'b:7']]);
    const made = await own.load(two);
    expect(made.sums.find(({ kind }) => kind === 'contact')?.actions).toMatchObject({ create: 0, update: 0, skip: 1 });
    expect(said(own, 'plan.loaded-apart')).toEqual([{ id: '1', own: 'b:7', kept: 'a:1' }]);
    expect(own.column('SELECT position FROM contact')).toEqual(['бухгалтер']);
    const [left] = [...lineages(made.plan)];
    expect(left?.goldenId).not.toBe('target:1');
    expect(left?.members).toMatchObject([{ key: '7', earlierId: 'target:1' }]);
  });

  test('and others become one: the record that most were loaded into stays, and where the rest stood is told', async () => {
    const own = severalLoads();
    const row1 = '1,Орлова,+79160000001,,,,,директор';
    await own.load(contacts('a', row1));
    const rest = ['2,Орлова Анна Сергеевна,+79161112233,orlova@mail.ru', '3,Орлова А.С.,+79161112233,orlova@mail.ru'];
    await own.load(contacts('a', row1, ...rest));
    expect(own.column(groupsOf('contact'))).toEqual(['a:1', 'a:2 a:3']);
    const made = await own.load(contacts('a', '1,Орлова,+79161112233,orlova@mail.ru,,,,директор', ...rest));
    const [found, ...more] = said(own, 'plan.several-targets');
    expect([found, more]).toMatchObject([{ kept: '2' }, []]);
    expect(found).toMatchObject({ records: expect.stringMatching(/^2 \(a:2, a:3\), 1 \(a:1\)$/u) as string });
    const [joined] = [...lineages(made.plan)];
    expect(joined?.goldenId).toBe('target:2');
    expect(joined?.members.map(({ key, earlierId }) => `${key} ${earlierId ?? '-'}`).toSorted()).toEqual([
      '1 target:1',
      '2 -',
      '3 -',
    ]);
    expect(own.column('SELECT id FROM contact ORDER BY id')).toEqual([1, 2]);
  });
});
