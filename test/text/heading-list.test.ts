import { expect, test } from 'vitest';
import { headingList } from '../../src/text/heading-list.ts';

test('headings of a message are the filled ones', () => {
  expect(headingList(['ФИО', ' ', 'Телефон'])).toBe('ФИО, Телефон');
});

test('a message stays short whatever the file holds', () => {
  const many = Array.from({ length: 14 }, (_, at) => `h${at}`);
  expect(headingList(many)).toBe('h0, h1, h2, h3, h4, h5, h6, h7, h8, h9, h10, h11, …');
  expect(headingList(['👍'.repeat(5000)])).toBe(`${'👍'.repeat(60)}…`);
});
