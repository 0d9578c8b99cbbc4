import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { compileMapping } from '../../src/mapping/compile.ts';
import { mappingJsonSchema } from '../../src/mapping/editor-schema.ts';
import { compiled, outcome, problemsOf, rows } from './workspace.ts';

const sample = (name: string): string => fileURLToPath(new URL(`../../samples/mapping/${name}.yaml`, import.meta.url));

it('the sample from 1C to Bitrix24 compiles, and its deals, companies and people map', async () => {
  const mapping = await compileMapping(sample('onec-to-bitrix24'));
  expect(mapping.target).toMatchObject({
    type: 'bitrix24',
    limits: { maxCreates: 20000, maxDeletes: 0, maxRejectShare: 0.02 },
  });
  expect(mapping.sources[1]).toMatchObject({ options: { sheet: 'Контакты', header_row: 2 } });
  const block = (name: string) => mapping.blocks.find((one) => one.name === name)!;
  const [order] = rows(
    ['Номер', 'Дата', 'Статус', 'Сумма', 'ИдКонтрагента', 'КодКонтакта', 'Менеджер'],
    ['7', '01.02.2026', 'отгружен', '1 500,00', 'c1', 'p1', 'Иванова Мария'],
  );
  const [deal] = block('deals').bind(order!.table).map(order!, []);
  expect(outcome(deal!)).toEqual({
    title: 'Заказ 7 от 01.02.2026',
    pipeline: 'Продажи',
    stage: 'WON',
    amount: { amount: '1500.00', currency: 'RUB' },
    company: { system: '1c', key: 'c1' },
    contacts: [{ ref: { system: 'people', key: 'p1' }, primary: true }],
    owner: { system: 'user:email', key: 'ivanova@romashka.example' },
    created_at: '2026-01-31T21:00:00Z',
  });
  const [person] = rows(
    ['Код', 'ФИО', 'Должность', 'Телефон 1', 'Вид 1', 'Телефон 2', 'Вид 2', 'ИдКонтрагента', 'Контрагент'],
    ['p1', 'Петров  Пётр', '', '84951234567', 'Рабочий', '8 495 765 43 21', 'Факс', 'c1', 'ООО Ромашка'],
  );
  const [contact] = block('contact_people').bind(person!.table).map(person!, []);
  expect(contact).toMatchObject({
    draft: { fields: { full_name: 'Петров Пётр', phones: [{ type: 'work' }, { type: 'fax' }] } },
    references: [{ stubName: 'ООО Ромашка', inherit: { field: 'owner', from: 'owner' } }],
  });
});

it('its checks count and total', async () => {
  const { checks } = await compileMapping(sample('onec-to-bitrix24'));
  expect(checks[0]).toMatchObject({ kind: 'deal', severity: 'error', total: { sum: 'amount', by: ['stage'] } });
  expect(checks[1]).toMatchObject({ kind: 'company', severity: 'warning', warnOver: { share: 0.1 } });
  expect(checks[1]?.countWhere?.({ name: 'x' })).toBe(true);
  expect(checks[1]?.countWhere?.({ name: 'x', phones: [{}] })).toBe(false);
});

it('the sample from Salesforce to amoCRM compiles', async () => {
  const mapping = await compileMapping(sample('salesforce-to-amocrm'));
  expect(mapping.blocks.map((block) => block.kind)).toEqual(['company', 'contact', 'deal']);
  expect(mapping.maps[0]?.fromSource).toEqual({ source: 'users', key: 'Id', value: 'Email' });
});

it('an included file adds its sections; a section given twice needs override', async () => {
  const text =
    'perenos: 1\ninclude: [maps.yaml]\nsources: {s: {file: a.csv}}\nload:\n  p: {entity: note, from: s, key: K, fields: {text: {from: T, map: m}}}\n';
  const mapping = await compiled(text, { 'maps.yaml': 'maps: {m: {values: {a: b}}}\n' });
  expect(mapping.maps.map((map) => map.name)).toEqual(['m']);
  const clash = await problemsOf(text, { 'maps.yaml': 'maps: {m: {values: {a: b}}}\nsources: {s: {file: b.csv}}\n' });
  expect(clash.map((one) => [one.code, one.place.file.endsWith('maps.yaml'), one.place.line])).toEqual([
    ['mapping.include-clash', true, 2],
  ]);
});

it('problems inside quoted and block texts are placed to the letter', async () => {
  const at = async (line: string) =>
    (
      await problemsOf(
        `perenos: 1\nsources: {s: {file: a.csv}}\nload:\n  p:\n    entity: note\n    from: s\n    key: K\n    fields:\n      text:\n        expr: ${line}\n`,
      )
    ).map((one) => [one.place.line, one.place.column]);
  expect(await at('lowr(row["T"])')).toEqual([[10, 15]]);
  expect(await at('"\\"a\\" + lowr(row[\\"T\\"])"')).toEqual([[10, 24]]);
  expect(await at(`'row["it''s"] + lowr("x")'`)).toEqual([[10, 31]]);
  expect(await at('|\n          "a" +\n          lowr(row["T"])')).toEqual([[12, 11]]);
  expect(await at('>-\n          "a" +\n          lowr(row["T"])')).toEqual([[12, 11]]);
});

it('the published JSON Schema is that of the code and knows the fields of each kind', () => {
  const path = fileURLToPath(new URL('../../schemas/mapping-1.schema.json', import.meta.url));
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(JSON.parse(JSON.stringify(mappingJsonSchema())));
  expect(JSON.stringify(mappingJsonSchema())).toContain('"birth_date"');
});
