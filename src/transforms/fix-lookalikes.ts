import { z } from 'zod';
import { option, flag } from '../model/option.ts';
import { firstMixedWord, repairDigitsInWords, repairLookalikes } from '../text/lookalikes.ts';
import { defineTransform, onStrings } from './transform.ts';

export const fixLookalikes = defineTransform({
  name: 'fix_lookalikes',
  summary: {
    ru: 'В словах, где смешаны русские и латинские буквы, заменяет чужие буквы на одинаковые с виду.',
    en: 'In words that mix Cyrillic and Latin letters, replaces the foreign letters with those that look the same.',
  },
  options: z.strictObject({
    digits: option(flag.default(false), {
      ru: 'Исправлять и цифры 0, 3, 6 между русскими буквами (И0анн); для имён людей, не для названий.',
      en: 'Also repair the digits 0, 3, 6 between Cyrillic letters (И0анн); for names of people, not of products.',
    }),
  }),
  idempotent: true,
  compile: ({ digits }) =>
    onStrings((text, note) => {
      const letters = repairLookalikes(text);
      const repaired = digits ? repairDigitsInWords(letters) : letters;
      if (repaired !== text) note('name.lookalike', { repaired });
      const mixed = firstMixedWord(repaired);
      if (mixed !== undefined) note('name.mixed-scripts', { word: mixed });
      return repaired;
    }),
  examples: [
    { input: 'Кyзнeцoв Алeкcaндp', output: 'Кузнецов Александр', notes: ['name.lookalike'] },
    { input: 'OОО "Pомашка"', output: 'ООО "Ромашка"', notes: ['name.lookalike'] },
    { input: 'ivаnоv', output: 'ivanov', notes: ['name.lookalike'] },
    { input: 'Кузнецов Александр', output: 'Кузнецов Александр' },
    { input: 'Apple и яблоко', output: 'Apple и яблоко' },
    { input: 'OOO', output: 'OOO' },
    { input: 'Иvanов', output: 'Иvanов', notes: ['name.mixed-scripts'] },
    { input: 'ул. Лeнина, 3A', output: 'ул. Ленина, 3A', notes: ['name.lookalike'] },
    { options: { digits: true }, input: 'И0анн Ку3нецов', output: 'Иоанн Кузнецов', notes: ['name.lookalike'] },
    { input: 'И0анн', output: 'И0анн' },
    { input: 'IT-отдел', output: 'IT-отдел' },
    { input: 1234, output: 1234 },
    { input: '', output: null },
  ],
});
