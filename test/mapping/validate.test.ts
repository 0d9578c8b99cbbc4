import fc from 'fast-check';
import { expect, it } from 'vitest';
import { entitySchemas } from '../../src/model/entity.ts';
import type { Cell } from '../../src/model/row.ts';
import { compilePresets } from '../../src/mapping/compile-presets.ts';
import { validateDraft } from '../../src/mapping/validate.ts';
import { rows } from './workspace.ts';

const contactColumns = [
  'ID',
  'Фамилия',
  'Имя',
  'ФИО',
  'Дата рождения',
  'Должность',
  'ИНН',
  'Компания',
  'Телефон',
  'Телефон',
  'Факс',
  'Email',
  'Сайт',
  'Telegram',
  'Адрес',
  'Город',
  'Индекс',
  'Улица',
  'Теги',
  'Комментарий',
  'Ответственный',
  'Создан',
];
const companyColumns = [
  'ID',
  'Название',
  'Полное наименование',
  'ИНН',
  'КПП',
  'ОГРН',
  'ОКПО',
  'Телефон',
  'Email',
  'Сайт',
  'Юридический адрес',
  'Р/с',
  'БИК',
  'Банк',
  'Теги',
  'Комментарий',
  'Менеджер',
  'Дата создания',
  'Индекс',
  'Город',
];
const likely = [
  '',
  ' ',
  '1',
  '+79161234567',
  '8 (916) 123-45-67, нет',
  'Ivan@Example.ru; b@c.ru',
  '7707083893',
  '12.03.1980',
  '31.02.2020',
  'ООО «Ромашка»',
  'x'.repeat(300),
  'a,b;c',
  'http://example.ru',
  '770701001',
  '1027700132195',
  '@ivan',
  '044525225',
];
const cell: fc.Arbitrary<Cell> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...likely) },
  { weight: 2, arbitrary: fc.string({ maxLength: 40 }) },
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.date({ noInvalidDate: false }),
  fc.constant(null),
  fc.array(fc.constantFrom(...likely), { maxLength: 3 }),
);

it.each([
  ['contacts', contactColumns],
  ['companies', companyColumns],
])('every draft of the %s preset fits the canonical schema, whatever the cells hold', async (preset, columns) => {
  const mapping = await compilePresets([{ preset, files: ['in.csv'] }]);
  const [first] = rows(
    columns,
    columns.map(() => ''),
  );
  const bound = mapping.blocks[0]!.bind(first!.table);
  let drafts = 0;
  fc.assert(
    fc.property(fc.array(cell, { minLength: columns.length, maxLength: columns.length }), (cells) => {
      cells[0] = '1';
      cells[1] = 'Имя';
      const [one] = bound.map({ table: first!.table, line: 2, cells }, []);
      if (one?.status !== 'draft') return;
      drafts += 1;
      const { kind, fields } = one.draft;
      const parsed = entitySchemas[kind].safeParse(fields);
      expect(parsed.success ? parsed.data : parsed.error.issues).toEqual(fields);
      expect(validateDraft(one.draft)).toMatchObject({ entity: { data: fields }, issues: [] });
    }),
    { numRuns: 1500 },
  );
  expect(drafts).toBeGreaterThan(300);
});

const draft = (fields: Record<string, never>) =>
  ({ kind: 'company', system: 's', key: '1', origin: { table: { file: 'f', name: '' }, line: 2 }, fields }) as const;

it.each([
  [{}, 'record.required', 'name'],
  [{ name: '' }, 'record.required', 'name'],
  [{ name: 'x'.repeat(501) }, 'record.too-long', 'name'],
  [{ name: 'x', type: 'фирма' }, 'record.not-in-list', 'type'],
  [{ name: 'x', inn: '12' }, 'record.wrong-format', 'inn'],
  [{ name: 'x', employees: '5' }, 'record.wrong-type', 'employees'],
  [{ name: 'x', employees: -5 }, 'record.out-of-range', 'employees'],
  [{ name: 'x', colour: 'red' }, 'record.wrong-type', 'colour'],
])('a draft made elsewhere is checked by the schema: %j', (fields, code, field) => {
  const { entity, issues } = validateDraft(draft(fields as Record<string, never>));
  expect(entity).toBeUndefined();
  expect(issues.map((issue) => [issue.code, issue.field])).toContainEqual([code, field]);
});
