import { expect, test } from 'vitest';
import {
  dropReference,
  hasLateReference,
  inherited,
  pointTo,
  referencesOf,
} from '../../src/pipeline/reference-fields.ts';

const ref = (key: string) => ({ system: 's', key });
const companies = { field: 'companies', kind: 'company', system: 's' } as const;

test('two participants that become one record are kept once, the first as it was', () => {
  const data = {
    companies: [
      { ref: ref('a'), primary: true },
      { ref: ref('b'), primary: false },
    ],
  };
  expect(pointTo(data, { ...companies, key: 'b' }, ref('a'))).toEqual({
    companies: [{ ref: ref('a'), primary: true }],
  });
});

test('a dropped primary participant hands its place to the next', () => {
  const data = {
    companies: [
      { ref: ref('a'), primary: true },
      { ref: ref('b'), primary: false },
    ],
  };
  expect(dropReference(data, { ...companies, key: 'a' })).toEqual({ companies: [{ ref: ref('b'), primary: true }] });
  expect(dropReference({ companies: [{ ref: ref('a'), primary: true }] }, { ...companies, key: 'a' })).toEqual({});
});

test('nothing is dropped, and the same object comes back, when the reference is not there', () => {
  const data = { company: ref('x') };
  expect(dropReference(data, { field: 'company', kind: 'company', ...ref('a') })).toBe(data);
});

test('a value is inherited only where the record has none', () => {
  const parent = { owner: ref('boss') };
  expect(inherited({}, { field: 'owner', from: 'owner', parent })).toEqual({ owner: ref('boss') });
  expect(inherited({ owner: ref('me') }, { field: 'owner', from: 'owner', parent })).toEqual({ owner: ref('me') });
});

test('every reference of a deal is found with the kind it points to', () => {
  const data = {
    owner: ref('u'),
    company: ref('k'),
    contacts: [{ ref: ref('c'), primary: true }],
    items: [{ product: ref('p'), name: 'x' }],
  };
  expect([...referencesOf('deal', data)].map(({ kind, ref: { key } }) => `${kind} ${key}`)).toEqual([
    'user u',
    'company k',
    'contact c',
    'product p',
  ]);
});

test('only links to the own kind or a later one may be left for the second pass', () => {
  expect(hasLateReference({ kind: 'company', data: { parent: ref('k') } })).toBe(true);
  expect(hasLateReference({ kind: 'deal', data: { company: ref('k') } })).toBe(false);
  expect(hasLateReference({ kind: 'note', data: { links: [{ kind: 'deal', ref: ref('d') }] } })).toBe(false);
});

test('a position keeps its other values when its product is merged or missing', () => {
  const data = { items: [{ name: 'Доска', product: ref('p1') }, { name: 'Гвоздь' }] };
  const place = { field: 'items', kind: 'product', ...ref('p1') } as const;
  expect(pointTo(data, place, ref('p2'))).toEqual({
    items: [{ name: 'Доска', product: ref('p2') }, { name: 'Гвоздь' }],
  });
  expect(dropReference(data, place)).toEqual({ items: [{ name: 'Доска' }, { name: 'Гвоздь' }] });
});
