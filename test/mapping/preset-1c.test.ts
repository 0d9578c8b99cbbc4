import { describe, expect, it } from 'vitest';
import { runFiles } from '../run-files.ts';
import { workdir } from '../workdir.ts';

const samples = 'samples';
const one = (result: { readonly summary: unknown }, kind: string): Record<string, unknown> | undefined =>
  (result.summary as { readonly funnel: readonly Record<string, unknown>[] }).funnel.find(
    (row) => row['kind'] === kind,
  );

const exchange = (body: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><КоммерческаяИнформация ВерсияСхемы="2.05">${body}</КоммерческаяИнформация>`;
const order = (number: string, inside: string): string =>
  `<Документ><Ид>${number}</Ид><Номер>${number}</Номер><ХозОперация>Заказ товара</ХозОперация><Роль>Продавец</Роль>${inside}</Документ>`;

describe('the ready mapping of CommerceML', () => {
  it('loads counterparties: own, deleted ones and folders left out, an entrepreneur as a company and a person', async () => {
    const { result, rows } = await runFiles([`${samples}/commerceml/contractors.xml`]);
    expect(one(result, 'company')).toMatchObject({ read: 5, filtered: 3, rejected: 0, planned: 2 });
    expect(rows('select name, type, inn, kpp from company order by id')).toEqual([
      { name: 'Северный ветер ООО', type: 'legal', inn: '0277000106', kpp: '027701001' },
      { name: 'ИП Котова М. С.', type: 'entrepreneur', inn: '500100732259', kpp: null },
    ]);
    expect(
      rows(
        'select c.full_name, c.position, l.role, k.name from contact c left join contact_company l on l.contact_id = c.id left join company k on k.id = l.company_id order by c.id',
      ),
    ).toEqual([
      { full_name: 'Котова Мария Сергеевна', position: null, role: null, name: 'ИП Котова М. С.' },
      { full_name: 'Гусев Олег Юрьевич', position: null, role: null, name: null },
      { full_name: 'Ильина Вера Павловна', position: null, role: 'Контактное лицо', name: 'Северный ветер ООО' },
      { full_name: 'Орлов Пётр Ильич', position: 'Директор', role: 'Директор', name: 'Северный ветер ООО' },
    ]);
    expect(rows('select value, ext, type from company_phone order by value')).toEqual([
      { value: '+73472000001', ext: '12', type: 'work' },
      { value: '+79170000002', ext: null, type: 'mobile' },
    ]);
    expect(rows('select account, bik from company_bank_account')).toEqual([
      { account: '40702810000000000001', bik: '048073601' },
    ]);
  });

  it('suggests a phone inside a comment and does not move it', async () => {
    const { codes, rows } = await runFiles([`${samples}/commerceml/contractors.xml`]);
    expect(codes['onec.phone-in-text']).toBe(1);
    expect(rows("select count(*) as n from company_phone where value = '+79170000003'")).toEqual([{ n: 0 }]);
  });

  it('loads an order whose positions have no name, calling them by what the file has', async () => {
    const { write } = workdir();
    const items =
      '<Товары><Товар><Артикул>АР-1</Артикул><Количество>1</Количество></Товар><Товар><Количество>2</Количество></Товар></Товары>';
    const file = write('a.xml', exchange(order('7', `<Сумма>10.50</Сумма><Валюта>RUB</Валюта>${items}`)));
    const { rows, codes } = await runFiles([file]);
    expect(rows('select title, amount, currency from deal')).toEqual([
      { title: 'Заказ № 7', amount: '10.50', currency: 'RUB' },
    ]);
    expect(rows('select name, quantity from deal_item order by name')).toEqual([
      { name: 'АР-1', quantity: '1' },
      { name: 'Позиция 2', quantity: '2' },
    ]);
    expect(codes['onec.item-without-name']).toBe(2);
  });

  it('loads an order without positions, and one of a party of which only a number is known', async () => {
    const { write } = workdir();
    const party = '<Контрагенты><Контрагент><Ид>5#x#</Ид><Роль>Покупатель</Роль></Контрагент></Контрагенты>';
    const file = write('a.xml', exchange(order('1', `<Сумма>1</Сумма><Валюта>KZT</Валюта>${party}`)));
    const { rows, codes, result } = await runFiles([file]);
    expect(rows('select number, currency, company_id from deal')).toEqual([
      { number: '1', currency: 'KZT', company_id: null },
    ]);
    expect(one(result, 'company')).toMatchObject({ read: 1, filtered: 1, rejected: 0 });
    expect(codes).toMatchObject({ 'onec.no-name': 1, 'plan.parent-dropped': 1 });
  });

  it('makes no roubles of a currency that is not known', async () => {
    const { write } = workdir();
    const file = write(
      'a.xml',
      exchange(
        order('1', '<Сумма>1</Сумма><Валюта>у.е.</Валюта>') + order('2', '<Сумма>2</Сумма><Валюта>GEL</Валюта>'),
      ),
    );
    const { rows, result } = await runFiles([file]);
    expect(rows('select number, amount, currency from deal')).toEqual([{ number: '2', amount: '2', currency: 'GEL' }]);
    expect(one(result, 'deal')).toMatchObject({ read: 2, rejected: 1, planned: 1 });
  });

  it('takes times of documents as local ones of the mapping, by the rules of that year', async () => {
    const { write } = workdir();
    const at = (number: string, date: string): string =>
      order(number, `<Сумма>1</Сумма><Дата>${date}</Дата><Время>23:30:00</Время>`);
    const file = write('a.xml', exchange(at('1', '2012-12-06') + at('2', '2024-03-14')));
    const { rows } = await runFiles([file]);
    // Moscow was four hours ahead in 2012 and is three hours ahead now.
    expect(rows('select opened_at from deal order by number')).toEqual([
      { opened_at: '2012-12-06T19:30:00Z' },
      { opened_at: '2024-03-14T20:30:00Z' },
    ]);
  });
});

it('a dump, an exchange by rules and a statement land as companies with their deals', async () => {
  const dump = await runFiles([`${samples}/1c-dump/partners.xml`]);
  expect(dump.rows('select d.title, d.amount, c.name from deal d join company c on c.id = d.company_id')).toEqual([
    { title: 'Заказ клиента № ТД00-000001', amount: '1000', name: 'Альфа' },
  ]);
  const rules = await runFiles([`${samples}/1c-kd2/exchange.xml`]);
  expect(rules.rows('select name, tags from company order by id')).toEqual([
    { name: 'Северный ветер', tags: '["Покупатели"]' },
    { name: 'Только в заказе', tags: null },
  ]);
  const bank = await runFiles([`${samples}/1c-bank/statement-dos.txt`]);
  expect(bank.rows('select name, inn from company')).toEqual([{ name: 'ООО "Северный ветер"', inn: '0277000106' }]);
});

describe('the ready mapping of lists saved from 1C', () => {
  const list = [
    'Список контрагентов',
    '',
    'Наименование в программе\tПолное наименование\tИНН\tКПП\tТелефон\tСумма долга, руб.',
    'Покупатели\t\t\t\t\t13 750,55',
    '    Ромашка\tООО "Ромашка"\t7700000009\t770001001\t+7 (495) 123-45-67, доб. 101\t12 500,50',
    '    Просто имя\t\t\t\t\t1 250,05',
    'Прочие\tнет\t\t\t\t1,00',
    '    Лютик\t\t7700000023\t\t\t1,00',
    'Итого\t\t\t\t\t13 750,55',
  ].join('\r\n');

  it('leaves out groups and totals of a text list, and keeps a customer of whom only the name is known', async () => {
    const { write } = workdir();
    const { rows, codes } = await runFiles([write('list.txt', list)]);
    expect(rows('select name, inn, kpp from company order by id')).toEqual([
      { name: 'Ромашка', inn: '7700000009', kpp: '770001001' },
      { name: 'Просто имя', inn: null, kpp: null },
      // It says more than its name and a sum: not certainly a group.
      { name: 'Прочие', inn: null, kpp: null },
      { name: 'Лютик', inn: '7700000023', kpp: null },
    ]);
    expect(codes['input.group-row']).toBe(1);
    expect(rows('select name, tags from company order by id').map(({ tags }) => tags)).toEqual([
      '["Покупатели"]',
      '["Покупатели"]',
      null,
      // Indented below what may be a customer.
      null,
    ]);
  });

  it('tells companies, entrepreneurs and persons apart as the list says', async () => {
    const { write } = workdir();
    const kinds = [
      'Наименование\tПолное наименование\tЮр. / физ. лицо\tИНН\tКПП\tТелефон',
      'Ромашка\tОбщество Ромашка\tЮр. лицо\t7700000009\t770001001\t+7 (495) 123-45-67',
      'Иванов И. И.\tИП Иванов Иван Иванович\tИндивидуальный предприниматель\t56106948630\t\t8-928-000-00-02',
      'Петрова М.\tПетрова Мария Сергеевна\tФиз. лицо\t\t\t8-928-000-00-03',
      'Сидоров ИП\t\tФиз. лицо\t\t\t8-928-000-00-04',
    ].join('\r\n');
    const { rows } = await runFiles([write('list.txt', kinds)]);
    expect(rows('select name, type, inn from company order by id')).toEqual([
      { name: 'Ромашка', type: 'legal', inn: '7700000009' },
      { name: 'Иванов И. И.', type: 'entrepreneur', inn: '056106948630' },
      { name: 'Сидоров ИП', type: 'entrepreneur', inn: null },
    ]);
    const people = `select full_name, (select c.name from contact_company r join company c on c.id = r.company_id
      where r.contact_id = contact.id) of, (select value from contact_phone p where p.contact_id = contact.id) phone
      from contact order by id`;
    expect(rows(people)).toEqual([
      { full_name: 'Иванов Иван Иванович', of: 'Иванов И. И.', phone: null },
      { full_name: 'Петрова Мария Сергеевна', of: null, phone: '+79280000003' },
      { full_name: 'Сидоров', of: 'Сидоров ИП', phone: null },
    ]);
  });

  it('knows a person by the patronymic where a list says nothing, and no company by it', async () => {
    const { write } = workdir();
    const list = [
      'Контрагент\tИНН / КПП\tТелефон',
      'Ромашка ООО\t7700000009/770001001\t+7 (495) 123-45-67',
      'Петров Пётр Ильич\t\t8-928-000-00-02',
      'Торговый Дом Кузьмич\t0277000106\t8-928-000-00-05',
    ].join('\r\n');
    const { rows } = await runFiles([write('list.txt', list)]);
    expect(rows('select name from company order by id')).toEqual([
      { name: 'Ромашка ООО' },
      { name: 'Торговый Дом Кузьмич' },
    ]);
    expect(rows('select last_name, middle_name from contact')).toEqual([{ last_name: 'Петров', middle_name: 'Ильич' }]);
  });

  it('finds headings of two rows in a workbook, several phones in a cell', async () => {
    const { rows } = await runFiles([`${samples}/excel/onec-report.xlsx`]);
    expect(rows('select c.name, p.value from company_phone p join company c on c.id = p.company_id')).toEqual([
      { name: 'Ромашка', value: '+79000000001' },
      { name: 'Ромашка', value: '+79000000002' },
      { name: 'Лютиков И. И.', value: '+79000000003' },
    ]);
  });
});

describe('persons of a shop', () => {
  const party = (fields: string): string =>
    `<?xml version="1.0" encoding="UTF-8"?><КоммерческаяИнформация ВерсияСхемы="2.08"><Контрагенты><Контрагент><Ид>p1</Ид>${fields}</Контрагент></Контрагенты></КоммерческаяИнформация>`;
  const load = async (fields: string) => {
    const { write } = workdir();
    const run = await runFiles([write('shop.xml', party(fields))]);
    return { ...run, people: run.rows('select full_name, comment from contact') };
  };

  it('lose neither the patronymic that only the full name has nor a working name that says more', async () => {
    const { people } = await load(
      '<Наименование>Сидоров со склада на Ленина</Наименование><ПолноеНаименование>Сидоров Пётр Ильич</ПолноеНаименование><Фамилия>Сидоров</Фамилия><Имя>Петр</Имя>',
    );
    expect(people).toEqual([{ full_name: 'Сидоров Пётр Ильич', comment: 'Сидоров со склада на Ленина' }]);
  });

  it('have one name though the shop appends an alias', async () => {
    const { people, codes } = await load(
      '<Наименование>Петров Пётр Иванович [Петров Петр]</Наименование><ПолноеНаименование>Петров Пётр Иванович</ПолноеНаименование><Контакты><Контакт><Тип>Телефон мобильный</Тип><Значение>+79285006696</Значение></Контакт></Контакты>',
    );
    expect(people).toEqual([{ full_name: 'Петров Пётр Иванович', comment: null }]);
    expect(codes['record.several-values']).toBeUndefined();
  });
});
