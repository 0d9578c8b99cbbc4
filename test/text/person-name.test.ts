import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePersonFields, parsePersonName } from '../../src/text/person-name.ts';

/** Surname / first name / patronymic / initials. */
function partsOf(text: string): string {
  const name = parsePersonName(text);
  return [name.lastName, name.firstName, name.middleName, name.initials].map((part) => part ?? '').join('/');
}

describe('the parts of a name', () => {
  it.each([
    ['Иванов Сергей Петрович', 'Иванов/Сергей/Петрович/'],
    ['Сергей Петрович Иванов', 'Иванов/Сергей/Петрович/'],
    ['Сергей Иванов', 'Иванов/Сергей//'],
    ['Ivanov Ivan Ivanovich', 'Ivanov/Ivan/Ivanovich/'],
    ['Иванова Петрова Анна Сергеевна', 'Иванова Петрова/Анна/Сергеевна/'],
    ['мамин-сибиряк дмитрий наркисович', 'Мамин-Сибиряк/Дмитрий/Наркисович/'],
    ['Абрамович Роман Аркадьевич', 'Абрамович/Роман/Аркадьевич/'],
    ['Абрамович Роман', 'Абрамович/Роман//'],
    ['Станкевич Анна', 'Станкевич/Анна//'],
    ['Мария Ивановна', '/Мария/Ивановна/'],
    ['Сан Саныч', '/Сан/Саныч/'],
    ['Сергеев Сергей Сергеевич', 'Сергеев/Сергей/Сергеевич/'],
    ['Андреев Николай', 'Андреев/Николай//'],
    ['Виктор Цой', 'Цой/Виктор//'],
    ['Smith, John', 'Smith/John//'],
    ['John Ronald Reuel Tolkien', 'Tolkien/John/Ronald Reuel/'],
    ['Ursula von der Leyen', 'von der Leyen/Ursula//'],
    ['Ludwig van Beethoven', 'van Beethoven/Ludwig//'],
    ['Анна-Мария Шмидт', 'Шмидт/Анна-Мария//'],
    ['გიორგი მაისურაძე', 'მაისურაძე/გიორგი//'],
  ])('of %s are %s', (text, parts) => {
    expect(partsOf(text)).toBe(parts);
  });

  it.each([
    ['Алиев Ильхам Гейдар оглы', 'Алиев/Ильхам/Гейдар оглы/'],
    ['Алиев Ильхам Гейдар-оглы', 'Алиев/Ильхам/Гейдар-оглы/'],
    ['Мамедова Севда Эльчин гызы', 'Мамедова/Севда/Эльчин гызы/'],
    ['Каримов Рустам Ботир ўғли', 'Каримов/Рустам/Ботир ўғли/'],
    ['Назарбаев Нұрсұлтан Әбішұлы', 'Назарбаев/Нұрсұлтан/Әбішұлы/'],
    ['Мамедов Али Гасан', 'Мамедов/Али/Гасан/'],
    ['Турсунзода Мирзо', 'Турсунзода/Мирзо//'],
    ['Саркисян Серж Азатович', 'Саркисян/Серж/Азатович/'],
    ['Саакашвили Михаил Николаевич', 'Саакашвили/Михаил/Николаевич/'],
    ['Тимошенко Юлія Володимирівна', 'Тимошенко/Юлія/Володимирівна/'],
    ['Лукашэнка Аляксандр Рыгоравіч', 'Лукашэнка/Аляксандр/Рыгоравіч/'],
  ])('of the CIS name %s are %s', (text, parts) => {
    expect(partsOf(text)).toBe(parts);
  });

  it.each([
    ['Иванов И.И.', 'Иванов///ИИ'],
    ['И. И. Иванов', 'Иванов///ИИ'],
    ['И.И.Иванов', 'Иванов///ИИ'],
    ['Иванов ИИ', 'Иванов///ИИ'],
    ['ИВАНОВ И', 'Иванов///И'],
    ['Дж. Смит', 'Смит///Д'],
    ['Сергей К.', '/Сергей//К'],
    ['Ли Алексей', 'Ли/Алексей//'],
  ])('of %s with its initials are %s', (text, parts) => {
    expect(partsOf(text)).toBe(parts);
  });

  it.each([
    ['ВОРОБЬЁВ ДМИТРИЙ ИГОРЕВЧ', 'Воробьёв/Дмитрий/Игоревч/'],
    ['Юлия Игоревнаа Ильина', 'Ильина/Юлия/Игоревнаа/'],
    ['Степанова Марея Юрьевн', 'Степанова/Марея/Юрьевн/'],
  ])('of %s are %s although a part is misspelt', (text, parts) => {
    expect(partsOf(text)).toBe(parts);
  });
});

describe('one person written in many ways', () => {
  const forms = [
    'Королёв Пётр Сергеевич',
    'КОРОЛЕВ ПЕТР СЕРГЕЕВИЧ',
    'Пётр Сергеевич Королёв',
    'Королёв Петя Сергеевич',
    'Korolyov Petr Sergeevich',
    'Piotr Sergeyevich Korolev',
    'Кopoлёв Пётp Сергеeвич',
    'королев, петр сергеич',
    'г-н Королёв Пётр Сергеевич (директор)',
    'Королев Петро Сергійович',
  ];

  it.each(forms)('%s gives the keys of all others', (form) => {
    const name = parsePersonName(form);
    expect([name.lastStem, name.firstNameId, name.patronymicRoot, name.firstInitial, name.sex]).toEqual([
      'korolev',
      'петр',
      'сергей',
      'p',
      'male',
    ]);
  });

  it('gives these keys from swapped and crowded fields as well', () => {
    const wanted = ['korolev', 'петр', 'сергей'];
    for (const fields of [
      { last: 'Пётр', first: 'Королёв', middle: 'Сергеевич' },
      { last: 'Королёв Пётр Сергеевич' },
      { first: 'Пётр Сергеевич', last: 'Королёв' },
      { first: 'Пётр Сергеевич', full: 'Королёв Пётр Сергеевич' },
      { full: 'Королёв Пётр Сергеевич', last: 'Королёв' },
    ]) {
      const name = parsePersonFields(fields);
      expect([name.lastStem, name.firstNameId, name.patronymicRoot], JSON.stringify(fields)).toEqual(wanted);
    }
  });
});

describe('the first name', () => {
  it.each([
    ['Смирнов Саша', 'александр', undefined],
    ['Смирнова Саша', 'александра', undefined],
    ['Ким Женя', 'евгений', 'евгения'],
    ['Петров Слава', 'станислав', 'вячеслав'],
    ['Петров Alexander', 'александр', undefined],
    ['Петрова Алёна', 'алена', 'елена'],
    ['Петров Юрий', 'юрий', undefined],
    ['Соколова Yana', 'яна', undefined],
    ['Соколова Anna', 'анна', undefined],
  ])('of %s is %s or %s', (text, id, alternative) => {
    const name = parsePersonName(text);
    expect([name.firstNameId, name.alternativeId]).toEqual([id, alternative]);
  });

  it('is a skeleton when no list knows it, and says whether it is short', () => {
    expect(parsePersonFields({ last: 'Петров', first: 'Абракадабр' }).firstNameId).toBe('abrakadabr');
    expect(parsePersonName('Петров Вова')).toMatchObject({
      diminutive: true,
      firstNameFull: 'Владимир',
      firstName: 'Вова',
    });
    expect(parsePersonName('Петров Владимир').diminutive).toBe(false);
  });
});

describe('the sex', () => {
  it.each([
    ['Черных Анна', 'female'],
    ['Бойко Виктор', 'male'],
    ['Кузьмин Фома Кузьмич', 'male'],
    ['Илья', 'male'],
    ['Любовь', 'female'],
    ['Алиева Лейла Рашид кызы', 'female'],
    ['г-жа Черных', 'female'],
    ['Ким Женя', undefined],
    ['Соловйов Наталя', undefined],
  ])('of %s is %s', (text, sex) => {
    expect(parsePersonName(text).sex).toBe(sex);
  });
});

describe('problems', () => {
  it.each([
    ['Иванов Иван, Петрова Мария', 'two-people', 'Петрова Мария'],
    ['Иванов Иван / Петров Пётр', 'two-people', 'Петров Пётр'],
    ['Иванов Иван и Петрова Мария', 'two-people', 'Петрова Мария'],
    ['Иван и Мария', 'two-people', 'Мария'],
    ['Иванов Иван\nПетров Пётр', 'two-people', 'Петров Пётр'],
    ['ООО Ромашка', 'not-a-person', undefined],
    ['Магазин Мария', 'not-a-person', undefined],
    ['Тест Тестович', 'not-a-person', undefined],
    ['не указано', 'not-a-person', undefined],
    ['-', 'not-a-person', undefined],
    ['', 'not-a-person', undefined],
    ['ivanov@mail.ru', 'not-a-person', undefined],
    ['www.site.ru', 'not-a-person', undefined],
    ['12345', 'not-a-person', undefined],
    ['Иванов Иван 2', 'digits', undefined],
    ['Роман Александр', 'order-uncertain', undefined],
    ['Роман Абрамович', 'order-uncertain', undefined],
    ['Мохаммед бин Салман', 'order-uncertain', undefined],
    ['Иванов Иван Иванович Иванович', 'extra-words', undefined],
    ['Иванов С.П.', 'initials-only', undefined],
    ['Bdfyjd Cthutq', 'keyboard-layout', undefined],
    ['Иванов Сергей', undefined, undefined],
  ])('of %j: %s', (text, problem, rest) => {
    const name = parsePersonName(text);
    expect([name.problem, name.rest]).toEqual([problem, rest]);
  });

  it.each([
    'Maria Gibbs',
    'William Kerr',
    'Edward Derby',
    'Bernard Dyer',
    'Harriet Tytler',
    'Alfred Meeks',
    'Hugo Wemyss',
    'Jerzy',
  ])('takes the Latin name %j for no Russian one in the wrong layout', (text) => {
    const name = parsePersonName(text);
    expect(name.problem).not.toBe('keyboard-layout');
    expect(name.written).toBe(text);
  });

  it.each([
    ['Bdfyjd', 'Иванов'],
    ['Repytwjd', 'Кузнецов'],
    ['Gtnh Rehjxrby', 'Петр Курочкин'],
    ['Tdf Kfgbyf', 'Ева Лапина'],
    ['Jkmuf Bdfyjdyf', 'Ольга Ивановна'],
  ])('reads %j as %s typed in the wrong layout', (text, meant) => {
    expect(parsePersonName(text)).toMatchObject({ problem: 'keyboard-layout', written: meant });
  });

  it('takes no order for certain that was not told', () => {
    expect(parsePersonName('Роман Александр', { order: 'LFM' })).toMatchObject({
      lastName: 'Роман',
      firstName: 'Александр',
    });
    expect(parsePersonName('Роман Александр', { order: 'FML' })).toMatchObject({
      lastName: 'Александр',
      firstName: 'Роман',
    });
    expect(parsePersonName('Роман Александр', { order: 'FML' }).problem).toBeUndefined();
  });
});

describe('what stands beside a name', () => {
  it.each([
    ['Иванов И.И. (директор)', ['директор'], []],
    ['Наталья Гончарова бухгалтер', ['бухгалтер'], []],
    ['Петров Иван, ген. директор', ['ген', 'директор'], []],
    ['Иванов "Ваня" Иван', ['Ваня'], []],
    ['Света подруга', ['подруга'], []],
    ['Иванов Сергей, Москва', ['Москва'], []],
    ['г-н Иванов', [], ['г-н']],
    ['ИП Иванов Иван', [], ['ИП']],
  ])('in %s is taken out', (text, remarks, titles) => {
    const name = parsePersonName(text);
    expect([name.remarks, name.titles]).toEqual([remarks, titles]);
  });
});

it('never loses a word: every word is a part, a remark, a title or the rest', () => {
  const pieces = [
    'Иванов',
    'Сергей',
    'Петровна',
    'Маша',
    'и',
    'директор',
    'г-н',
    '(тел)',
    'Ли',
    'ван',
    'оглы',
    'А.',
    'Роман',
    ',',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 }), (words) => {
      const name = parsePersonName(words.join(' '));
      if (name.problem === 'not-a-person') return;
      const kept = [name.written, name.rest ?? '', ...name.remarks, ...name.titles].join(' ').toLowerCase();
      for (const word of words) {
        if (word === ',' || word === 'и') continue;
        expect(kept, words.join(' ')).toContain(word.replaceAll(/[().]/g, '').toLowerCase());
      }
    }),
    { numRuns: 300 },
  );
});

describe('two capitals with dots', () => {
  it.each([
    ['Родин И.О.', 'ИО'],
    ['Барков И.П.', 'ИП'],
    ['Г.Р. Державин', 'ГР'],
    ['Родин И.О. директор', 'ИО'],
  ])('are initials, whatever word they make: %s', (text, initials) => {
    expect(parsePersonName(text)).toMatchObject({ initials });
  });

  it('are a post before the word of one', () => {
    expect(parsePersonName('И.О. директора Родин Н.Н.')).toMatchObject({ lastName: 'Родин', initials: 'НН' });
  });
});
