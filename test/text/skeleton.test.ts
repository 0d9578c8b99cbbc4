import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldKey, letterKey, skeleton } from '../../src/text/skeleton.ts';

describe('skeleton', () => {
  it.each([
    ['6ukina', ['Щукина', 'Shchukina', 'Schukina', 'Shukina', 'ЩУКИНА', 'щукинa']],
    ['korolev', ['Королёв', 'Королев', 'Korolyov', 'Korolev', 'Korolëv', 'Koroliov']],
    ['ula', ['Юлия', 'Iuliia', 'Yuliya', 'Julia', 'Юлія']],
    ['dmitr', ['Дмитрий', 'Dmitry', 'Dmitriy', 'Dmitrii', 'Дмитрій']],
    ['mara', ['Мария', 'Mariia', 'Mariya', 'Maria', 'Марія']],
    ['7ukov', ['Жуков', 'Zhukov', 'Žukov']],
    ['kuznecov', ['Кузнецов', 'Kuznetsov', 'Kuznecov', 'Kuznetzov', 'Кyзнeцoв']],
    ['hru6ev', ['Хрущёв', 'Khrushchev', 'Hruschev', 'Khrushchyov']],
    ['brack', ['Братск', 'Bratsk']],
    ['6astlivcev', ['Счастливцев', 'Schastlivtsev']],
    ['4aikovsk', ['Чайковский', 'Tchaikovsky', 'Chaikovskii', 'Čajkovskij']],
    ['onil', ["О'Нил", 'О’Нил', 'ОНил', "O'Neel".replace('ee', 'i')]],
    ['vla4eslav', ['Влачеслав']],
  ])('is %s for every spelling', (expected, spellings) => {
    for (const spelling of spellings) expect(skeleton(spelling), spelling).toBe(expected);
  });

  it('keeps names apart that sound different', () => {
    const names = ['Иванов', 'Ивашов', 'Жуков', 'Шуков', 'Чуков', 'Суков', 'Зуков'];
    expect(new Set(names.map(skeleton)).size).toBe(names.length);
  });

  it('separates words by one space and drops apostrophes and signs', () => {
    expect(skeleton(' Петров-Водкин,  К. ')).toBe('petrov vodkin k');
    expect(skeleton("В'ячеслав")).toBe('va4eslav');
  });

  it('never folds digits', () => {
    expect(skeleton('Вектор-2000')).toBe('vektor 2000');
    expect(skeleton('22')).toBe('22');
  });

  it('composes letters that came as letter and mark', () => {
    expect(skeleton('Андре\u0438\u0306')).toBe(skeleton('Андрей'));
  });

  it('gives names of other scripts a key of their own', () => {
    expect(skeleton('გიორგი')).toBe(skeleton('Гиорги'));
    expect(skeleton('王小明')).not.toBe('');
    expect(skeleton('王小明')).not.toBe(skeleton('王大明'));
  });

  it('is ASCII for any text and does not depend on what was asked before', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ maxLength: 60 }), (text, other) => {
        const key = skeleton(text);
        expect(key).toMatch(/^[ -~]*$/);
        skeleton(other);
        expect(skeleton(text)).toBe(key);
      }),
    );
  });

  it('does not depend on case', () => {
    for (const text of ['Щукина', 'Shchukina', 'Ґудзик', 'Қанат', 'Œuvre']) {
      expect(skeleton(text.toUpperCase())).toBe(skeleton(text.toLowerCase()));
    }
  });

  it('takes a cell of ten thousand letters', () => {
    expect(skeleton('аб'.repeat(5000))).toHaveLength(10_000);
  });
});

describe('letterKey', () => {
  it('tells names apart that fold to one skeleton', () => {
    expect(['Алла', 'Алия', 'Аля', 'Яна', 'Анна'].map(letterKey)).toEqual(['alla', 'aliia', 'alia', 'iana', 'anna']);
  });

  it('folds to the skeleton of its word', () => {
    for (const word of ['Юлия', 'Королёв', 'Алла', 'Дмитрий', 'Ли'])
      expect(foldKey(letterKey(word))).toBe(skeleton(word));
  });
});
