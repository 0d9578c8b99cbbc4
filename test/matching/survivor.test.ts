import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeRecords } from '../../src/matching/survivor.ts';
import { dedupeRules, defaultDedupeRules } from '../../src/model/dedupe.ts';
import { entitySchemas } from '../../src/model/entity.ts';
import type { EntityData } from '../../src/model/entity.ts';
import type { Staged } from '../../src/model/staged.ts';

function person(
  seq: number,
  data: Partial<EntityData['contact']> & { full_name: string },
  system = 'amo',
): Staged<'contact'> {
  return { seq, kind: 'contact', system, key: String(seq), data };
}

function phone(value: string, raw = value) {
  return { value, raw, type: 'mobile' as const, primary: true };
}

const ivanov = person(1, {
  full_name: 'ИВАНОВ И. П.',
  phones: [phone('+79161234567', '8916...'), phone('+74951234567')],
  emails: [{ value: 'ivanov@firm.ru', raw: 'ivanov@firm.ru', type: 'work', primary: true }],
  comment: 'звонить утром',
  tags: ['VIP'],
  created_at: '2020-01-01T00:00:00Z',
  position: 'директор',
});
const ivan = person(2, {
  last_name: 'Иванов',
  first_name: 'Пётр',
  full_name: 'Иванов Пётр',
  phones: [phone('+79161234567')],
  emails: [{ value: 'IVANOV@firm.ru', raw: 'IVANOV@firm.ru', type: 'work', primary: true }],
  comment: 'ждёт счёт',
  tags: ['vip', 'опт'],
  created_at: '2019-05-01T00:00:00Z',
  updated_at: '2021-05-01T00:00:00Z',
  position: 'Генеральный директор',
  do_not_call: true,
});

describe('mergeRecords', () => {
  const golden = mergeRecords([ivanov, ivan], defaultDedupeRules);

  test('keeps every phone once, the most frequent first and just one of them primary', () => {
    expect(golden.data.phones?.map(({ value, primary }) => [value, primary])).toEqual([
      ['+79161234567', true],
      ['+74951234567', false],
    ]);
  });

  test('folds e-mails and tags that differ by case only', () => {
    expect(golden.data.emails).toHaveLength(1);
    expect(golden.data.tags).toEqual(['vip', 'опт']);
  });

  test.each(['+79161234567', 'ivanov@firm.ru'])('never takes %s for a name where another record has one', (stood) => {
    const unnamed = person(3, { full_name: stood, phones: [phone('+79161234567')] });
    const named = person(4, { first_name: 'ivan', full_name: 'ivan', phones: [phone('+79161234567')] });
    expect(mergeRecords([unnamed, named], defaultDedupeRules).data).toMatchObject({ full_name: 'ivan' });
  });

  test('takes the name as a unit from the record that spells it best', () => {
    expect(golden.data).toMatchObject({ last_name: 'Иванов', first_name: 'Пётр', full_name: 'Иванов Пётр' });
    expect(golden.conflicts).toContainEqual({ field: 'full_name', seq: 1, value: 'ИВАНОВ И. П.' });
  });

  test('joins comments with where each comes from', () => {
    expect(golden.data.comment).toBe('[amo 2, 2021-05-01] ждёт счёт\n\n[amo 1, 2020-01-01] звонить утром');
  });

  test('takes the earliest creation, the latest change and the wish not to be called', () => {
    expect(golden.data).toMatchObject({
      created_at: '2019-05-01T00:00:00Z',
      updated_at: '2021-05-01T00:00:00Z',
      do_not_call: true,
    });
  });

  test('lists the values that lost with the record they stand in', () => {
    expect(golden.survivor).toBe(2);
    expect(golden.conflicts).toContainEqual({ field: 'position', seq: 1, value: 'директор' });
  });

  test('says where each value comes from', () => {
    expect(golden.provenance).toContainEqual({ field: 'position', seq: 2, rule: 'first-of-priority' });
    expect(golden.provenance.filter(({ field }) => field === 'phones').map(({ seq }) => seq)).toEqual([2, 1]);
  });

  test('follows the rules of the mapping', () => {
    const rules = dedupeRules.parse({
      survivorship: { priority: ['1c'], fields: { position: 'longest', 'custom.Скидка': 'max' } },
    });
    const other = person(3, { full_name: 'Иванов Пётр', position: 'дир.', custom: { Скидка: 5 } }, '1c');
    const merged = mergeRecords([{ ...ivan, data: { ...ivan.data, custom: { Скидка: 7 } } }, other], rules);
    expect(merged.survivor).toBe(3);
    expect(merged.data.position).toBe('Генеральный директор');
    expect(merged.data.custom).toEqual({ Скидка: 7 });
  });

  test('gives the same record for any order of members', () => {
    const members = [ivanov, ivan, person(7, { full_name: 'Иванов Пётр Ильич', tags: ['опт'] }, '1c')];
    fc.assert(
      fc.property(fc.shuffledSubarray(members, { minLength: 3 }), (shuffled) => {
        expect(mergeRecords(shuffled, defaultDedupeRules)).toEqual(mergeRecords(members, defaultDedupeRules));
      }),
    );
  });

  test('gives a record that fits the canonical schema', () => {
    expect(entitySchemas.contact.safeParse(golden.data).success).toBe(true);
  });

  test('merges companies: majority of identifiers, longest legal name, all bank accounts', () => {
    const firm = (seq: number, data: Partial<EntityData['company']>): Staged<'company'> => ({
      seq,
      kind: 'company',
      system: '1c',
      key: String(seq),
      data: { name: 'Ромашка', ...data },
    });
    const merged = mergeRecords(
      [
        firm(1, { inn: '7707083893', legal_name: 'ООО Ромашка', bank_accounts: [{ account: '1', bik: '044525225' }] }),
        firm(2, {
          inn: '7707083893',
          bank_accounts: [{ account: '2' }],
          addresses: [{ text: 'г. Москва, ул. Мира', type: 'legal' }],
        }),
        firm(3, {
          legal_name: 'Общество «Ромашка»',
          addresses: [{ text: 'г Москва  ул. Мира', type: 'legal', city: 'Москва' }],
        }),
      ],
      defaultDedupeRules,
    );
    expect(merged.data.inn).toBe('7707083893');
    expect(merged.data.legal_name).toBe('Общество «Ромашка»');
    expect(merged.data.bank_accounts).toHaveLength(2);
    expect(merged.data.addresses?.[0]?.city).toBe('Москва');
    expect(merged.data.addresses).toHaveLength(1);
  });
});
