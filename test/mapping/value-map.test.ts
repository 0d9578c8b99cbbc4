import { expect, it } from 'vitest';
import { compiled, contacts, mapped, outcome, problemsOf, rows } from './workspace.ts';

const columns = ['ID', 'ФИО', 'П'];
const field = (map: string) => contacts('full_name: ФИО\nposition: {from: П, map: m}', `maps: {m: ${map}}\n`);
const given = (value: string) => rows(columns, ['1', 'И', value]);
const result = async (map: string, value: string, others: Record<string, string> = {}) => {
  const [one] = await mapped(field(map), given(value), { others });
  const fields = outcome(one!);
  return Array.isArray(fields) ? fields : (fields as Record<string, unknown>)['position'];
};

it.each([
  ['Счёт', 'a'],
  ['  счет ', 'a'],
  ['СЧЁТ', 'a'],
  ['в  работе', 'b'],
])('%j is matched without regard to case, spaces and ё', async (value, expected) => {
  expect(await result('{values: {Счёт: a, В работе: b}}', value)).toBe(expected);
});

it('an empty target value means empty', async () => {
  expect(await result('{values: {"-": ""}}', '-')).toBeUndefined();
});

it('unknown values follow on_unknown and are counted', async () => {
  expect(await result('{values: {a: b}}', 'z')).toEqual(['record.map-unknown']);
  expect(await result('{values: {a: b}, on_unknown: keep}', 'z')).toBe('z');
  expect(await result('{values: {a: b}, on_unknown: default, default: d}', 'z')).toBe('d');
  expect(await result('{values: {a: b}, on_unknown: ask}', 'z')).toEqual(['record.map-unknown']);
  const mapping = await compiled(field('{values: {a: b}, on_unknown: keep}'));
  const bound = mapping.blocks[0]!.bind(given('z')[0]!.table);
  for (const value of ['z', 'z', 'a', 'y']) bound.map(given(value)[0]!, []);
  expect(mapping.unmapped()).toEqual([
    { map: 'm', value: 'z', count: 2 },
    { map: 'm', value: 'y', count: 1 },
  ]);
});

it('entries come from a CSV file, also one that a Russian Excel saved', async () => {
  expect(await result('{file: m.csv}', 'x', { 'm.csv': 'from;to;comment\nx;y;z\n' })).toBe('y');
  const mapping = await compiled(field('{file: m.csv}'), {
    'm.csv': Buffer.from([...Buffer.from('from;to\n'), 0xcd, 0xee, 0xe2, 0xfb, 0xe9, 0x3b, 0x31, 0x0a]),
  });
  const [one] = mapping.blocks[0]!.bind(given('Новый')[0]!.table).map(given('Новый')[0]!, []);
  expect(outcome(one!)).toMatchObject({ position: '1' });
  expect(mapping.files.map((file) => file.file)).toContain('m.csv');
});

it('faults of a CSV file have its lines', async () => {
  const shown = async (csv: string) =>
    (await problemsOf(field('{file: m.csv}'), { 'm.csv': csv })).map((one) => [
      one.code,
      one.place.file.endsWith('m.csv'),
      one.place.line,
    ]);
  expect(await shown('было;стало\nx;y\n')).toEqual([['mapping.map-header', true, 1]]);
  expect(await shown('from;to\nx;y\nX;z\n')).toEqual([['mapping.map-duplicate', true, 3]]);
  expect(await shown('from;to\nx;\n')).toEqual([['mapping.map-empty', true, 2]]);
});

it('a map filled from a source starts empty and takes entries', async () => {
  const text = field('{kind: user, from_source: {source: s, key: Id, value: Email}, to: email}');
  const mapping = await compiled(text);
  const [map] = mapping.maps;
  expect(map).toMatchObject({
    name: 'm',
    kind: 'user',
    to: 'email',
    fromSource: { source: 's', key: 'Id', value: 'Email' },
  });
  map!.fill('u1', 'a@b.ru');
  expect(outcome(mapping.blocks[0]!.bind(given('u1')[0]!.table).map(given('u1')[0]!, [])[0]!)).toMatchObject({
    position: 'a@b.ru',
  });
});
