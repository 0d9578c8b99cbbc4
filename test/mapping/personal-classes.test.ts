import { expect, test } from 'vitest';
import { compileMappingText } from '../../src/mapping/compile.ts';
import { classOfField } from '../../src/model/personal-classes.ts';

async function classes(fields: string, kind = 'contact') {
  const text = `perenos: 1\nsources: {a: {file: a.csv}}\nload:\n  a: {entity: ${kind}, from: a, key: Id, fields: {${fields}}}\n`;
  const { personal } = await compileMappingText(text, { file: 'm.yaml', path: '/m.yaml' });
  return personal;
}

test('a field without a class keeps that of the model', async () => {
  const personal = await classes('full_name: A, phones: [{from: B}]');
  expect(personal).toEqual({});
  expect(classOfField('contact', 'phones', personal)).toBe('phone');
});

test.each([
  ['position: {from: P, class: name}', { 'contact.position': 'name' }],
  ['full_name: {from: P, class: none}', { 'contact.full_name': 'none' }],
  ['comments: {from: P, class: none}', { 'contact.comment': 'none' }],
  ['emails: [{from: E, class: none}]', { 'contact.emails': 'none' }],
  ['custom: {passport: {from: P, class: doc_number}}', { 'contact.custom': 'doc_number' }],
])('%s', async (field, expected) => {
  const whole = field.startsWith('full_name') ? field : `full_name: N, ${field}`;
  expect(await classes(whole)).toEqual(expected);
});

test('one column declared harmless does not show those beside it', async () => {
  expect(await classes('full_name: N, emails: [{from: E, class: none}, {from: F}]')).toEqual({
    'contact.emails': 'email',
  });
  expect(await classes('full_name: N, custom: {a: {from: A, class: none}, b: {from: B}}')).toEqual({
    'contact.custom': 'free_text',
  });
});

test('different classes in one field are masked as free text', async () => {
  const personal = await classes('full_name: N, addresses: [{from: A, city: {from: C, class: name}}]');
  expect(personal).toEqual({ 'contact.addresses': 'free_text' });
  expect(classOfField('contact', 'addresses.city', personal)).toBe('free_text');
});
