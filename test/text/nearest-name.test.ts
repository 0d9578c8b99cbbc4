import { expect, test } from 'vitest';
import { headingKeys } from '../../src/text/nearest-name.ts';

test.each([
  ['Контакты / Телефон', ['контакты / телефон', 'телефон']],
  ['contacts.phones', ['contacts.phones', 'contacts phones', 'phones']],
  ['client.contacts.phone', ['client.contacts.phone', 'client contacts phone', 'phone']],
  ['firstName', ['firstname', 'first name']],
  ['first_name', ['first_name', 'first name']],
  ['Телефон:', ['телефон:', 'телефон']],
  ['ФИО*', ['фио*', 'фио']],
  ['E-mail', ['e-mail', 'e mail']],
  ['Моб.тел.', ['моб.тел.', 'моб тел']],
  ['Клиент / Конт. лицо', ['клиент / конт. лицо', 'клиент / конт лицо', 'конт. лицо', 'конт лицо']],
])('the heading %s may be read as %j', (heading, keys) => {
  expect(headingKeys(heading)).toEqual(keys);
});

test.each(['company.name', 'Руководитель / Телефон', 'Договор / Дата'])(
  '%s is not taken for its last part: it belongs to something else',
  (heading) => {
    expect(headingKeys(heading)).not.toContain(headingKeys(heading.split(/ \/ |\./).at(-1) ?? '')[0]);
  },
);
