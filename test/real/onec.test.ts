import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileInput } from '../../src/input.ts';
import * as sources from '../../src/sources/index.ts';
import type { Source } from '../../src/sources/source.ts';
import { listOf, readOnec, type OnecReading } from '../onec-reading.ts';

const data = resolve(import.meta.dirname, '../../../shared/data/1c');
const all: readonly Source[] = Object.values(sources);

/** Reads a file with the source that claims it. */
async function read(file: string): Promise<OnecReading & { readonly kind: string; readonly source: string }> {
  const input = await fileInput(join(data, file));
  const claims = await Promise.all(all.map(async (source) => ({ source, detection: await source.detect(input) })));
  const [best] = claims.toSorted((one, other) => (other.detection?.confidence ?? 0) - (one.detection?.confidence ?? 0));
  if (best?.detection === undefined) throw new Error(`nobody claims ${file}`);
  if (best.detection.refusal !== undefined) throw best.detection.refusal;
  return { ...(await readOnec(best.source, input)), kind: best.detection.kind, source: best.source.name };
}

const kinds = (reading: OnecReading): readonly unknown[] => reading.customers.map((row) => row['Вид']);

describe.skipIf(!existsSync(data))('1C files (skipped where ../shared/data/1c is absent)', () => {
  it('reads the counterparties of a Kazakh base, 2.09', async () => {
    const reading = await read('commerceml/contractors-2.09-ns.xml');
    expect(reading.kind).toBe('CommerceML 2.09');
    expect(reading.facts).toMatchObject({ encoding: 'utf-8', 'changes-only': true });
    expect(kinds(reading)).toEqual(['legal', 'legal', 'legal', 'legal']);
    expect(reading.persons.map((row) => row['ФИО'])).toEqual(['Коновалов Александр Зиновьевич']);
    const rows = reading.customers;
    expect(rows.flatMap((row) => listOf(row['Почта.Значение']))).toEqual(['Uyt@komp.kz']);
    expect(rows.flatMap((row) => listOf(row['Телефон.Значение']))).toEqual(['+7 (3272) 25-39-39']);
    expect(rows.flatMap((row) => listOf(row['Счет.Номер']))).toEqual(['798321']);
    expect(rows.flatMap((row) => listOf(row['Адрес.Значение']))).toHaveLength(1);
    // The field "Страна" holds the index: the parts are not believed.
    expect(rows.some((row) => row['Адрес.Страна'] !== undefined || row['Адрес.Индекс'] !== undefined)).toBe(false);
  });

  it('reads two orders of one company written twice, 2.09', async () => {
    const reading = await read('commerceml/documents-2.09-ns.xml');
    expect(reading.documents.map((row) => [row['Сумма'], row['Валюта']])).toEqual([
      ['8186.84', 'RUB'],
      ['4100', 'RUB'],
    ]);
    for (const row of reading.documents) expect(JSON.stringify(row)).toContain('ТДЦУ-');
    expect(reading.customers).toHaveLength(1);
    expect(reading.persons).toHaveLength(1);
  });

  it.each(['commerceml/order-2.03-utf8.xml', 'commerceml/order-2.03-to-cp1251.xml'])(
    'reads an order of a private person whose representative is no company: %s',
    async (file) => {
      const reading = await read(file);
      expect(reading.documents.map((row) => [row['Сумма'], row['Валюта']])).toEqual([['9683.42', 'RUB']]);
      expect(kinds(reading)).toEqual(['person']);
      expect(reading.customers[0]).toMatchObject({ Ид: '1#admin#Петров Петр', Фамилия: 'Петров', Имя: 'Петр' });
      expect(reading.persons).toHaveLength(1);
      expect(reading.persons[0]?.['СамКонтрагент']).toBe('true');
    },
  );

  it('reads the published example in windows-1251 and decodes what was escaped twice', async () => {
    const reading = await read('commerceml/order-2.03-from-cp1251.xml');
    expect(reading.facts).toMatchObject({ encoding: 'windows-1251', 'decoded-entities': 1 });
    expect(reading.documents.map((row) => [row['Сумма'], row['Валюта'], row['Статус']])).toEqual([
      ['6734.47', 'RUB', 'Принят'],
    ]);
    expect(listOf(reading.documents[0]?.['Товар.Наименование'])).toContain('Телевизор "JVC"');
    expect(kinds(reading)).toEqual(['person']);
    expect(reading.customers[0]?.['Ид']).toBe('1#admin# admin');
  });

  it('tells an order from updates of a status', async () => {
    const reading = await read('commerceml/orders-2.03-three-docs.xml');
    expect(reading.documents.map((row) => [row['Ид'], row['ТолькоСтатус'], row['Покупатель']])).toEqual([
      ['36', 'false', '1#'],
      ['92', 'true', undefined],
      ['93', 'true', undefined],
    ]);
    expect(kinds(reading)).toEqual(['person']);
    expect(reading.persons).toHaveLength(1);
  });

  it('reads orders of a site whose buyers have no name', async () => {
    const reading = await read('commerceml/orders-2.05-bitrix-formats.xml');
    expect(reading.documents.map((row) => [row['Сумма'], row['СтатусКод']])).toEqual([
      ['231.7400', 'N'],
      ['14380.5800', 'N'],
    ]);
    expect(reading.customers).toHaveLength(2);
    expect(reading.codes['onec.no-name']).toBe(2);
    for (const row of reading.customers) {
      expect(row['Ид']).toMatch(/^\d+#/);
      expect(row['Телефон.Значение'] ?? row['Почта.Значение']).toBeUndefined();
    }
  });

  it('takes an empty answer for what it is', async () => {
    const reading = await read('commerceml/orders-2.05-bitrix-empty.xml');
    expect(reading.parties.length + reading.documents.length).toBe(0);
    expect(reading.codes).toEqual({ 'onec.nothing': 1 });
  });

  it('takes the supplier of a purchase order for the counterparty, the buyer for ourselves', async () => {
    const reading = await read('commerceml/order-noversion-bom.xml');
    expect(reading.documents.map((row) => [row['Сумма'], row['Покупатель.Наименование']])).toEqual([
      ['27505.35', 'ООО Поставщик'],
    ]);
    expect(reading.customers.map((row) => [row['ИНН'], row['КПП']])).toEqual([['0987654321', '098765432']]);
    expect(reading.parties).toHaveLength(2);
    expect(reading.facts['own-organisations']).toBe(1);
  });

  it('reads version 1 with its parties after the document', async () => {
    const reading = await read('commerceml/cml1-sale77-cp1251.xml');
    expect(reading.kind).toBe('CommerceML 1');
    expect(reading.parties.map((row) => [row['Наименование'], listOf(row['Роль'])[0]])).toEqual([
      ['ООО Поставщик', 'Saler'],
      ['ООО Покупатель', 'Buyer'],
    ]);
    expect(reading.documents.map((row) => [row['Сумма'], row['Номер'], row['Покупатель.Наименование']])).toEqual([
      ['22487.27', '0000014247', 'ООО Покупатель'],
    ]);
    expect(listOf(reading.documents[0]?.['Товар.Сумма'])).toHaveLength(52);
    expect(listOf(reading.documents[0]?.['Товар.Наименование']).every((name) => name !== null)).toBe(true);
  });

  it('finds no customers in a catalogue', async () => {
    const reading = await read('commerceml/catalog-only-no-customers.xml');
    expect(reading.parties.length + reading.documents.length).toBe(0);
    expect(reading.codes).toEqual({ 'onec.no-customers': 1 });
  });

  it('reads 3.1 with contact types in and out of the schema', async () => {
    const reading = await read('constructed/commerceml-3.1-container.xml');
    expect(reading.kind).toBe('CommerceML 3.1');
    expect(kinds(reading)).toEqual(['legal']);
    expect(reading.persons).toHaveLength(1);
    expect(reading.documents.map((row) => row['Сумма'])).toEqual(['12500.50']);
    expect(listOf(reading.customers[0]?.['Телефон.Значение'])).toHaveLength(2);
    expect(listOf(reading.customers[0]?.['Почта.Значение'])).toEqual(['info@romashka.example']);
  });

  describe('bank statements', () => {
    it.each(['bank/statement-1.02-cp1251.txt', 'bank/statement-1.02-utf8-declared-windows.txt'])('%s', async (file) => {
      const { documents, parties } = await read(file);
      expect(documents).toHaveLength(13);
      const count = (column: string, value: string): number => documents.filter((row) => row[column] === value).length;
      expect([count('ВидДокумента', 'Платежное поручение'), count('ВидДокумента', 'Банковский ордер')]).toEqual([7, 6]);
      expect([count('Направление', 'out'), count('Направление', 'in')]).toEqual([10, 3]);
      // The totals of the header.
      expect(parties.map((row) => [row['Поступило'], row['Списано']])).toEqual([
        ['0.00', '41184.00'],
        ['40000.00', '0.00'],
      ]);
    });

    it('gives the same records whichever encoding', async () => {
      const one = await read('bank/statement-1.02-cp1251.txt');
      const other = await read('bank/statement-1.02-utf8-declared-windows.txt');
      expect(other.documents).toEqual(one.documents);
      expect(other.parties).toEqual(one.parties);
      expect(other.facts['encoding']).toBe('utf-8');
    });

    it('takes the ИНН out of names', async () => {
      const { documents, parties } = await read('bank/statement-1.01-cp1251.txt');
      expect(documents).toHaveLength(2);
      expect(parties.map((row) => row['Наименование'])).toEqual(['ЕКАТЕРИНБУРГСКИЙ ФИЛИАЛ ОАО БАНК']);
    });

    it('reads every field of the format', async () => {
      const { documents } = await read('bank/all-fields-1.03-utf8.txt');
      expect(documents.map((row) => row['ВидДокумента'])).toEqual(['Платежное поручение', 'Платежное требование']);
      expect(documents[0]).toMatchObject({
        НазначениеПлатежа6: 'НазначениеПлатежа6',
        НомерСчетаПоставщика: '12345678901234567890',
      });
    });

    it('reads a payment order to a ТСЖ', async () => {
      const { documents, customers } = await read('bank/payment-order-1.03-utf8.txt');
      expect(documents.map((row) => row['Сумма'])).toEqual(['0.01']);
      expect(customers.map((row) => [row['Наименование'], row['ИНН'], row['Вид']])).toEqual([
        ['ТСЖ "БЕРЕГ"', '1650136610', 'legal'],
      ]);
    });
  });

  it('refuses metadata named like a catalog', async () => {
    await expect(read('look-alike/metadata-Catalog-Kontragenty.xml')).rejects.toMatchObject({ code: 'onec.metadata' });
  });

  it('reads EnterpriseData 1.8: folder, entrepreneur by name, contact strings in three forms', async () => {
    const reading = await read('constructed/enterprise-data-1.8.xml');
    expect(reading.kind).toBe('EnterpriseData 1.8');
    expect(kinds(reading)).toEqual(['legal', 'entrepreneur']);
    expect(reading.persons.map((row) => [row['ФИО'], row['ДатаРождения'], row['Пол']])).toEqual([
      ['Петрова Анна Сергеевна', undefined, 'female'],
    ]);
    expect(reading.documents.map((row) => [row['Сумма'], row['Валюта'], row['Дата']])).toEqual([
      ['12500.5', 'RUB', '2024-03-14T12:00:00'],
    ]);
    expect(reading.codes['onec.deleted-object']).toBe(1);
    expect(reading.facts['folders']).toBe(1);
    expect(reading.customers.map((row) => row['Группы'])).toEqual([['Покупатели'], ['Покупатели']]);
    expect(reading.customers[0]?.['Телефон.Значение']).toEqual([
      '+7 (495) 123-45-67, доб. 101',
      '8 (495) 123-45-68, 123-45-69',
      '+7 (916) 000-00-01',
    ]);
    expect(reading.customers[0]?.['Телефон.Комментарий']).toEqual([null, 'бухгалтерия & склад', null]);
    expect(reading.customers[1]?.['Телефон.Значение']).toEqual(['+7 (928) 000-00-02', '8-928-000-00-03']);
  });

  it('reads EnterpriseData 1.21: flags, ОГРНИП, JSON strings, a company that is only a key block', async () => {
    const reading = await read('constructed/enterprise-data-1.21.xml');
    const [entrepreneur, company] = reading.customers;
    expect(entrepreneur).toMatchObject({ Вид: 'entrepreneur', ВидПравило: 'explicit', ОГРН: '304050000000002' });
    expect(entrepreneur?.['СостояниеОбъекта']).toBe('Устаревший');
    expect(entrepreneur?.['Телефон.Значение']).toEqual(['+7 (928) 000-00-02, доб. 5', '8 800 000-00-05']);
    expect(company).toMatchObject({ Наименование: 'Ромашка', Вид: 'legal' });
    expect(reading.persons.map((row) => [row['ФИО'], row['Контрагент'], row['Должность']])).toEqual([
      ['Сидоров Пётр Петрович', [company?.['Ключ']], 'Главный инженер'],
    ]);
  });

  it('reads an exchange file of rules 2', async () => {
    const reading = await read('constructed/kd2-exchange.xml');
    expect(reading.facts['folders']).toBe(1);
    expect(reading.customers.map((row) => row['Наименование'])).toEqual(['Ромашка', 'Лютик АО', 'Василёк ООО']);
    const deleted = reading.parties.filter((row) => row['ПометкаУдаления'] === 'true');
    expect(deleted.map((row) => [row['Вид'], row['Телефон.Значение']])).toEqual([
      ['entrepreneur', ['8-928-000-00-02']],
    ]);
    expect(reading.persons.map((row) => row['Контрагент'])).toEqual([[reading.customers[0]?.['Ключ']]]);
    expect(reading.documents.map((row) => [row['Покупатель.Наименование'], row['Сумма']])).toEqual([
      ['Василёк ООО', '12500.5'],
    ]);
    expect(reading.codes['onec.expression']).toBe(1);
  });

  it('reads a dump of the current dialect', async () => {
    const reading = await read('constructed/v8exch-dialect-current-config.xml');
    expect(reading.facts).toMatchObject({ folders: 1, deleted: 1 });
    expect(reading.customers.map((row) => [row['Наименование'], row['ОГРН']])).toEqual([['Ромашка', '1027700000008']]);
    expect(reading.parties.map((row) => row['Вид'])).toEqual(['legal', 'person']);
    expect(reading.documents.map((row) => [row['ВидДокумента'], row['Сумма'], row['Номер']])).toEqual([
      ['СчетНаОплатуПокупателю', '12500.5', '0000-000001'],
    ]);
    expect(reading.customers[0]?.['Телефон.Значение']).toEqual(['+7 (495) 123-45-67, доб. 101']);
    expect(reading.customers[0]?.['Почта.Значение']).toEqual(['info@romashka.example']);
  });

  it('reads a dump of the older dialect', async () => {
    const reading = await read('constructed/v8exch-dialect-data-row.xml');
    expect(reading.customers.map((row) => [row['Наименование'], row['Код'], row['Группы']])).toEqual([
      ['Ромашка', '00002', ['Покупатели']],
    ]);
    expect(listOf(reading.customers[0]?.['Телефон.Значение'])).toHaveLength(1);
  });

  it.each(['constructed/odata-catalog-contractors.json', 'constructed/odata-catalog-contractors.atom.xml'])(
    'reads the three records of %s',
    async (file) => {
      const reading = await read(file);
      expect(reading.source).toBe('1c-odata');
      expect(reading.facts['folders']).toBe(1);
      expect(reading.parties.map((row) => [row['Вид'], row['ПометкаУдаления'], row['Код']])).toEqual([
        ['legal', 'false', '00-000002'],
        ['entrepreneur', 'true', '00-000003'],
      ]);
      expect(reading.customers[0]?.['НомерДоговора']).toBe('12');
      expect(reading.customers[0]?.['Телефон.Значение']).toEqual(['+7 (495) 123-45-67, доб. 101']);
    },
  );

  it('reads a single object and a table of its own', async () => {
    expect((await read('constructed/odata-single-element.json')).customers).toHaveLength(1);
    const { contacts } = await read('constructed/odata-table-contact-info.json');
    expect(contacts).toHaveLength(3);
    expect(contacts[2]).toMatchObject({
      Владелец: '00000003-1111-11ee-8001-00155d000001',
      'Телефон.Значение': ['8-928-000-00-02'],
    });
  });

  it('says what the server answered', async () => {
    await expect(read('constructed/odata-error.json')).rejects.toMatchObject({
      code: 'onec.odata-error',
      args: { answer: 'Экземпляр сущности "Catalog_Контрагенты" не найден.' },
    });
  });
});
