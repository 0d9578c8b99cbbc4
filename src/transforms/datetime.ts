import { z } from 'zod';
import { ConfigError } from '../errors.ts';
import { option, textList } from '../model/option.ts';
import { compileDatePatterns, plainForms, plainMoment, readDateValue } from '../text/date-reader.ts';
import { instantOfParts, isoInstant } from '../text/instants.ts';
import { instantOf, isTimeZone, type Instant } from '../text/time-zones.ts';
import { defineTransform, type Note } from './transform.ts';

const normal = /^(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;

export const datetime = defineTransform({
  name: 'datetime',
  summary: {
    ru: 'Читает дату со временем и переводит в UTC; время без пояса считается местным.',
    en: 'Reads a date with a time and converts it to UTC; a time without a zone is local.',
  },
  options: z.strictObject({
    format: option(textList.optional(), {
      ru: 'Образец или несколько: dd.MM.yyyy HH:mm; по умолчанию из defaults.date. Запись ISO читается всегда.',
      en: 'One or more patterns: dd.MM.yyyy HH:mm; defaults.date unless given. ISO form is always read.',
    }),
    timezone: option(z.string().optional(), {
      ru: 'Часовой пояс времени без пояса: Asia/Yekaterinburg, UTC; по умолчанию defaults.timezone.',
      en: 'Zone of times without one: Asia/Yekaterinburg, UTC; defaults.timezone unless given.',
    }),
  }),
  shorthand: 'format',
  idempotent: true,
  compile(options, defaults) {
    const patterns = compileDatePatterns(options.format ?? defaults.dateFormats);
    const zone = options.timezone ?? defaults.timezone;
    if ('problem' in patterns || !isTimeZone(zone)) {
      const args =
        'problem' in patterns ? { option: 'format', reason: patterns.problem } : { option: 'timezone', reason: zone };
      throw new ConfigError('mapping.transform-options', { transform: 'datetime', ...args });
    }
    const forms = plainForms(patterns);
    return (value, note) => {
      if (typeof value === 'string') {
        if (normal.test(value)) return value;
        const local = plainMoment(value, forms);
        if (local !== undefined) return settled(instantOf(local, zone), zone, note);
      }
      const parts = readDateValue(value, patterns, note);
      if (parts === undefined) return null;
      const instant = instantOfParts(parts, zone);
      if (parts.time !== undefined || instant === undefined) return settled(instant, zone, note);
      note('date.midnight', {});
      return isoInstant(instant.at);
    };
  },
  examples: [
    { input: '14.03.2024 15:30', output: '2024-03-14T12:30:00Z' },
    { input: '14.03.2024 15:30:45', output: '2024-03-14T12:30:45Z' },
    { input: '2024-03-14T12:00:00', output: '2024-03-14T09:00:00Z' },
    { input: '2024-03-14T12:00:00Z', output: '2024-03-14T12:00:00Z' },
    { input: '2024-03-14T12:00:00.000+0000', output: '2024-03-14T12:00:00Z' },
    { input: '2024-03-14T12:00:00+05:00', output: '2024-03-14T07:00:00Z' },
    { input: '2013-07-01T12:00:00', output: '2013-07-01T08:00:00Z' },
    { input: '2010-07-01T12:00:00', output: '2010-07-01T08:00:00Z' },
    { input: '2010-01-15T12:00:00', output: '2010-01-15T09:00:00Z' },
    { options: { timezone: 'Asia/Yekaterinburg' }, input: '14.03.2024 15:30', output: '2024-03-14T10:30:00Z' },
    {
      options: { format: 'MM/dd/yyyy hh:mm a', timezone: 'UTC' },
      input: '03/04/2024 02:30 PM',
      output: '2024-03-04T14:30:00Z',
    },
    { input: new Date('2024-03-14T15:30:00Z'), output: '2024-03-14T12:30:00Z' },
    { input: '14.03.2024', output: '2024-03-13T21:00:00Z', notes: ['date.midnight'] },
    { input: '26.10.2014 01:30', output: '2014-10-25T21:30:00Z', notes: ['date.repeated-hour'] },
    { input: '27.03.2011 02:30', output: '2011-03-26T23:30:00Z', notes: ['date.skipped-hour'] },
    { input: '20240314153000', output: '2024-03-14T12:30:00Z' },
    { input: '14.03.2024 25:00', output: null, notes: ['date.impossible'] },
    { input: '0001-01-01T00:00:00', output: null },
    { input: 'скоро', output: null, notes: ['date.unreadable'] },
    { input: null, output: null },
  ],
});

/** Says what clock changes make uncertain about a time. */
function settled(instant: Instant | undefined, zone: string, note: Note): string | null {
  if (instant === undefined) return null;
  if (instant.kind === 'repeated') note('date.repeated-hour', { zone });
  else if (instant.kind === 'skipped') note('date.skipped-hour', { zone });
  return isoInstant(instant.at);
}
