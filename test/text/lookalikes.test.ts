import { describe, expect, it } from 'vitest';
import {
  firstMixedWord,
  looksCyrillic,
  readAsCyrillic,
  repairDigitsInWords,
  repairLookalikes,
} from '../../src/text/lookalikes.ts';

describe('repairLookalikes', () => {
  it.each([
    ['Кyзнeцoв', 'Кузнецов'],
    ['OОО "Pомашка"', 'ООО "Ромашка"'],
    ['ivаnоv@mail', 'ivanov@mail'],
    ['аa', 'аа'],
    ['OOOФ', 'ОООФ'],
    ['OOO', 'OOO'],
    ['Иvanов', 'Иvanов'],
    ['IT-отдел', 'IT-отдел'],
    ['Apple и яблоко', 'Apple и яблоко'],
  ])('reads %s as %s', (input, output) => {
    expect(repairLookalikes(input)).toBe(output);
  });
});

describe('repairDigitsInWords', () => {
  it('reads digits between Cyrillic letters as letters, in the case of their neighbours', () => {
    expect(repairDigitsInWords('И0анн Ку3нецов КУ3НЕЦОВ')).toBe('Иоанн Кузнецов КУЗНЕЦОВ');
  });

  it('leaves digits at the edges of words and beside Latin letters', () => {
    expect(repairDigitsInWords('1С Б52 A0B Вектор3')).toBe('1С Б52 A0B Вектор3');
  });
});

it('finds words of two scripts', () => {
  expect(firstMixedWord('слово Иvanов')).toBe('Иvanов');
  expect(firstMixedWord('IT отдел')).toBeUndefined();
});

it('reads short Latin words of twin letters as Cyrillic', () => {
  expect(looksCyrillic('1C')).toBe(true);
  expect(looksCyrillic('IBM-5')).toBe(false);
  expect(readAsCyrillic('1C')).toBe('1С');
});
