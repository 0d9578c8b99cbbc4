import { expect, it } from 'vitest';
import type { MappingError } from '../../src/errors.ts';
import { checkMapping } from '../../src/mapping/check.ts';
import { compilePresets } from '../../src/mapping/compile-presets.ts';
import { presetHead } from '../../src/mapping/preset-heads.ts';
import { fitPreset, fitPresets, presets } from '../../src/mapping/presets.ts';
import { compiled, contacts, files, mapped, outcome, rows, table } from './workspace.ts';

it('every preset compiles without a problem', async () => {
  expect(presets().map((preset) => preset.name)).toEqual(expect.arrayContaining(['companies', 'contacts']));
  for (const { name } of presets()) {
    const mapping = await compilePresets([{ preset: name, files: ['a.csv'] }]);
    expect(mapping.warnings.filter((warning) => warning.severity === 'error')).toEqual([]);
  }
});

it('the head of every preset says what the whole preset says', () => {
  for (const { name, spec } of presets()) {
    expect(presetHead(name)).toEqual({
      name,
      fits: spec.fits,
      hasSources: spec.sources !== undefined,
      isOfSystem: Object.values(spec.sources ?? {}).some(({ system }) => system !== undefined),
    });
  }
});

it.each([
  [['Фамилия', 'Имя', 'Телефон', 'Email'], 'contacts'],
  [['ФИО', 'Моб. телефон', 'Почта', 'Компания'], 'contacts'],
  [['First Name', 'Last Name', 'E-mail Address', 'Mobile Phone', 'Company'], 'contacts'],
  [['Название компании', 'ИНН', 'КПП', 'Юридический адрес', 'Телефон'], 'companies'],
  [['Company Name', 'Phone', 'Website', 'Industry'], 'companies'],
  [['Компания', 'ИНН', 'Контактное лицо', 'Телефон', 'Email'], 'companies-contacts'],
  [['company', 'contact person', 'phone'], 'companies-contacts'],
  [['№', 'Клиент / Наименование', 'Клиент / Контактное лицо', 'Контакты / Моб. тел.'], 'companies-contacts'],
  [['Организация', 'Конт. лицо', 'Тел'], 'companies-contacts'],
  [['Контактное лицо', 'Телефон', 'Email'], 'contacts'],
  [['fio', 'contacts.phones', 'contacts.emails'], 'contacts'],
  [['Название', 'ИНН', 'Контакты / Телефон', 'Контакты / Почта'], 'companies'],
  [['Номенклатура', 'Цена', 'Остаток'], undefined],
  [['a', 'b'], undefined],
])('%j is a table of %s', (columns, expected) => {
  expect(fitPreset(columns)?.preset).toBe(expected);
});

it('what a preset leaves alone is named', () => {
  expect(fitPresets(['ФИО', 'Телефон', 'Любимый цвет']).find((one) => one.preset === 'contacts')?.unrecognised).toEqual(
    ['Любимый цвет'],
  );
});

it('headings are recognised without regard to case and ё; which were taken is told', async () => {
  const mapping = await compilePresets([{ preset: 'contacts', files: ['a.csv'], format: 'csv' }]);
  const [row] = rows(['id', 'ФАМИЛИЯ', 'Населенный пункт', 'telegram'], ['7', 'Иванов', 'Тула', '@ivan']);
  const bound = mapping.blocks[0]!.bind(row!.table);
  expect(bound.taken).toContainEqual({ field: 'last_name', columns: ['Фамилия'] });
  expect(outcome(bound.map(row!, [])[0]!)).toMatchObject({
    full_name: 'Иванов',
    addresses: [{ city: 'Тула', text: 'Тула' }],
  });
  expect(mapping.sources).toMatchObject([{ name: 'contacts', files: ['a.csv'], format: 'csv', system: 'contacts' }]);
});

it('headings within a group are read by their own name, unless two columns would get it', async () => {
  const mapping = await compilePresets([{ preset: 'contacts', files: ['a.csv'] }]);
  const [row] = rows(
    ['fio', 'contacts.phones', 'Адрес / Город', 'contacts.email', 'client.email', 'company.name'],
    ['Иванов Пётр', '89161234567', 'Тула', 'a@b.ru', 'c@d.ru', 'ООО Ромашка'],
  );
  const made = outcome(mapping.blocks[0]!.bind(row!.table).map(row!, [])[0]!);
  expect(made).toMatchObject({
    full_name: 'Иванов Пётр',
    phones: [{ value: '+79161234567' }],
    addresses: [{ city: 'Тула' }],
    companies: [{ ref: { key: 'ООО Ромашка' } }],
  });
  expect(made).not.toHaveProperty('emails');
});

it('initials in columns of their own get a dot, and names stand on one line', async () => {
  const mapping = await compilePresets([{ preset: 'contacts', files: ['a.csv'] }]);
  const given = rows(
    ['Фамилия', 'Имя', 'Отчество', 'Должность'],
    ['Иванов', 'А', 'б.', 'директор\nпо продажам'],
    ['Кузнецов', 'Иван\nПётр', '', ''],
  );
  const bound = mapping.blocks[0]!.bind(given[0]!.table);
  expect(given.map((row) => outcome(bound.map(row, [])[0]!))).toMatchObject([
    {
      first_name: 'А.',
      middle_name: 'Б.',
      full_name: 'Иванов А. Б.',
      position: 'директор по продажам',
    },
    { first_name: 'Иван Пётр', full_name: 'Кузнецов Иван Пётр' },
  ]);
});

it('a table without the required headings is refused, with what was looked for', async () => {
  const mapping = await compilePresets([{ preset: 'companies', files: ['a.csv'] }]);
  try {
    mapping.blocks[0]!.bind(table(['Телефон', 'Почта']));
    expect.unreachable();
  } catch (error) {
    expect((error as MappingError).problems).toMatchObject([
      { code: 'mapping.no-heading', args: { field: 'name', looked: expect.stringContaining('Название') } },
    ]);
  }
});

it('two files through one preset are two blocks', async () => {
  const mapping = await compilePresets([
    { preset: 'contacts', files: ['a.csv'] },
    { preset: 'contacts', files: ['b.csv'] },
    { preset: 'companies', files: ['c.csv'] },
  ]);
  expect(mapping.blocks.map((block) => [block.name, block.source, block.kind])).toEqual([
    ['contacts', 'contacts', 'contact'],
    ['contacts-2', 'contacts-2', 'contact'],
    ['companies', 'companies', 'company'],
  ]);
  expect(mapping.sources.map((source) => source.files)).toEqual([['a.csv'], ['b.csv'], ['c.csv']]);
});

it('a mapping that extends a preset changes what it names and keeps the rest', async () => {
  const mapping = await compiled(
    'perenos: 1\nextends: contacts\nsources: {contacts: {file: a.csv}}\nload:\n  contacts:\n    fields:\n      position: {from: Кем работает}\n',
  );
  const [row] = rows(['ID', 'ФИО', 'Кем работает'], ['1', 'Иванов', 'Врач']);
  expect(outcome(mapping.blocks[0]!.bind(row!.table).map(row!, [])[0]!)).toMatchObject({
    full_name: 'Иванов',
    position: 'Врач',
  });
  expect(mapping.files.map((file) => file.file)).toContain('mappings/contacts.yaml');
});

it('check at level 3 compares columns with the headings given', async () => {
  const file = files({
    'm.yaml':
      'perenos: 1\nsources: {s: {file: a.csv}}\nload:\n  p: {entity: note, from: s, key: Kod, fields: {text: Текст}}\n',
  });
  const problems = await checkMapping(file, { level: 3, headersOf: () => Promise.resolve([table(['Код', 'текст'])]) });
  expect(problems.map((one) => [one.code, one.suggestion])).toEqual([
    ['mapping.unknown-column', undefined],
    ['mapping.unknown-column', 'текст'],
  ]);
  expect(await checkMapping(file, { level: 1 })).toEqual([]);
  expect(await checkMapping(file, { level: 2 })).toEqual([]);
});

it('a preset of a format of its own comes whole, with the file in place of its own', async () => {
  const mapping = await compilePresets([
    { preset: '1c-commerceml', files: ['a.xml'] },
    { preset: '1c-commerceml', files: ['b.xml'] },
  ]);
  expect(mapping.sources.filter((source) => source.files[0] === 'a.xml').length).toBeGreaterThan(1);
  expect(
    mapping.sources.filter((source) => source.files[0] === 'b.xml').every((source) => source.name.endsWith('-2')),
  ).toBe(true);
  expect(mapping.blocks.length % 2).toBe(0);
});

it('a whole name is taken apart only where the table has no columns for its parts', async () => {
  const mapping = await compilePresets([{ preset: 'contacts', files: ['a.csv'] }]);
  const map = (columns: string[], cells: string[]) => {
    const [row] = rows(columns, cells);
    return outcome(mapping.blocks[0]!.bind(row!.table).map(row!, [])[0]!);
  };
  expect(map(['ID', 'ФИО', 'Пол'], ['1', 'Иванов Сергей Петрович', ''])).toEqual({
    full_name: 'Иванов Сергей Петрович',
    last_name: 'Иванов',
    first_name: 'Сергей',
    middle_name: 'Петрович',
  });
  expect(map(['ID', 'ФИО'], ['1', 'Иванов Сергей Петрович'])).toMatchObject({ last_name: 'Иванов', sex: 'male' });
  expect(map(['ID', 'ФИО', 'Фамилия'], ['1', 'Иванов Сергей', 'Сидоров'])).toMatchObject({
    last_name: 'Сидоров',
    first_name: 'Сергей',
  });
  expect(map(['ID', 'ФИО'], ['1', 'xyz 123'])).toMatchObject({ full_name: expect.stringContaining('xyz') });
});

it('a company keeps its name and gains its legal form', async () => {
  const mapping = await compilePresets([{ preset: 'companies', files: ['a.csv'] }]);
  const [row] = rows(['Название', 'ИНН'], ['ООО «Ромашка»', '7707083893']);
  expect(outcome(mapping.blocks[0]!.bind(row!.table).map(row!, [])[0]!)).toEqual({
    name: 'ООО «Ромашка»',
    legal_form: 'ООО',
    type: 'legal',
    inn: '7707083893',
  });
});

it('what a second synonym says differently is kept in the comment, and told', async () => {
  const mapping = await compilePresets([{ preset: 'contacts', files: ['a.csv'] }]);
  const [row] = rows(
    ['ID', 'ФИО', 'Контактное лицо', 'Компания', 'Организация', 'Источник', 'Откуда узнали', 'Код'],
    ['1', 'Иванов Иван', 'Петров Пётр', 'ООО Раз', 'ООО Два', 'сайт', 'САЙТ', 'К-7'],
  );
  const bound = mapping.blocks[0]!.bind(row!.table);
  const [made] = bound.map(row!, []);
  expect(outcome(made!)).toMatchObject({
    full_name: 'Иванов Иван',
    source: 'сайт',
    comment: 'Контактное лицо: Петров Пётр\nОрганизация: ООО Два',
  });
  expect(made).toMatchObject({ issues: [{ code: 'record.kept-in-comment' }] });
  // A second column of keys is nobody's: it stays free, to be told as left behind.
  expect(bound.used.has(7)).toBe(false);
  expect(bound.used.has(0)).toBe(true);
});

it('a value of several columns is told with the column it stands in', async () => {
  const mapping = await compilePresets([{ preset: 'contacts', files: ['a.csv'] }]);
  const columns = [
    'ID',
    'ФИО',
    'Телефон',
    'Телефон 2',
    'Тел.',
    'E-mail',
    'Почта',
    'Рабочий email',
    'Корпоративная почта',
  ];
  const cells = ['1', 'Иванов Иван', '89161112233, 123', '8916111223', '', 'a@b@c', 'ivan@firma.ru', '', 'x@@y'];
  const [row] = rows(columns, cells);
  const [made] = mapping.blocks[0]!.bind(row!.table).map(row!, []);
  expect(outcome(made!)).toMatchObject({
    phones: [{ value: '+79161112233' }],
    emails: [{ value: 'ivan@firma.ru' }],
    comment: expect.stringContaining('Телефон 2: 8916111223\nКорпоративная почта: x@@y\nE-mail: a@b@c'),
  });
  const told = 'issues' in made! ? made.issues.filter(({ column }) => column !== undefined) : [];
  expect(told.map(({ code, column }) => `${code} ${column}`)).toEqual(
    expect.arrayContaining(['phone.too-short Телефон 2', 'email.syntax E-mail', 'email.syntax Корпоративная почта']),
  );
});

it.each([
  ['{from: [A, B]}', ['record.several-values']],
  ['{from: [A, B], pick: first}', []],
])('a list of columns without room for the second value says so unless told not to: %s', async (field, codes) => {
  const given = rows(['ID', 'A', 'B'], ['1', 'Иванов', 'Петров'], ['2', '', 'Петров'], ['3', 'Иванов', 'ИВАНОВ']);
  const made = await mapped(contacts(`full_name: ${field}`), given);
  const told = made.map((one) => ('issues' in one ? one.issues.map(({ code }) => code) : []));
  expect(told).toEqual([codes, [], []]);
});

const phoneHeadings = [
  'Моб. тел.',
  'Моб.тел',
  'Сот. телефон',
  'Раб. тел.',
  'Городской',
  'Доп. телефон',
  'Тел 2',
  'Phone 3',
  'Дом. тел.',
];

it.each(phoneHeadings)('the phones of a column %s are read from every plain table', async (heading) => {
  for (const [preset, head] of [
    ['contacts', ['ФИО', 'Телефон']],
    ['companies', ['Название', 'Телефон']],
    ['companies-contacts', ['Компания', 'Контактное лицо', 'Телефон']],
  ] as const) {
    if (preset === 'companies' && heading === 'Дом. тел.') continue;
    const mapping = await compilePresets([{ preset, files: ['a.csv'] }]);
    const [row] = rows([...head, heading], [...head.map(() => ''), '8 495 123-45-67'].with(0, 'Вектор'));
    const records = mapping.blocks.map((block) => block.bind(row!.table).map(row!, [])[0]!);
    const phones = records.flatMap((one) => {
      const made = one.status === 'draft' ? (outcome(one) as Readonly<Record<string, unknown>>) : {};
      return (made['phones'] ?? []) as readonly unknown[];
    });
    expect(phones, preset).toMatchObject([{ value: '+74951234567' }]);
  }
});
