import { describe, expect, test } from 'vitest';
import type { EntityData } from '../../src/model/entity.ts';
import type { Staged } from '../../src/model/staged.ts';
import { firm, groups, matched } from './records.ts';

type Company = EntityData['company'];

const phone = '+74951112200';
const street = (text: string): Company['addresses'] => [{ text, type: 'other' }];
const others = Array.from({ length: 60 }, (_, index) =>
  firm(100 + index, `Завод ${'абвгдежзиклмнопрст'.charAt(index % 18)}${index}лит`, {
    phones: [`+7495${3_000_017 + index * 7919}`],
  }),
);

async function firms(records: readonly Staged<'company'>[]) {
  return matched('company', [...records, ...others]);
}

/** So many addresses have the word that it is no rare one. */
function courtsOf(word: string): Staged<'company'>[] {
  return Array.from({ length: 12 }, (_, index) =>
    firm(200 + index, `${'АБВГДЕЖЗИКЛМ'.charAt(index)}илон ${word}`, {
      addresses: street(`${400 + index * 50} W 19th St`),
    }),
  );
}

describe('what is asked about, not merged', () => {
  test.each([
    ['Ромашка', 'Ромашка Плюс'],
    ['Кречет-Медиа', 'Кречет-Медиа-М'],
    ['Лицей', 'Лицей № 7'],
    ['Деревофарм', 'Деревофарм-М'],
    ['Металлкуб', 'МеталлкубГрупп'],
    ['Кречет Мебель', 'Кречет Окна'],
    ['Нейтрон и Исток', 'Нейтрон-Трейд'],
    ['Сокол', 'Бирюза'],
    ['Мегаторг', 'Мегаторг бетон'],
    ['Экопром', 'Экопром М'],
    ['Титан Трейд', 'Титан Сервис'],
  ])('%s and %s with one phone, mailbox and site', async (first, second) => {
    const common = { phones: [phone], emails: ['office@romashka-group.ru'], urls: ['https://romashka-group.ru'] };
    const outcome = await firms([firm(1, `ООО «${first}»`, common), firm(2, `ООО «${second}»`, common)]);
    expect([...outcome.clusters]).toEqual([]);
    expect(outcome.review).toHaveLength(1);
  });

  test.each([
    ['Ritz-Carlton Cafe', 'Ritz-Carlton Dining Room'],
    ['Кафе «Уралочка»', 'Гостиница «Уралочка»'],
    ['Дельфин Сервис', 'Дельфин'],
    ['Little Robin West', 'Little Robin East'],
    ['Little Robin Center (North)', 'Little Robin Center (South)'],
    ['Склад Уралочка (северный)', 'Склад Уралочка (южный)'],
    ['Little Robin II', 'Little Robin III'],
  ])('%s and %s at one address with one phone', async (first, second) => {
    const common = { phones: [phone], addresses: street('ул. Ленина, д. 5') };
    const outcome = await firms([firm(1, first, common), firm(2, second, common)]);
    expect(outcome.clusters).toEqual([]);
    expect(outcome.review).toHaveLength(1);
  });

  test.each([
    ['ИП Ершов Олег Алексеевич', 'ИП Ершов Олег Олегович'],
    ['ИП Родин Николай Николаевич', 'ИП Родин И.О.'],
    ['ООО «Кедрлайн»', 'АО «Кедрлайн»'],
    ['Магазин «Грандмакс»', 'ИП Лапин И.А.'],
    ['ООО «Юнистрой»', 'ООО «Фаворитмакс»'],
  ])('%s and %s with one phone, mailbox and office', async (first, second) => {
    const common = { phones: [phone], emails: ['ip17@mail.ru'], addresses: street('ул. Садовая, д. 47') };
    const outcome = await firms([firm(1, first, common), firm(2, second, common)]);
    expect(outcome.clusters).toEqual([]);
  });

  test('one name in two houses of a street whose name has letters that keys write as digits', async () => {
    const outcome = await firms([
      firm(1, 'ООО «Юнимир»', { addresses: street('ул. Школьная, д. 12') }),
      firm(2, 'ООО «Юнимир»', { addresses: street('ул. Школьная, д. 53') }),
    ]);
    expect(outcome.clusters).toEqual([]);
  });

  test.each([
    ['ул. Ленина, д. 5', 'ул. Ленина, д. 53'],
    ['3255 N Central Ave.', '3849 N Central Ave.'],
  ])('one name and phone at %s and %s', async (first, second) => {
    const outcome = await firms([
      firm(1, 'Аптека Сириус', { phones: [phone], addresses: street(first) }),
      firm(2, 'Аптека Сириус', { phones: [phone], addresses: street(second) }),
    ]);
    expect(groups(outcome)).toEqual([]);
    expect(outcome.review).toHaveLength(1);
  });

  test('one name at one number of two streets with two phones', async () => {
    const outcome = await firms([
      firm(1, 'Аптека Сириус', { phones: [phone], addresses: street('3411 W Fifth Ave') }),
      firm(2, 'Аптека Сириус', { phones: ['+74957654321'], addresses: street('3411 W Jackson') }),
    ]);
    expect(groups(outcome)).toEqual([]);
  });

  test('two names of one house with lines of one digit apart', async () => {
    const outcome = await firms([
      firm(1, 'Raunerly Family Homes', { phones: ['+74953824700'], addresses: street('845 W 69th St') }),
      firm(2, 'Raunerly Outreach Initiative', { phones: ['+74953824701'], addresses: street('845 W 69th St') }),
      ...courtsOf('Raunerly'),
    ]);
    expect(groups(outcome)).toEqual([]);
  });

  test('firms of one owner a few houses apart', async () => {
    const outcome = await firms([
      firm(1, 'Little Robin Bakery', { phones: [phone], addresses: street('3255 N Central Ave.') }),
      firm(2, 'Little Robin', { phones: [phone], addresses: street('3219 N Central Ave.') }),
    ]);
    expect(groups(outcome)).toEqual([]);
  });

  test('two names of one house that share a word of many addresses', async () => {
    const courts = Array.from({ length: 12 }, (_, index) =>
      firm(200 + index, `${'АБВГДЕЖЗИКЛМ'.charAt(index)}илон Палас`, {
        addresses: street(`${400 + index * 50} W 19th St`),
      }),
    );
    const outcome = await firms([
      firm(1, 'Императрица Палас', { addresses: street('2929 W 7th St') }),
      firm(2, 'Дворецкий Палас', { addresses: street('2929 W 7th St') }),
      ...courts,
    ]);
    expect(groups(outcome)).toEqual([]);
  });

  test('one name and phone at two addresses: a site of the firm, or the firm moved', async () => {
    const outcome = await firms([
      firm(1, 'Аптека Сириус', { phones: [phone], addresses: street('ул. Ленина, д. 5') }),
      firm(2, 'Аптека Сириус', { phones: [phone], addresses: street('пр. Мира, д. 140') }),
    ]);
    expect([...outcome.clusters]).toEqual([]);
    expect(outcome.review).toHaveLength(1);
  });
});

describe('what is merged', () => {
  test.each([
    ['Westside Holistic Family Care', 'Westside Holistic Family Care - Westside Holistic Family Care'],
    ['Robertson Center', 'Robertson Center 2929'],
    ['Davis, N.', 'Public Schools Davis, Nathan'],
    ['Бар-ресторан «Уралочка»', 'Ресторан Уралочка'],
    ['Robertson Family Center 0-3', 'Robertson Family Center'],
    ['Robertson League', 'Robertson League Robertson League Child Dev Ctr'],
    ['Robertson Family Services', 'Robertson Family Service'],
    ['Robertson Child Dev Ctr', 'Robertson Child Development Center'],
    ['Robertson House North', 'Robertson House'],
  ])('%s and %s at one address with one phone', async (first, second) => {
    const common = { phones: [phone], addresses: street('2929 W 19th St') };
    const outcome = await firms([firm(1, first, common), firm(2, second, common)]);
    expect(groups(outcome)).toEqual([[1, 2]]);
  });

  test('names of one house that share a word of this house only, however many lists name it', async () => {
    const lists = ['Raunerly Care', 'Metropolitan Raunerly', 'Raunerly Family Club', 'City Club Raunerly', 'Raunerly'];
    const records = lists.map((name, at) => firm(at + 1, name, { addresses: street('2700 S Western Ave') }));
    const outcome = await firms(records);
    expect(groups(outcome)).toEqual([[1, 2, 3, 4, 5]]);
  });

  test('names with words of their own in one house whose phones have two digits in another order', async () => {
    const outcome = await firms([
      firm(1, 'Raunerly Family Homes', { phones: ['+74953824700'], addresses: street('845 W 69th St') }),
      firm(2, 'Raunerly Outreach Initiative', { phones: ['+74958324700'], addresses: street('845 W 69th St') }),
      ...courtsOf('Raunerly'),
    ]);
    expect(groups(outcome)).toEqual([[1, 2]]);
  });

  test('names at one address that the word of its street alone tells apart', async () => {
    const at = { addresses: street('2020 W Raunerly Road') };
    const outcome = await firms([
      firm(1, 'Carole Robertson Family Learning', { phones: ['+74952437300'], ...at }),
      firm(2, 'Carole Robertson Raunerly', { phones: ['+74952434881'], ...at }),
      ...courtsOf('Carole Robertson'),
    ]);
    expect(groups(outcome)).toEqual([[1, 2]]);
  });

  test('names told apart by a word when the INN is equal', async () => {
    const outcome = await firms([
      firm(1, 'ООО «Ромашка»', { inn: '7707083893', phones: [phone] }),
      firm(2, 'ООО «Ромашка Плюс»', { inn: '7707083893', phones: [phone] }),
    ]);
    expect(groups(outcome)).toEqual([[1, 2]]);
  });

  test.each([
    ['ул. Ленина, д. 5', 'Ленина 5, оф. 12'],
    ['3434 Peachtree Rd. NE', '3434 Peachtree Road'],
    ['1653 West 43rd Street Building', '1653 W 43RD ST'],
    ['4526 S. Wabash', '4528 S Wabash Avenue'],
    ['1633 W 43rd Street', '1653 W. 43rd St'],
    ['7954-58 S Western', '7956 South Western Ave.'],
    ['3255 North Central', '3249 N Central Ave.'],
    ['4511 S. Evans Ave', '4444 S. Evans Ave'],
    ['804 North Point St.', '804 Northpoint'],
    // A house at a corner has one number in two streets.
    ['3411 W Fifth Ave', '3411 W Jackson'],
  ])('one name and phone at %s and %s', async (first, second) => {
    const outcome = await firms([
      firm(1, 'Аптека Сириус', { phones: [phone], addresses: street(first) }),
      firm(2, 'Аптека Сириус', { phones: [phone], addresses: street(second) }),
    ]);
    expect(groups(outcome)).toEqual([[1, 2]]);
  });

  test.each([
    ['Аудитсвет Восток', 'Акдитсвет Восток'],
    ['Ястреб-Сокол', 'Ястерб-Сокол'],
    ['Титан-Сервис', 'Титан-Сревис'],
    ['Ястреб Регион', 'Ястреб Ргеион'],
    ['Берёзка-Снаб', 'БерёзкаСнаб'],
  ])('%s and its misspelling %s with one phone', async (first, second) => {
    const outcome = await firms([
      firm(1, `ООО «${first}»`, { phones: [phone] }),
      firm(2, `ООО «${second}»`, { phones: [phone] }),
    ]);
    expect(groups(outcome)).toEqual([[1, 2]]);
  });
});
