import { z } from 'zod';
import { hasLostLetters, repairMojibake } from '../text/mojibake.ts';
import { defineTransform, onStrings } from './transform.ts';

export const fixMojibake = defineTransform({
  name: 'fix_mojibake',
  summary: {
    ru: 'Восстанавливает русский текст, прочитанный не в той кодировке («РџРµС‚СЂ» → «Петр»).',
    en: 'Restores Russian text that was read in the wrong encoding ("РџРµС‚СЂ" becomes "Петр").',
  },
  options: z.strictObject({}),
  idempotent: true,
  compile: () =>
    onStrings((text, note) => {
      const { text: repaired, misreadings } = repairMojibake(text);
      if (misreadings.length > 0) note('name.mojibake', { repaired, misreading: misreadings.join(', ') });
      if (hasLostLetters(repaired)) note('name.letters-lost', {});
      return repaired;
    }),
  examples: [
    { input: 'РџРµС‚СЂ', output: 'Петр', notes: ['name.mojibake'] },
    { input: 'Р\u0098РІР°РЅРѕРІ', output: 'Иванов', notes: ['name.mojibake'] },
    { input: 'РРІР°РЅРѕРІ', output: 'Иванов', notes: ['name.mojibake'] },
    { input: 'ÐŸÐµÑ‚Ñ€Ð¾Ð²', output: 'Петров', notes: ['name.mojibake'] },
    { input: 'Èâàíîâ Èâàí', output: 'Иванов Иван', notes: ['name.mojibake'] },
    { input: '€ў\u00A0\u00AD®ў', output: 'Иванов', notes: ['name.mojibake'] },
    { input: 'Иванов', output: 'Иванов' },
    { input: 'РОССИЯ СССР', output: 'РОССИЯ СССР' },
    { input: 'Café Été', output: 'Café Été' },
    { input: 'Müller & Söhne', output: 'Müller & Söhne' },
    { input: '??????? ????', output: '??????? ????', notes: ['name.letters-lost'] },
    { input: 'ООО «Ромашка»', output: 'ООО «Ромашка»' },
    { input: 'Как дела?', output: 'Как дела?' },
    { input: '', output: null },
  ],
});
