import { describe, expect, it } from 'vitest';
import { soundKey, surnameStem } from '../../src/text/surname.ts';

describe('surnameStem', () => {
  it.each([
    ['ivanov', ['Иванов', 'Иванова', 'Ivanova', 'ИВАНОВА']],
    ['pu6kin', ['Пушкин', 'Пушкина']],
    ['4aikovsk', ['Чайковский', 'Чайковская', 'Chaikovskaya', 'Tchaikovsky']],
    ['kovalsk', ['Kowalski', 'Kowalska']],
    ['tolst', ['Толстой', 'Толстая', 'Tolstoy', 'Tolstaya']],
    ['bel', ['Белый', 'Белая']],
    ['zelensk', ['Зеленський', 'Зеленская']],
    ['boiko', ['Бойко']],
    ['4ernih', ['Черных']],
    ['ivanovpetrov', ['Иванова-Петрова', 'Иванов-Петров', 'Иванова Петрова']],
  ])('is %s for both genders', (stem, surnames) => {
    for (const surname of surnames) expect(surnameStem(surname), surname).toBe(stem);
  });

  it('does not cut short names down to nothing', () => {
    expect(surnameStem('Цой')).toBe('coi');
    expect(surnameStem('Ли')).toBe('li');
  });
});

describe('soundKey', () => {
  it('is the same for surnames that sound alike', () => {
    expect(soundKey(surnameStem('Ковалёва'))).toBe(soundKey(surnameStem('Кавалев')));
    expect(soundKey(surnameStem('Безседов'))).toBe(soundKey(surnameStem('Бесседова')));
  });

  it('keeps the first vowel and at most seven letters', () => {
    expect(soundKey('abramovi4')).toBe('aprmf4');
    expect(soundKey('6astlivcevskopolskih')).toHaveLength(7);
  });
});
