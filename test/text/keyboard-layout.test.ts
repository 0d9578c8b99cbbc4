import { expect, it } from 'vitest';
import { retypeInCyrillic } from '../../src/text/keyboard-layout.ts';

it.each([
  ['Bdfyjd', 'Иванов'],
  ['Cthutq', 'Сергей'],
  ['Vb[fqkjdf', 'Михайлова'],
  [',tksq', 'белый'],
  ['<JHBC', 'БОРИС'],
  ['Gtnz 5', 'Петя 5'],
])('%s typed with the Latin layout on is %s', (typed, meant) => {
  expect(retypeInCyrillic(typed)).toBe(meant);
});
