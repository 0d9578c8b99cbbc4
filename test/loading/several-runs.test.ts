import { describe, expect, test } from 'vitest';
import { decide } from '../../src/matching/decisions.ts';
import { explainPair } from '../../src/matching/explain.ts';
import { dedupeRules } from '../../src/model/dedupe.ts';
import { explainedLoaded } from '../../src/pipeline/explained-loaded.ts';
import { recordsAsRead } from '../../src/store/plan-records.ts';
import { readRecords } from '../../src/store/plan-review.ts';
import type { Plan } from '../../src/store/plan.ts';
import { groupsOf, severalLoads, type List } from './loads.ts';

const head = 'Код,ФИО,Телефон,Почта,Рождён,Город,Компания,Должность,Заметка,Ответственный\n';
const contacts = (name: string, ...rows: readonly string[]): List => ({
  name,
  kind: 'contact',
  text: head + rows.map((row) => `${row}${','.repeat(Math.max(0, 9 - row.split(',').length + 1))}`).join('\n'),
});

const firms = (...rows: readonly string[]): string => `Код,Название,ИНН,Телефон,Ответственный\n${rows.join('\n')}`;

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
    expect(own.column(groupsOf('contact'))).toEqual(['a:1', 'a:2', 'a:3']);
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

describe('what a list names by name only', () => {
  const people = contacts('a', '1,Иванов Иван,+79161112233,,,,ООО «Ромашка»,,,Смирнова Ольга');
  const more = contacts(
    'b',
    '1,Петров Пётр,+79162223344,,,,Ромашка ООО,,,ольга смирнова',
    '2,Орлова Анна,+79163334455,,,,Лютик ООО,,,Козлов Лев',
  );
  const companies = 'SELECT name FROM company ORDER BY id';
  const owned = `SELECT contact.full_name || '|' || company.name || '|' || user.full_name FROM contact
    JOIN contact_company ON contact_id = contact.id JOIN company ON company.id = company_id JOIN user ON user.id = contact.owner_id
    ORDER BY contact.id`;

  test('is not made again when an earlier list named it', async () => {
    const own = severalLoads();
    await own.load(people);
    const { sums } = await own.load(more);
    expect(own.column(companies)).toEqual(['ООО «Ромашка»', 'Лютик ООО']);
    expect(own.column('SELECT full_name FROM user ORDER BY id')).toEqual(['Смирнова Ольга', 'Козлов Лев']);
    expect(own.column(owned)).toEqual([
      'Иванов Иван|ООО «Ромашка»|Смирнова Ольга',
      'Петров Пётр|ООО «Ромашка»|Смирнова Ольга',
      'Орлова Анна|Лютик ООО|Козлов Лев',
    ]);
    expect(sums.find(({ kind }) => kind === 'company')).toMatchObject({ stubs: 1, actions: { create: 1, update: 0 } });
  });

  test('stays as it is when the lists come again, in whatever order', async () => {
    const own = severalLoads();
    for (const lists of [[people], [more], [more], [people], [more, people]]) await own.load(...lists);
    expect(own.column(companies)).toEqual(['ООО «Ромашка»', 'Лютик ООО']);
    expect(own.column(owned)).toHaveLength(3);
    expect(own.column('SELECT count(*) FROM contact_company')).toEqual([3]);
  });

  test('leads to the company of an earlier list, with all that is known of it', async () => {
    const own = severalLoads();
    const list: List = { name: 'firms', kind: 'company', text: firms('10,"ООО ""Ромашка""",7707083893,+74951234567,') };
    await own.load(list);
    await own.load(people);
    expect(own.column(companies)).toEqual(['ООО "Ромашка"']);
    expect(own.column('SELECT inn FROM company')).toEqual(['7707083893']);
  });

  test('is a new one where two of that name are known', async () => {
    const own = severalLoads();
    const list: List = {
      name: 'firms',
      kind: 'company',
      text: firms('10,ООО Ромашка,7707083893,,', '11,ООО Ромашка,7702070139,,'),
    };
    await own.load(list);
    await own.load(people);
    expect(own.issues.map(({ code }) => code)).toContain('plan.parent-ambiguous');
    expect(own.column(companies)).toHaveLength(3);
    await own.load(people);
    expect(own.column(companies)).toHaveLength(3);
  });
});

describe('what is not certain of a new list and what is loaded', () => {
  const reviewOf = ({ plan }: { readonly plan: Plan }): unknown[] =>
    plan.database.prepare("SELECT rule FROM edge WHERE decision = 'review'").pluck().all();
  const father = contacts('a', '1,Петров Иван Иванович,+79161112233,petrov@mail.ru,,Москва');
  const son = contacts('b', '1,Петров Пётр Иванович,+79161112233,petrov@mail.ru,,Москва');

  test.each(modes)('is asked, and both are kept until somebody answers, in mode %s', async (_, dedupe) => {
    const own = severalLoads(dedupe);
    await own.load(father);
    const made = await own.load(son);
    expect(reviewOf(made)).toHaveLength(1);
    expect(own.column(groupsOf('contact'))).toEqual(['a:1', 'b:1']);
    expect(made.sums.find(({ kind }) => kind === 'contact')).toMatchObject({ joined: 0, actions: { create: 1 } });
  });

  test('is explained with the weights that it was asked with', async () => {
    const own = severalLoads();
    await own.load(father, contacts('c', '1,Орлова Анна,+79160000001', '2,Петров Олег,+79160000002'));
    const { plan } = await own.plan(son);
    const edge = plan.database
      .prepare<unknown[], { left: number; right: number; score: number }>(
        'SELECT left_seq AS left, right_seq AS right, score FROM edge',
      )
      .get();
    const rules = dedupeRules.parse({});
    const loaded = explainedLoaded(plan, 'contact', { file: own.path('match.db'), rules });
    const found = await explainPair(
      { kind: 'contact', records: () => readRecords(plan, 'contact'), ...(loaded && { loaded }) },
      rules,
      { left: edge?.left ?? 0, right: edge?.right ?? 0 },
    ).finally(() => loaded?.close());
    expect(found?.posterior).toBeCloseTo(edge?.score ?? NaN, 0);
  });

  test.each(modes)('follows what a person says of it, in mode %s', async (_, dedupe) => {
    for (const said of ['same', 'different'] as const) {
      const own = severalLoads(dedupe);
      await own.load(father);
      const asked = await own.plan(son);
      const sides = asked.plan.database
        .prepare<unknown[], number>(
          "SELECT left_seq FROM edge WHERE decision = 'review' UNION ALL SELECT right_seq FROM edge",
        )
        .pluck()
        .all();
      const records = recordsAsRead(asked.plan, 'contact', sides.slice(0, 2));
      expect(records.map(({ system, key }) => `${system}:${key}`).toSorted()).toEqual(['a:1', 'b:1']);
      own.decisions.push(decide(records, said, { who: 'test', when: new Date('2026-03-01'), tool: 'test' }));
      const answered = await own.load(son);
      expect(reviewOf(answered)).toEqual([]);
      expect(own.column(groupsOf('contact'))).toEqual(said === 'same' ? ['a:1 b:1'] : ['a:1', 'b:1']);
      const { sums } = await own.load(son);
      expect(sums.find(({ kind }) => kind === 'contact')?.actions).toMatchObject({ create: 0, update: 0 });
    }
  });

  test('colleagues behind one switchboard stay apart, however many lists they come in', async () => {
    const names = [
      'Иванов Иван',
      'Петров Пётр',
      'Сидоров Олег',
      'Орлова Анна',
      'Кузнецов Лев',
      'Лебедев Глеб',
      'Козлов Яков',
    ];
    const own = severalLoads('{mode: exact}');
    await own.load(contacts('a', ...names.slice(0, 6).map((name, at) => `${at},${name},+74951234567`)));
    const made = await own.load(contacts('b', `9,${names[6]},+74951234567`));
    expect(reviewOf(made)).toEqual([]);
    expect(own.column('SELECT count(*) FROM contact')).toEqual([7]);
  });

  test('a record that fits two loaded ones joins one of them and asks about the other; the two stay apart', async () => {
    const own = severalLoads('{mode: exact}');
    await own.load(contacts('a', '1,Орлова Анна Сергеевна,+79161112233', '2,Орлова Анна Сергеевна,,orlova@mail.ru'));
    expect(own.column(groupsOf('contact'))).toEqual(['a:1', 'a:2']);
    const made = await own.load(contacts('b', '5,Орлова Анна Сергеевна,+79161112233,orlova@mail.ru'));
    expect(own.column(groupsOf('contact'))).toEqual(['a:1 b:5', 'a:2']);
    expect(reviewOf(made)).toEqual(['exact.email']);
  });

  test('two records of one list that are one loaded person become that person together', async () => {
    const own = severalLoads();
    await own.load(contacts('a', '1,Орлова Анна Сергеевна,+79161112233,orlova@mail.ru'));
    const { sums } = await own.load(
      contacts('b', '5,Орлова Анна,+79161112233,,,,,бухгалтер', '6,Орлова Анна Сергеевна,,orlova@mail.ru'),
    );
    expect(own.column(groupsOf('contact'))).toEqual(['a:1 b:5 b:6']);
    expect(sums.find(({ kind }) => kind === 'contact')).toMatchObject({ read: 2, merged: 1, planned: 1, joined: 1 });
    expect(own.column('SELECT position FROM contact')).toEqual(['бухгалтер']);
  });
});
