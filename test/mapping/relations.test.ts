import { expect, it } from 'vitest';
import type { Mapped } from '../../src/mapping/compiled.ts';
import { compiled, contacts, mapped, outcome, rows } from './workspace.ts';

const person = ['ID', 'ФИО', 'Т', 'П'] as const;
const codes = (one: Mapped): unknown =>
  one.status === 'filtered'
    ? []
    : one.issues.map((issue) => `${issue.severity} ${issue.code} ${issue.field ?? ''} ${issue.column ?? ''}`);

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
