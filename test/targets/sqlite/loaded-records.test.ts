import { expect, test } from 'vitest';
import type { Ref } from '../../../src/model/field.ts';
import type { EntityKind } from '../../../src/model/entity.ts';
import { sqlite } from '../../../src/targets/sqlite.ts';
import type { Operation } from '../../../src/targets/target.ts';
import { testContext } from '../../context.ts';
import { workdir } from '../../workdir.ts';

const { context } = testContext();
const ref = (key: string): Ref => ({ system: 's', key });

function create(kind: EntityKind, key: string, data: object, more: readonly string[] = []): Operation {
  const origins = [key, ...more].map((one, at) => ({
    ...ref(one),
    file: 'a.csv',
    ...(at > 0 && { sheet: 'Лист' }),
    line: 2,
  }));
  const base = { id: 1, action: 'create', targetId: undefined, changes: [], payloadHash: key } as const;
  return { ...base, kind, marker: ref(key), data, origins } as unknown as Operation;
}

const people = [
  {
    full_name: 'Анна',
    inn: '1',
    phones: [
      { value: '+72', primary: false },
      { value: '+71', primary: true },
    ],
    tags: ['я'],
  },
  {
    full_name: 'Пётр',
    companies: [
      { ref: ref('f2'), role: 'директор', primary: true },
      { ref: ref('f1'), primary: false },
    ],
  },
  { full_name: 'Олег', manager: ref('p1'), emails: [{ value: 'o@o.ru', primary: true }] },
] as const;

async function filled() {
  const { path } = workdir();
  const connection = await sqlite.connect({ path: path('crm.db') }, context);
  await connection.write(
    [create('company', 'f1', { name: 'Раз' }), create('company', 'f2', { name: 'Два' }, ['f3'])],
    () => undefined,
  );
  const idOf = (kind: EntityKind, { key }: Ref): string | undefined => (kind === 'company' ? key.slice(1) : '1');
  await connection.write(
    people.map((data, at) => create('contact', `p${at + 1}`, data)),
    idOf,
  );
  const links = [
    { kind: 'company', ref: ref('f2') },
    { kind: 'contact', ref: ref('p1') },
  ];
  await connection.write([create('note', 'n1', { text: 'звонок', links })], idOf);
  const loaded = connection.loaded?.();
  if (loaded === undefined) throw new Error('nothing is loaded');
  return { connection, loaded };
}

test('many records are read as one is, in the order asked for, repeats and gaps as well', async () => {
  const { connection, loaded } = await filled();
  const [anna, pyotr, oleg] = people;
  expect(loaded.read('contact', [3, 99, 1, 2, 3]).map((record) => record?.data)).toEqual([
    oleg,
    undefined,
    anna,
    pyotr,
    oleg,
  ]);
  expect(await connection.read('contact', ['2', 'x', '1'])).toEqual([pyotr, undefined, anna]);
  // The order of the fields is that of the layout, of which plans are made.
  expect(loaded.read('contact', [2, 3]).map((record) => JSON.stringify(record?.data))).toEqual([
    JSON.stringify(pyotr),
    JSON.stringify({ full_name: 'Олег', manager: ref('p1'), emails: oleg.emails }),
  ]);
  await connection.close();
});

test('a record tells where it was read from, the marker first', async () => {
  const { connection, loaded } = await filled();
  expect(loaded.read('company', [2])[0]?.origins).toEqual([
    { ...ref('f2'), file: 'a.csv', line: 2 },
    { ...ref('f3'), file: 'a.csv', sheet: 'Лист', line: 2 },
  ]);
  expect(loaded.read('company', [2, 2])[1]?.origins).toHaveLength(2);
  await connection.close();
});

test('links to records of several kinds are given by their markers', async () => {
  const { connection, loaded } = await filled();
  expect(loaded.read('note', [1])[0]?.data).toEqual({
    text: 'звонок',
    links: [
      { kind: 'company', ref: ref('f2') },
      { kind: 'contact', ref: ref('p1') },
    ],
  });
  await connection.close();
});

test('only the fields asked for are read', async () => {
  const { connection, loaded } = await filled();
  const read = loaded.read('contact', [1, 2, 3], new Set(['inn', 'phones', 'emails', 'name']));
  expect(read.map((record) => record?.data)).toEqual([
    { inn: '1', phones: people[0].phones },
    {},
    { emails: people[2].emails },
  ]);
  await connection.close();
});

test('more records than are read at a time are all there', async () => {
  const { connection, loaded } = await filled();
  const ids = Array.from({ length: 2500 }, (_, at) => (at % 4) + 1);
  const names = loaded.read('contact', ids).map((record) => record?.data['full_name']);
  expect(names).toEqual(ids.map((id) => people[id - 1]?.full_name));
  await connection.close();
});
