import { describe, expect, test } from 'vitest';
import { profileSchema } from '../../src/model/profile-schema.ts';
import type { Profile } from '../../src/model/profile.ts';
import { countValue, distinctCount, hashOf, noValues } from '../../src/pipeline/inspect/distinct-values.ts';
import { countRecord, noRepeats, repeatProfile } from '../../src/pipeline/inspect/repeats.ts';
import { oddPeople, profileOf } from './profiles.ts';

function columnsOf(profile: Profile) {
  const [table] = profile.files[0]!.tables;
  return Object.fromEntries(table!.columns.map((column) => [column.heading, column]));
}

describe('the profile of a table', () => {
  test('counts rows, filled cells and different values', async () => {
    const profile = await profileOf(oddPeople);
    expect(profile.totals).toEqual({ tables: 1, rows: 10, columns: 9, filled: 66, cells: 90 });
    const columns = columnsOf(profile);
    expect(columns['Код']).toMatchObject({ filled: 10, distinct: { count: 9, exact: true }, field: 'key' });
    expect(columns['Город']).toMatchObject({ filled: 10, distinct: { count: 4, exact: true } });
    expect(columns['Пусто']).toMatchObject({ filled: 0, type: 'empty', distinct: { count: 0, exact: true } });
    expect(columns['Город']!.top[0]).toEqual({ value: 'Омск', count: 5 });
  });

  test('reads phones and e-mail as the cleaning will, every filled cell in one of four ways', async () => {
    const columns = columnsOf(await profileOf(oddPeople));
    expect(columns['Телефон']!.quality).toMatchObject({
      reader: 'phone',
      as_is: 1,
      brought: 2,
      blank: 1,
      unread: 1,
      examples: [{ before: '8 916 123-45-67', after: '+79161234567' }],
    });
    expect(columns['E-mail']!.quality).toMatchObject({ reader: 'email', as_is: 7, brought: 1, blank: 1, unread: 1 });
    for (const { filled, quality } of Object.values(columns)) {
      if (quality === null) continue;
      expect(quality.as_is + quality.brought + quality.blank + quality.unread).toBe(filled);
    }
  });

  test('names what is odd, with the number and the first line', async () => {
    const columns = columnsOf(await profileOf(oddPeople));
    const found = Object.values(columns).flatMap(({ heading, oddities }) =>
      oddities.map(({ code, count, line }) => `${heading} ${code} ${count} ${line}`),
    );
    expect(found.toSorted()).toEqual([
      'E-mail profile.stand-in 1 4',
      'Город profile.lookalike 1 5',
      'Заметка profile.mojibake 1 2',
      'Код profile.repeated-key 1 0',
      'Комментарий profile.formula 1 8',
      'Комментарий profile.lost-letters 1 5',
      'Комментарий profile.markup 1 3',
      'Комментарий profile.scientific 1 6',
      'Комментарий profile.spaces 1 4',
      'Комментарий profile.spreadsheet-error 1 7',
      'Комментарий profile.stand-in 1 2',
      'Пусто profile.empty-column 1 0',
      'Статус profile.constant-column 1 0',
      'Телефон profile.stand-in 1 5',
      'ФИО profile.spaces 1 4',
    ]);
  });

  test('says which records share a phone, an address or a name, once each', async () => {
    const [table] = (await profileOf(oddPeople)).files[0]!.tables;
    expect(table!.repeats).toEqual([
      {
        by: 'email',
        groups: { count: 1, exact: true },
        records: 2,
        examples: [{ value: 'ivanov@mail.ru', records: 2, lines: [2, 3] }],
      },
      {
        by: 'phone',
        groups: { count: 1, exact: true },
        records: 2,
        examples: [{ value: '+79161234567', records: 2, lines: [2, 3] }],
      },
      {
        by: 'name',
        groups: { count: 1, exact: true },
        records: 2,
        examples: [{ value: 'Иван  Иванов', records: 2, lines: [2, 4] }],
      },
    ]);
  });

  test('is damaged when something was lost before, and says that first', async () => {
    const profile = await profileOf(oddPeople);
    expect(profile.verdict).toBe('damaged');
    expect(profile.attention.slice(0, 3).map(({ severity }) => severity)).toEqual(['error', 'error', 'error']);
    const clean = await profileOf('ФИО;Телефон\nИванов Иван;+79161234567\nПетров Петр;+79161234568\n');
    expect([clean.verdict, clean.attention]).toEqual(['clean', []]);
  });

  test('fits its published schema', async () => {
    const profile = JSON.parse(JSON.stringify(await profileOf(oddPeople, 'partial'))) as unknown;
    expect(profileSchema.safeParse(profile).error).toBeUndefined();
  });

  test.each(['partial', 'full'] as const)('shows no personal value whole when masked in %s', async (masking) => {
    const shown = JSON.stringify(await profileOf(oddPeople, masking));
    for (const value of ['Иванов', 'Сидорова', '123-45-67', '79161234567', 'ivanov@', 'olga@', 'звонить']) {
      expect(shown).not.toContain(value);
    }
  });
});

test('rows that are equal in every cell are counted as such', async () => {
  const rows = ['Имя;Город', 'Анна Белова;Омск', 'Анна Белова;Омск', 'Анна Белова;Тула', ''].join('\n');
  const [table] = (await profileOf(rows)).files[0]!.tables;
  expect(table!.repeats.map(({ by, records }) => [by, records])).toContainEqual(['row', 2]);
});

test('very many different values are estimated within three per cent, and few are exact', () => {
  const few = noValues();
  for (let value = 0; value < 16_000; value += 1) countValue(few, hashOf(`v${value}`));
  expect(distinctCount(few)).toEqual({ count: 16_000, exact: true });
  const many = noValues();
  for (let value = 0; value < 300_000; value += 1) countValue(many, hashOf(`v${value}`));
  const { count, exact } = distinctCount(many);
  expect(exact).toBe(false);
  expect(Math.abs(count - 300_000) / 300_000).toBeLessThan(0.03);
});

test('a record that holds a value twice shares it with nobody', () => {
  const repeats = noRepeats('phone');
  countRecord(repeats, '+79161234567', 5);
  countRecord(repeats, '+79161234567', 5);
  expect(repeatProfile(repeats)).toBeUndefined();
  for (const line of [6, 7, 8, 9, 9]) countRecord(repeats, '+79161234567', line);
  expect(repeatProfile(repeats)).toMatchObject({ records: 5, examples: [{ lines: [5, 6, 7, 8] }] });
});
