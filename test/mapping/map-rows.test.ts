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

it('explode makes records of the parts of a column, of a list cell, and of an expression', async () => {
  const block = (explode: string, field: string) =>
    contacts(`full_name: ${field}`).replace('    key: ID\n', `    key: ID\n    explode: ${explode}\n`);
  const name = (one: Mapped) => (one.status === 'draft' ? [one.draft.key, one.draft.fields['full_name']] : one.status);
  const given = rows(person, ['1', 'Иванов; Петров', '', ''], ['2', '', '', '']);
  expect((await mapped(block('{column: ФИО, split: ";"}', 'ФИО'), given)).map(name)).toEqual([
    ['1#1', 'Иванов'],
    ['1#2', 'Петров'],
    'filtered',
  ]);
  expect((await mapped(block('{column: ФИО}', 'ФИО'), rows(person, ['1', ['А', 'Б'], '', '']))).map(name)).toEqual([
    ['1#1', 'А'],
    ['1#2', 'Б'],
  ]);
  const byExpression = block(`{expr: 'split(row["ФИО"], "; ")', as: кто}`, 'кто');
  expect((await mapped(byExpression, rows(person, ['1', 'А; Б', '', '']))).map(name)).toEqual([
    ['1#1', 'А'],
    ['1#2', 'Б'],
  ]);
});

it('list cells of an entry run in parallel', async () => {
  const text = `perenos: 1\nsources: {s: {file: a.json}}\nload:\n  deals:\n    entity: deal\n    from: s\n    key: id\n    fields:\n      title: title\n      items: [{name: items.name, quantity: items.qty, price: {from: items.price, do: [money]}, unit: {const: шт}, currency: {const: USD}}]\n`;
  const columns = ['id', 'title', 'items.name', 'items.qty', 'items.price'];
  const [one] = await mapped(
    text,
    rows(columns, ['1', 'T', ['А', 'Б'], ['2', null], [10, '5']], ['2', 'T', 'В', '', ''], ['3', 'T', [], [], []]),
  );
  expect(outcome(one!)).toEqual({
    title: 'T',
    items: [
      { name: 'А', quantity: '2', price: { amount: '10', currency: 'USD' }, unit: 'шт' },
      { name: 'Б', price: { amount: '5', currency: 'USD' }, unit: 'шт' },
    ],
  });
});

it('money takes its currency from a field beside it; a currency of its own is kept and reported', async () => {
  const text = `perenos: 1\nsources: {s: {file: a.csv}}\nload:\n  deals: {entity: deal, from: s, key: K, fields: {title: K, amount: {from: С, do: [money]}, currency: В}}\n`;
  const found = await mapped(
    text,
    rows(['K', 'С', 'В'], ['1', '100', 'usd'], ['2', '5 EUR', 'USD'], ['3', '7,50', '']),
  );
  expect(found.map((one) => (outcome(one) as { amount: unknown }).amount)).toEqual([
    { amount: '100', currency: 'USD' },
    { amount: '5', currency: 'EUR' },
    { amount: '7.50', currency: 'RUB' },
  ]);
  expect(codes(found[1]!)).toContain('warning record.several-values currency В');
});

it('relations become references; inheritance goes along with them', async () => {
  const text = contacts(
    'full_name: ФИО\ncompany: {ref: company, by: П, on_missing: stub, stub_name: Т}\nowner: {inherit: company.owner}',
  );
  const [one, two] = await mapped(text, rows(person, ['1', 'И', 'ООО Ромашка', 'c1'], ['2', 'И', '', '']));
  expect(one).toMatchObject({
    draft: { fields: { companies: [{ ref: { system: 's', key: 'c1' }, primary: true }] } },
    references: [
      {
        field: 'companies',
        kind: 'company',
        ref: { system: 's', key: 'c1' },
        onMissing: 'stub',
        stubName: 'ООО Ромашка',
        inherit: { field: 'owner', from: 'owner' },
      },
    ],
  });
  expect(two).toMatchObject({ references: [] });
});

it('a reference to a block has the keys of that block: its system', async () => {
  const text = `perenos: 1\nsources: {a: {file: a.csv, system: 1c}, s: {file: b.csv}}\nload:\n  people: {entity: contact, from: s, key: K, fields: {full_name: N, company: {ref: firms, by: F}}}\n  firms: {entity: company, from: a, key: K, fields: {name: N}}\n`;
  const [one] = await mapped(text, rows(['K', 'N', 'F'], ['1', 'И', 'c1']));
  expect(one).toMatchObject({ references: [{ ref: { system: '1c', key: 'c1' }, onMissing: 'reject' }] });
});

it('an owner is a user of the source, or of the target through a map of kind user', async () => {
  const given = rows(person, ['1', 'И', '', 'Сидоров']);
  const [plain] = await mapped(contacts('full_name: ФИО\nowner: П'), given);
  expect(plain).toMatchObject({
    references: [
      { field: 'owner', kind: 'user', ref: { system: 's', key: 'Сидоров' }, onMissing: 'stub', stubName: 'Сидоров' },
    ],
  });
  const maps = 'maps: {owners: {kind: user, to: email, values: {Сидоров: s@x.ru}}}\n';
  const [byMap] = await mapped(contacts('full_name: ФИО\nowner: {from: П, map: owners}', maps), given);
  expect(byMap).toMatchObject({ draft: { fields: { owner: { system: 'user:email', key: 's@x.ru' } } } });
});

it('joined rows give their columns: the first, all of them, or an error when there are several', async () => {
  const joinedRows = rows(['Id', 'Contact', 'Role'], ['1', 'c1', 'ЛПР'], ['1', 'c2', '']);
  const text = (take: string) =>
    `perenos: 1\nsources: {s: {file: a.csv}, r: {file: b.csv}}\nload:\n  deals:\n    entity: deal\n    from: s\n    key: K\n    join: {roles: {source: r, on: {K: Id}, normalize: digits, take: ${take}}}\n    fields:\n      title: {expr: 'row["K"] + src["roles::Role"]'}\n      contacts: [{ref: contact, by: "roles::Contact", role: "roles::Role", on_missing: "null"}]\n`;
  const given = rows(['K'], ['№ 1']);
  const [all] = await mapped(text('all'), given, { joined: [joinedRows] });
  expect(outcome(all!)).toEqual({
    title: '№ 1ЛПР',
    contacts: [
      { ref: { system: 's', key: 'c1' }, role: 'ЛПР', primary: true },
      { ref: { system: 's', key: 'c2' }, primary: false },
    ],
  });
  const [first] = await mapped(text('first'), given, { joined: [joinedRows] });
  expect((outcome(first!) as { contacts: unknown[] }).contacts).toHaveLength(1);
  const [several] = await mapped(text('error'), given, { joined: [joinedRows] });
  expect(outcome(several!)).toEqual(['record.join-several']);
  const mapping = await compiled(text('all'));
  expect(mapping.blocks[0]!.bind(given[0]!.table).joinKeys(given[0]!)).toEqual(['1']);
  expect(mapping.blocks[0]!.joins).toMatchObject([{ left: ['K'], right: ['Id'], columns: ['Role', 'Contact'] }]);
});

it('a task is an activity of that type; tags may be fixed or worked out', async () => {
  const text = `perenos: 1\nsources: {s: {file: a.csv}}\nload:\n  t:\n    entity: task\n    from: s\n    key: K\n    fields: {subject: K}\n    tags: [перенос, {expr: 'row["K"]'}]\n`;
  expect(outcome((await mapped(text, rows(['K'], ['звонок'])))[0]!)).toEqual({
    type: 'task',
    subject: 'звонок',
    tags: ['перенос', 'звонок'],
  });
});

it('an address is a text of a kind, or is put together from its parts', async () => {
  const text = contacts(
    'full_name: ФИО\naddresses:\n  - {from: Т, type: legal}\n  - {city: П, street: {const: ул. Мира}, type: postal}',
  );
  const [one, two] = await mapped(text, rows(person, ['1', 'И', 'Тула', 'Москва'], ['2', 'И', '', '']));
  expect((outcome(one!) as { addresses: unknown }).addresses).toEqual([
    { text: 'Тула', type: 'legal' },
    { city: 'Москва', street: 'ул. Мира', text: 'Москва, ул. Мира', type: 'postal' },
  ]);
  expect(outcome(two!)).toEqual({ full_name: 'И' });
});
