import { expect, it } from 'vitest';
import type { Mapped } from '../../src/mapping/compiled.ts';
import { MappingError } from '../../src/errors.ts';
import { compiled, contacts, mapped, outcome, rows, table } from './workspace.ts';

const person = ['ID', 'ФИО', 'Т', 'П'] as const;
const codes = (one: Mapped): unknown =>
  one.status === 'filtered'
    ? []
    : one.issues.map((issue) => `${issue.severity} ${issue.code} ${issue.field ?? ''} ${issue.column ?? ''}`);

it('one column into one field, empty cells left out', async () => {
  const found = await mapped(
    contacts('full_name: ФИО\nposition: П'),
    rows(person, ['1', 'Иванов', '', 'Директор'], ['2', 'Петров', '', '  ']),
  );
  expect(found.map(outcome)).toEqual([{ full_name: 'Иванов', position: 'Директор' }, { full_name: 'Петров' }]);
  expect(found[0]).toMatchObject({
    draft: { kind: 'contact', system: 's', key: '1', origin: { line: 2, table: { file: 'in.csv' } } },
  });
});

it('numbers and dates of a workbook become text where text is wanted, dates where dates are', async () => {
  const text = contacts('full_name: ФИО\nposition: Т\nbirth_date: П\ncreated_at: П');
  const [one] = await mapped(text, rows(person, ['1', 'Иванов', 42, new Date('1980-03-12T00:00:00Z')]));
  expect(outcome(one!)).toEqual({
    full_name: 'Иванов',
    position: '42',
    birth_date: '1980-03-12',
    created_at: '1980-03-11T21:00:00Z',
  });
});

it('a date in a field with a time is the start of that day in the zone of the mapping', async () => {
  const text = contacts(
    'full_name: ФИО\ncreated_at: {from: П, do: [date]}',
    'defaults: {timezone: Asia/Vladivostok}\n',
  );
  const [one] = await mapped(text, rows(person, ['1', 'Иванов', '', '01.02.2026']));
  expect(outcome(one!)).toMatchObject({ created_at: '2026-01-31T14:00:00Z' });
});

it('the whole name of a contact is built from its parts and never from anything else', async () => {
  const columns = ['ID', 'Ф', 'И', 'О', 'Т'];
  const text = contacts('last_name: Ф\nfirst_name: И\nmiddle_name: О\nphones: [{from: Т, do: [phone]}]');
  const found = await mapped(
    text,
    rows(columns, ['1', 'Иванов', 'Пётр', 'Ильич', ''], ['2', '', 'Пётр', '', ''], ['3', '', '', '', '+79161234567']),
  );
  expect((outcome(found[0]!) as { full_name: string }).full_name).toBe('Иванов Пётр Ильич');
  expect((outcome(found[1]!) as { full_name: string }).full_name).toBe('Пётр');
  expect(outcome(found[2]!)).toEqual(['record.required']);
});

it('phones: all columns in order, each value once, the first primary, the kind of the column where the value says none', async () => {
  const text = contacts(
    'full_name: ФИО\nphones:\n  - {from: Т, type: work, do: [phone]}\n  - {from: П, type: home, do: [phone]}',
  );
  const [one] = await mapped(text, rows(person, ['1', 'И', '8 (495) 123-45-67', '+7 495 123 45 67, 8 916 123-45-67']));
  expect((outcome(one!) as { phones: unknown[] }).phones).toEqual([
    { value: '+74951234567', type: 'work', country: 'RU', raw: '8 (495) 123-45-67', primary: true },
    { value: '+79161234567', type: 'mobile', country: 'RU', raw: '8 916 123-45-67', primary: false },
  ]);
});

it('e-mails keep the text as read beside the address', async () => {
  const [one] = await mapped(
    contacts('full_name: ФИО\nemails: [{from: П, type: work, do: [email]}]'),
    rows(person, ['1', 'И', '', 'Ivan@Example.RU']),
  );
  expect((outcome(one!) as { emails: unknown[] }).emails).toEqual([
    { value: expect.stringMatching(/^ivan@example\.ru$/iu), type: 'work', raw: 'Ivan@Example.RU', primary: true },
  ]);
});

const bad = '8 916 123-45-67, плохой';
it.each([
  ['reject', ['record rejected'], undefined],
  ['drop', ['+79161234567'], undefined],
  ['keep', ['+79161234567'], 'Т: плохой'],
])('on_error %s of a phone among good ones', async (policy, numbers, comment) => {
  const text = contacts(`full_name: ФИО\nphones: [{from: Т, do: [{split: ","}, trim, phone], on_error: ${policy}}]`);
  const [one] = await mapped(text, rows(person, ['1', 'И', bad, '']));
  if (policy === 'reject') {
    expect(one!.status).toBe('rejected');
    return;
  }
  const fields = outcome(one!) as { phones: { value: string }[]; comment?: string };
  expect(fields.phones.map((phone) => phone.value)).toEqual(numbers);
  expect(fields.comment).toBe(comment);
  expect(codes(one!)).toContainEqual(expect.stringMatching(/^warning phone\.\S+ phones Т$/u));
});

it.each([
  ['reject', 'rejected', undefined, undefined],
  ['drop', 'draft', undefined, undefined],
  ['keep', 'draft', undefined, 'П: вчера'],
  ['default', 'draft', '2000-01-01', undefined],
])('on_error %s of a single value', async (policy, status, date, comment) => {
  const fallback = policy === 'default' ? ', default: "2000-01-01"' : '';
  const text = contacts(`full_name: ФИО\nbirth_date: {from: П, do: [date], on_error: ${policy}${fallback}}`);
  const [one] = await mapped(text, rows(person, ['1', 'И', '', 'вчера']));
  expect(one!.status).toBe(status);
  if (one!.status !== 'draft') return;
  expect(outcome(one!)).toEqual({
    full_name: 'И',
    ...(date === undefined ? {} : { birth_date: date }),
    ...(comment === undefined ? {} : { comment }),
  });
});

it('what is kept goes below the comment the record has', async () => {
  const text = contacts('full_name: ФИО\ncomment: Т\nbirth_date: {from: П, do: [date], on_error: keep}');
  const [one] = await mapped(text, rows(person, ['1', 'И', 'постоянный', 'вчера']));
  expect(outcome(one!)).toMatchObject({ comment: 'постоянный\nП: вчера' });
});

it('a value that does not fit the canonical field follows the policy too', async () => {
  const long = 'x'.repeat(300);
  const given = rows(person, ['1', 'И', '', long]);
  expect(outcome((await mapped(contacts('full_name: ФИО\nposition: П'), given))[0]!)).toEqual(['record.too-long']);
  expect(outcome((await mapped(contacts('full_name: ФИО\nposition: {from: П, on_error: drop}'), given))[0]!)).toEqual({
    full_name: 'И',
  });
  expect(outcome((await mapped(contacts('full_name: ФИО\nposition: {from: П, on_error: keep}'), given))[0]!)).toEqual({
    full_name: 'И',
    comment: `П: ${long}`,
  });
});

it('default fills what is empty; required rejects it', async () => {
  const given = rows(person, ['1', 'И', '', '']);
  expect(
    outcome((await mapped(contacts('full_name: ФИО\nposition: {from: П, default: нет}'), given))[0]!),
  ).toMatchObject({ position: 'нет' });
  expect(outcome((await mapped(contacts('full_name: ФИО\nposition: {from: П, required: true}'), given))[0]!)).toEqual([
    'record.required',
  ]);
});

it('when false leaves the field out, default and required with it', async () => {
  const text = contacts(`full_name: ФИО\nposition: {from: П, when: 'row["Т"] == "да"', default: нет, required: true}`);
  const found = await mapped(text, rows(person, ['1', 'И', 'да', 'A'], ['2', 'И', '', 'B']));
  expect(found.map(outcome)).toEqual([{ full_name: 'И', position: 'A' }, { full_name: 'И' }]);
});

it('several columns: first filled, joined, or all', async () => {
  const text = contacts(
    'full_name: {from: [Т, ФИО]}\nposition: {from: [Т, П], pick: join, sep: " / "}\ntags: [{from: [Т, П], pick: all}]',
  );
  const [one] = await mapped(text, rows(person, ['1', 'Иванов', '', 'A'], ['2', 'Иванов', 'B', 'A']));
  expect(outcome(one!)).toEqual({ full_name: 'Иванов', position: 'A', tags: ['A'] });
});

it('a repeated heading means all its columns; a number after # one of them', async () => {
  const columns = ['ID', 'ФИО', 'Телефон', 'Телефон'];
  const text = contacts(
    'full_name: ФИО\nposition: Телефон\ndepartment: Телефон#2\nphones: [{from: Телефон, do: [phone]}]',
  );
  const [one] = await mapped(text, rows(columns, ['1', 'И', '+79161234567', '+74951234567']));
  expect(outcome(one!)).toMatchObject({
    position: '+79161234567',
    department: '+74951234567',
    phones: [{ value: '+79161234567' }, { value: '+74951234567' }],
  });
  expect(codes(one!)).toContain('warning record.several-values position Телефон');
});

it('headings are equal but for outer and repeated spaces, and nothing else', async () => {
  const mapping = await compiled(contacts('full_name: Полное имя'));
  expect(() => mapping.blocks[0]!.bind(table(['ID', ' Полное\u00A0 имя ']))).not.toThrow();
  const problem = (columns: string[]) => {
    try {
      mapping.blocks[0]!.bind(table(columns));
    } catch (error) {
      return error instanceof MappingError
        ? error.problems.map((one) => [one.code, one.place.line, one.place.column, one.suggestion])
        : error;
    }
    return undefined;
  };
  expect(problem(['ID', 'полное имя'])).toEqual([['mapping.unknown-column', 9, 18, 'полное имя']]);
  expect(problem(['Код', 'Пoлное имя'])).toEqual([
    ['mapping.unknown-column', 7, 10, undefined],
    ['mapping.unknown-column', 9, 18, 'Пoлное имя'],
  ]);
});

it('columns named in expressions are checked at their place', async () => {
  const mapping = await compiled(contacts(`full_name: ФИО\nposition: {expr: 'row["ИHН"]'}`));
  expect(() => mapping.blocks[0]!.bind(table(['ID', 'ФИО', 'ИНН']))).toThrow(MappingError);
  try {
    mapping.blocks[0]!.bind(table(['ID', 'ФИО', 'ИНН']));
  } catch (error) {
    expect((error as MappingError).problems).toMatchObject([
      { code: 'mapping.unknown-column', place: { line: 10, column: 30 }, suggestion: 'ИНН' },
    ]);
  }
});

it('where filters, and what it filters is counted', async () => {
  const text = contacts('full_name: ФИО').replace('    key: ID\n', `    key: ID\n    where: 'row["П"] != "нет"'\n`);
  expect((await mapped(text, rows(person, ['1', 'И', '', 'нет'], ['2', 'П', '', '']))).map(outcome)).toEqual([
    'filtered',
    { full_name: 'П' },
  ]);
});

it('a record without a key is rejected; a key of several columns is unambiguous', async () => {
  const text = contacts('full_name: ФИО').replace('key: ID', 'key: [ID, Т]');
  const found = await mapped(text, rows(person, ['a|b', 'И', 'c', ''], ['a', 'И', 'b|c', ''], ['', 'И', '', '']));
  expect(found.map((one) => (one.status === 'draft' ? one.draft.key : outcome(one)))).toEqual([
    'a\\|b|c',
    'a|b\\|c',
    ['record.key-empty'],
  ]);
});

it('key: auto is the same for the same content whatever empty columns come', async () => {
  const text = contacts('full_name: ФИО').replace('key: ID', 'key: auto');
  const [one] = await mapped(text, rows(['ФИО'], ['Иванов']));
  const [two] = await mapped(text, rows(['X', 'ФИО'], ['', 'Иванов']));
  expect(one).toMatchObject({ draft: { key: expect.stringMatching(/^[0-9a-f]{32}$/u) } });
  expect((two as { draft: { key: string } }).draft.key).toBe((one as { draft: { key: string } }).draft.key);
});
