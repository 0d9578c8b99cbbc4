import { expect, test } from 'vitest';
import { FieldTallies } from '../../src/pipeline/field-tally.ts';

const asRead = { full_name: 'Иванов Иван', phones: [{ value: '+79161234567', raw: '8 916 123-45-67' }] };
const second = { full_name: 'Иванов И.', emails: [{ value: 'a@b.ru', raw: 'a@b.ru' }], comment: 'звонить' };

test('what is taken out is as if it had never been counted', () => {
  const tallies = new FieldTallies();
  tallies.add('contact', asRead);
  tallies.add('contact', second);
  tallies.remove('contact', second);
  expect(tallies.all()).toMatchObject([
    { kind: 'contact', records: 1, filled: { full_name: 1, phones: 1 }, fixed: { phones: 1 } },
  ]);
  expect(Object.keys(tallies.all()[0]?.filled ?? {})).not.toContain('comment');
});

test('a kind without planned records is left out, the others come in load order', () => {
  const tallies = new FieldTallies();
  tallies.add('contact', asRead);
  tallies.add('deal', { title: 'Сделка' });
  tallies.add('company', { name: 'Ромашка' });
  tallies.remove('deal', { title: 'Сделка' });
  expect(tallies.all().map(({ kind }) => kind)).toEqual(['company', 'contact']);
});

test('a record that becomes another counts once, with the fields it has at last', () => {
  const tallies = new FieldTallies();
  tallies.add('contact', asRead);
  tallies.replace('contact', asRead, { ...asRead, comment: 'новое' });
  expect(tallies.all()).toMatchObject([{ records: 1, filled: { full_name: 1, phones: 1, comment: 1 } }]);
});
