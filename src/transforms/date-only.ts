import { z } from 'zod';
import { ConfigError } from '../errors.ts';
import { option } from '../model/option.ts';
import { compileDatePatterns, plainDate, plainForms, readDateValue } from '../text/date-reader.ts';
import { localDay } from '../text/instants.ts';
import { isTimeZone } from '../text/time-zones.ts';
import { defineTransform } from './transform.ts';

export const dateOnly = defineTransform({
  name: 'date_only',
  summary: {
    ru: 'Берёт из даты со временем календарный день; у времени с поясом — день по местным часам.',
    en: 'Takes the calendar day of a date with a time; of an instant, the day on local clocks.',
  },
  options: z.strictObject({
    timezone: option(z.string().optional(), {
      ru: 'Чьи местные часы: Asia/Yekaterinburg; по умолчанию defaults.timezone.',
      en: 'Whose local clocks: Asia/Yekaterinburg; defaults.timezone unless given.',
    }),
  }),
  shorthand: 'timezone',
  idempotent: true,
  compile(options, defaults) {
    const patterns = compileDatePatterns(defaults.dateFormats);
    const zone = options.timezone ?? defaults.timezone;
    if ('problem' in patterns || !isTimeZone(zone)) {
      const args = {
        transform: 'date_only',
        option: 'timezone',
        reason: 'problem' in patterns ? patterns.problem : zone,
      };
      throw new ConfigError('mapping.transform-options', args);
    }
    const forms = plainForms(patterns);
    return (value, note) => {
      const quick = typeof value === 'string' ? plainDate(value, forms) : undefined;
      if (quick !== undefined) return quick;
      const parts = readDateValue(value, patterns, note);
      return parts ? localDay(parts, zone) : null;
    };
  },
  examples: [
    { input: '14.03.2024 15:30', output: '2024-03-14' },
    { input: '2024-03-14T23:59:59', output: '2024-03-14' },
    { input: '2024-03-14T20:59:59Z', output: '2024-03-14' },
    { input: '2024-03-14T21:00:00Z', output: '2024-03-15' },
    { options: 'UTC', input: '2024-03-14T21:00:00Z', output: '2024-03-14' },
    { options: { timezone: 'Asia/Vladivostok' }, input: '2024-03-14T15:00:00.000+0000', output: '2024-03-15' },
    { input: '2024-03-14', output: '2024-03-14' },
    { input: new Date('2024-03-14T15:30:00Z'), output: '2024-03-14' },
    { input: '03/04/2024 10:00', output: null, notes: ['date.ambiguous'] },
    { input: '0001-01-01T00:00:00', output: null },
    { input: 'никогда', output: null, notes: ['date.unreadable'] },
    { input: null, output: null },
  ],
});
