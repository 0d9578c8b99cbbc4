import { describe, expect, test } from 'vitest';
import type { EntityData } from '../../src/model/entity.ts';
import type { Staged } from '../../src/model/staged.ts';
import { crowd, groups, matched, person } from './records.ts';

const mobile = '+79161112233';
const city = (name: string): NonNullable<EntityData['contact']['addresses']> => [
  { text: name, type: 'other', city: name },
];

async function people(records: readonly Staged<'contact'>[]) {
  return matched('contact', [...records, ...crowd(100, 60)]);
}

describe('what is asked about, not merged', () => {
  test('twins with one surname, date of birth, phone and city', async () => {
    const common = { phones: [mobile], birth_date: '1987-04-16', addresses: city('Тула') };
    const outcome = await people([
      person(1, 'Петрова Анна Сергеевна', common),
      person(2, 'Петрова Мария Сергеевна', common),
    ]);
    expect([...outcome.clusters]).toEqual([]);
    expect(outcome.review[0]?.evidence).toContainEqual({
      field: 'first_name',
      level: 'same-birth-differs',
      weight: -6,
    });
  });

  test.each([
    ['ivanov1@mail.ru', 'ivanov2@mail.ru'],
    ['p.kuznetsov78@firma.ru', 'p.kuznetsov87@firma.ru'],
    ['kuznetsov@firma.ru', 'kuznetsov2@firma.ru'],
  ])('people of one name and city with the mailboxes %s and %s', async (first, second) => {
    const addresses = city('Тула');
    const outcome = await people([
      person(1, 'Кузнецов Пётр Ильич', { emails: [first], addresses }),
      person(2, 'Кузнецов Пётр Ильич', { emails: [second], addresses }),
    ]);
    expect([...outcome.clusters]).toEqual([]);
    expect(outcome.review[0]?.evidence).toContainEqual(
      expect.objectContaining({ field: 'emails', level: 'other-digits' }),
    );
  });

  test.each([
    ['a digit', '+79161112234'],
    ['two neighbouring digits swapped', '+79161112323'],
  ])('namesakes whose phones differ in %s, when nothing else agrees', async (_name, other) => {
    for (const name of ['Зябликов Аристарх Павлович', 'Кузнецов Пётр']) {
      const outcome = await people([person(1, name, { phones: [mobile] }), person(2, name, { phones: [other] })]);
      expect([...outcome.clusters]).toEqual([]);
      expect(outcome.review).toHaveLength(1);
      expect(outcome.review[0]?.evidence).toContainEqual(
        expect.objectContaining({ field: 'phones', level: 'one-digit' }),
      );
    }
  });

  test.each([
    ['the patronymic', ['Иванов Иван Петрович', 'Иванов Иван Иванович'], [undefined, undefined]],
    ['a Turkic patronymic', ['Мамедов Эльчин Рашад оглы', 'Мамедов Эльчин Эльчин оглы'], [undefined, undefined]],
    ['the years of birth', ['Бериидзе Нодар', 'Бериидзе Нодар'], ['1961-05-31', '1990-06-24']],
  ] as const)('father and son of one name, phone and street, told by %s', async (_, names, births) => {
    const records = names.map((name, index) =>
      person(index + 1, name, {
        phones: ['+79161112233'],
        addresses: [{ text: 'Тула, ул. Мира, д. 5, кв. 7', type: 'other', city: 'Тула' }],
        ...(births[index] !== undefined && { birth_date: births[index] }),
      }),
    );
    const outcome = await people(records);
    expect(outcome.clusters).toEqual([]);
    expect(outcome.review).toHaveLength(1);
  });

  test('twins whose names no list knows', async () => {
    const given = { phones: ['+33612151935'], birth_date: '1981-04-29' };
    const records = [person(1, 'Céline Moront', given), person(2, 'Solweig Moront', given)];
    const outcome = await people(records);
    expect(outcome.clusters).toEqual([]);
    expect(outcome.review).toHaveLength(1);
  });

  test('namesakes of one city without patronymics whose phones differ in a digit', async () => {
    const outcome = await people([
      person(1, 'Зябликов Аристарх', { phones: [mobile], addresses: city('Тула') }),
      person(2, 'Зябликов Аристарх', { phones: ['+79161112234'], addresses: city('Тула') }),
    ]);
    expect([...outcome.clusters]).toEqual([]);
    expect(outcome.review).toHaveLength(1);
  });

  test('a woman of another surname with the same first name, patronymic and phone', async () => {
    const outcome = await people([
      person(1, 'Петрова Анна Сергеевна', { phones: [mobile] }),
      person(2, 'Кузнецова Анна Сергеевна', { phones: [mobile] }),
    ]);
    expect([...outcome.clusters]).toEqual([]);
    expect(outcome.review).toHaveLength(1);
  });
});

describe('what each has of his own', () => {
  const home = { phones: [mobile], addresses: city('Тула') };
  const own = (email: string, company: string) => ({
    emails: [email],
    companies: [{ ref: { system: 'crm', key: company }, primary: true }],
  });
  const companyName = ({ key }: { readonly key: string }): string => key;
  const asked = async (one: Staged<'contact'>, other: Staged<'contact'>): Promise<boolean> => {
    const outcome = await matched('contact', [one, other, ...crowd(100, 60)], {}, { companyName });
    expect(groups(outcome).length + outcome.review.length).toBe(1);
    return outcome.review.length === 1;
  };

  test('namesakes of one home with a mailbox and a company each are asked about', async () => {
    const name = 'Зябликов Аристарх';
    const first = person(1, name, { ...home, ...own('x116068@mail.ru', 'Меркурий') });
    expect(await asked(first, person(2, name, { ...home, ...own('rouard@inbox.ru', 'Кречет') }))).toBe(true);
    expect(await asked(first, person(2, name, { ...home, ...own('rouard@inbox.ru', 'Меркурий') }))).toBe(false);
    expect(await asked(first, person(2, name, { ...home, ...own('x116068@mail.ru', 'Кречет') }))).toBe(false);
  });

  test('one patronymic or date of birth makes them one', async () => {
    const name = 'Зябликов Аристарх Ильич';
    const [first, other] = [own('x116068@mail.ru', 'Меркурий'), own('rouard@inbox.ru', 'Кречет')];
    expect(await asked(person(1, name, { ...home, ...first }), person(2, name, { ...home, ...other }))).toBe(false);
    const born = { birth_date: '1987-04-16' };
    const short = 'Зябликов Аристарх';
    expect(
      await asked(person(1, short, { ...home, ...born, ...first }), person(2, short, { ...home, ...born, ...other })),
    ).toBe(false);
  });

  test.each([
    ['Céline Moront', 'Solweig Moront'],
    ['Моронт Н.', 'Моронт Виктор'],
    ['Ализаде Вильнур Эльчин оглы', 'Ализаде Ордубек Эльчин оглы'],
  ])('twins %s and %s with mailboxes of their own are asked about', async (one, other) => {
    const given = {
      birth_date: '1981-04-29',
      addresses: [{ text: 'Тула, ул. Мира, д. 5, кв. 7', type: 'other' as const, city: 'Тула' }],
    };
    const first = person(1, one, { ...given, emails: ['x116068@mail.ru'] });
    expect(await asked(first, person(2, other, { ...given, emails: ['rouard@inbox.ru'] }))).toBe(true);
  });
});

describe('names alone', () => {
  const birth = { birth_date: '1980-01-01' };
  const name = 'Зябликов Аристарх';
  const outcomeOf = (auto: number, one: Staged<'contact'>, other: Staged<'contact'>) =>
    matched('contact', [one, other, ...crowd(100, 60)], { auto });

  test.each([
    ['both tell something else', { phones: [mobile] }, birth],
    ['one tells nothing else', { phones: [mobile] }, {}],
  ])('are asked about where little is to spare and %s', async (_, one, other) => {
    const outcome = await outcomeOf(3, person(1, name, one), person(2, name, other));
    expect(outcome.clusters).toEqual([]);
    expect(outcome.review[0]?.score).toBeGreaterThan(3);
    expect(outcome.review[0]?.score).toBeLessThan(4);
  });

  test('merge where a bit is to spare, and with a patronymic', async () => {
    const spare = await outcomeOf(2, person(1, name, { phones: [mobile] }), person(2, name, birth));
    expect(groups(spare)).toEqual([[1, 2]]);
    const whole = `${name} Ильич`;
    const full = await outcomeOf(8, person(1, whole, { phones: [mobile] }), person(2, whole, birth));
    expect(groups(full)).toEqual([[1, 2]]);
    expect([...full.clusters][0]?.edges[0]?.score).toBeLessThan(9);
  });
});

describe('what is not taken for one person', () => {
  test.each([
    ['behind a family name', 'Кузнецова1 Вера', 'Кузнецова3 Вера'],
    ['before a family name', '1Сидоров Олег', '2Сидоров Олег'],
    ['of its own', 'Таксист 1', 'Таксист 2'],
  ])('names told apart by a number %s', async (_name, one, other) => {
    const outcome = await people([
      person(1, one, { phones: [mobile] }),
      person(2, other, { phones: ['+79265550011'] }),
    ]);
    expect([...outcome.clusters]).toEqual([]);
  });
});

describe('what is merged', () => {
  test.each([
    ['mailbox', { emails: ['zyablikov.a@mail.ru'] }],
    ['date of birth', { birth_date: '1987-04-16' }],
    ['city', { addresses: city('Тула') }],
  ])('one person whose phone differs in a digit and whose %s is the same', async (_name, common) => {
    const outcome = await people([
      person(1, 'Зябликов Аристарх Павлович', { phones: [mobile], ...common }),
      person(2, 'Зябликов Аристарх Павлович', { phones: ['+79161112234'], ...common }),
    ]);
    expect(groups(outcome)).toEqual([[1, 2]]);
  });

  test('a woman of another surname with the same date of birth, patronymic and phone', async () => {
    const common = { phones: [mobile], birth_date: '1987-04-16' };
    const outcome = await people([
      person(1, 'Петрова Анна Сергеевна', common),
      person(2, 'Кузнецова Анна Сергеевна', common),
    ]);
    expect(groups(outcome)).toEqual([[1, 2]]);
  });

  test('a woman of another surname with the same first name, phone and mailbox', async () => {
    const common = { phones: [mobile], emails: ['anna.p@mail.ru'] };
    const outcome = await people([person(1, 'Петрова Анна', common), person(2, 'Кузнецова Анна', common)]);
    expect(groups(outcome)).toEqual([[1, 2]]);
    const other = await people([person(1, 'Петрова Анна', common), person(2, 'Кузнецова Мария', common)]);
    expect(groups(other)).toEqual([]);
  });

  test('one person whose year and day of birth were misread', async () => {
    const given = (birth_date: string) => ({ phones: [mobile], birth_date });
    const outcome = await people([
      person(1, 'Зябликов Аристарх', given('1861-04-05')),
      person(2, 'Зябликов Аристарх', given('1881-04-02')),
    ]);
    expect(groups(outcome)).toEqual([[1, 2]]);
    expect([...outcome.clusters][0]?.edges[0]?.evidence).toContainEqual({
      field: 'birth_date',
      level: 'two-digits',
      weight: -2,
    });
  });

  test('one person with two numbered mailboxes and the same phone', async () => {
    const outcome = await people([
      person(1, 'Кузнецов Пётр Ильич', { phones: [mobile], emails: ['kuznetsov1@firma.ru'] }),
      person(2, 'Кузнецов Пётр Ильич', { phones: [mobile], emails: ['kuznetsov2@firma.ru'] }),
    ]);
    expect(groups(outcome)).toEqual([[1, 2]]);
  });

  test.each([
    ['left out', 'Шереметьевский Пётр', 'Шереметевский Пётр'],
    ['changed', 'Шереметьев Пётр', 'Шереметьез Пётр'],
  ])('a surname with one letter %s and the same phone', async (_, first, second) => {
    const outcome = await people([person(1, first, { phones: [mobile] }), person(2, second, { phones: [mobile] })]);
    expect(groups(outcome)).toEqual([[1, 2]]);
  });
});

describe('one given name', () => {
  test.each([
    ['Gerard', 'Gera5d', 'near'],
    ['William', 'Gwilym', 'diminutive'],
    ['Edward', 'Iorwerth', 'diminutive'],
    ['John', 'Johj', 'near'],
    ['Llewellyn', 'Llewell', 'near'],
    ['Charles', 'C.', 'initial'],
    ['Thomas', 'T.', 'initial'],
  ])('may be written %s and %s: %s', async (first, second, level) => {
    const common = { last_name: 'Wortham', phones: [mobile] };
    const outcome = await people([
      person(1, `${first} Wortham`, { ...common, first_name: first }),
      person(2, `${second} Wortham`, { ...common, first_name: second }),
    ]);
    const evidence = [...[...outcome.clusters].flatMap(({ edges }) => edges), ...outcome.review][0]?.evidence;
    expect(evidence?.find(({ field }) => field === 'first_name')?.level).toBe(level);
  });

  test('two names that begin alike are two', async () => {
    const outcome = await people([
      person(1, 'Петров Вит', { phones: [mobile] }),
      person(2, 'Петрова Вероника', { phones: [mobile] }),
    ]);
    expect([...outcome.clusters]).toEqual([]);
  });
});

test('a block of namesakes larger than the limit is skipped, told, and costs no comparisons', async () => {
  const namesakes = Array.from({ length: 300 }, (_, index) =>
    person(index + 1, 'Иванов Иван', { phones: [`+7916${String(2_000_003 + index * 7919).slice(0, 7)}`] }),
  );
  const alone = await people([]);
  const outcome = await people(namesakes);
  expect([...outcome.clusters]).toEqual([]);
  expect(outcome.skipped).toContainEqual(
    expect.objectContaining({ reason: 'oversized', keyType: 'name', records: 300 }),
  );
  expect((outcome.statistics?.candidates ?? Infinity) - (alone.statistics?.candidates ?? 0)).toBeLessThan(1000);
});
