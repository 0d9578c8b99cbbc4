import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasLostLetters, repairMojibake } from '../../src/text/mojibake.ts';

function misread(text: string, encoding: 'windows-1251' | 'ibm866' = 'windows-1251'): string {
  return new TextDecoder(encoding).decode(new TextEncoder().encode(text));
}

describe('repairMojibake', () => {
  it.each(['Иванов Иван', 'ООО «Ромашка»', 'ул. Ленина, д. 5', 'Щёлково', 'Наталья — бухгалтер', 'Київ'])(
    'restores %s from UTF-8 read as windows-1251, once or twice',
    (text) => {
      const once = misread(text);
      expect(once).not.toBe(text);
      expect(repairMojibake(once)).toEqual({ text, misreadings: ['utf-8 as windows-1251'] });
      expect(repairMojibake(misread(once)).text).toBe(text);
    },
  );

  it('restores И although its second byte has no sign in windows-1251 and was dropped', () => {
    expect(repairMojibake(misread('Иванов Илья').replaceAll('\u0098', '')).text).toBe('Иванов Илья');
  });

  it('restores windows-1251 read as a western encoding', () => {
    expect(repairMojibake('Èâàíîâ Èâàí').text).toBe('Иванов Иван');
  });

  it.each([
    'Иванов',
    'РОССИЯ',
    'СССР и РСФСР',
    'Р. С. Петров',
    'Café Été',
    'Müller & Söhne',
    'ÅÄÖ Oy',
    'São Paulo',
    'İstanbul',
    '10 °C ± 2',
    'Straße №5',
    'plain ASCII',
    'Срочно! Спасибо',
    '«Рассвет»',
  ])('leaves %s alone', (text) => {
    expect(repairMojibake(text)).toEqual({ text, misreadings: [] });
  });

  it('gives text back as it was or text that it leaves alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
        const { text: repaired } = repairMojibake(text);
        expect(repairMojibake(repaired).text).toBe(repaired);
      }),
      { numRuns: 500 },
    );
  });
});

it('tells text whose letters are lost from a question', () => {
  expect(hasLostLetters('?????? ????')).toBe(true);
  expect(hasLostLetters('Иван\uFFFDв')).toBe(true);
  expect(hasLostLetters('Как дела?')).toBe(false);
});
