import { z } from 'zod';
import { trimText } from '../text/spaces.ts';
import { defineTransform, onStrings } from './transform.ts';

export const trim = defineTransform({
  name: 'trim',
  summary: {
    ru: 'Убирает пробелы и невидимые символы в начале и в конце; пустое становится пустым значением.',
    en: 'Removes spaces and invisible characters at both ends; nothing left is an empty value.',
  },
  options: z.strictObject({}),
  idempotent: true,
  compile: () => onStrings((text) => trimText(text) || null),
  examples: [
    { input: '  ООО Ромашка ', output: 'ООО Ромашка' },
    { input: 'ООО Ромашка', output: 'ООО Ромашка' },
    { input: '\u00A0Иванов\u00A0', output: 'Иванов' },
    { input: '\uFEFFКод', output: 'Код' },
    { input: 'ВК01276    ', output: 'ВК01276' },
    { input: '\tул. Ленина, 5\r\n', output: 'ул. Ленина, 5' },
    { input: 'два  пробела', output: 'два  пробела' },
    { input: '   ', output: null },
    { input: '\u200B', output: null },
    { input: '"Лютик" ', output: '"Лютик"' },
    { input: 42, output: 42 },
    { input: null, output: null },
  ],
});
