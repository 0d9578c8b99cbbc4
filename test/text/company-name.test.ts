import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCompanyName } from '../../src/text/company-name.ts';

describe('the core of a name', () => {
  it.each([
    [
      'roma6ka',
      [
        'ООО «Ромашка»',
        'ООО "Ромашка"',
        '«Ромашка» ООО',
        'Ромашка, ООО',
        'ромашка',
        'ООО“Ромашка”',
        "ООО'Ромашка'",
        'ОООРомашка',
        'Общество с ограниченной ответственностью «Ромашка»',
        'ОБЩЕСТВО С ОГРАНИЧЕННОЙ ОТВЕТСВЕННОСТЬЮ "РОМАШКА"',
        'О.О.О. Ромашка',
        'OOO Romashka',
        'Romashka LLC',
        'OОО "Pомашка"',
        '000 Ромашка',
        'ООО «Ромашка» (ликвидировано)',
        'Ромашка (ООО)',
        'ООО «Ромашка» ИНН 7707083893',
        'ООО «Ромашка», г. Тула',
        'ООО Ромашка, 300000, Тульская обл., ул. Ленина, 5',
        'Магазин «Ромашка»',
      ],
    ],
    ['alfastro', ['ООО «Альфа-Строй»', 'ООО «Альфастрой»', 'Альфа Строй']],
    ['tdroma6ka', ['ООО «ТД «Ромашка»', 'ООО «Торговый дом «Ромашка»', 'ТД Ромашка ООО', 'ООО ТД «Ромашка»']],
    ['pkfvektor', ['ООО «ПКФ «Вектор»', 'Производственно-коммерческая фирма Вектор ООО']],
    ['1s', ['ООО «1С»', 'ООО «1C»']],
    ['enplus', ['ООО «Эн+»', 'ООО «ЭН плюс»']],
    ['rogaikopita', ['ООО "Рога и Копыта"', 'ООО "Рога & Копыта"']],
    ['vektor2', ['Вектор-2', 'ООО «Вектор 2»', 'Вектор №2']],
    [
      'ivanovii',
      [
        'ИП Иванов Иван Иванович',
        'Индивидуальный предприниматель Иванов И.И.',
        'Иванов И.И. ИП',
        'ип иванов иван иванович',
      ],
    ],
    ['vega', ['Филиал ООО «Вега» в г. Казань', 'ООО «Вега», Казанский филиал', 'Вега АО']],
  ])('is %s however it is written', (core, names) => {
    for (const name of names) expect(parseCompanyName(name).coreSkeleton, name).toBe(core);
  });

  it.each([
    ['ООО «Ромашка»', 'ООО «Ромашка Плюс»'],
    ['ООО «Ромашка»', 'ООО «Ромашка-Сервис»'],
    ['ООО «Ромашка»', 'ООО «ТД Ромашка»'],
    ['ООО «Вектор-2»', 'ООО «Вектор-3»'],
    ['ООО «Вектор-2»', 'ООО «Вектор-22»'],
    ['ООО «Вектор 2000»', 'ООО «Вектор»'],
    ['МБОУ СОШ № 5', 'МБОУ СОШ № 15'],
    ['ООО «БАЙ»', 'ООО «БАЗ»'],
    ['ИП Иванова И.И.', 'ИП Иванов И.И.'],
  ])('tells %s from %s', (left, right) => {
    expect(parseCompanyName(left).coreSkeleton).not.toBe(parseCompanyName(right).coreSkeleton);
  });

  it('has a form that ignores the order of words', () => {
    expect(parseCompanyName('Альфа Строй').sortedSkeleton).toBe(parseCompanyName('ООО «Строй-Альфа»').sortedSkeleton);
  });

  it.each([
    ['Дом моды (495) 123-45-67', 'Дом моды'],
    ['Home of Life 773-626-8655', 'Home of Life'],
    ['Уют Поволжье - Уют Поволжье', 'Уют Поволжье'],
  ])('takes phones and a second writing out of the name: %s', (written, bare) => {
    expect(parseCompanyName(written)).toMatchObject({ core: parseCompanyName(bare).core, numbers: [] });
  });

  it.each([
    ['Bright Oaks Family Services - Bright Oaks Family Service', 'Bright Oaks Family Service'],
    ['Уют Поволжье - Уют Поволжье, касса', 'Уют Поволжье касса'],
    ['Bright Oaks Child Dev Ctr', 'Bright Oaks Child Development Center'],
    ['St. Anna Centre', 'Saint Anna Center'],
    ['Metro', 'Метро'],
    ['Prof Servis', 'Проф Сервис'],
    ['Assn of Dairy Mfrs', 'Association of Dairy Mfrs'],
    ['Кречет II', 'Кречет 2'],
  ])('reads %s as %s', (written, whole) => {
    expect(parseCompanyName(written)).toMatchObject({
      coreSkeleton: parseCompanyName(whole).coreSkeleton,
      numbers: parseCompanyName(whole).numbers,
    });
  });

  it.each([
    ['Crown Pub', 'Crown Public'],
    ['Falcon Bus', 'Falcon Business'],
    ['Ст Анна', 'Saint Anna'],
  ])('does not read %s as %s', (written, other) => {
    expect(parseCompanyName(written).coreSkeleton).not.toBe(parseCompanyName(other).coreSkeleton);
  });

  it.each(['Ясли Солнышко 0-3', 'Аптека Сириус 24/7', 'Ясли Солнышко 0–3'])(
    'takes ages and hours for no numbers: %s',
    (name) => {
      expect(parseCompanyName(name).numbers).toEqual([]);
    },
  );

  it.each([
    ['Школа 12-14', ['12', '14']],
    ['Вектор 24', ['24']],
    ['Завод II Интернационала', []],
    ['II Кречет', []],
  ])('names the numbers of %s', (name, numbers) => {
    expect(parseCompanyName(name).numbers).toEqual(numbers);
  });

  it.each(['Петров, М.', 'Дэвис М.', 'Кречет, М'])('takes no initial for a mark: %s', (written) => {
    expect(parseCompanyName(written).tail).toEqual([]);
  });

  it('names its numbers, its tail and whether it is too common', () => {
    expect(parseCompanyName('ООО «Вектор 2000 Плюс»')).toMatchObject({
      numbers: ['2000'],
      tail: ['plus'],
      generic: false,
    });
    expect(parseCompanyName('Автосервис').generic).toBe(true);
    expect(parseCompanyName('ООО «БАЙ»').generic).toBe(true);
    expect(parseCompanyName('ООО «Вектор»').generic).toBe(false);
  });
});

describe('the legal form', () => {
  it.each([
    ['ЗАО «Кристалл»', 'ЗАО', 'JSC'],
    ['РОССЕТИ ЮГ ПАО', 'ПАО', 'JSC'],
    ['АО "НПО "Энергомаш""', 'АО', 'JSC'],
    ['Банк Русский Стандарт, акционерное общество', 'АО', 'JSC'],
    ['«Алтын» ЖШС', 'ЖШС', 'LLP'],
    ['Алтын LLP', 'LLP', 'LLP'],
    ['ТОВ «Весна»', 'ТОВ', 'LLC'],
    ['ФОП Шевченко Т.Г.', 'ФОП', 'SP'],
    ['МЧЖ "Navro\'z"', 'МЧЖ', 'LLC'],
    ['ОсОО «Ала-Тоо»', 'ОсОО', 'LLC'],
    ['Частное торговое унитарное предприятие «Белсервис»', 'ЧТУП', 'UE'],
    ['Муниципальное бюджетное учреждение культуры "Дом культуры"', 'учреждение', 'STATE'],
    ['ФГБОУ ВО «МГУ»', 'ФГБОУ', 'STATE'],
    ['ТСЖ «Уют»', 'ТСЖ', 'NPO'],
    ['КФХ «Заря»', 'КФХ', 'FARM'],
    ['Крестьянское (фермерское) хозяйство Заря', 'КФХ', 'FARM'],
    ['Müller GmbH & Co. KG', 'GmbH', 'LLC'],
    ['Kowalski Sp. z o.o.', 'sp. z o.o.', 'LLC'],
    ['Samsung Electronics Co., Ltd.', 'Ltd', 'LLC'],
    ['L.L.C. Apple', 'LLC', 'LLC'],
    ['Ромашка', undefined, undefined],
  ])('of %s is %s (%s)', (text, form, formClass) => {
    const name = parseCompanyName(text);
    expect([name.legalForm, name.formClass]).toEqual([form, formClass]);
  });

  it.each(['Попов И.П.', 'Союз', 'Фонд', 'Каско', 'Инкор', 'ООО', 'АО'])('is not seen in %s', (text) => {
    expect(parseCompanyName(text).legalForm).toBeUndefined();
  });

  it('leaves the bare name', () => {
    expect(parseCompanyName('ООО «Ромашка»').bareName).toBe('Ромашка');
    expect(parseCompanyName('Ромашка, ООО').bareName).toBe('Ромашка');
    expect(parseCompanyName('ООО').bareName).toBe('ООО');
    expect(parseCompanyName('Киви/ООО/Челябинск').bareName).toBe('Киви/Челябинск');
  });
});

it('names the branch by its place, however it is said', () => {
  const kazan = { place: 'kazan' };
  expect(parseCompanyName('Филиал ООО «Вега» в г. Казань').branch).toEqual(kazan);
  expect(parseCompanyName('ООО «Вега», Казанский филиал').branch).toEqual(kazan);
  expect(parseCompanyName('Филиал ПАО «Вега»').branch).toEqual({ place: '' });
  expect(parseCompanyName('ООО «Вега»').branch).toBeUndefined();
});

it('tells the person behind a sole trader, and behind a name without a form', () => {
  expect(parseCompanyName('ИП Иванов Иван Иванович').person).toMatchObject({ lastStem: 'ivanov', firstNameId: 'иван' });
  expect(parseCompanyName('ИП Карпов').person?.lastName).toBe('Карпов');
  expect(parseCompanyName('Иванов Иван Иванович').person?.firstNameId).toBe('иван');
  expect(parseCompanyName('ООО «Иванов Иван Иванович»').person).toBeUndefined();
  expect(parseCompanyName('Ромашка').person).toBeUndefined();
});

it('takes out identifiers, remarks and addresses and says so', () => {
  expect(parseCompanyName('ООО «Ромашка» (ИНН 7707083893)').identifiers).toEqual([
    { kind: 'инн', value: '7707083893' },
  ]);
  expect(parseCompanyName('ООО «Ромашка» (ликвидировано)').remarks).toEqual(['ликвидировано']);
  expect(parseCompanyName('ООО Весна, 420000, г. Казань, ул. Ленина 5').remarks).toEqual([
    '420000, г. Казань, ул. Ленина 5',
  ]);
  expect(parseCompanyName('Теремок (Ульяновск)').place).toBe('ulanov');
});

it('gives a core for any text that has a letter or digit, and never throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      const name = parseCompanyName(text);
      if (/[а-яa-z0-9]/i.test(text)) expect(name.text).not.toBe('');
    }),
  );
  for (const text of ['ООО', '«»', '"', '(', 'АО «»', '№ 5', 'ТСЖ']) expect(() => parseCompanyName(text)).not.toThrow();
});
