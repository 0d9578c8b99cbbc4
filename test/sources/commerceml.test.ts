import { describe, expect, it } from 'vitest';
import { commerceml } from '../../src/sources/commerceml.ts';
import { bytesInput } from '../bytes-input.ts';
import { listOf, readOnec } from '../onec-reading.ts';

const read = (body: string) =>
  readOnec(
    commerceml,
    bytesInput('a.xml', Buffer.from(`<КоммерческаяИнформация ВерсияСхемы="2.05">${body}</КоммерческаяИнформация>`)),
  );
const party = (id: string, inside: string) => `<Контрагент><Ид>${id}</Ид>${inside}</Контрагент>`;
const order = (id: string, parties: string) =>
  `<Документ><Ид>${id}</Ид><Роль>Продавец</Роль><Сумма>1</Сумма><Контрагенты>${parties}</Контрагенты></Документ>`;

describe('commerceml', () => {
  it('collapses a counterparty of many orders: first values stay, lists are united, differences are told', async () => {
    const contact = (value: string) =>
      `<Контакты><Контакт><Тип>Телефон</Тип><Значение>${value}</Значение></Контакт></Контакты>`;
    const { parties, documents, codes } = await read(
      order('1', party('A', `<Наименование>ООО Альфа</Наименование>${contact('1')}`)) +
        order('2', party('A', `<Наименование>ООО Альфа-2</Наименование><ИНН>0277000106</ИНН>${contact('2')}`)) +
        order('3', party('A', `<Наименование>ООО Альфа</Наименование>${contact('1')}`)),
    );
    expect(parties).toHaveLength(1);
    expect(parties[0]).toMatchObject({ Наименование: 'ООО Альфа', ИНН: '0277000106', 'Телефон.Значение': ['1', '2'] });
    expect(documents.map((row) => row['Компания'])).toEqual(['A', 'A', 'A']);
    expect(codes['onec.differs']).toBe(1);
  });

  it('keeps the kind a counterparty was first found to be, which orders have been told', async () => {
    const { parties, documents } = await read(
      order('1', party('A', '<Наименование>Альфа</Наименование><Фамилия>Орлов</Фамилия>')) +
        order('2', party('A', '<Наименование>Альфа</Наименование><КПП>770001001</КПП>')),
    );
    expect(parties.map((row) => row['Вид'])).toEqual(['person']);
    expect(documents.map((row) => row['Лицо'])).toEqual(['A', 'A']);
  });

  it('keeps apart what a site calls by one number and another', async () => {
    const { parties } = await read(
      order('1', party('7#anna#Анна', '<Наименование>Анна</Наименование>')) +
        order('2', party('7#anna#Анна Б.', '<Наименование>Анна</Наименование>')) +
        order('3', party('8#anna#Анна', '<Наименование>Анна</Наименование>')),
    );
    expect(parties.map((row) => row['Ключ'])).toEqual(['7#', '8#']);
  });

  it('takes a party alone for the customer whatever its role', async () => {
    const { customers } = await read(order('1', party('A', '<Наименование>Альфа</Наименование><Роль>Продавец</Роль>')));
    expect(customers).toHaveLength(1);
  });

  it('keeps positions parallel when some lack a value', async () => {
    const item = (inside: string) => `<Товар>${inside}</Товар>`;
    const { documents } = await read(
      `<Документ><Ид>1</Ид><Товары>${item('<Наименование>А</Наименование>')}${item('<Цена2>5</Цена2>')}${item(
        '<Наименование>В</Наименование><Сумма>1.10</Сумма>',
      )}</Товары></Документ>`,
    );
    expect(documents[0]).toMatchObject({
      'Товар.Наименование': ['А', null, 'В'],
      'Товар.Сумма': [null, null, '1.10'],
      'Товар.Цена2': [null, '5', null],
    });
  });

  it('gives every counterparty of a long file once, in batches', async () => {
    const many = Array.from({ length: 3000 }, (_, i) =>
      party(`id-${i}`, `<Наименование>ООО Фирма ${i}</Наименование>`),
    );
    const { parties } = await read(`<Контрагенты>${many.join('')}${many.slice(0, 1500).join('')}</Контрагенты>`);
    expect(parties).toHaveLength(3000);
    expect(new Set(parties.map((row) => row['Ключ'])).size).toBe(3000);
    expect(listOf(parties[2999]?.['Наименование'])).toEqual(['ООО Фирма 2999']);
  });

  it('names the place where a file ends too early', async () => {
    const input = bytesInput('a.xml', Buffer.from('<КоммерческаяИнформация>\n<Документ>\n<Ид>1</Ид>'));
    await expect(readOnec(commerceml, input)).rejects.toMatchObject({
      code: 'input.truncated',
      args: { file: 'a.xml', place: expect.stringMatching(/^3:\d+, <Документ>$/) },
    });
  });
});
