import { z } from 'zod';
import { ConfigError } from '../errors.ts';
import { option, textList } from '../model/option.ts';
import { compileDatePatterns, plainDate, plainForms, readDateValue } from '../text/date-reader.ts';
import { isoDate } from '../text/dates.ts';
import { instantOfParts, isoInstant } from '../text/instants.ts';
import { defineTransform } from './transform.ts';

export const date = defineTransform({
  name: 'date',
  summary: {
    ru: 'Читает дату и никогда её не сдвигает: ГГГГ-ММ-ДД. Если в format есть время, получается момент времени в UTC.',
    en: 'Reads a date and never shifts it: YYYY-MM-DD. When format has a time of day, yields an instant in UTC.',
  },
  options: z.strictObject({
    format: option(textList.optional(), {
      ru: 'Образец или несколько: dd.MM.yyyy, MM/dd/yy, d MMMM yyyy; по умолчанию из defaults.date. ГГГГ-ММ-ДД читается всегда.',
      en: 'One or more patterns: dd.MM.yyyy, MM/dd/yy, d MMMM yyyy; defaults.date unless given. YYYY-MM-DD is always read.',
    }),
  }),
  shorthand: 'format',
  idempotent: true,
  compile(options, defaults) {
    const patterns = compileDatePatterns(options.format ?? defaults.dateFormats);
    if ('problem' in patterns) {
      const args = { transform: 'date', option: 'format', reason: patterns.problem };
      throw new ConfigError('mapping.transform-options', args);
    }
    const yieldsInstant = options.format !== undefined && patterns.some((pattern) => pattern.hasTime);
    const forms = plainForms(patterns);
    return (value, note) => {
      if (typeof value === 'string' && !yieldsInstant) {
        const quick = plainDate(value, forms);
        if (quick !== undefined) return quick;
      }
      const parts = readDateValue(value, patterns, note);
      if (parts === undefined) return null;
      if (yieldsInstant && parts.time !== undefined) {
        const instant = instantOfParts(parts, defaults.timezone);
        return instant ? isoInstant(instant.at) : null;
      }
      const { time } = parts;
      if (time !== undefined && time.hour + time.minute + time.second > 0) {
        note(time.offset === undefined ? 'date.time-dropped' : 'date.instant-cut', {});
      }
      return isoDate(parts);
    };
  },
  examples: [
    { input: '14.03.2024', output: '2024-03-14' },
    { input: '2024-03-14', output: '2024-03-14' },
    { input: '1.3.2024', output: '2024-03-01' },
    { input: '14 марта 2024 г.', output: '2024-03-14' },
    { input: '«14» марта 2024 г.', output: '2024-03-14' },
    { input: '2024-03-14T00:00:00+03:00', output: '2024-03-14' },
    { input: 'March 14, 2024', output: '2024-03-14' },
    { input: '31.12.24', output: '2024-12-31', notes: ['date.short-year'] },
    { input: '05.06.71', output: '1971-06-05', notes: ['date.short-year'] },
    { input: '25/12/2024', output: '2024-12-25' },
    { input: '03/04/2024', output: null, notes: ['date.ambiguous'] },
    { options: 'MM/dd/yyyy', input: '03/04/2024', output: '2024-03-04' },
    { options: { format: ['dd/MM/yyyy', 'yyyy.MM.dd'] }, input: '03/04/2024', output: '2024-04-03' },
    { options: { format: 'd MMMM yyyy' }, input: '5 мая 1990', output: '1990-05-05' },
    { options: 'ddMMyyyy', input: '14032024', output: '2024-03-14' },
    { input: new Date('2024-03-14T00:00:00Z'), output: '2024-03-14' },
    { input: 45365, output: '2024-03-14', notes: ['date.serial'] },
    { input: '14.03.2024 0:00:00', output: '2024-03-14' },
    { input: '14.03.2024 15:30', output: '2024-03-14', notes: ['date.time-dropped'] },
    { input: '2024-03-14T21:00:00Z', output: '2024-03-14', notes: ['date.instant-cut'] },
    { options: "yyyy-MM-dd'T'HH:mm:ss", input: '2024-03-14T12:00:00', output: '2024-03-14T09:00:00Z' },
    { input: '31.02.2024', output: null, notes: ['date.impossible'] },
    { input: '01.01.3024', output: null, notes: ['date.out-of-range'] },
    { input: '0001-01-01T00:00:00', output: null },
    { input: '00.00.0000', output: null },
    { input: '  .  .    ', output: null },
    { input: 'вчера', output: null, notes: ['date.unreadable'] },
    { input: null, output: null },
  ],
});
