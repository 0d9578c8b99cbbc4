import { expect, it } from 'vitest';
import { skeleton } from '../../src/text/skeleton.ts';
import { transliterate } from '../../src/text/translit.ts';

it.each([
  ['passport', 'Щёголев Юрий Андреевич', 'Shchegolev Iurii Andreevich'],
  ['bgn', 'Щёголев Юрий Андреевич', 'Shchyogolev Yuriy Andreyevich'],
  ['gost', 'Щёголев Юрий Андреевич', 'Shhyogolev Yurij Andreevich'],
  ['passport', 'ЮРЬЕВ', 'IUREV'],
  ['bgn', 'Юрьев', 'Yuryev'],
] as const)('writes by %s: %s', (scheme, text, expected) => {
  expect(transliterate(text, scheme)).toBe(expected);
});

it('gives forms with the skeleton of the original, by passport and BGN', () => {
  for (const name of [
    'Щукина',
    'Королёв',
    'Хрущёв',
    'Жуков',
    'Юлия',
    'Цветаева',
    'Соловьёв',
    'Чайковский',
    'Подъячев',
  ]) {
    expect(skeleton(transliterate(name, 'bgn')), name).toBe(skeleton(name));
    if (name !== 'Подъячев') expect(skeleton(transliterate(name)), name).toBe(skeleton(name));
  }
});
