import { z } from 'zod';
import { option } from '../model/option.ts';
import { transliterate } from '../text/translit.ts';
import { defineTransform, onStrings } from './transform.ts';

export const translit = defineTransform({
  name: 'translit',
  summary: {
    ru: 'Записывает русские буквы латинскими: как в загранпаспорте, по ГОСТ 7.79-2000 или по BGN/PCGN.',
    en: 'Writes Cyrillic letters in Latin ones: as in Russian passports, by GOST 7.79-2000 or by BGN/PCGN.',
  },
  options: z.strictObject({
    scheme: option(z.enum(['passport', 'gost', 'bgn']).default('passport'), {
      ru: 'passport — как в загранпаспорте (ICAO 9303), gost — ГОСТ 7.79-2000 система Б, bgn — BGN/PCGN.',
      en: 'passport: ICAO 9303; gost: GOST 7.79-2000 system B; bgn: BGN/PCGN.',
    }),
  }),
  shorthand: 'scheme',
  idempotent: true,
  compile: ({ scheme }) => onStrings((text) => transliterate(text, scheme)),
  examples: [
    { input: 'Щукина Юлия', output: 'Shchukina Iuliia' },
    { input: 'ЩУКИНА ЮЛИЯ', output: 'SHCHUKINA IULIIA' },
    { input: 'Королёв Пётр', output: 'Korolev Petr' },
    { input: 'Подъячев', output: 'Podieiachev' },
    { options: { scheme: 'bgn' }, input: 'Щукина Юлия Сергеевна', output: 'Shchukina Yuliya Sergeyevna' },
    { options: { scheme: 'bgn' }, input: 'Елена Королёва', output: 'Yelena Korolyova' },
    { options: { scheme: 'gost' }, input: 'Хоменко Эдуард', output: "Xomenko E'duard" },
    { options: 'gost', input: 'Щёлоково', output: 'Shhyolokovo' },
    { input: 'ООО «Ромашка» №5', output: 'OOO «Romashka» №5' },
    { input: 'Ж', output: 'Zh' },
    { input: 'Already Latin', output: 'Already Latin' },
    { input: 'Київ', output: 'Kiiv' },
    { input: '', output: null },
  ],
});
