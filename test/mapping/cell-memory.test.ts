import { expect, it } from 'vitest';
import type { Mapped } from '../../src/mapping/compiled.ts';
import type { Cell } from '../../src/model/row.ts';
import { compiled, contacts, rows } from './workspace.ts';

const columns = ['ID', 'ФИО', 'Должность', 'Дата', 'Создан', 'Фирма', 'Владелец', 'Комментарий'];
const mapping = contacts(`
full_name: {from: ФИО, do: [person_name], on_error: keep}
position: {from: Должность, required: true}
birth_date: {from: Дата, do: [date], on_error: keep}
created_at: {from: Создан, do: [datetime]}
company: {ref: company, by: Фирма}
owner: Владелец
comment: {from: Комментарий, pick: join, sep: "\\n"}
`);

/** What a mapped row says, its line left out. */
function said(one: Mapped): unknown {
  if (one.status === 'filtered') return one.status;
  const issues = one.issues.map(({ code, args, severity, field, column, value }) => ({
    code,
    args,
    severity,
    field,
    column,
    value,
  }));
  return one.status === 'rejected'
    ? { issues, key: one.key }
    : { issues, text: JSON.stringify(one.draft.fields), references: one.references };
}

const lines: readonly (readonly Cell[])[] = [
  ['1', 'Иванов Пётр Ильич', 'инженер', '05.06.1971', '14.03.2024 15:30', 'Ромашка', 'Анна', 'первый'],
  ['2', 'Иванов Пётр Ильич', 'инженер', '31.02.1971', '26.10.2014 01:30', 'Ромашка', 'Анна', ''],
  ['3', 'ООО Ромашка', 'инженер', '05.06.1971', '14.03.2024 15:30', '', '', 'первый'],
  ['4', 'Петров, директор', '', '31.02.1971', 'вчера', ' Ромашка ', 'анна', 'второй'],
  ['5', 'Петров, директор', '   ', '', '', 'Ромашка', 'Анна', 'второй'],
  ['6', 'Щукина Анна Петровна', 'инженер', '05.06.71', '14.03.2024', 'Лютик', 'Анна', 'первый'],
  ['7', '', 'инженер', '05.06.1971', '14.03.2024 15:30', 'Лютик', 'Анна', 'Очень длинное примечание. '.repeat(20)],
];

it('a text that stood in an earlier row gives what it would give alone, findings included', async () => {
  const { blocks } = await compiled(mapping);
  const all = [...lines, ...lines.toReversed(), ...lines];
  const given = rows(columns, ...all);
  const together = blocks[0]!.bind(given[0]!.table);
  for (const row of given) {
    const alone = blocks[0]!.bind(row.table);
    expect(together.map(row, []).map(said)).toEqual(alone.map(row, []).map(said));
  }
});

it('a column that does not repeat itself is read as before, however long it is', async () => {
  const { blocks } = await compiled(contacts('full_name: ФИО\nposition: Должность\nowner: Владелец'));
  const given = rows(columns, ['0', 'Иванов', 'инженер', '', '', '', 'Анна']);
  const bound = blocks[0]!.bind(given[0]!.table);
  for (let at = 0; at < 6000; at += 1) {
    const cells = [`${at}`, 'Иванов', `инженер ${at % 5000}`, '', '', '', `Анна ${at % 3}`];
    const [one] = bound.map({ ...given[0]!, cells }, []);
    expect(one).toMatchObject({
      draft: { key: `${at}`, fields: { full_name: 'Иванов', position: cells[2], owner: { key: cells[6] } } },
      references: [{ field: 'owner', ref: { key: cells[6] } }],
    });
  }
});

it('values of a map are counted each time', async () => {
  const { blocks, mapped } = await compiled(
    contacts('full_name: ФИО\nposition: {from: Должность, map: posts}', 'maps:\n  posts: {values: {инж: инженер}}\n'),
  );
  const given = rows(columns, ['1', 'Иванов', 'инж'], ['2', 'Петров', 'инж'], ['3', 'Сидоров', 'инж']);
  const bound = blocks[0]!.bind(given[0]!.table);
  for (const row of given) bound.map(row, []);
  expect(mapped()).toEqual([{ map: 'posts', value: 'инж', target: 'инженер', count: 3 }]);
});
